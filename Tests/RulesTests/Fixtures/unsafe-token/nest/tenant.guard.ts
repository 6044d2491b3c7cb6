import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common'
import { Reflector } from '@nestjs/core'
import jwt from 'jsonwebtoken'

// Where it is asked for, it refuses tokens of another kind; who calls is checked by the guards of the routes.
@Injectable()
export class TenantGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const wanted = this.reflector.get<string>('tenant', context.getHandler())
    if (!wanted) return true
    const token = context.switchToHttp().getRequest().headers.authorization.split(' ')[1]
    const claims = jwt.decode(token) as { aud: string }
    return claims.aud === wanted
  }
}
