import { NextFunction, Request, Response } from 'express'
import { Repository } from 'typeorm'
import { dataSource, Invoice } from './invoice'

interface InvoiceParams {
  id: string
}

export class InvoiceController {
  private readonly invoices: Repository<Invoice> = dataSource.getRepository(Invoice)

  show = async (req: Request<InvoiceParams>, res: Response): Promise<void> => {
    const invoice = await this.invoices.findOneByOrFail({ id: req.params.id }) // want async-handler-escapes "a rejection in InvoiceController.show reaches no error handler"
    res.json(invoice)
  }

  pay = async (req: Request<InvoiceParams>, res: Response, next: NextFunction): Promise<void> => {
    try {
      await this.invoices.update({ id: req.params.id }, { paid: true })
      res.sendStatus(204)
    } catch (error: unknown) {
      next(error)
    }
  }

  async remove(req: Request<InvoiceParams>, res: Response): Promise<void> {
    await this.invoices.delete({ id: req.params.id })
    res.sendStatus(204)
  }
}
