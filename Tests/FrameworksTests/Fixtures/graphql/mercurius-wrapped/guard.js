export const requireAuth = (resolver) => async (parent, args, context, info) => {
  if (!context.user || !context.user.id) {
    return new UserError("You must be signed in to do this");
  }
  const user = await context.loaders.user.load(context.user.id);
  if (!user || user.bannedAt) {
    return new UserError("You must be signed in to do this");
  }
  return resolver(parent, args, context, info);
};
