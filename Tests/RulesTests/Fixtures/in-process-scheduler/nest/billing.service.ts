import { Injectable, Logger } from '@nestjs/common'
import { Cron, CronExpression, Interval } from '@nestjs/schedule'
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm'
import { Column, DataSource, Entity, PrimaryGeneratedColumn, Repository } from 'typeorm'

@Entity()
export class Invoice {
  @PrimaryGeneratedColumn()
  id: number

  @Column({ default: 0 })
  reminders: number
}

@Entity()
export class Rate {
  @PrimaryGeneratedColumn()
  id: number

  @Column()
  currency: string
}

@Injectable()
export class BillingService {
  private readonly logger = new Logger(BillingService.name)
  private rates = new Map<string, Rate>()

  constructor(
    @InjectRepository(Invoice) private readonly invoices: Repository<Invoice>,
    @InjectRepository(Rate) private readonly rateTable: Repository<Rate>,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {}

  @Cron(CronExpression.EVERY_DAY_AT_3AM) // want in-process-scheduler "runs in every process"
  async remind(): Promise<void> {
    await this.invoices.increment({}, 'reminders', 1)
  }

  @Interval(60_000) // want in-process-scheduler "runs in every process"
  async open(): Promise<void> {
    await this.invoices.insert({ reminders: 0 })
  }

  // It refreshes what the process keeps in memory.
  @Cron('*/5 * * * *', { name: 'rates' })
  async refresh(): Promise<void> {
    const rows = await this.rateTable.find()
    this.rates = new Map(rows.map((row) => [row.currency, row]))
    this.logger.log(`${this.rates.size} rates`)
  }

  // It takes a lock.
  @Cron('0 4 * * *')
  async clean(): Promise<void> {
    const [{ locked }] = await this.dataSource.query('SELECT pg_try_advisory_lock(7) AS locked')
    if (!locked) return
    await this.invoices.delete({ reminders: 0 })
  }

  rate(currency: string): Rate | undefined {
    return this.rates.get(currency)
  }
}
