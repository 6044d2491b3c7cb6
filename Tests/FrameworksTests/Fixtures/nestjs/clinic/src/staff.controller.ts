import { Controller, Get, createParamDecorator, ExecutionContext } from '@nestjs/common';

export const Member = createParamDecorator((data: unknown, context: ExecutionContext) => {
  return context.switchToHttp().getRequest().user;
});

@Controller('staff')
export class StaffController {
  @Get('me') // $ endpoint="GET /api/v1/intern/staff/me" auth=required
  me(@Member() member: object) {
    return member;
  }

  @Get('files/*path') // $ endpoint="GET /api/v1/intern/staff/files/{path}" auth=required
  files() {
    return [];
  }
}
