package org.collected;

public record Version(String group, String name) {
  static Version of(String text) {
    String[] parts = text.split("/");
    return new Version(parts[0], parts[1]);
  }

  @Override
  public String toString() {
    return group + "/" + name;
  }
}
