import { All, Controller, Delete, Get, Param, VERSION_NEUTRAL } from '@nestjs/common';
import { Open } from './access.guard';

@Open()
@Controller({ path: 'pages', version: ['1', '2'] })
export class PagesController {
  @Get(['first', 'start']) // $ endpoint="GET /api/v1/pages/first" auth=none endpoint="GET /api/v2/pages/first" auth=none endpoint="GET /api/v1/pages/start" auth=none endpoint="GET /api/v2/pages/start" auth=none
  first() {
    return 'first';
  }

  @Delete(':slug') // $ endpoint="DELETE /v1/pages/{slug}" auth=required endpoint="DELETE /v2/pages/{slug}" auth=required
  remove(@Param('slug') slug: string) {
    return slug;
  }
}

@Open()
@Controller({ path: 'health', version: VERSION_NEUTRAL })
export class HealthController {
  @All() // $ endpoint="ANY /health" auth=none
  check() {
    return 'ok';
  }
}

// No module lists it.
@Controller('forgotten')
export class ForgottenController {
  @Get()
  show() {
    return 'never';
  }
}
