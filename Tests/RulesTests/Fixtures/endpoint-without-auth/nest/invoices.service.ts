import { Injectable } from '@nestjs/common'
import { InjectRepository } from '@nestjs/typeorm'
import { Column, Entity, PrimaryGeneratedColumn, Repository } from 'typeorm'

@Entity()
export class Invoice {
  @PrimaryGeneratedColumn('uuid')
  id: string

  @Column()
  title: string

  @Column({ default: false })
  isPaid: boolean
}

@Injectable()
export class InvoicesService {
  constructor(@InjectRepository(Invoice) private readonly invoices: Repository<Invoice>) {}

  list(): Promise<Invoice[]> {
    return this.invoices.find({ take: 20 })
  }

  create(title: string): Promise<Invoice> {
    return this.invoices.save(this.invoices.create({ title }))
  }

  async rename(id: string, title: string): Promise<void> {
    await this.invoices.update(id, { title })
  }

  async paid(id: string): Promise<void> {
    await this.invoices.update(id, { isPaid: true })
  }

  async remove(id: string): Promise<void> {
    await this.invoices.delete(id)
  }
}
