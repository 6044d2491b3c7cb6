type Alias = int | None
type Pair[T] = tuple[T, T]
x: a.b.C[int, "Later"] | None = None
y: Callable[[int, str], Awaitable[dict[str, Any]]]
z: Literal["a", 1, None]
def f(a: Annotated[str, Depends(get(1), use_cache=False)] = ..., *b: Unpack[Ts]) -> t.Iterator[x.y[int]]: ...
type = 1
type.x = type(y)
type(a).x = 1
type(self)._seen[k].b = f(x)
type (a, b).c: int = 3
type[a] = 2
