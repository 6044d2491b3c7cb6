import { HttpException, Controller, Get, Injectable, Param } from '@nestjs/common';
import axios, { AxiosError } from 'axios';
import pRetry from 'p-retry';

interface Tariff {
  zone: string;
  cents: number;
}

const ATTEMPTS = 5;

@Injectable()
export class TariffsService {
  private sleep(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
  }

  async steady(zone: string): Promise<Tariff> {
    let last: AxiosError | undefined;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) { // want retry-no-backoff "at a constant pace"
      try {
        const { data } = await axios.get<Tariff>(`https://tariffs.example/${zone}`, { timeout: 800 });
        return data;
      } catch (error: unknown) {
        last = error as AxiosError;
        await this.sleep(500);
      }
    }
    throw new HttpException(last?.message ?? 'tariffs are away', 503);
  }

  async atOnce(zone: string): Promise<Tariff | null> {
    let left = 4;
    while (left > 0) { // want retry-no-backoff "at once"
      try {
        return (await axios.get<Tariff>(`https://tariffs.example/${zone}/night`, { timeout: 800 })).data;
      } catch {
        left -= 1;
      }
    }
    return null;
  }

  async growing(zone: string): Promise<Tariff> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      try {
        return (await axios.get<Tariff>(`https://tariffs.example/${zone}`, { timeout: 800 })).data;
      } catch (error: unknown) {
        await this.sleep(Math.min(4000, 100 * 2 ** attempt));
      }
    }
    throw new HttpException('tariffs are away', 503);
  }

  byLibrary(zone: string): Promise<Tariff> {
    return pRetry(
      async (): Promise<Tariff> => (await axios.get<Tariff>(`https://tariffs.example/${zone}`, { timeout: 800 })).data,
      { retries: 4, randomize: true },
    );
  }

  async twice(zone: string): Promise<Tariff> {
    for (const attempt of [1, 2]) {
      try {
        return (await axios.get<Tariff>(`https://tariffs.example/${zone}`, { timeout: 800 })).data;
      } catch (error: unknown) {
        if (attempt === 2) throw error;
      }
    }
    throw new HttpException('tariffs are away', 503);
  }
}

@Controller('tariffs')
export class TariffsController {
  constructor(private readonly tariffs: TariffsService) {}

  @Get(':zone')
  async all(@Param('zone') zone: string): Promise<(Tariff | null)[]> {
    return [
      await this.tariffs.steady(zone),
      await this.tariffs.atOnce(zone),
      await this.tariffs.growing(zone),
      await this.tariffs.byLibrary(zone),
      await this.tariffs.twice(zone),
    ];
  }
}
