import { applyDecorators, CanActivate, ExecutionContext, Injectable, SetMetadata, UseGuards } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';

export const OPEN = 'open';
export const Open = () => SetMetadata(OPEN, true);

@Injectable()
export class AccessGuard extends AuthGuard('jwt') implements CanActivate {
  constructor(private readonly reflector: Reflector) {
    super();
  }

  canActivate(context: ExecutionContext) {
    const isOpen = this.reflector.getAllAndOverride<boolean>(OPEN, [context.getHandler(), context.getClass()]);
    return isOpen || super.canActivate(context);
  }
}

/** Takes whoever comes. */
@Injectable()
export class GuestGuard extends AuthGuard('jwt') {
  handleRequest(error: Error, user: any) {
    return user || null;
  }
}

@Injectable()
export class DoctorGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { user } = context.switchToHttp().getRequest();
    return user?.role === 'doctor';
  }
}

export function ForDoctors(reason: string) {
  return applyDecorators(SetMetadata('reason', reason), UseGuards(DoctorGuard));
}
