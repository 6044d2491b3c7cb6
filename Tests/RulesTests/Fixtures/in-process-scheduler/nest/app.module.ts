import { Controller, Get, Module, Param } from '@nestjs/common'
import { ScheduleModule } from '@nestjs/schedule'
import { TypeOrmModule } from '@nestjs/typeorm'
import { BillingService, Invoice, Rate } from './billing.service'

@Controller('rates')
export class RatesController {
  constructor(private readonly billing: BillingService) {}

  @Get(':currency')
  show(@Param('currency') currency: string): Rate | undefined {
    return this.billing.rate(currency)
  }
}

@Module({
  imports: [ScheduleModule.forRoot(), TypeOrmModule.forFeature([Invoice, Rate])],
  controllers: [RatesController],
  providers: [BillingService],
})
export class AppModule {}
