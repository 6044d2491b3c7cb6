import { Body, Controller, Delete, Param, ParseUUIDPipe, Post, UseGuards } from '@nestjs/common'
import { Invoice, InvoicesService } from './invoices.service'
import { BearerGuard } from './jwt-auth.guard'

@Controller('drafts')
export class DraftsController {
  constructor(private readonly invoices: InvoicesService) {}

  @Post()
  @UseGuards(BearerGuard)
  create(@Body() dto: { title: string }): Promise<Invoice> {
    return this.invoices.create(dto.title)
  }

  @Delete(':id')
  remove(@Param('id', ParseUUIDPipe) id: string): Promise<void> { // want endpoint-without-auth "DELETE /drafts/{id} asks for no credentials"
    return this.invoices.remove(id)
  }
}
