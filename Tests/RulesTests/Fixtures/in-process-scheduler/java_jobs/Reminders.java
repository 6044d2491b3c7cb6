package shop;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

@Component
public class Reminders {
  private final JdbcTemplate jdbc;
  private final JavaMailSender sender;

  public Reminders(JdbcTemplate jdbc, JavaMailSender sender) {
    this.jdbc = jdbc;
    this.sender = sender;
  }

  @Scheduled(cron = "0 0 8 * * *") // want in-process-scheduler "Reminders.remind runs in every process of the web service"
  public void remind() {
    sender.send(new SimpleMailMessage());
  }

  @Scheduled(cron = "0 0 9 * * *")
  @SchedulerLock(name = "bills")
  public void bill() {
    sender.send(new SimpleMailMessage());
  }

  @Scheduled(fixedRate = 1000)
  public long watch() {
    return jdbc.queryForObject("SELECT count(*) FROM orders", Long.class);
  }
}
