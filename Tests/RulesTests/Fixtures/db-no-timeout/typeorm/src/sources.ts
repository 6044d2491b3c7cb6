import { Redis } from 'ioredis'
import { Pool, PoolConfig } from 'pg'
import { DataSource } from 'typeorm'

export const orders = new DataSource({ // want db-no-timeout "each statement may wait for ever for PostgreSQL"
  type: 'postgres',
  url: process.env.DATABASE_URL,
  entities: ['dist/**/*.entity.js'],
  poolSize: 10,
})

export const reports = new Pool({ connectionString: process.env.REPORTS_URL, max: 4 }) // want db-no-timeout "connecting and each statement may wait for ever for PostgreSQL"

export const cache = new Redis(process.env.REDIS_URL as string, { maxRetriesPerRequest: 1 }) // want db-no-timeout "each command may wait for ever for Redis" note

// All of them limited.
export const limited = new DataSource({
  type: 'postgres',
  url: process.env.LIMITED_URL,
  connectTimeoutMS: 2000,
  extra: { connectionTimeoutMillis: 2000, query_timeout: 2500 },
})

const config: PoolConfig = {
  connectionString: process.env.STATS_URL,
  connectionTimeoutMillis: 2000,
  query_timeout: 2500,
}
export const stats = new Pool(config)

export const sessions = new Redis('redis://sessions', { connectTimeout: 1000, commandTimeout: 500 })

// A file of the process's own.
export const local = new DataSource({ type: 'better-sqlite3', database: 'drafts.sqlite' })
