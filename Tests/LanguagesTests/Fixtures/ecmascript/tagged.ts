const a = await sql<{ id: number; name: string | null }>`SELECT id FROM users WHERE id = ${id}`.execute(db);
const b = sql<string>`count(*)`.as('n');
const c = db.sql<Map<string, number[]>>`SELECT ${sql.raw`x`}`;
const Box = styled.div.attrs<P>({ role: 'x' })<{
  isOpen: boolean;
}>`
  color: ${({ isOpen }) => (isOpen ? 'red' : 'blue')};
`;
const fn = (f: (x: number) => string) => f<(a: A) => B>`x`;
const plain = tag`nothing here`;
const escapes = `a\n${b}\x41 \`c\` $ $${d}`;
const raw = String.raw`C:\users\xyz\unknown`;
const html = `<b>${x}</b>` + (a < b ? `>` : '');
const comparison = (a < b) && c >`d`;
const nested = `outer ${`inner ${deep} end`} tail`;
const empty = ``;
const multi = `line one
line two`;
