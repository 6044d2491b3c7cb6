import express from 'express'
import axios from 'axios'

const app = express()

let rates: Record<string, number> = {}
let loadedAt = 0
let menu: string[] = []
let permissions: string[] = []
let announcements: string[] = [] // want in-process-state "announcements lives in the memory of one process"

// Only what can be computed again: once it is old, it is fetched anew.
async function currentRates(): Promise<Record<string, number>> {
  if (Date.now() - loadedAt > 60_000) {
    rates = (await axios.get('https://rates.example/latest', { timeout: 1000 })).data
    loadedAt = Date.now()
  }
  return rates
}

async function menuOnce(): Promise<string[]> {
  if (menu.length === 0) {
    menu = (await axios.get('https://menu.example/today', { timeout: 1000 })).data
  }
  return menu
}

async function permissionsOnce(): Promise<string[]> {
  if (permissions.length > 0) return permissions
  permissions = (await axios.get('https://roles.example/all', { timeout: 1000 })).data
  return permissions
}

app.get('/rates/:code', async (req, res) => res.json((await currentRates())[req.params.code]))
app.get('/menu', async (_req, res) => res.json(await menuOnce()))
app.get('/permissions', async (_req, res) => res.json(await permissionsOnce()))

// What a request brings is nowhere else.
app.post('/announcements', (req, res) => {
  if (announcements.length === 0) announcements = [req.body.text]
  else announcements = [...announcements, req.body.text]
  res.sendStatus(204)
})

app.get('/announcements', (_req, res) => res.json(announcements))
