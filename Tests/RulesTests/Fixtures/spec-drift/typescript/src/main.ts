import { NestFactory } from "@nestjs/core";
import { Module } from "@nestjs/common";
import { ParcelsController } from "./parcels/parcels.controller";

@Module({ controllers: [ParcelsController] })
export class AppModule {}

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  app.setGlobalPrefix("v2");
  await app.listen(3000);
}
bootstrap();
