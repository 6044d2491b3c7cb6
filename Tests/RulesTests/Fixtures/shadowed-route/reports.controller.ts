import { Controller, Get, Injectable, Param, Post } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Column, Entity, PrimaryGeneratedColumn, Repository } from 'typeorm';

@Entity()
export class Report {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column()
  title: string;
}

@Injectable()
export class ReportsService {
  constructor(@InjectRepository(Report) private readonly reports: Repository<Report>) {}

  byId(id: string): Promise<Report> {
    return this.reports.findOneByOrFail({ id });
  }

  latest(): Promise<Report[]> {
    return this.reports.find({ take: 10 });
  }
}

@Controller('reports')
export class ReportsController {
  constructor(private readonly reports: ReportsService) {}

  @Get(':id')
  show(@Param('id') id: string): Promise<Report> {
    return this.reports.byId(id);
  }

  @Get('latest') // want shadowed-route "GET /reports/latest never runs"
  latest(): Promise<Report[]> {
    return this.reports.latest();
  }

  // Another method, another length: neither is answered by the first one.
  @Post('latest')
  refresh(): Promise<Report[]> {
    return this.reports.latest();
  }

  @Get('latest/titles')
  async titles(): Promise<string[]> {
    return (await this.reports.latest()).map((report) => report.title);
  }
}

// The particular one comes first.
@Controller('templates')
export class TemplatesController {
  constructor(private readonly reports: ReportsService) {}

  @Get('latest')
  latest(): Promise<Report[]> {
    return this.reports.latest();
  }

  @Get(':id')
  show(@Param('id') id: string): Promise<Report> {
    return this.reports.byId(id);
  }
}
