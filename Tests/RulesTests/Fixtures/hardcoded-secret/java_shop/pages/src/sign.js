// Whoever loads the page has it.
const signatureSecret = 'dk39xM2pQ8vZr41LtYb7WcE6';

export const sign = (text) => text + signatureSecret;
