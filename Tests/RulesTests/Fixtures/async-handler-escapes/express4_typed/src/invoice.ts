import { Column, DataSource, Entity, PrimaryGeneratedColumn } from 'typeorm'

@Entity()
export class Invoice {
  @PrimaryGeneratedColumn('uuid')
  id!: string

  @Column({ default: false })
  paid!: boolean
}

export const dataSource = new DataSource({ type: 'postgres', url: process.env.DATABASE_URL, entities: [Invoice] })
