package org.plain;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@RestController
public class Api {
  @GetMapping("/open")  // $ endpoint="GET /open" auth=none
  public String open() { return "o"; }

  @GetMapping("/api/mine")  // $ endpoint="GET /api/mine" auth=required
  public String mine() { return "m"; }

  @Anonymous
  @GetMapping("/api/free")  // $ endpoint="GET /api/free" auth=none
  public String free() { return "f"; }

  @GetMapping("/api/login")  // $ endpoint="GET /api/login" auth=none
  public String login() { return "l"; }
}

@interface Anonymous {}

class TokenInterceptor implements HandlerInterceptor {
  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!(handler instanceof HandlerMethod)) return true;
    HandlerMethod method = (HandlerMethod) handler;
    if (method.getMethodAnnotation(Anonymous.class) != null) return true;
    String token = request.getHeader("Authorization");
    if (token == null || token.isEmpty()) {
      response.setStatus(401);
      return false;
    }
    return true;
  }
}

class TimingInterceptor implements HandlerInterceptor {
  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
    request.setAttribute("start", System.nanoTime());
    return true;
  }
}

@Configuration
class Web implements WebMvcConfigurer {
  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new TimingInterceptor());
    registry.addInterceptor(new TokenInterceptor()).addPathPatterns("/api/**").excludePathPatterns("/api/login");
  }
}
