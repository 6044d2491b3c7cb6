import { NestFactory, Reflector } from '@nestjs/core'
import { AppModule } from './app.module'
import { TenantGuard } from './tenant.guard'

async function bootstrap() {
  const app = await NestFactory.create(AppModule)
  app.useGlobalGuards(new TenantGuard(app.get(Reflector)))
  await app.listen(3000)
}
bootstrap()
