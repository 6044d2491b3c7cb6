import { Body, Controller, Injectable, Post, UnauthorizedException, UseGuards } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Throttle, ThrottlerGuard } from '@nestjs/throttler';
import { verify } from 'argon2';
import { Model } from 'mongoose';

interface Member {
  email: string;
  password: string;
}

@Injectable()
export class SessionsService {
  constructor(@InjectModel('Member') private readonly members: Model<Member>) {}

  async open(email: string, password: string): Promise<{ email: string }> {
    const member = await this.members.findOne({ email }).exec();
    if (!member || !(await verify(member.password, password))) {
      throw new UnauthorizedException();
    }
    return { email: member.email };
  }
}

// A limiter is among the guards.
@Controller('sessions')
@UseGuards(ThrottlerGuard)
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  @Throttle({ default: { limit: 5, ttl: 60_000 } })
  @Post('login')
  login(@Body('email') email: string, @Body('password') password: string): Promise<{ email: string }> {
    return this.sessions.open(email, password);
  }
}

// Here nobody counts.
@Controller('partners')
export class PartnersController {
  constructor(private readonly sessions: SessionsService) {}

  @Post('login')
  login(@Body() body: Member): Promise<{ email: string }> { // want unlimited-login "passwords can be tried at POST /partners/login"
    return this.sessions.open(body.email, body.password);
  }
}
