const grpc = require("@grpc/grpc-js");
const { Pool } = require("pg");
const pool = new Pool();
const s = grpc.loadPackageDefinition({}).s;

async function find(call, callback) {
  const rows = await pool.query("SELECT id FROM parts WHERE name = '" + call.request.name + "'"); // want sql-injection "reaches pg.Pool.query"
  callback(null, rows);
}

const server = new grpc.Server();
server.addService(s.Parts.service, { find });
