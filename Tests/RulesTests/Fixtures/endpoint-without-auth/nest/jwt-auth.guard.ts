import { CanActivate, ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common'
import { JwtService } from '@nestjs/jwt'
import type { Request } from 'express'

export interface Claims {
  sub: string
}

export type AuthedRequest = Request & { user?: Claims }

@Injectable()
export class JwtAuthGuard implements CanActivate {
  constructor(private readonly jwt: JwtService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AuthedRequest>()
    const token = this.extractToken(request)
    if (!token) throw new UnauthorizedException()
    try {
      request.user = await this.jwt.verifyAsync<Claims>(token)
    } catch {
      throw new UnauthorizedException()
    }
    return true
  }

  private extractToken(request: Request): string | undefined {
    const [type, token] = request.headers.authorization?.split(' ') ?? []
    return type === 'Bearer' ? token : undefined
  }
}

// The same in one function.
@Injectable()
export class BearerGuard implements CanActivate {
  constructor(private readonly jwt: JwtService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AuthedRequest>()
    const [, token] = request.headers.authorization?.split(' ') ?? []
    if (!token) throw new UnauthorizedException()
    request.user = await this.jwt.verifyAsync<Claims>(token)
    return true
  }
}
