import express from 'express'
import { albums } from './albums'
import { authors } from './authors'

const app = express()
app.use('/albums', albums)
app.use('/authors', authors)
app.listen(3000)
