import { Body, Controller, Get, Injectable, Param, Post } from '@nestjs/common';
import axios from 'axios';
import { bulkhead, circuitBreaker, ConsecutiveBreaker, handleAll, wrap } from 'cockatiel';

interface Seat {
  row: number;
  isFree: boolean;
}

const guard = wrap(bulkhead(10), circuitBreaker(handleAll, { halfOpenAfter: 5000, breaker: new ConsecutiveBreaker(5) }));

@Injectable()
export class SeatsService {
  ofTrain(train: string): Promise<Seat[]> {
    return guard.execute(async () => {
      const answer = await axios.get<Seat[]>(`https://seats.example/${train}`, { timeout: 1500 });
      return answer.data;
    });
  }
}

@Controller('trains')
export class TrainsController {
  constructor(private readonly seats: SeatsService) {}

  @Get(':train/seats')
  all(@Param('train') train: string): Promise<Seat[]> {
    return this.seats.ofTrain(train);
  }

  @Post('free')
  async free(@Body() wish: { train: string }): Promise<Seat[]> {
    const seats = await this.seats.ofTrain(wish.train);
    return seats.filter((seat) => seat.isFree);
  }
}
