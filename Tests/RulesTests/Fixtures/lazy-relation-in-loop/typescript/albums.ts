import { Router, type Request, type Response } from 'express'
import { Album, Label, Track } from './models'

interface AlbumView {
  title: string
  tracks: number
}

export const albums = Router()

albums.get('/', async (req: Request, res: Response<AlbumView[]>) => {
  const rows = await Album.findAll({ limit: 50, order: [['title', 'ASC']] })
  const views: AlbumView[] = []
  for (const album of rows) {
    const tracks: Track[] = await album.getTracks() // want lazy-relation-in-loop "album.tracks is loaded anew for each row"
    views.push({ title: album.title, tracks: tracks.length })
  }
  res.json(views)
})

// The getter is declared in the class, as Sequelize's manual tells.
albums.get('/labels', async (req: Request, res: Response) => {
  const labels = await Label.findAll({ limit: 50 })
  const views = await Promise.all(
    labels.map(async (label) => ({ name: label.name, albums: await label.getAlbums() })), // MISSING: want lazy-relation-in-loop "label.albums is loaded anew for each row"
  )
  res.json(views)
})

// The query loads it along.
albums.get('/whole', async (req: Request, res: Response<Album[]>) => {
  res.json(await Album.findAll({ limit: 50, include: [{ model: Track, as: 'tracks' }] }))
})

// The rows are those of one object that is read once.
albums.get('/:id/tracks', async (req: Request<{ id: string }>, res: Response<string[]>) => {
  const album = await Album.findByPk(req.params.id, { rejectOnEmpty: true })
  const tracks = await album.getTracks({ limit: 100 })
  res.json(tracks.map((track) => track.title))
})
