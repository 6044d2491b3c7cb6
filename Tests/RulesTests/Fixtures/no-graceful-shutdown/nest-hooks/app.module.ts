import { Controller, Get, Module, Param } from '@nestjs/common';

@Controller('invoices')
export class InvoicesController {
  @Get(':id')
  show(@Param('id') id: string): { id: string } {
    return { id };
  }
}

@Module({ controllers: [InvoicesController] })
export class AppModule {}
