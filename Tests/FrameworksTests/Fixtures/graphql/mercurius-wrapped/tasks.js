export const tasks = async (parent, args, ctx) => ctx.db.list(args.first); // $ endpoint="QUERY /graphql#tasks" auth=none

export async function task(parent, { id }, ctx) { // $ endpoint="QUERY /graphql#task" auth=none
  return ctx.db.one(id);
}
