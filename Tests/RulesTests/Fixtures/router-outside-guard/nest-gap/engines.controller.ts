import { Body, Controller, Delete, Get, Param, ParseIntPipe, Post } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Engine } from './entities';

@Controller('engines')
export class EnginesController {
  constructor(@InjectRepository(Engine) private readonly engines: Repository<Engine>) {}

  @Get(':id') // want router-outside-guard "no endpoint of engines.controller.ts asks for credentials"
  show(@Param('id', ParseIntPipe) id: number): Promise<Engine | null> {
    return this.engines.findOneBy({ id });
  }

  @Post()
  add(@Body('name') name: string): Promise<Engine> {
    return this.engines.save({ name });
  }

  @Delete(':id')
  async remove(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.engines.delete(id);
  }
}
