import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

@Entity()
export class Invoice {
  @PrimaryGeneratedColumn()
  id: number

  @Column('float')
  amount: number // want float-money "amount of Invoice"

  @Column({ type: 'decimal', precision: 12, scale: 2 })
  fee: number

  @Column()
  weight: number
}
