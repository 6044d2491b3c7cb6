// Without semicolons, where line ends decide.
const a = first
  .second()
  // a comment between
  .third()
  /* another */
  ?.fourth
const b = a ? () => { return } : c
const d = e
  ? f
  : g
const h = i
++j
const k = l! // trailing
!m
const n = o
(p)
const q = r
in s
const t = inside
const u = v as W
export { x }
from 'y'
for (const z
  of zs) {}
of(1, 2)
return
`template`
let commented = 4 /* a block
over lines */ next()
interface Callable {
  name: string
  <T>(x: T): T
  (x: number): string
  [key: string]: any
}
class Fields {
  second = 1
  first: string
  *generate() {}
  third
  [computed] = 2
  get
  static
  last = () => {}
}
enum E { A = 1
, B }
type Union =
  | A
  | B
let union: A
  | B
do x(); while (y) after()
if (a) b()
else c()
const big = 1
.5.toFixed()
var last = a
