import { Body, Controller, Get, Injectable, Param, Post } from '@nestjs/common';
import axios from 'axios';

interface Forecast {
  day: string;
  degrees: number;
}

@Injectable()
export class ForecastService {
  async forCity(city: string): Promise<Forecast[]> {
    const answer = await axios.get<Forecast[]>(`https://weather.example/${city}`, { timeout: 1500 }); // want no-breaker-or-bulkhead "2 endpoints wait for other services"
    return answer.data;
  }
}

@Controller('trips')
export class TripsController {
  constructor(private readonly forecasts: ForecastService) {}

  @Get(':city/forecast')
  forecast(@Param('city') city: string): Promise<Forecast[]> {
    return this.forecasts.forCity(city);
  }

  @Post()
  async plan(@Body() trip: { city: string; days: number }): Promise<Forecast[]> {
    const forecast = await this.forecasts.forCity(trip.city);
    return forecast.slice(0, trip.days);
  }
}
