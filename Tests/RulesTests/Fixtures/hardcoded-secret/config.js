const config = {
  apiKey: process.env.BILLING_API_KEY,
  clientSecret: "Qm7wT2xKp9RvL4nZ8sYd6HbJ", // want hardcoded-secret "clientSecret"
  publishableKey: "pk_live_8c1e5a97d24b4f0396d2e7b7",
  tokenType: "a1b2c3d4e5f6a7b8c9d0e1f2",
};
module.exports = config;
