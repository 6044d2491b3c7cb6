import { Controller, DefaultValuePipe, Get, Injectable, ParseIntPipe, Query } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { Column, Entity, PrimaryGeneratedColumn, Repository } from 'typeorm';

@Entity()
export class Article {
  @PrimaryGeneratedColumn()
  id: number;

  @Column()
  title: string;
}

export class OpenPage {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  take: number = 20;
}

export class BoundPage {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  take: number = 20;
}

@Injectable()
export class ArticlesService {
  constructor(@InjectRepository(Article) private readonly articles: Repository<Article>) {}

  open(page: OpenPage): Promise<Article[]> {
    return this.articles.find({ order: { id: 'ASC' }, take: page.take }); // want page-size-unbounded "query parameter page decides"
  }

  bound(page: BoundPage): Promise<Article[]> {
    return this.articles.find({ order: { id: 'ASC' }, take: page.take });
  }

  newest(count: number): Promise<Article[]> {
    return this.articles.createQueryBuilder('a').orderBy('a.id', 'DESC').take(count).getMany(); // want page-size-unbounded "query parameter count decides"
  }

  few(count: number): Promise<Article[]> {
    const take = Math.min(count, 50);
    return this.articles.createQueryBuilder('a').orderBy('a.id', 'DESC').take(take).getMany();
  }
}

@Controller('articles')
export class ArticlesController {
  constructor(private readonly articles: ArticlesService) {}

  @Get()
  open(@Query() page: OpenPage): Promise<Article[]> {
    return this.articles.open(page);
  }

  @Get('bound')
  bound(@Query() page: BoundPage): Promise<Article[]> {
    return this.articles.bound(page);
  }

  @Get('newest')
  newest(@Query('count', new DefaultValuePipe(10), ParseIntPipe) count: number): Promise<Article[]> {
    return this.articles.newest(count);
  }

  @Get('few')
  few(@Query('count', new DefaultValuePipe(10), ParseIntPipe) count: number): Promise<Article[]> {
    return this.articles.few(count);
  }
}
