import { RequestMethod, ValidationPipe, VersioningType } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  app.setGlobalPrefix(process.env.API_PREFIX ?? 'api', { exclude: ['health', { path: 'pages/:slug', method: RequestMethod.DELETE }] });
  app.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' });
  app.useStaticAssets('public', { prefix: '/assets/' }); // $ endpoint="GET /assets/{path}" auth=none
  app.useGlobalPipes(new ValidationPipe());
  await app.listen(3000);
}
bootstrap();
