interface User extends Entity, Named<string> {
  id: number
  name?: string;
  readonly tags: string[];
  greet(other: User): Promise<void>
  nick?(): string
  (call: number): string
  new (x: number): User
  [key: string]: any
  get full(): string
  nested: { a: number; b: { c: Date } }
}

type Id = string | number | null;
type Big = | 'a' | 'b';
type Both = A & B<C>;
type Fn = (a: string, b?: User) => Promise<Id>;
type Ctor = new (a: A) => B;
type Pick2<T, K extends keyof T = keyof T> = { [P in K]: T[P] };
type Cond<T> = T extends Promise<infer U> ? U : never;
type Infer = z.infer<typeof Schema>;
type Lookup = User["name"];
type Tuple = [a: string, b?: number, ...rest: Date[]];
type Matrix = readonly (number | undefined)[][];
type Tmpl = `prefix-${string}\d`;
type Imported = import('./m').Thing;
type Literal = 1 | -1 | true | undefined | `x`;
type Patterned = ({ a, b }: { a: number; b: string }) => void;
type PatternedLines = ({
  a,
  b
}: Both) => void;
type Keywords = { f: (string) => void; g(boolean): number };

let cast = <User>value;
let as1 = value as unknown as User[];
let konst = ['a', 'b'] as const;
let sat = { a: 1 } satisfies Shape;
let nonNull = a!.b!.c![0]!;
let inst = makeBox<string>;
let typed = build<User, Map<string, number>>(x);
let made = new Map<string, User[]>();
const mock = await importOriginal<typeof import('./real')>();
function assertUser(x: unknown): asserts x is User {}
function isUser(x: unknown): x is User { return true; }
function generic<T extends object>(this: Window, x: T): T | undefined { return x; }
function over(a: string): void
function over(a: number): void
function over(a: any)
{
  return a
}
