package org.flux;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;

@Configuration
class Security {
  @Bean
  SecurityWebFilterChain chain(ServerHttpSecurity http) {
    return http
        .authorizeExchange(it -> it
            .pathMatchers(HttpMethod.GET, "/posts/**").permitAll()
            .pathMatchers("/health").permitAll()
            .pathMatchers("/users/{user}/**").authenticated()
            .anyExchange().authenticated())
        .build();
  }
}
