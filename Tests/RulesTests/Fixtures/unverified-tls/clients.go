package clients

import (
	"crypto/tls"
	"net/http"
	"time"
)

type Options struct{ SkipVerify bool }

var loose = &http.Client{
	Timeout: time.Second,
	Transport: &http.Transport{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, // want unverified-tls "crypto/tls.Config does not verify the other side's certificate"
	},
}

func later() *http.Transport {
	transport := &http.Transport{TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12}}
	transport.TLSClientConfig.InsecureSkipVerify = true // want unverified-tls "crypto/tls.Config does not verify the other side's certificate"
	return transport
}

// Somebody asks for it by name.
func chosen(options Options) *tls.Config {
	return &tls.Config{InsecureSkipVerify: options.SkipVerify}
}

func asked(options Options) *tls.Config {
	if !options.SkipVerify {
		return nil
	}
	return &tls.Config{InsecureSkipVerify: true}
}

var strict = &http.Client{Timeout: time.Second, Transport: &http.Transport{TLSClientConfig: &tls.Config{}}}
