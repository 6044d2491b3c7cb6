import { Body, Controller, Delete, Get, Param, ParseIntPipe, Post, UseGuards } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Deck } from './entities';
import { JwtGuard } from './jwt.guard';

@UseGuards(JwtGuard)
@Controller('decks')
export class DecksController {
  constructor(@InjectRepository(Deck) private readonly decks: Repository<Deck>) {}

  @Get(':id')
  show(@Param('id', ParseIntPipe) id: number): Promise<Deck | null> {
    return this.decks.findOneBy({ id });
  }

  @Post()
  add(@Body('name') name: string): Promise<Deck> {
    return this.decks.save({ name });
  }

  @Delete(':id')
  async remove(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.decks.delete(id);
  }
}
