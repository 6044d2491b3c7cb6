export const mocked = {
  clientSecret: "Qm7wT2xKp9RvL4nZ8sYd6HbJ",
};
