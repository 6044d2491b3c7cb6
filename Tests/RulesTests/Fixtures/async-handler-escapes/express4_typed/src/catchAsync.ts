import { NextFunction, Request, RequestHandler, Response } from 'express'

type AsyncHandler = (req: Request, res: Response, next: NextFunction) => Promise<unknown>

export const catchAsync = (handler: AsyncHandler): RequestHandler => (req, res, next) => {
  handler(req, res, next).catch(next)
}
