import { DataSource } from 'typeorm'

// For TypeORM's command alone: migrations.
export default new DataSource({ type: 'postgres', url: process.env.DATABASE_URL, migrations: ['dist/migrations/*.js'] })
