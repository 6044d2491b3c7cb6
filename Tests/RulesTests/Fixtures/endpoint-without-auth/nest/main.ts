import { Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { JwtModule } from '@nestjs/jwt'
import { TypeOrmModule } from '@nestjs/typeorm'
import { AdminInvoicesController, AdminReportsController } from './admin.controller'
import { DraftsController } from './drafts.controller'
import { InvoicesController } from './invoices.controller'
import { Invoice, InvoicesService } from './invoices.service'

@Module({
  imports: [JwtModule.register({ secret: process.env.JWT_SECRET }), TypeOrmModule.forFeature([Invoice])],
  controllers: [InvoicesController, AdminInvoicesController, AdminReportsController, DraftsController],
  providers: [InvoicesService],
})
export class AppModule {}

void NestFactory.create(AppModule).then((app) => app.listen(3000))
