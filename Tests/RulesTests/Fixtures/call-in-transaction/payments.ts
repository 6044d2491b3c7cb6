import { HttpService } from '@nestjs/axios'
import { Controller, Injectable, Module, Param, ParseIntPipe, Post } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { InjectRepository, TypeOrmModule } from '@nestjs/typeorm'
import axios, { AxiosInstance } from 'axios'
import { firstValueFrom } from 'rxjs'
import { Column, DataSource, Entity, EntityManager, PrimaryGeneratedColumn, QueryRunner, Repository } from 'typeorm'

@Entity('payments')
export class Payment {
  @PrimaryGeneratedColumn()
  id!: number

  @Column()
  status!: 'open' | 'charged' | 'refunded'
}

interface Charge {
  id: string
}

@Injectable()
export class BillingClient {
  private readonly http: AxiosInstance = axios.create({ baseURL: 'https://billing.example', timeout: 2000 })

  async charge(payment: number): Promise<Charge> {
    const { data } = await this.http.post<Charge>('/charges', { payment }) // want call-in-transaction "runs while POST /payments/{id}/charge holds a transaction open"
    return data
  }
}

@Injectable()
export class PaymentsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly billing: BillingClient,
    private readonly http: HttpService,
    @InjectRepository(Payment) private readonly payments: Repository<Payment>,
  ) {}

  async charge(id: number): Promise<void> {
    await this.dataSource.transaction(async (manager: EntityManager) => {
      await manager.update(Payment, { id }, { status: 'charged' })
      await this.billing.charge(id)
    })
  }

  async refund(id: number): Promise<void> {
    const runner: QueryRunner = this.dataSource.createQueryRunner()
    await runner.connect()
    await runner.startTransaction()
    try {
      await runner.manager.update(Payment, { id }, { status: 'refunded' })
      await fetch(`https://billing.example/refunds/${id}`, { method: 'POST', signal: AbortSignal.timeout(2000) }) // want call-in-transaction "fetch runs while POST /payments/{id}/refund holds a transaction open"
      await runner.commitTransaction()
    } catch (error) {
      await runner.rollbackTransaction()
      throw error
    } finally {
      await runner.release()
    }
  }

  async remind(id: number): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.update(Payment, { id }, { status: 'open' })
      await firstValueFrom(this.http.post('https://mail.example/reminders', { id }, { timeout: 2000 })) // want call-in-transaction "runs while POST /payments/{id}/remind holds a transaction open"
    })
  }

  // Each state is committed before the call and after it.
  async chargeApart(id: number): Promise<void> {
    const charge = await this.billing.charge(id)
    await this.dataSource.transaction(async (manager) => {
      await manager.update(Payment, { id }, { status: charge.id ? 'charged' : 'open' })
    })
  }

  async refundApart(id: number): Promise<void> {
    const runner = this.dataSource.createQueryRunner()
    await runner.startTransaction()
    await runner.manager.update(Payment, { id }, { status: 'refunded' })
    await runner.commitTransaction()
    await runner.release()
    await fetch(`https://billing.example/refunds/${id}`, { method: 'POST', signal: AbortSignal.timeout(2000) })
  }

  async check(id: number): Promise<Payment> {
    await this.billing.charge(id)
    return this.payments.findOneByOrFail({ id })
  }
}

@Controller('payments/:id')
export class PaymentsController {
  constructor(private readonly payments: PaymentsService) {}

  @Post('charge')
  charge(@Param('id', ParseIntPipe) id: number): Promise<void> {
    return this.payments.charge(id)
  }

  @Post('refund')
  async refund(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.payments.refund(id)
  }

  @Post('remind')
  async remind(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.payments.remind(id)
  }

  @Post('charge-apart')
  async chargeApart(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.payments.chargeApart(id)
  }

  @Post('refund-apart')
  async refundApart(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.payments.refundApart(id)
  }

  @Post('check')
  async check(@Param('id', ParseIntPipe) id: number): Promise<Payment> {
    return this.payments.check(id)
  }
}

@Module({
  imports: [TypeOrmModule.forFeature([Payment])],
  controllers: [PaymentsController],
  providers: [PaymentsService, BillingClient],
})
export class PaymentsModule {}

NestFactory.create(PaymentsModule).then((app) => app.listen(3000))
