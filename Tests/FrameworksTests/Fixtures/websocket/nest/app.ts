import { Controller, Injectable, Module, Sse, UseGuards } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { MessageBody, SubscribeMessage, WebSocketGateway } from "@nestjs/websockets";
import { interval } from "rxjs";

@Injectable()
export class WsGuard {
  canActivate(context) {
    const request = context.switchToWs().getClient().handshake;
    return Boolean(request.auth.token);
  }
}

@WebSocketGateway({ namespace: "chat" }) // $ endpoint="GET /socket.io/chat" auth=none protocol=websocket
export class ChatGateway {
  @SubscribeMessage("send") // $ endpoint="MESSAGE /socket.io/chat#send" auth=none protocol=websocket
  send(@MessageBody() text: string) {
    return text;
  }

  @UseGuards(WsGuard)
  @SubscribeMessage("remove") // $ endpoint="MESSAGE /socket.io/chat#remove" auth=required protocol=websocket
  remove(@MessageBody("id") id: string) {
    return id;
  }
}

@WebSocketGateway() // $ endpoint="GET /socket.io" auth=unknown protocol=websocket
export class LiveGateway {
  handleConnection(client) {
    this.check(client);
  }

  private check(client) {
    if (!client.handshake.query.key) client.disconnect(true);
  }

  @SubscribeMessage("ping") // $ endpoint="MESSAGE /socket.io#ping" auth=unknown protocol=websocket
  ping() {
    return "pong";
  }
}

@Controller("events")
export class EventsController {
  @Sse("ticks") // $ endpoint="GET /events/ticks" auth=none protocol=sse
  ticks() {
    return interval(1000);
  }
}

@Module({ controllers: [EventsController], providers: [ChatGateway, LiveGateway] })
export class AppModule {}

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  await app.listen(3000);
}
bootstrap();
