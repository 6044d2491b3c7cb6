package main

import (
	"log"
	"net/smtp"

	"github.com/gin-gonic/gin"
	"github.com/robfig/cron/v3"
)

func sendReminders() {
	if err := smtp.SendMail("mail:25", nil, "shop@example.com", []string{"all@example.com"}, []byte("pay")); err != nil {
		log.Print(err)
	}
}

var beats int

func main() {
	clock := cron.New()
	clock.AddFunc("0 3 * * *", sendReminders) // want in-process-scheduler "sendReminders runs in every process" note
	// Nothing that the job does lasts.
	clock.AddFunc("* * * * *", func() { beats++ })
	clock.Start()

	router := gin.Default()
	router.GET("/health", func(c *gin.Context) { c.Status(200) })
	router.Run(":8080")
}
