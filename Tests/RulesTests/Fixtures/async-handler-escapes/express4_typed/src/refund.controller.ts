import { Request, Response, Router } from 'express'
import { dataSource, Invoice } from './invoice'

class RefundController {
  async create(req: Request<{ id: string }>, res: Response): Promise<void> {
    await dataSource.getRepository(Invoice).update({ id: req.params.id }, { paid: false }) // want async-handler-escapes "reaches no error handler"
    res.sendStatus(204)
  }
}

const controller = new RefundController()
export const refunds: Router = Router()
refunds.post('/:id', controller.create.bind(controller))
