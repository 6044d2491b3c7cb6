package org.chat;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.security.Principal;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.simp.annotation.SubscribeMapping;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import reactor.core.publisher.Flux;

@Controller
@MessageMapping("/chat")
class Chat {
  @MessageMapping("/{room}/send") // $ endpoint="MESSAGE /ws#/app/chat/{room}/send" auth=required protocol=websocket
  void send(@DestinationVariable String room, @Payload Note note, Principal caller) {
    Notes.add(room, note);
  }

  @SubscribeMapping("/rooms") // $ endpoint="MESSAGE /ws#/app/chat/rooms" auth=required protocol=websocket
  Object rooms() {
    return Notes.rooms();
  }
}

@RestController
class Events {
  @GetMapping("/events") // $ endpoint="GET /events" auth=required protocol=sse
  SseEmitter events() {
    return new SseEmitter();
  }

  @GetMapping(value = "/ticks", produces = MediaType.TEXT_EVENT_STREAM_VALUE) // $ endpoint="GET /ticks" auth=none protocol=sse
  Flux<Note> ticks() {
    return Notes.stream();
  }

  @GetMapping("/notes") // $ endpoint="GET /notes" auth=none protocol=http
  Flux<Note> notes() {
    return Notes.stream();
  }
}

@Component
@ServerEndpoint("/room/{name}") // $ endpoint="GET /room/{name}" auth=required protocol=websocket
class Room {
  @OnMessage
  public void message(String text) {
    Notes.add("room", new Note(text));
  }
}
