import { Controller, Get, Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { TypeOrmModule } from '@nestjs/typeorm'

@Controller('health')
export class HealthController {
  @Get()
  show(): string {
    return 'ok'
  }
}

@Module({
  imports: [
    TypeOrmModule.forRoot({ type: 'postgres', url: process.env.DATABASE_URL, extra: { query_timeout: 2000 } }),
  ],
  controllers: [HealthController],
})
export class AppModule {}

void NestFactory.create(AppModule).then((app) => app.listen(3000))
