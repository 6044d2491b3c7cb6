import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Cabin {
  @PrimaryGeneratedColumn()
  id: number;

  @Column()
  name: string;
}

@Entity()
export class Deck {
  @PrimaryGeneratedColumn()
  id: number;

  @Column()
  name: string;
}

@Entity()
export class Engine {
  @PrimaryGeneratedColumn()
  id: number;

  @Column()
  name: string;
}
