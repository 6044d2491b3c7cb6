import { Controller, Get, Injectable, Module, OnApplicationBootstrap } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { ScheduleModule, SchedulerRegistry } from '@nestjs/schedule'
import { CronJob } from 'cron'
import { createTransport, type Transporter } from 'nodemailer'

@Injectable()
export class ReportsService implements OnApplicationBootstrap {
  private readonly mailer: Transporter = createTransport({ host: 'mail' })

  constructor(private readonly registry: SchedulerRegistry) {}

  onApplicationBootstrap(): void {
    const job = CronJob.from({ cronTime: '0 6 * * 1', onTick: () => this.send(), timeZone: 'Europe/Berlin' }) // want in-process-scheduler "runs in every process"
    this.registry.addCronJob('reports', job)
    job.start()

    const named = new CronJob('0 7 * * 1', this.send.bind(this)) // want in-process-scheduler "runs in every process"
    named.start()

    // Nobody starts it.
    this.registry.addCronJob('later', new CronJob('0 8 * * 1', () => this.send()))

    // Nothing that the job does lasts.
    new CronJob('* * * * *', () => console.log(process.memoryUsage().rss), null, true)
  }

  async send(): Promise<void> {
    await this.mailer.sendMail({ to: 'all@example.com', subject: 'reports' })
  }
}

@Controller('health')
export class HealthController {
  @Get()
  ok(): { ok: boolean } {
    return { ok: true }
  }
}

@Module({ imports: [ScheduleModule.forRoot()], controllers: [HealthController], providers: [ReportsService] })
export class AppModule {}

void NestFactory.create(AppModule).then((app) => app.listen(3000))
