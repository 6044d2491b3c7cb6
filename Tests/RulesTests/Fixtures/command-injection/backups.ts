import { Body, Controller, Get, Injectable, Module, Param, ParseIntPipe, Post, Query } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { exec, execFile, spawn, type ChildProcess } from 'node:child_process'
import { promisify } from 'node:util'
import { IsString } from 'class-validator'

const run = promisify(exec)
const runFile = promisify(execFile)

export class DumpDto {
  @IsString()
  database: string
}

type Format = 'zip' | 'tar'
const formats: Record<Format, string> = { zip: 'zip -r', tar: 'tar cf' }

@Injectable()
export class BackupsService {
  async dump({ database }: DumpDto): Promise<string> {
    const { stdout } = await run(`pg_dump --schema-only ${database}`) // want command-injection "reaches child_process.exec"
    return stdout
  }

  log(service: string): Promise<number> {
    return new Promise((resolve) => {
      const child = spawn('sh', ['-c', 'journalctl -u ' + service]) // want command-injection "reaches child_process.spawn"
      child.on('close', (code) => resolve(code ?? 1))
    })
  }

  follow(service: string): ChildProcess {
    return spawn(`journalctl -f -u ${service}`, { shell: true }) // want command-injection "reaches child_process.spawn"
  }

  // No shell between.
  async size(folder: string): Promise<string> {
    const { stdout } = await runFile('du', ['-sh', '--', folder], { timeout: 10_000 })
    return stdout
  }

  // A number.
  async kill(pid: number): Promise<void> {
    await run(`kill -HUP ${pid}`)
  }

  // One of a list.
  async pack(format: string): Promise<void> {
    if (!['zip', 'tar'].includes(format)) throw new Error('unknown format')
    await run(`${format} --version`)
  }

  async archive(format: Format): Promise<void> {
    await run(`${formats[format]} all data`)
  }
}

@Controller('backups')
export class BackupsController {
  constructor(private readonly backups: BackupsService) {}

  @Post()
  dump(@Body() dto: DumpDto): Promise<string> {
    return this.backups.dump(dto)
  }

  @Get('logs/:service')
  log(@Param('service') service: string): Promise<number> {
    return this.backups.log(service)
  }

  @Get('logs/:service/follow')
  follow(@Param('service') service: string): void {
    this.backups.follow(service)
  }

  @Get('size')
  size(@Query('folder') folder: string): Promise<string> {
    return this.backups.size(folder)
  }

  @Post('reload/:pid')
  kill(@Param('pid', ParseIntPipe) pid: number): Promise<void> {
    return this.backups.kill(pid)
  }

  @Post('pack/:format')
  pack(@Param('format') format: string): Promise<void> {
    return this.backups.pack(format)
  }

  @Post('archive/:format')
  archive(@Param('format') format: Format): Promise<void> {
    return this.backups.archive(format)
  }
}

@Module({ controllers: [BackupsController], providers: [BackupsService] })
export class AppModule {}

void NestFactory.create(AppModule).then((app) => app.listen(3000))
