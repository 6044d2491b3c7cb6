import { Body, Controller, Delete, Get, Param, ParseIntPipe, Post, UseGuards } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Cabin } from './entities';
import { JwtGuard } from './jwt.guard';

@UseGuards(JwtGuard)
@Controller('cabins')
export class CabinsController {
  constructor(@InjectRepository(Cabin) private readonly cabins: Repository<Cabin>) {}

  @Get(':id')
  show(@Param('id', ParseIntPipe) id: number): Promise<Cabin | null> {
    return this.cabins.findOneBy({ id });
  }

  @Post()
  add(@Body('name') name: string): Promise<Cabin> {
    return this.cabins.save({ name });
  }

  @Delete(':id')
  async remove(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.cabins.delete(id);
  }
}
