package org.actuator;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

@SpringBootApplication // $ endpoint="GET /management/health" auth=none endpoint="GET /management/health/{path}" auth=none endpoint="POST /management/shutdown" auth=required
public class ActuatorApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(ActuatorApplication.class, arguments);
  }

  @Bean
  SecurityFilterChain chain(HttpSecurity http) throws Exception {
    http.authorizeHttpRequests(requests -> {
      requests.requestMatchers("/management/health/**").permitAll();
      requests.anyRequest().authenticated();
    });
    return http.build();
  }
}
