import { Controller, Get } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

@Controller('health')
export class HealthController {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  @Get()
  async ready(): Promise<{ isReady: boolean }> {
    await this.source.query('SELECT 1');
    return { isReady: true };
  }
}
