import { InjectQueue } from '@nestjs/bullmq'
import { Body, Controller, Injectable, Module, Param, Post } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import axios from 'axios'
import { Queue } from 'bullmq'
import { createTransport, Transporter } from 'nodemailer'

export class CreateBooking {
  email!: string
  hook!: string
}

@Injectable()
export class MailService {
  private readonly transporter: Transporter = createTransport({ host: 'mail', connectionTimeout: 2000 })

  async sendConfirmation(to: string): Promise<void> {
    await this.transporter.sendMail({ to, subject: 'Booked', text: 'See you there' })
  }

  async sendMoved(to: string): Promise<void> {
    await this.transporter.sendMail({ to, subject: 'Moved', text: 'See you another day' })
  }

  async sendThanks(to: string): Promise<{ ok: boolean }> {
    this.transporter.sendMail({ to, subject: 'Thanks' }).catch((error: Error) => console.error(error.message)) // want durable-work-in-process "an e-mail"
    return { ok: true }
  }

  async sendInvitation(to: string): Promise<void> {
    await this.transporter.sendMail({ to, subject: 'Come along', text: 'You are invited' })
  }
}

@Injectable()
export class BookingsService {
  constructor(
    private readonly mail: MailService,
    @InjectQueue('mails') private readonly queue: Queue<{ to: string }>,
  ) {}

  async book(dto: CreateBooking): Promise<{ ok: boolean }> {
    void this.mail.sendConfirmation(dto.email) // want durable-work-in-process "an e-mail"
    return { ok: true }
  }

  async cancel(id: string): Promise<{ ok: boolean }> {
    this.refund(id).catch((error: unknown) => console.error(error)) // want durable-work-in-process "POST to https://billing.example/refunds"
    return { ok: true }
  }

  async move(email: string): Promise<{ ok: boolean }> {
    setTimeout(() => this.mail.sendMoved(email), 1000) // want durable-work-in-process "an e-mail"
    return { ok: true }
  }

  async thank(email: string): Promise<{ ok: boolean }> {
    return this.mail.sendThanks(email)
  }

  // The request waits for it.
  async invite(email: string): Promise<{ ok: boolean }> {
    await this.mail.sendInvitation(email)
    return { ok: true }
  }

  async inviteAll(first: string, second: string): Promise<{ ok: boolean }> {
    const sent = [this.mail.sendInvitation(first), this.mail.sendInvitation(second)]
    await Promise.all(sent)
    return { ok: true }
  }

  // A broker keeps it.
  async remind(email: string): Promise<{ ok: boolean }> {
    await this.queue.add('reminder', { to: email })
    return { ok: true }
  }

  // It may get lost.
  async look(id: string): Promise<{ ok: boolean }> {
    void this.track(id)
    return { ok: true }
  }

  private async refund(id: string): Promise<void> {
    await axios.post('https://billing.example/refunds', { id }, { timeout: 2000 })
  }

  private async track(id: string): Promise<void> {
    await axios.post('https://stats.example/events', { id, event: 'look' }, { timeout: 2000 })
  }
}

@Controller('bookings')
export class BookingsController {
  constructor(private readonly bookings: BookingsService) {}

  @Post()
  book(@Body() dto: CreateBooking) {
    return this.bookings.book(dto)
  }

  @Post(':id/cancel')
  async cancel(@Param('id') id: string) {
    return this.bookings.cancel(id)
  }

  @Post('move')
  async move(@Body() dto: CreateBooking) {
    return this.bookings.move(dto.email)
  }

  @Post('thank')
  async thank(@Body() dto: CreateBooking) {
    return this.bookings.thank(dto.email)
  }

  @Post('invite')
  async invite(@Body() dto: CreateBooking) {
    return this.bookings.invite(dto.email)
  }

  @Post('invite-all')
  async inviteAll(@Body() dto: CreateBooking) {
    return this.bookings.inviteAll(dto.email, dto.hook)
  }

  @Post('remind')
  async remind(@Body() dto: CreateBooking) {
    return this.bookings.remind(dto.email)
  }

  @Post(':id/look')
  async look(@Param('id') id: string) {
    return this.bookings.look(id)
  }
}

@Module({ controllers: [BookingsController], providers: [BookingsService, MailService] })
export class BookingsModule {}

NestFactory.create(BookingsModule).then((app) => app.listen(3000))
