import { CanActivate, Controller, ExecutionContext, Get, Injectable, Post, UseGuards } from '@nestjs/common'
import { AuthGuard } from '@nestjs/passport'
import jwt from 'jsonwebtoken'

@Injectable()
export class TrustingGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest()
    request.user = jwt.decode(request.headers.authorization.split(' ')[1]) // want unsafe-token "does not check the token's signature"
    if (!request.user) return false
    return true
  }
}

@Controller('orders')
export class OrdersController {
  @UseGuards(AuthGuard('jwt'))
  @Get()
  list() {
    return []
  }

  @Get('open')
  open() {
    return []
  }

  @UseGuards(TrustingGuard)
  @Post()
  create() {
    return {}
  }
}
