package shop;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestTemplate;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@RestController
public class Quotes {
  private final RestTemplate rest;

  public Quotes(RestTemplate rest) {
    this.rest = rest;
  }

  @GetMapping("/quote")
  public Mono<String> quote() {
    return Mono.just(rest.getForObject("https://quotes.example", String.class)); // MISSING: want blocking-in-async "blocks the event loop"
  }

  @GetMapping("/elastic")
  public Mono<String> elastic() {
    return Mono.fromCallable(() -> rest.getForObject("https://quotes.example", String.class))
        .subscribeOn(Schedulers.boundedElastic());
  }

  @GetMapping("/plain")
  public String plain() {
    return rest.getForObject("https://quotes.example", String.class);
  }
}
