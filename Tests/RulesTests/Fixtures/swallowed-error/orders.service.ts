import { HttpService } from '@nestjs/axios';
import { Body, Controller, Injectable, Logger, Param, Post, ServiceUnavailableException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import axios from 'axios';
import { lastValueFrom } from 'rxjs';
import { Column, Entity, PrimaryGeneratedColumn, Repository } from 'typeorm';

@Entity()
export class Order {
  @PrimaryGeneratedColumn()
  id: number;

  @Column()
  status: string;
}

@Injectable()
export class OrdersService {
  private readonly logger = new Logger(OrdersService.name);

  constructor(
    @InjectRepository(Order) private readonly orders: Repository<Order>,
    private readonly http: HttpService,
  ) {}

  async confirm(id: string): Promise<void> {
    try {
      await this.orders.update(id, { status: 'confirmed' });
    } catch (error) {} // eslint-disable-line no-empty, want swallowed-error "OrdersService.confirm catches every error of typeorm.Repository.update"
  }

  async announce(order: Order): Promise<void> {
    await axios.post<void>('https://hooks.example.com/orders', order, { timeout: 1000 }).catch(() => undefined); // eslint-disable-line no-empty, want swallowed-error "OrdersService.announce catches every error of axios.post"
  }

  async ship(id: string): Promise<void> {
    try {
      await lastValueFrom(this.http.post('https://carrier.example.com/parcels', { id }, { timeout: 1000 }));
    } catch {} // eslint-disable-line no-empty, want swallowed-error "catches every error of @nestjs/axios.HttpService.post"
  }

  async hold(id: string): Promise<void> {
    try {
      await this.orders.update(id, { status: 'held' });
    } catch (error: unknown) {} // eslint-disable-line no-empty, want swallowed-error "OrdersService.hold catches every error"
  }

  async label(id: string): Promise<void> {
    try {
      await axios.post('https://labels.example.com/print', { id }, { timeout: 1000 });
    } catch (error) { // eslint-disable-line no-empty, want swallowed-error "OrdersService.label catches every error"
    }
  }

  // What follows logs, raises, answers with another value, or says why nothing is done.
  async cancel(id: string): Promise<void> {
    try {
      await this.orders.update(id, { status: 'cancelled' });
    } catch (error) {
      this.logger.error(`order ${id} was not cancelled`, (error as Error).stack);
    }
  }

  async refund(id: string): Promise<void> {
    try {
      await axios.post('https://bank.example.com/refunds', { id }, { timeout: 1000 });
    } catch (error) {
      throw new ServiceUnavailableException(`order ${id}: ${(error as Error).message}`);
    }
  }

  async rating(id: string): Promise<number | null> {
    try {
      const { data } = await axios.get<number>(`https://ratings.example.com/${id}`, { timeout: 1000 });
      return data;
    } catch {
      return null;
    }
  }

  async warm(id: string): Promise<void> {
    try {
      await axios.post('https://cache.example.com/warm', { id }, { timeout: 1000 });
    } catch {
      // The first reader fills the cache when this fails.
    }
  }
}

@Controller('orders')
export class OrdersController {
  constructor(private readonly orders: OrdersService) {}

  @Post(':id/confirm')
  async confirm(@Param('id') id: string): Promise<void> {
    await this.orders.confirm(id);
    await this.orders.ship(id);
    await this.orders.hold(id);
    await this.orders.label(id);
    await this.orders.warm(id);
  }

  @Post('announce')
  async announce(@Body() order: Order): Promise<void> {
    await this.orders.announce(order);
  }

  @Post(':id/cancel')
  async cancel(@Param('id') id: string): Promise<number | null> {
    await this.orders.cancel(id);
    await this.orders.refund(id);
    return this.orders.rating(id);
  }
}
