import { Body, Controller, Get, Injectable, Module, NotFoundException, OnModuleInit, Param, Post } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'

interface Bid {
  user: string
  amount: number
}

interface Country {
  code: string
  name: string
}

const rounded = new Map<number, number>()
const countries = new Map<string, Country>()
const tickets = new Map<string, Bid[]>() // want in-process-state "tickets lives in the memory of one process"

@Injectable()
export class AuctionService implements OnModuleInit {
  private readonly orders: Record<string, Bid> = {} // want in-process-state "orders lives in the memory of one process"

  // Only start-up code writes it.
  onModuleInit(): void {
    countries.set('de', { code: 'de', name: 'Germany' })
  }

  country(code: string): Country | undefined {
    return countries.get(code)
  }

  // It is a cache: what is not there is made again.
  round(amount: number): number {
    if (!rounded.has(amount)) {
      rounded.set(amount, Math.round(amount * 100) / 100)
    }
    return rounded.get(amount)!
  }

  bid(id: string, bid: Bid): void {
    tickets.set(id, [...(tickets.get(id) ?? []), bid])
  }

  bids(id: string): Bid[] {
    return tickets.get(id) ?? []
  }

  close(id: string, winner: Bid): void {
    this.orders[id] = winner
  }

  order(id: string): Bid {
    const order = this.orders[id]
    if (!order) throw new NotFoundException()
    return order
  }
}

@Controller('auctions')
export class AuctionController {
  constructor(private readonly auctions: AuctionService) {}

  @Post(':id/bids')
  bid(@Param('id') id: string, @Body() bid: Bid): void {
    this.auctions.bid(id, bid)
  }

  @Get(':id/bids')
  bids(@Param('id') id: string): Bid[] {
    return this.auctions.bids(id)
  }

  @Post(':id/close')
  close(@Param('id') id: string, @Body() winner: Bid): void {
    this.auctions.close(id, winner)
  }

  @Get(':id/order')
  order(@Param('id') id: string): Bid {
    return this.auctions.order(id)
  }

  @Get('rounded/:amount')
  rounded(@Param('amount') amount: string): number {
    return this.auctions.round(Number(amount))
  }

  @Get('countries/:code')
  country(@Param('code') code: string): Country | undefined {
    return this.auctions.country(code)
  }
}

@Module({ controllers: [AuctionController], providers: [AuctionService] })
export class AppModule {}

void NestFactory.create(AppModule).then((app) => app.listen(3000))
