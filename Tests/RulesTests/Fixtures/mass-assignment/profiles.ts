import express, { type Request, type Response } from 'express'
import { Column, DataSource, Entity, PrimaryGeneratedColumn, type DeepPartial } from 'typeorm'
import { z } from 'zod'

@Entity()
export class Profile {
  @PrimaryGeneratedColumn('uuid')
  id!: string

  @Column()
  name!: string

  @Column({ default: 'member' })
  role!: 'member' | 'admin'

  @Column('int', { default: 0 })
  balance!: number
}

const ProfileInput = z.object({ name: z.string().max(80) })

type IdParams = { id: string }

const dataSource = new DataSource({ type: 'postgres', url: process.env.DATABASE_URL, entities: [Profile] })
const profiles = dataSource.getRepository(Profile)

export class ProfileController {
  create = async (req: Request<unknown, Profile, DeepPartial<Profile>>, res: Response<Profile>): Promise<void> => {
    const profile = profiles.create(req.body) // want mass-assignment "body of the request reaches typeorm.Repository.create"
    res.status(201).json(await profiles.save(profile))
  }

  update = async (req: Request<IdParams>, res: Response): Promise<void> => {
    const profile = await profiles.findOneByOrFail({ id: req.params.id })
    Object.assign(profile, req.body as Partial<Profile>) // want mass-assignment "body of the request reaches Object.assign"
    await profiles.save(profile)
    res.sendStatus(204)
  }

  patch = async (req: Request<IdParams>, res: Response): Promise<void> => {
    await profiles.update(req.params.id, { ...req.body }) // want mass-assignment "body of the request reaches typeorm.Repository.update"
    res.sendStatus(204)
  }

  // The fields are named one by one.
  rename = async (req: Request<IdParams, unknown, { name: string }>, res: Response): Promise<void> => {
    const { name } = req.body
    await profiles.update(req.params.id, { name })
    res.sendStatus(204)
  }

  // The schema lists the fields.
  register = async (req: Request, res: Response<Profile>): Promise<void> => {
    const input = ProfileInput.parse(req.body)
    res.status(201).json(await profiles.save(profiles.create(input)))
  }
}

const app = express()
const controller = new ProfileController()

app.use(express.json())
app.post('/profiles', controller.create)
app.put('/profiles/:id', controller.update)
app.patch('/profiles/:id', controller.patch)
app.patch('/profiles/:id/name', controller.rename)
app.post('/profiles/register', controller.register)
app.listen(3000)
