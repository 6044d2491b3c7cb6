import { Controller, Get, Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify'
import fastifyCors from '@fastify/cors'
import cors, { CorsOptions } from 'cors'
import express, { Express } from 'express'
import Fastify, { FastifyInstance } from 'fastify'

@Controller('account')
export class AccountController {
  @Get()
  show(): { plan: string } {
    return { plan: 'free' }
  }
}

@Module({ controllers: [AccountController] })
export class AppModule {}

async function bootstrap(): Promise<void> {
  const app = await NestFactory.create(AppModule)
  app.enableCors({ origin: true, credentials: true }) // want any-origin-with-credentials "any origin"
  await app.listen(3000)
}

// Origins come from a setting.
async function bootstrapPartners(): Promise<void> {
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter())
  app.enableCors({ origin: process.env.PARTNER_ORIGINS?.split(',') ?? [], credentials: true })
  await app.listen(3001)
}

// No credentials.
async function bootstrapPublic(): Promise<void> {
  const app = await NestFactory.create(AppModule)
  app.enableCors({ origin: true, methods: ['GET'] })
  await app.listen(3002)
}

export function gateway(): Express {
  const app = express()
  const options: CorsOptions = {
    origin: true,
    maxAge: 600,
    credentials: true,
  }
  app.use(cors(options)) // want any-origin-with-credentials "any origin"
  app.use('/v2', cors({ origin: (origin, callback) => callback(null, true), credentials: true })) // want any-origin-with-credentials "any origin"
  return app
}

const allowed = new Set<string>(['https://shop.example', 'https://admin.shop.example'])

export function checked(): Express {
  const app = express()
  app.use(cors({
    origin(origin, callback) {
      if (!origin || allowed.has(origin)) return callback(null, true)
      callback(new Error('not an origin of ours'))
    },
    credentials: true,
  }))
  return app
}

export async function edge(): Promise<FastifyInstance> {
  const server = Fastify({ logger: true })
  await server.register(fastifyCors, { origin: true, credentials: true }) // want any-origin-with-credentials "any origin"
  return server
}

export async function ownEdge(): Promise<FastifyInstance> {
  const server = Fastify()
  await server.register(fastifyCors, { origin: [/\.shop\.example$/], credentials: true })
  return server
}

void Promise.all([bootstrap(), bootstrapPartners(), bootstrapPublic()])
