import { InjectQueue } from '@nestjs/bullmq';
import { MailerService } from '@nestjs-modules/mailer';
import { Body, Controller, Injectable, Post } from '@nestjs/common';
import { Queue } from 'bullmq';
import { IsEmail } from 'class-validator';
import { createTransport, Transporter } from 'nodemailer';

export class InviteDto {
  @IsEmail()
  email: string;
}

@Injectable()
export class Mailer {
  private readonly transporter: Transporter = createTransport({ host: 'smtp.example.com', port: 587 });

  async invite(to: string): Promise<void> {
    await this.transporter.sendMail({ to, subject: 'You are invited', text: 'Come in' });
  }
}

@Injectable()
export class InvitesService {
  constructor(
    private readonly mailer: Mailer,
    private readonly nestMailer: MailerService,
    @InjectQueue('mails') private readonly mails: Queue<InviteDto>,
  ) {}

  async create(dto: InviteDto): Promise<void> {
    await this.mailer.invite(dto.email); // want slow-work-inline "POST /invites answers only when an e-mail goes out, and so does 1 more place"
  }

  async remind(dto: InviteDto): Promise<void> {
    await this.nestMailer.sendMail({ to: dto.email, subject: 'Still invited', template: 'remind' });
  }

  // A worker does it.
  async later(dto: InviteDto): Promise<void> {
    await this.mails.add('invite', dto, { attempts: 5, backoff: { type: 'exponential', delay: 1000 } });
  }
}

@Controller('invites')
export class InvitesController {
  constructor(private readonly invites: InvitesService) {}

  @Post()
  async create(@Body() dto: InviteDto): Promise<{ ok: boolean }> {
    await this.invites.create(dto);
    return { ok: true };
  }

  @Post('remind')
  async remind(@Body() dto: InviteDto): Promise<{ ok: boolean }> {
    await this.invites.remind(dto);
    return { ok: true };
  }

  @Post('later')
  async later(@Body() dto: InviteDto): Promise<{ ok: boolean }> {
    await this.invites.later(dto);
    return { ok: true };
  }
}

@Controller('admin/mail')
export class AdminMailController {
  constructor(private readonly nestMailer: MailerService) {}

  // An administrator tests whether mail goes out.
  @Post('test')
  async test(@Body() dto: InviteDto): Promise<{ ok: boolean }> {
    await this.nestMailer.sendMail({ to: dto.email, subject: 'Test', text: 'It works' });
    return { ok: true };
  }
}
