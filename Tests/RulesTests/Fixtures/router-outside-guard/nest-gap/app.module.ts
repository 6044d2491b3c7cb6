import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CabinsController } from './cabins.controller';
import { DecksController } from './decks.controller';
import { EnginesController } from './engines.controller';
import { Cabin, Deck, Engine } from './entities';
import { HealthController } from './health.controller';

@Module({
  imports: [JwtModule.register({ secret: process.env.JWT_SECRET }), TypeOrmModule.forFeature([Cabin, Deck, Engine])],
  controllers: [CabinsController, DecksController, EnginesController, HealthController],
})
export class AppModule {}
