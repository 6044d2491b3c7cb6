import {
  ArgumentsHost, Catch, Controller, ExceptionFilter, Get, Injectable, Module, OnModuleInit, ServiceUnavailableException,
} from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import type { Response } from 'express'
import { readFile } from 'node:fs/promises'

@Injectable()
export class KeyService implements OnModuleInit {
  private key?: string

  // It runs at start-up.
  async onModuleInit(): Promise<void> {
    try {
      this.key = await readFile('/run/secrets/key', 'utf8')
    } catch {
      process.exit(2)
    }
  }

  current(): string {
    if (!this.key) process.exit(3) // want exit-in-request-path "KeyService.current ends the process with process.exit"
    return this.key
  }

  optional(): string {
    if (!this.key) throw new ServiceUnavailableException('no key')
    return this.key
  }
}

// It runs for each request that fails.
@Catch()
export class FatalFilter implements ExceptionFilter {
  catch(exception: unknown, host: ArgumentsHost): void {
    host.switchToHttp().getResponse<Response>().status(500).json({ message: String(exception) })
    process.exit(1) // MISSING: want exit-in-request-path "FatalFilter.catch ends the process with process.exit"
  }
}

@Controller('keys')
export class KeysController {
  constructor(private readonly keys: KeyService) {}

  @Get('current')
  current(): string {
    return this.keys.current()
  }

  @Get('optional')
  optional(): string {
    return this.keys.optional()
  }
}

@Module({ controllers: [KeysController], providers: [KeyService] })
export class AppModule {}

async function bootstrap(): Promise<void> {
  const app = await NestFactory.create(AppModule)
  app.useGlobalFilters(new FatalFilter())
  process.on('unhandledRejection', () => process.exit(1))
  await app.listen(3000)
}

bootstrap().catch(() => process.exit(1))
