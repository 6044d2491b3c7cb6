import { HttpModule, HttpService } from '@nestjs/axios';
import { Body, Controller, Get, Injectable, Module, Param, Post } from '@nestjs/common';
import axios, { AxiosInstance, AxiosResponse } from 'axios';
import { firstValueFrom, timeout } from 'rxjs';

interface Parcel {
  id: string;
  weight: number;
}

interface Label {
  url: string;
}

@Injectable()
export class CarrierClient {
  private readonly slow: AxiosInstance;
  private readonly quick: AxiosInstance;

  constructor() {
    this.slow = axios.create({ baseURL: 'https://carrier.example.com' });
    this.quick = axios.create({ baseURL: 'https://carrier.example.com', timeout: 1500 });
  }

  async label(parcel: Parcel): Promise<Label> {
    const { data } = await this.slow.post<Label>('/labels', parcel); // want missing-timeout "waits without a limit"
    return data;
  }

  async quickLabel(parcel: Parcel): Promise<Label> {
    const { data } = await this.quick.post<Label>('/labels', parcel);
    return data;
  }

  async track<T>(id: string): Promise<T> {
    const answer: AxiosResponse<T> = await axios.get<T>(`https://track.example.com/${id}`); // want missing-timeout "axios.get to https://track.example.com/{}"
    return answer.data;
  }

  async trackSoon<T>(id: string): Promise<T> {
    const answer = await axios.get<T>(`https://track.example.com/${id}`, { signal: AbortSignal.timeout(900) });
    return answer.data;
  }
}

@Injectable()
export class DepotService {
  constructor(private readonly http: HttpService) {}

  async stock(depot: string): Promise<number> {
    const answer = await firstValueFrom(this.http.get<number>(`https://depots.example.com/${depot}/stock`)); // want missing-timeout "waits without a limit"
    return answer.data;
  }

  async doors(depot: string): Promise<number> {
    const answer = await this.http.axiosRef.get<number>(`https://depots.example.com/${depot}/doors`); // MISSING: want missing-timeout "waits without a limit"
    return answer.data;
  }

  // The stream has a limit.
  async gates(depot: string): Promise<number> {
    const gates = this.http.get<number>(`https://depots.example.com/${depot}/gates`).pipe(timeout(900));
    return (await firstValueFrom(gates)).data;
  }

  async space(depot: string): Promise<number> {
    const url = `https://depots.example.com/${depot}/space`;
    const answer = await firstValueFrom(this.http.get<number>(url, { timeout: 800 }));
    return answer.data;
  }
}

@Controller('parcels')
export class ParcelsController {
  constructor(
    private readonly carrier: CarrierClient,
    private readonly depots: DepotService,
  ) {}

  @Post('label')
  async label(@Body() parcel: Parcel): Promise<Label[]> {
    return [await this.carrier.label(parcel), await this.carrier.quickLabel(parcel)];
  }

  @Get(':id/track')
  async track(@Param('id') id: string): Promise<string[]> {
    return [await this.carrier.track<string>(id), await this.carrier.trackSoon<string>(id)];
  }

  @Get('depots/:depot')
  async depot(@Param('depot') depot: string): Promise<number> {
    return (await this.depots.stock(depot)) * (await this.depots.doors(depot)) - (await this.depots.space(depot)) + (await this.depots.gates(depot));
  }
}

// The module sets no timeout.
@Module({ imports: [HttpModule], controllers: [ParcelsController], providers: [CarrierClient, DepotService] })
export class ParcelsModule {}
