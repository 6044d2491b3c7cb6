import { HttpService } from '@nestjs/axios';
import { Body, Controller, Injectable, Param, Post } from '@nestjs/common';
import axios from 'axios';
import pRetry from 'p-retry';
import { firstValueFrom, retry } from 'rxjs';

interface Refund {
  order: string;
  cents: number;
}

interface Receipt {
  id: string;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

@Injectable()
export class RefundsService {
  constructor(private readonly http: HttpService) {}

  refund(refund: Refund): Promise<Receipt> {
    return pRetry(
      async (): Promise<Receipt> => {
        const { data } = await axios.post<Receipt>('https://bank.example/refunds', refund, { timeout: 2000 }); // want retry-unsafe-write "https://bank.example/refunds more than once"
        return data;
      },
      { retries: 3 },
    );
  }

  async voucher(order: string): Promise<Receipt | undefined> {
    for (let attempt = 1; attempt <= 3; attempt++) {
      try {
        const answer = await axios.post<Receipt>('https://vouchers.example/issue', { order }, { timeout: 1000 }); // want retry-unsafe-write "https://vouchers.example/issue more than once"
        return answer.data;
      } catch (error: unknown) {
        await sleep(2 ** attempt * 100);
      }
    }
    return undefined;
  }

  async streamed(refund: Refund): Promise<Receipt> {
    const answer = await firstValueFrom(
      this.http.post<Receipt>('https://bank.example/credits', refund, { timeout: 2000 }).pipe(retry({ count: 3, delay: 300 })), // MISSING: want retry-unsafe-write "https://bank.example/credits more than once"
    );
    return answer.data;
  }

  keyed(refund: Refund): Promise<Receipt> {
    const headers: Record<string, string> = { 'Idempotency-Key': refund.order };
    return pRetry(
      async (): Promise<Receipt> => (await axios.post<Receipt>('https://bank.example/refunds', refund, { headers, timeout: 2000 })).data,
      { retries: 3 },
    );
  }

  replaced(refund: Refund): Promise<Receipt> {
    return pRetry(
      async (): Promise<Receipt> => (await axios.put<Receipt>(`https://bank.example/limits/${refund.order}`, refund, { timeout: 2000 })).data,
      { retries: 3 },
    );
  }
}

@Controller('orders')
export class RefundsController {
  constructor(private readonly refunds: RefundsService) {}

  @Post('refund')
  refund(@Body() refund: Refund): Promise<Receipt> {
    return this.refunds.refund(refund);
  }

  @Post(':id/voucher')
  voucher(@Param('id') id: string): Promise<Receipt | undefined> {
    return this.refunds.voucher(id);
  }

  @Post('credit')
  credit(@Body() refund: Refund): Promise<Receipt> {
    return this.refunds.streamed(refund);
  }

  @Post('refund-keyed')
  keyed(@Body() refund: Refund): Promise<Receipt> {
    return this.refunds.keyed(refund);
  }

  @Post('limit')
  limit(@Body() refund: Refund): Promise<Receipt> {
    return this.refunds.replaced(refund);
  }
}
