export const config = {
  clientSecret: "Qm7wT2xKp9RvL4nZ8sYd6HbJ", // want hardcoded-secret "clientSecret"
};
