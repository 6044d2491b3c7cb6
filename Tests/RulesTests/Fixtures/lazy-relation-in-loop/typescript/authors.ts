import { Router, type Request, type Response } from 'express'
import { Column, DataSource, Entity, ManyToOne, OneToMany, PrimaryGeneratedColumn } from 'typeorm'

@Entity()
export class Author {
  @PrimaryGeneratedColumn()
  id!: number

  @Column()
  name!: string

  // A relation that is a promise is lazy.
  @OneToMany(() => Book, (book) => book.author)
  books!: Promise<Book[]>
}

@Entity()
export class Book {
  @PrimaryGeneratedColumn()
  id!: number

  @Column()
  title!: string

  @ManyToOne(() => Author, (author) => author.books)
  author!: Promise<Author>
}

const dataSource = new DataSource({ type: 'postgres', url: process.env.DATABASE_URL, entities: [Author, Book] })
const repository = dataSource.getRepository(Author)

export const authors = Router()

authors.get('/', async (req: Request, res: Response) => {
  const shelves: Record<string, string[]> = {}
  for (const author of await repository.find({ take: 50 })) {
    const books = await author.books // MISSING: want lazy-relation-in-loop "author.books is loaded anew for each row"
    shelves[author.name] = books.map((book) => book.title)
  }
  res.json(shelves)
})

// The query loads it along.
authors.get('/whole', async (req: Request, res: Response) => {
  const shelves: Record<string, string[]> = {}
  for (const author of await repository.find({ take: 50, relations: { books: true } })) {
    shelves[author.name] = (await author.books).map((book) => book.title)
  }
  res.json(shelves)
})

// A column, not a relation.
authors.get('/names', async (req: Request, res: Response<string[]>) => {
  const found = await repository.find({ take: 50 })
  res.json(found.map((author) => author.name))
})
