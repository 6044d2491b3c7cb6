package org.shop.security;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.AntPathRequestMatcher;

@Configuration
@EnableMethodSecurity
public class SecurityConfiguration {
  private static final String[] OPEN = {"/login", "/register"};
  private final OpenPaths paths;
  private final PublicPaths publicPaths;

  SecurityConfiguration(OpenPaths paths, PublicPaths publicPaths) {
    this.paths = paths;
    this.publicPaths = publicPaths;
  }

  @Bean
  @Order(1)
  SecurityFilterChain internal(HttpSecurity http) throws Exception {
    http.securityMatcher("/internal/**").authorizeHttpRequests(auth -> auth.anyRequest().denyAll());
    return http.build();
  }

  @Bean
  @ConditionalOnProperty(name = "feature.legacy", havingValue = "true")
  @Order(2)
  SecurityFilterChain legacy(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(auth -> auth.anyRequest().permitAll()).build();
  }

  @Bean
  SecurityFilterChain api(HttpSecurity http) throws Exception {
    return http
        .csrf(csrf -> csrf.disable())
        .authorizeHttpRequests(auth -> {
          paths.getOpen().forEach(path -> auth.requestMatchers(path).permitAll());
          for (String path : publicPaths.all()) auth.requestMatchers(path).permitAll();
          auth.requestMatchers(OPEN).permitAll()
              .requestMatchers(HttpMethod.GET, "/api/v1/articles/feed").authenticated()
              .requestMatchers(HttpMethod.GET, "/api/v1/articles/**").permitAll()
              .requestMatchers(new AntPathRequestMatcher("/hooks/*", "POST")).permitAll()
              .requestMatchers("/admin/**").hasRole("ADMIN");
          auth.anyRequest().authenticated();
        })
        .build();
  }

  @Bean
  WebSecurityCustomizer ignored() {
    return web -> web.ignoring().requestMatchers("/docs/**");
  }
}
