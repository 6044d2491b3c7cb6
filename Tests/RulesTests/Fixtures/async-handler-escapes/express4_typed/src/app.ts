import express, { ErrorRequestHandler, NextFunction, Request, Response, Router } from 'express'
import { catchAsync } from './catchAsync'
import { dataSource, Invoice } from './invoice'
import { InvoiceController } from './invoice.controller'
import { refunds } from './refund.controller'

const controller = new InvoiceController()
const router: Router = Router()

router.get('/invoices/:id', controller.show)
router.post('/invoices/:id/pay', controller.pay)
router.delete('/invoices/:id', catchAsync(controller.remove.bind(controller)))

router.get('/invoices', async (req: Request<{}, Invoice[], {}, { page?: string }>, res: Response<Invoice[]>) => {
  const page = Number(req.query.page ?? 0)
  res.json(await dataSource.getRepository(Invoice).find({ take: 20, skip: 20 * page })) // want async-handler-escapes "a rejection in GET /api/invoices reaches no error handler"
})

router.get('/unpaid', (req: Request, res: Response, next: NextFunction): void => {
  dataSource.getRepository(Invoice).count({ where: { paid: false } })
    .then((unpaid) => res.json({ unpaid }))
    .catch(next)
})

const onError: ErrorRequestHandler = (error, req, res, next) => {
  res.status(500).json({ message: 'sorry' })
}

const app = express()
app.use('/api', router)
app.use('/api/refunds', refunds)
app.use(onError)
app.listen(3000)
