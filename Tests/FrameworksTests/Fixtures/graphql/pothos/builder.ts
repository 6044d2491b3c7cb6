import SchemaBuilder from "@pothos/core";
import ScopeAuthPlugin from "@pothos/plugin-scope-auth";

export const builder = new SchemaBuilder({
  plugins: [ScopeAuthPlugin],
  scopeAuth: {
    authScopes: async (context) => ({ loggedIn: !!context.user, admin: await isAdmin(context) }),
  },
});
