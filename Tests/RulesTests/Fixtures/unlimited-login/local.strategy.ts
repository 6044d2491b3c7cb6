import { Body, Controller, Get, Injectable, Post, Request, UnauthorizedException, UseGuards } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import { PrismaClient, User } from '@prisma/client';
import * as argon2 from 'argon2';
import { Strategy } from 'passport-local';

interface SignedIn {
  user: Pick<User, 'id' | 'email'>;
}

@Injectable()
export class UsersService {
  private readonly prisma = new PrismaClient();

  async check(email: string, password: string): Promise<User> {
    const user = await this.prisma.user.findUnique({ where: { email } });
    if (!user || !(await argon2.verify(user.passwordHash, password))) {
      throw new UnauthorizedException();
    }
    return user;
  }

  async change(id: string, password: string): Promise<void> {
    await this.prisma.user.update({ where: { id }, data: { passwordHash: await argon2.hash(password) } });
  }
}

@Injectable()
export class LocalStrategy extends PassportStrategy(Strategy) {
  constructor(private readonly users: UsersService) {
    super({ usernameField: 'email' });
  }

  validate(email: string, password: string): Promise<User> {
    return this.users.check(email, password);
  }
}

@Injectable()
export class LocalAuthGuard extends AuthGuard('local') {}

@Injectable()
export class JwtAuthGuard extends AuthGuard('jwt') {}

@Controller('auth')
export class AuthController {
  constructor(
    private readonly users: UsersService,
    private readonly jwt: JwtService,
  ) {}

  // The guard is what tries the password.
  @UseGuards(LocalAuthGuard)
  @Post('login')
  login(@Request() req: SignedIn): { token: string } { // want unlimited-login "passwords can be tried at POST /auth/login"
    return { token: this.jwt.sign({ sub: req.user.id }) };
  }

  @Post('token')
  async token(@Body('email') email: string, @Body('password') password: string): Promise<{ token: string }> { // want unlimited-login "credentials can be tried at POST /auth/token"
    const user = await this.users.check(email, password);
    return { token: await this.jwt.signAsync({ sub: user.id }) };
  }

  // Credentials are needed to call it.
  @UseGuards(JwtAuthGuard)
  @Post('reset-password')
  async reset(@Request() req: SignedIn, @Body('password') password: string): Promise<void> {
    await this.users.change(req.user.id, password);
  }

  @UseGuards(JwtAuthGuard)
  @Get('me')
  me(@Request() req: SignedIn): SignedIn['user'] {
    return req.user;
  }
}
