import { CanActivate, Controller, ExecutionContext, Injectable, UnauthorizedException, UseGuards } from "@nestjs/common";
import { GrpcMethod, GrpcStreamMethod } from "@nestjs/microservices";
import { Observable, of } from "rxjs";

@Injectable()
export class TokenGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const metadata = context.switchToRpc().getContext();
    if (!metadata.get("token").length) {
      throw new UnauthorizedException();
    }
    return true;
  }
}

@Controller()
export class TollController {
  @GrpcMethod("TollService", "Pay") // $ endpoint="RPC /tolls.TollService/Pay" auth=unknown
  @UseGuards(TokenGuard)
  pay(payment: { plate: string }) {
    return { plate: payment.plate };
  }

  @GrpcMethod("TollService") // $ endpoint="RPC /tolls.TollService/FindAll" auth=none
  findAll(): Observable<object> {
    return of({});
  }

  @GrpcStreamMethod("TollService", "Watch") // $ endpoint="RPC /tolls.TollService/Watch" auth=none
  watch(queries: Observable<object>): Observable<object> {
    return queries;
  }
}
