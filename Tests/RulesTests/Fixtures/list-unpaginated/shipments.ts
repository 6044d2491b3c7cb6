import { Controller, DefaultValuePipe, Get, Injectable, Module, ParseIntPipe, Query } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { InjectRepository } from '@nestjs/typeorm'
import { Column, Entity, PrimaryGeneratedColumn, Repository } from 'typeorm'

@Entity()
export class Shipment {
  @PrimaryGeneratedColumn()
  id: number

  @Column()
  carrier: string

  @Column('int')
  grams: number
}

@Entity()
export class Country {
  @PrimaryGeneratedColumn()
  id: number

  @Column({ length: 2 })
  code: string
}

interface Page<T> {
  items: T[]
  total: number
}

@Injectable()
export class ShipmentsService {
  constructor(
    @InjectRepository(Shipment) private readonly shipments: Repository<Shipment>,
    @InjectRepository(Country) private readonly countries: Repository<Country>,
  ) {}

  all(): Promise<Shipment[]> {
    return this.shipments.find({ order: { id: 'DESC' } }) // want list-unpaginated "every Shipment"
  }

  by(carrier: string): Promise<Shipment[]> {
    return this.shipments // want list-unpaginated "every Shipment that matches"
      .createQueryBuilder('shipment')
      .where('shipment.carrier = :carrier', { carrier })
      .getMany()
  }

  async page(page: number, size: number): Promise<Page<Shipment>> {
    const [items, total] = await this.shipments.findAndCount({ skip: page * size, take: Math.min(size, 100) })
    return { items, total }
  }

  recent(): Promise<Shipment[]> {
    return this.shipments.createQueryBuilder('shipment').orderBy('shipment.id', 'DESC').take(20).getMany()
  }

  served(): Promise<Country[]> {
    return this.countries.find()
  }

  total(): Promise<number> {
    return this.shipments.count({ where: { carrier: 'post' } })
  }
}

@Controller('shipments')
export class ShipmentsController {
  constructor(private readonly shipments: ShipmentsService) {}

  @Get()
  all(): Promise<Shipment[]> {
    return this.shipments.all()
  }

  @Get('search')
  by(@Query('carrier') carrier: string): Promise<Shipment[]> {
    return this.shipments.by(carrier)
  }

  // The query has a limit.
  @Get('page')
  page(
    @Query('page', new DefaultValuePipe(0), ParseIntPipe) page: number,
    @Query('size', new DefaultValuePipe(20), ParseIntPipe) size: number,
  ): Promise<Page<Shipment>> {
    return this.shipments.page(page, size)
  }

  @Get('recent')
  recent(): Promise<Shipment[]> {
    return this.shipments.recent()
  }

  // The table is kept small by its nature.
  @Get('countries')
  served(): Promise<Country[]> {
    return this.shipments.served()
  }

  // The rows are only counted.
  @Get('posted')
  async posted(): Promise<{ shipments: number }> {
    return { shipments: await this.shipments.total() }
  }
}

@Module({ controllers: [ShipmentsController], providers: [ShipmentsService] })
export class AppModule {}

void NestFactory.create(AppModule).then((app) => app.listen(3000))
