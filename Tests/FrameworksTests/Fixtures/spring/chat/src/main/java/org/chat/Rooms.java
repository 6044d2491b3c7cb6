package org.chat;

import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.simp.annotation.SubscribeMapping;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;

@Controller
@MessageMapping("/rooms")
public class Rooms {
  @MessageMapping("/{room}/say") // $ endpoint="MESSAGE /talk#/app/rooms/{room}/say" auth=none protocol=websocket
  public void say(String text) {}

  @SubscribeMapping("/{room}/present") // $ endpoint="MESSAGE /talk#/app/rooms/{room}/present" auth=none protocol=websocket
  public String present() { return ""; }

  @PreAuthorize("hasRole('OWNER')")
  @MessageMapping("/{room}/close") // $ endpoint="MESSAGE /talk#/app/rooms/{room}/close" auth=unknown protocol=websocket
  public void close() {}

  public void helper() {}
}
