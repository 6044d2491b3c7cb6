package org.shop.security;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

@ConfigurationProperties(prefix = "app")
public class OpenPaths {
  private List<String> open = new ArrayList<>();

  public List<String> getOpen() {
    return open;
  }
}
