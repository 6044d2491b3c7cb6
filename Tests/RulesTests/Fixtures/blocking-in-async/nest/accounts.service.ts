import { Injectable, OnModuleInit, UnauthorizedException } from '@nestjs/common'
import * as bcrypt from 'bcrypt'
import { scryptSync, scrypt, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'

const scryptAsync = promisify(scrypt) as (password: string, salt: string, length: number) => Promise<Buffer>

export interface Account {
  readonly id: string
  readonly hash: string
}

@Injectable()
export class AccountsService implements OnModuleInit {
  private readonly accounts = new Map<string, Account>()
  private banned: ReadonlySet<string> = new Set()

  // At start-up.
  onModuleInit(): void {
    this.banned = new Set(readFileSync('./banned.txt', 'utf8').split('\n'))
  }

  async login(email: string, password: string): Promise<Account> {
    const account = this.accounts.get(email)
    if (!account || this.banned.has(email)) throw new UnauthorizedException()
    if (!bcrypt.compareSync(password, account.hash)) throw new UnauthorizedException() // want blocking-in-async "bcrypt.compareSync blocks the event loop"
    return account
  }

  async register(email: string, password: string): Promise<Account> {
    const account: Account = { id: email, hash: await bcrypt.hash(password, 12) }
    this.accounts.set(email, account)
    return account
  }

  recoveryKey(passphrase: string): string {
    const salt = randomBytes(16).toString('hex')
    return scryptSync(passphrase, salt, 64).toString('base64') // want blocking-in-async "scryptSync blocks the event loop"
  }

  async backupKey(passphrase: string): Promise<string> {
    const key = await scryptAsync(passphrase, randomBytes(16).toString('hex'), 64)
    return key.toString('base64')
  }
}
