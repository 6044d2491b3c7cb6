import { PrismaClient, type Album } from '@prisma/client'
import express, { type NextFunction, type Request, type Response } from 'express'
import jwt, { type JwtPayload } from 'jsonwebtoken'

interface AuthedRequest extends Request<{ id: string }> {
  userId?: number
}

const prisma = new PrismaClient()
const app = express()

function requireUser(req: AuthedRequest, res: Response, next: NextFunction): void {
  const token = req.header('authorization')?.split(' ')[1]
  if (!token) {
    res.sendStatus(401)
    return
  }
  try {
    const payload = jwt.verify(token, process.env.JWT_SECRET as string) as JwtPayload
    req.userId = Number(payload.sub)
    next()
  } catch {
    res.sendStatus(401)
  }
}

class AlbumRepository {
  constructor(private readonly db: PrismaClient) {}

  byId(id: number): Promise<Album | null> {
    return this.db.album.findUnique({ where: { id } }) // want missing-owner-check "GET /albums/{id} looks up album by id"
  }

  ownedBy(id: number, ownerId?: number): Promise<Album | null> {
    return this.db.album.findFirst({ where: { id, ownerId } })
  }
}

const albums = new AlbumRepository(prisma)

app.get('/albums/:id', requireUser, async (req: AuthedRequest, res: Response) => {
  res.json(await albums.byId(Number(req.params.id)))
})

app.delete('/albums/:id', requireUser, async (req: AuthedRequest, res: Response) => {
  await prisma.album.delete({ where: { id: Number(req.params.id) } }) // want missing-owner-check "DELETE /albums/{id} looks up album by id"
  res.sendStatus(204)
})

// The query names the owner.
app.get('/albums/:id/mine', requireUser, async (req: AuthedRequest, res: Response) => {
  res.json(await albums.ownedBy(Number(req.params.id), req.userId))
})

// The handler compares the owner with the caller.
app.put('/albums/:id', requireUser, async (req: AuthedRequest, res: Response) => {
  const album = await prisma.album.findUniqueOrThrow({ where: { id: Number(req.params.id) } })
  if (album.ownerId !== req.userId) return res.sendStatus(404)
  res.json(await prisma.album.update({ where: { id: album.id }, data: { title: String(req.body.title) } }))
})

app.listen(3000)
