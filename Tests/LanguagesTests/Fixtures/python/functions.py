def plain(): pass


def every(a, b: int, /, c=1, d: str = "x", *args: int, e, f: float = 2.0, **kw: Any) -> list[str]:
    """Docstring."""
    return a


def bare_star(a, *, b): ...


async def coroutine() -> "Later":
    await something(1)


def numbers():
    yield
    yield 1, 2
    got = yield from others()
    return lambda: (yield)


def outer():
    def inner():
        yield 1
    return inner


short = lambda: 0
key = lambda item, *rest, scale=2, **more: item.size * scale
async def typed[T: (int, str), *Ts, **P](x: T, *args: *Ts) -> Callable[P, T]: return x
