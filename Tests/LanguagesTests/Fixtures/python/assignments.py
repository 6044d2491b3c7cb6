a = 1
a = b = c.d = e[0] = f()
a, b = b, a
(a, (b, *rest)), [c, d] = value
*head, last = items
a, = single
x: int
x: dict[str, list[int]] = {}
self.x: "Foo" = Foo()
x = yield_value = 1,
i += 1
i //= 2; s.t **= 3; u[0] >>= v
total = count = 0 if empty else len(all)
if (n := len(a)) > 10: pass
global_value = (parenthesised)
