module.exports = {
  changeName: async (parent, { name }, ctx) => { // $ endpoint="MUTATION /api/graphql#changeName" auth=required
    if (!ctx.user) {
      throw new ForbiddenError("Not allowed");
    }
    return ctx.db.users.update(ctx.user.id, { name });
  },
};
