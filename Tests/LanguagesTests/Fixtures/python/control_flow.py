if a: b
elif c:
    d
elif e: pass
else:
    f

for x in xs: print(x)
for i, (a, b) in enumerate(pairs), more:
    if i: continue
    break
else: done()

while True: break
while (line := f.readline()):
    pass
else:
    end()

try:
    risky()
except ValueError: raise
except (KeyError, errors.Other) as error:
    raise Wrapped("x") from error
except:
    raise None from None
else: fine()
finally: clean()

try: a
finally: b

try: a
except* OSError as group: log(group)

with open(p) as f, lock, ctx() as (a, b): pass
with (open(p) as f, lock,): pass
with (yield_lock()): pass
with (one() as only): pass
with a as b.c, d as e[0]: pass

async def f():
    async with session.get(url) as r: ...
    async for row in cursor: yield row

assert x > 1, f"bad {x}"
assert (a)
del a, b[0], c.d
del (x)
def g():
    global one, two
    def h():
        nonlocal three
    return
async def g():
    async with (
        one() as only
    ):
        pass
try: a
except KeyError, errors.Other: b
