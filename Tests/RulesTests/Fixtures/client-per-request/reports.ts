import { Controller, Get, Injectable, Module, OnModuleDestroy, Param, Post } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { PrismaClient } from '@prisma/client'
import Redis from 'ioredis'
import { MongoClient } from 'mongodb'

interface Report {
  id: string
  total: number
}

// Made once for the service, which lives as long as the process.
@Injectable()
export class PrismaService extends PrismaClient implements OnModuleDestroy {
  async onModuleDestroy(): Promise<void> {
    await this.$disconnect()
  }
}

@Injectable()
export class ReportsService {
  private readonly cache = new Redis(process.env.REDIS_URL as string)
  private mongo?: MongoClient

  constructor(private readonly prisma: PrismaService) {}

  async totals(): Promise<Report[]> {
    const prisma = new PrismaClient() // want client-per-request "for each request"
    return prisma.report.findMany({ take: 20 })
  }

  async cached(id: string): Promise<Report | null> {
    const redis = new Redis({ host: 'cache', port: 6379 }) // want client-per-request "a cache client for each request"
    const text = await redis.get(`report:${id}`)
    return text ? (JSON.parse(text) as Report) : null
  }

  async fresh(): Promise<Report[]> {
    return this.prisma.report.findMany({ take: 20 })
  }

  async remembered(id: string): Promise<string | null> {
    return this.cache.get(`report:${id}`)
  }

  // Made on first use and kept.
  private async client(): Promise<MongoClient> {
    if (!this.mongo) this.mongo = await MongoClient.connect(process.env.MONGO_URL as string)
    return this.mongo
  }

  async archived(id: string): Promise<unknown> {
    const client = await this.client()
    return client.db('archive').collection<Report>('reports').findOne({ id })
  }
}

@Controller('reports')
export class ReportsController {
  constructor(private readonly reports: ReportsService) {}

  @Get()
  totals(): Promise<Report[]> {
    return this.reports.totals()
  }

  @Get('fresh')
  fresh(): Promise<Report[]> {
    return this.reports.fresh()
  }

  @Get(':id')
  async cached(@Param('id') id: string): Promise<Report | null> {
    return this.reports.cached(id)
  }

  @Get(':id/remembered')
  async remembered(@Param('id') id: string): Promise<string | null> {
    return this.reports.remembered(id)
  }

  @Get(':id/archived')
  async archived(@Param('id') id: string): Promise<unknown> {
    return this.reports.archived(id)
  }

  @Post(':id/archive')
  async archive(@Param('id') id: string): Promise<void> {
    const client = await MongoClient.connect(process.env.MONGO_URL as string) // want client-per-request "a database pool or connection for each request"
    await client.db('archive').collection('reports').insertOne({ id, total: 0 })
    await client.close()
  }
}

@Module({ controllers: [ReportsController], providers: [ReportsService, PrismaService] })
export class ReportsModule {}

NestFactory.create(ReportsModule).then((app) => app.listen(3000))
