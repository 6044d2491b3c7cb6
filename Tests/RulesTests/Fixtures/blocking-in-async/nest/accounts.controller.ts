import { Body, Controller, Post } from '@nestjs/common'
import { IsEmail, IsString } from 'class-validator'
import { execFile, spawnSync } from 'child_process'
import { promisify } from 'util'
import { Account, AccountsService } from './accounts.service'

const run = promisify(execFile)

export class Credentials {
  @IsEmail()
  email!: string

  @IsString()
  password!: string
}

@Controller('accounts')
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  @Post('login')
  async login(@Body() dto: Credentials): Promise<Pick<Account, 'id'>> {
    const { id } = await this.accounts.login(dto.email, dto.password)
    return { id }
  }

  @Post()
  async register(@Body() dto: Credentials): Promise<Pick<Account, 'id'>> {
    const { id } = await this.accounts.register(dto.email, dto.password)
    return { id }
  }

  @Post('recovery-key')
  recoveryKey(@Body() dto: Credentials): { key: string } {
    return { key: this.accounts.recoveryKey(dto.password) }
  }

  @Post('backup-key')
  async backupKey(@Body() dto: Credentials): Promise<{ key: string }> {
    return { key: await this.accounts.backupKey(dto.password) }
  }

  @Post('export')
  exportAll(): { bytes: number } {
    const dump = spawnSync('pg_dump', ['--data-only', 'accounts'], { timeout: 30_000 }) // want blocking-in-async "child_process.spawnSync blocks the event loop"
    return { bytes: dump.stdout.length }
  }

  @Post('vacuum')
  async vacuum(): Promise<void> {
    await run('vacuumdb', ['shop'], { timeout: 30_000 })
  }
}
