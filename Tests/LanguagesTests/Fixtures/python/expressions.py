a + b * c - d ** -e
a @ b // c % d << e >> f & g | h ^ ~i
not a and b or c and not d
a < b
a < b <= f(c) != d
x not in y and x is not None and x is y and z in w
a if b else c if d else e
a.b.c(d)(e)[f].g
a[1], a[1:2], a[:2], a[::3], a[1:], a[:, 1:2:3, ...], a[x, y], a[*z]
[1, *a, 2], (), (1,), (1, 2), {1, *a}, {}, {"k": v, **d, k: 1}
[x for x in xs if x if y for y in ys]
{k: v for k, v in d.items()}
{x async for x in agen() if await ok(x)}
f(x for x in y)
f(*args, **kwargs, key=1, other=lambda: 2)
f((yield), (a := 1), *(b), (*c,))
await gather(*[go() for _ in range(3)])
0x1F, 1_000, 1.5e-3, 2j, True, False, None, ...
print("a", file=f)
obj.match, obj.type, type(x), match(y), print
(((nested)))
a \
    + b  # joined
(a
 # inside
 .b()
 .c())
print("==", p(), *sys.version.split(), *a[0])
x = *a.b, *c() + d
*a.b, *c[0], d = e
for x in *a.b, c: pass
