a.b.c(d)(e)[f].g;
a?.b?.[c]?.(d);
new Foo; new ns.Bar(1, ...rest); new (pick())();
x = y = z = 1;
[a, b] = [b, a];
({ a, b: c.d, e = 1, f: { g } = {}, ...h } = source);
i++; --j.k; l **= 2; m >>>= 1; n ||= o; p &&= q; r ??= s;
a && b || c ?? d;
!(a === b) !== (c == d) != e;
a + b * c - -d % ~e / +f;
a << 1 >> 2 >>> 3 & 4 | 5 ^ 6;
'key' in object; #priv in this; x instanceof Y; typeof z; void 0; delete a[b];
async x => await x; async function* g() { yield; yield* h(); } function* k() {}
(function () { this.x = arguments; })();
(a, b, c);
cond ? yes : no ? maybe : never;
const { a: { b: [c, , d = 1, ...e] }, 'q-r': f, [g]: h, 0: i } = j;
import.meta.url; new.target; super.x; undefined; NaN; null; true; false;
0x1F; 1_000; .5; 1e3; 10n;
'it\'s'; "q\"t"; '\u0041'; /a[/]b/.test(c);
({ __proto__: null, async m() {}, *g() {}, async *ag() {}, get x() {}, set x(v) {}, 'quo': 1, 2: 3, [c]() {} });
label: for (;;) { continue label; }
debugger;;
with (scope) run();
var v, w = 1;
if (a) ; else b();
for (var p in q) for (const [r, s] of t) ; 
for (x.y of z) {}
async () => { for await (const c of d) e(); };
<!-- an HTML comment
try { a() } catch ({ message, ...more }) { b(message) }
try { a() } finally { b() }
function defaults(a = 1, { b, c: [d] } = {}, [e] = [], ...[f, g]) {}
