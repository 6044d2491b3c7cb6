package org.books;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.DefaultSecurityFilterChain;

@Configuration
@EnableMethodSecurity(securedEnabled = true)
class Security {
  @Bean
  DefaultSecurityFilterChain chain(HttpSecurity http) throws Exception {
    return http
        .authorizeHttpRequests(requests -> requests
            .requestMatchers("/api/graphql").permitAll()
            .anyRequest().authenticated())
        .httpBasic(basic -> {})
        .build();
  }
}
