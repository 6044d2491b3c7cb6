import { CanActivate, Controller, ExecutionContext, Get, Injectable, Module, Post, SetMetadata } from '@nestjs/common';
import { APP_GUARD, NestFactory, Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';

class Loan {}

export const Public = () => SetMetadata('isPublic', true);

@Injectable()
export class JwtGuard extends AuthGuard('jwt') implements CanActivate {
  constructor(private readonly reflector: Reflector) {
    super();
  }

  canActivate(context: ExecutionContext) {
    if (this.reflector.getAllAndOverride<boolean>('isPublic', [context.getHandler(), context.getClass()])) return true;
    return super.canActivate(context);
  }
}

@Controller('loans')
export class LoansController {
  constructor(@InjectRepository(Loan) private readonly loans: Repository<Loan>) {}

  @Get()
  all() {
    return this.loans.find({ take: 20 });
  }

  @Get('mine')
  mine() {
    return this.loans.find({ take: 20 });
  }

  // Somebody wrote down that anyone may.
  @Public()
  @Post('enquiries')
  async enquire() {
    await this.loans.save({ state: 'asked' });
  }
}

@Module({ controllers: [LoansController], providers: [{ provide: APP_GUARD, useClass: JwtGuard }] })
export class AppModule {}

NestFactory.create(AppModule).then((app) => app.listen(3000));
