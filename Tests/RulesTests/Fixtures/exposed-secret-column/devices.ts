import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import { Column, DataSource, Entity, PrimaryGeneratedColumn, type Repository } from 'typeorm'

@Entity({ name: 'devices' })
export class Device {
  @PrimaryGeneratedColumn('uuid')
  id!: string

  @Column({ type: 'text' })
  label!: string

  @Column({ type: 'text' })
  refreshToken!: string
}

interface ById {
  Params: { id: string }
}

class DeviceStore {
  constructor(private readonly rows: Repository<Device>) {}

  async byId(id: string): Promise<Device> {
    return this.rows.findOneByOrFail({ id })
  }

  page(skip: number): Promise<[Device[], number]> {
    return this.rows.findAndCount({ skip, take: 25 })
  }

  labels(): Promise<Pick<Device, 'id' | 'label'>[]> {
    return this.rows.find({ select: ['id', 'label'], take: 25 })
  }
}

const dataSource = new DataSource({ type: 'postgres', url: process.env.DATABASE_URL, entities: [Device] })
const store = new DeviceStore(dataSource.getRepository(Device))
const app = Fastify({ logger: true })

app.get<ById>('/devices/:id', async (request: FastifyRequest<ById>, reply: FastifyReply) => {
  const device = await store.byId(request.params.id)
  return reply.code(200).send(device) // want exposed-secret-column "GET /devices/{id} answers every column of devices, refreshToken among them, and so do"
})

app.get<ById>('/devices/:id/raw', async (request) => {
  return store.byId(request.params.id) // told with the first answer of this table
})

app.get('/devices', async (request, reply) => {
  const [devices, total] = await store.page(0)
  return reply.send({ devices, total }) // told with the first answer of this table
})

app.get('/labels', async (request, reply) => reply.send(await store.labels()))

app.get<ById>('/devices/:id/label', async (request, reply) => {
  const device = await store.byId(request.params.id)
  return reply.send({ label: device.label })
})

void app.listen({ port: 3000 })
