import { NestFactory } from "@nestjs/core";
import { Module } from "@nestjs/common";
import { MicroserviceOptions, Transport } from "@nestjs/microservices";
import { TollController } from "./toll.controller";

@Module({ controllers: [TollController] })
export class AppModule {}

async function bootstrap() {
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(AppModule, {
    transport: Transport.GRPC,
    options: { package: "tolls", protoPath: "proto/tolls.proto" },
  });
  await app.listen();
}
bootstrap();
