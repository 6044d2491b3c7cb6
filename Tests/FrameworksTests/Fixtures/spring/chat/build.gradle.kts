dependencies {
  implementation("org.springframework.boot:spring-boot-starter-websocket:3.3.0")
}
