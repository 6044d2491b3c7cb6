import { Body, Controller, Get, Injectable, Post, UnauthorizedException } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { InjectRepository } from '@nestjs/typeorm';
import * as bcrypt from 'bcrypt';
import { IsEmail, IsString } from 'class-validator';
import { Column, Entity, PrimaryGeneratedColumn, Repository } from 'typeorm';

@Entity()
export class Account {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column({ unique: true })
  email: string;

  @Column({ select: false })
  passwordHash: string;
}

export class CredentialsDto {
  @IsEmail()
  email: string;

  @IsString()
  password: string;
}

@Injectable()
export class AuthService {
  constructor(
    @InjectRepository(Account) private readonly accounts: Repository<Account>,
    private readonly jwt: JwtService,
  ) {}

  async signIn(dto: CredentialsDto): Promise<{ token: string }> {
    const account = await this.accounts.findOne({ where: { email: dto.email }, select: ['id', 'passwordHash'] });
    if (!account || !(await bcrypt.compare(dto.password, account.passwordHash))) {
      throw new UnauthorizedException();
    }
    return { token: await this.jwt.signAsync({ sub: account.id }) };
  }

  async signUp(dto: CredentialsDto): Promise<void> {
    await this.accounts.insert({ email: dto.email, passwordHash: await bcrypt.hash(dto.password, 12) });
  }
}

@Controller('auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Post('login')
  login(@Body() dto: CredentialsDto): Promise<{ token: string }> { // want unlimited-login "passwords can be tried at POST /auth/login"
    return this.auth.signIn(dto);
  }

  @Post('register')
  register(@Body() dto: CredentialsDto): Promise<void> { // want unlimited-login "registrations can be tried at POST /auth/register" as note
    return this.auth.signUp(dto);
  }

  // Neither tries a password.
  @Get('login')
  page(): string {
    return '<form method="post">';
  }

  @Post('logout')
  logout(): { ok: boolean } {
    return { ok: true };
  }
}
