import { Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { AccountsController } from './accounts.controller'
import { AccountsService } from './accounts.service'

@Module({ controllers: [AccountsController], providers: [AccountsService] })
export class AppModule {}

async function bootstrap(): Promise<void> {
  const app = await NestFactory.create(AppModule)
  await app.listen(process.env.PORT ?? 3000)
}
bootstrap()
