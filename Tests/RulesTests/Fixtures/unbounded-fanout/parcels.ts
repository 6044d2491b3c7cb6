import { Body, Controller, Injectable, Post } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import axios from 'axios';
import { IsArray, IsString } from 'class-validator';
import pLimit from 'p-limit';
import { Column, Entity, PrimaryGeneratedColumn, Repository } from 'typeorm';

interface Tracking {
  code: string;
  state: 'moving' | 'arrived';
}

@Entity()
export class Parcel {
  @PrimaryGeneratedColumn()
  id: number;

  @Column()
  code: string;
}

export class TrackDto {
  @IsArray()
  @IsString({ each: true })
  codes: string[];
}

@Injectable()
export class CarrierClient {
  async track(code: string): Promise<Tracking> {
    const { data } = await axios.get<Tracking>(`https://carrier.example.com/parcels/${code}`, { timeout: 3000 });
    return data;
  }
}

@Injectable()
export class ParcelsService {
  private readonly limit = pLimit(8);

  constructor(
    @InjectRepository(Parcel) private readonly parcels: Repository<Parcel>,
    private readonly carrier: CarrierClient,
  ) {}

  track(dto: TrackDto): Promise<Tracking[]> {
    return Promise.all(dto.codes.map((code: string) => this.carrier.track(code))); // want unbounded-fanout "ParcelsService.track starts a call to another service for each element of what the request sends" as warning
  }

  async refresh(): Promise<PromiseSettledResult<Tracking>[]> {
    const parcels: Parcel[] = await this.parcels.find();
    return Promise.allSettled(parcels.map(async (parcel) => this.carrier.track(parcel.code))); // want unbounded-fanout "for each element of what a query finds"
  }

  // A limiter bounds how many run at once.
  trackPolitely(dto: TrackDto): Promise<Tracking[]> {
    return Promise.all(dto.codes.map((code) => this.limit(() => this.carrier.track(code))));
  }

  // Chunks do.
  async trackInChunks(dto: TrackDto): Promise<Tracking[]> {
    const found: Tracking[] = [];
    for (let start = 0; start < dto.codes.length; start += 10) {
      const chunk = dto.codes.slice(start, start + 10);
      found.push(...(await Promise.all(chunk.map((code) => this.carrier.track(code)))));
    }
    return found;
  }

  // Nothing leaves the process.
  async labels(dto: TrackDto): Promise<string[]> {
    return Promise.all(dto.codes.map(async (code) => code.trim().toUpperCase()));
  }
}

@Controller('parcels')
export class ParcelsController {
  constructor(private readonly parcels: ParcelsService) {}

  @Post('track')
  track(@Body() dto: TrackDto): Promise<Tracking[]> {
    return this.parcels.track(dto);
  }

  @Post('refresh')
  async refresh(): Promise<number> {
    return (await this.parcels.refresh()).length;
  }

  @Post('track-politely')
  trackPolitely(@Body() dto: TrackDto): Promise<Tracking[]> {
    return this.parcels.trackPolitely(dto);
  }

  @Post('track-in-chunks')
  trackInChunks(@Body() dto: TrackDto): Promise<Tracking[]> {
    return this.parcels.trackInChunks(dto);
  }

  @Post('labels')
  labels(@Body() dto: TrackDto): Promise<string[]> {
    return this.parcels.labels(dto);
  }
}
