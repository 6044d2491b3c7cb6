class Empty: pass


class Model(Base, mixins.Timestamps, metaclass=Meta, *others, **options):
    """A model."""

    count: int
    limit: ClassVar[int] = 10
    table = "models"; kind = None

    def __init__(self, name: str | None = None):
        self.name = name

    @property
    def size(self) -> int:
        def helper(): return 1
        return helper()

    @size.setter
    def size(self, value): ...

    @functools.cached_property
    def heavy(self): ...

    @staticmethod
    def make(): return Model()

    @classmethod
    async def load(cls): ...

    if DEBUG:
        def debug(self): ...

    class Inner(Generic[T]):
        def method(self): ...


class Box[T](Base[T]): value: T
