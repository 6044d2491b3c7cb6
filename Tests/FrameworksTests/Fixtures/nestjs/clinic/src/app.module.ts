import { MiddlewareConsumer, Module, NestModule, RequestMethod } from '@nestjs/common';
import { APP_GUARD, RouterModule } from '@nestjs/core';
import { AccessGuard } from './access.guard';
import { PatientsController } from './patients.controller';
import { HealthController, PagesController } from './pages.controller';
import { StaffController } from './staff.controller';
import { TicketMiddleware } from './ticket.middleware';

@Module({ controllers: [StaffController] })
export class StaffModule {}

@Module({
  imports: [StaffModule, RouterModule.register([{ path: 'intern', module: StaffModule }])],
  controllers: [PatientsController, PagesController, HealthController],
  providers: [{ provide: APP_GUARD, useClass: AccessGuard }],
})
export class AppModule implements NestModule {
  configure(consumer: MiddlewareConsumer) {
    consumer.apply(TicketMiddleware).forRoutes({ path: 'pages/:slug', method: RequestMethod.DELETE });
  }
}
