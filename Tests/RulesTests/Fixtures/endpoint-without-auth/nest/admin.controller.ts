import { Controller, Delete, Get, Param, ParseUUIDPipe, UseGuards } from '@nestjs/common'
import { Invoice, InvoicesService } from './invoices.service'
import { JwtAuthGuard } from './jwt-auth.guard'

// The guard stands at the class.
@UseGuards(JwtAuthGuard)
@Controller('admin/invoices')
export class AdminInvoicesController {
  constructor(private readonly invoices: InvoicesService) {}

  @Delete(':id')
  remove(@Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.invoices.remove(id)
  }
}

@Controller('admin/reports')
export class AdminReportsController {
  constructor(private readonly invoices: InvoicesService) {}

  @Get()
  all(): Promise<Invoice[]> { // want endpoint-without-auth "GET /admin/reports asks for no credentials"
    return this.invoices.list()
  }
}
