import {
  Body, Controller, Delete, Get, Headers, Param, ParseUUIDPipe, Patch, Post, UnauthorizedException, UseGuards,
} from '@nestjs/common'
import { JwtService } from '@nestjs/jwt'
import { Invoice, InvoicesService } from './invoices.service'
import { JwtAuthGuard } from './jwt-auth.guard'

interface TitleDto {
  title: string
}

@Controller('invoices')
export class InvoicesController {
  constructor(
    private readonly invoices: InvoicesService,
    private readonly jwt: JwtService,
  ) {}

  // It only reads.
  @Get()
  list(): Promise<Invoice[]> {
    return this.invoices.list()
  }

  @Post()
  @UseGuards(JwtAuthGuard)
  create(@Body() dto: TitleDto): Promise<Invoice> {
    return this.invoices.create(dto.title)
  }

  @Patch(':id')
  @UseGuards(JwtAuthGuard)
  rename(@Param('id', ParseUUIDPipe) id: string, @Body() dto: TitleDto): Promise<void> {
    return this.invoices.rename(id, dto.title)
  }

  @Delete(':id')
  remove(@Param('id', ParseUUIDPipe) id: string): Promise<void> { // want endpoint-without-auth "DELETE /invoices/{id} asks for no credentials"
    return this.invoices.remove(id)
  }

  // Made for callers without credentials.
  @Post('webhook')
  webhook(@Body() event: { invoice: string }): Promise<void> {
    return this.invoices.paid(event.invoice)
  }

  // The handler checks a token.
  @Post(':id/paid')
  async paid(@Param('id', ParseUUIDPipe) id: string, @Headers('x-ticket') ticket?: string): Promise<void> {
    if (!ticket) throw new UnauthorizedException()
    await this.jwt.verifyAsync(ticket)
    await this.invoices.paid(id)
  }
}
