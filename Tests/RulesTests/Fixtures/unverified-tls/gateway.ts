import { HttpService } from '@nestjs/axios';
import { Controller, Get, Injectable } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import axios, { AxiosInstance } from 'axios';
import { readFileSync } from 'node:fs';
import { Agent, AgentOptions } from 'node:https';
import { firstValueFrom } from 'rxjs';
import { Pool, PoolConfig } from 'pg';
import { DataSource } from 'typeorm';

interface Balance {
  amount: string;
}

const audit: PoolConfig = { host: 'audit.example.com', max: 5, ssl: { rejectUnauthorized: false } };
export const auditPool = new Pool(audit); // want unverified-tls "pg.Pool does not verify"

const options: AgentOptions = { keepAlive: true, rejectUnauthorized: false };

// The certificate of a private authority.
const trusted = new Agent({ keepAlive: true, ca: readFileSync('/etc/ssl/bank-ca.pem') });

export const ledger = new DataSource({ // want unverified-tls "does not verify"
  type: 'postgres',
  url: process.env.LEDGER_URL,
  ssl: { rejectUnauthorized: false },
});

const archive: PoolConfig = { host: 'archive.example.com', max: 5, ssl: { rejectUnauthorized: true } };
export const archivePool = new Pool(archive);

@Injectable()
export class BankClient {
  private readonly agent: Agent = new Agent(options); // want unverified-tls "https.Agent does not verify"
  private readonly api: AxiosInstance = axios.create({
    baseURL: 'https://bank.example.com',
    timeout: 2000,
    httpsAgent: new Agent({ rejectUnauthorized: false }), // want unverified-tls "https.Agent does not verify"
  });
  private readonly chosen: Agent;

  constructor(
    private readonly http: HttpService,
    config: ConfigService,
  ) {
    // A setting decides.
    this.chosen = new Agent({ rejectUnauthorized: config.get<boolean>('BANK_VERIFY', true) });
  }

  async balance(): Promise<Balance> {
    const { data } = await this.api.get<Balance>('/balance');
    return data;
  }

  async rates(): Promise<Balance> {
    const { data } = await firstValueFrom(this.http.get<Balance>('https://rates.example.com', { httpsAgent: this.agent, timeout: 2000 }));
    return data;
  }

  async fees(): Promise<Balance> {
    const { data } = await axios.get<Balance>('https://fees.example.com', { httpsAgent: trusted, timeout: 2000 });
    return data;
  }

  async limits(): Promise<Balance> {
    const { data } = await axios.get<Balance>('https://limits.example.com', { httpsAgent: this.chosen, timeout: 2000 });
    return data;
  }
}

@Controller('bank')
export class BankController {
  constructor(private readonly bank: BankClient) {}

  @Get('balance')
  async balance(): Promise<Balance[]> {
    return [await this.bank.balance(), await this.bank.rates(), await this.bank.fees(), await this.bank.limits()];
  }
}
