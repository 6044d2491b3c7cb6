const path = require("path");
const grpc = require("@grpc/grpc-js");
const loader = require("@grpc/proto-loader");

const definition = loader.loadSync(path.join(__dirname, "protos/depot.proto"));
const depot = grpc.loadPackageDefinition(definition).depot.v2;

function addCrate(call, callback) {
  callback(null, call.request);
}

class Depot {
  static getCrate(call, callback) {
    if (!call.metadata.get("token").length) {
      return callback({ code: grpc.status.UNAUTHENTICATED });
    }
    callback(null, {});
  }
}

const server = new grpc.Server();
// Burn has no handler: it answers UNIMPLEMENTED.
server.addService(depot.Crates.service, { // $ endpoint="RPC /depot.v2.Crates/AddCrate" auth=none endpoint="RPC /depot.v2.Crates/GetCrate" auth=unknown endpoint="RPC /depot.v2.Crates/Follow" auth=none
  addCrate,
  GetCrate: Depot.getCrate.bind(Depot),
  follow(call) {
    call.end();
  },
});
server.bindAsync("0.0.0.0:50051", grpc.ServerCredentials.createInsecure(), () => {});
