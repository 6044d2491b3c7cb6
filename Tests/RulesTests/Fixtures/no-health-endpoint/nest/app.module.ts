import { Body, Controller, Get, Injectable, Module, Param, Post } from '@nestjs/common';

export interface Booking {
  id: string;
  room: string;
}

@Injectable()
export class BookingsService {
  private readonly bookings = new Map<string, Booking>();

  find(id: string): Booking | undefined {
    return this.bookings.get(id);
  }

  add(booking: Booking): Booking {
    this.bookings.set(booking.id, booking);
    return booking;
  }
}

@Controller('bookings')
export class BookingsController {
  constructor(private readonly bookings: BookingsService) {}

  @Get(':id')
  find(@Param('id') id: string): Booking | undefined {
    return this.bookings.find(id);
  }

  @Post()
  add(@Body() booking: Booking): Booking {
    return this.bookings.add(booking);
  }
}

@Module({ controllers: [BookingsController], providers: [BookingsService] })
export class AppModule {}
