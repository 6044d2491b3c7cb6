import { PrismaClient, Prisma, Ticket } from '@prisma/client'
import { Queue } from 'bullmq'
import express, { Request, Response } from 'express'
import nodemailer, { Transporter } from 'nodemailer'
import { DataSource, EntityManager } from 'typeorm'

const prisma = new PrismaClient()
const indexing = new Queue<{ ticket: string }>('indexing', { connection: { host: 'redis' } })
const dataSource = new DataSource({ type: 'postgres', url: process.env.DATABASE_URL })

class Mailer {
  private readonly transporter: Transporter = nodemailer.createTransport({ host: 'mail', socketTimeout: 2000 })

  async closed(ticket: Ticket): Promise<void> {
    await this.transporter.sendMail({ to: ticket.author, subject: `Ticket ${ticket.id} is closed` })
  }
}

class TicketService {
  constructor(private readonly db: PrismaClient, private readonly mailer: Mailer) {}

  async close(id: string): Promise<void> {
    await this.db.$transaction(async (tx: Prisma.TransactionClient) => {
      const ticket = await tx.ticket.update({ where: { id }, data: { state: 'closed' } })
      await this.mailer.closed(ticket) // want effect-before-commit "a mail of POST /tickets/{id}/close goes out before its changes are committed"
      await tx.history.create({ data: { ticketId: id, event: 'closed' } })
    })
  }

  async reopen(id: string): Promise<void> {
    await this.db.$transaction(async (tx) => {
      await tx.ticket.update({ where: { id }, data: { state: 'open' } })
      await indexing.add('ticket', { ticket: id }) // want effect-before-commit "a task of POST /tickets/{id}/reopen goes out before its changes are committed"
    })
  }

  async assign(id: string, to: string): Promise<void> {
    await dataSource.transaction(async (manager: EntityManager) => {
      await manager.getRepository('Ticket').update({ id }, { assignee: to })
      await indexing.add('ticket', { ticket: id }) // want effect-before-commit "a task of POST /tickets/{id}/assign goes out before its changes are committed"
    })
  }

  // It goes out after the commit.
  async closeFirst(id: string): Promise<void> {
    const ticket = await this.db.$transaction(async (tx) => {
      await tx.history.create({ data: { ticketId: id, event: 'closed' } })
      return tx.ticket.update({ where: { id }, data: { state: 'closed' } })
    })
    await this.mailer.closed(ticket)
  }

  // It is a row of the same transaction.
  async escalate(id: string): Promise<void> {
    await this.db.$transaction([
      this.db.ticket.update({ where: { id }, data: { state: 'escalated' } }),
      this.db.outboxMessage.create({ data: { kind: 'escalated', ticketId: id } }),
    ])
  }

  // Nothing is committed after it.
  async nudge(id: string): Promise<void> {
    const ticket = await this.db.ticket.findUniqueOrThrow({ where: { id } })
    await this.mailer.closed(ticket)
  }
}

const tickets = new TicketService(prisma, new Mailer())
const app = express()

interface ById {
  id: string
}

app.post('/tickets/:id/close', async (req: Request<ById>, res: Response) => {
  await tickets.close(req.params.id)
  res.sendStatus(204)
})
app.post('/tickets/:id/reopen', async (req: Request<ById>, res: Response) => {
  await tickets.reopen(req.params.id)
  res.sendStatus(204)
})
app.post('/tickets/:id/assign', async (req: Request<ById, void, { to: string }>, res: Response) => {
  await tickets.assign(req.params.id, req.body.to)
  res.sendStatus(204)
})
app.post('/tickets/:id/close-first', async (req: Request<ById>, res: Response) => {
  await tickets.closeFirst(req.params.id)
  res.sendStatus(204)
})
app.post('/tickets/:id/escalate', async (req: Request<ById>, res: Response) => {
  await tickets.escalate(req.params.id)
  res.sendStatus(204)
})
app.post('/tickets/:id/nudge', async (req: Request<ById>, res: Response) => {
  await tickets.nudge(req.params.id)
  res.sendStatus(204)
})

app.listen(3000)
