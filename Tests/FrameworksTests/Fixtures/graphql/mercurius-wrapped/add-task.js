import { requireAuth } from "./guard.js";

export default requireAuth(async (parent, { title }, ctx) => ctx.db.add({ title, owner: ctx.user.id }));
