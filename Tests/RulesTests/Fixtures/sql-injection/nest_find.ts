import { Body, Controller, Get, Injectable, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { IsBoolean, IsString } from 'class-validator';
import { Pool } from 'pg';

export class Filter {
  @IsString()
  kind: string;

  @IsBoolean()
  isOpen: boolean;
}

@Injectable()
export class BooksService {
  private readonly pool = new Pool();

  find(title: string) {
    return this.pool.query(`SELECT id FROM books WHERE title = '${title}'`); // want sql-injection "reaches pg.Pool.query"
  }

  byKind(filter: Filter) {
    return this.pool.query(`SELECT id FROM books WHERE kind = '${filter.kind}'`); // want sql-injection "reaches pg.Pool.query"
  }

  open(filter: Filter) {
    return this.pool.query(`SELECT id FROM books WHERE is_open = ${filter.isOpen}`);
  }

  byId(id: number) {
    return this.pool.query(`SELECT id FROM books WHERE id = ${id}`);
  }
}

@Controller('books')
export class BooksController {
  constructor(private readonly books: BooksService) {}

  @Get()
  find(@Query('title') title: string) {
    return this.books.find(title);
  }

  @Get(':id')
  show(@Param('id', ParseIntPipe) id: number) {
    return this.books.byId(id);
  }

  @Post('by-kind')
  byKind(@Body() filter: Filter) {
    return this.books.byKind(filter);
  }

  @Post('open')
  open(@Body() filter: Filter) {
    return this.books.open(filter);
  }
}
