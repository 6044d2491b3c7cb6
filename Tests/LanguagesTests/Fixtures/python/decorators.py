@app.get("/items/{id}", response_model=list[Item])
# between
@requires("admin")  # after
@cached
async def items(id: int): ...


@dataclass(frozen=True)
class Point:
    @overload
    @other.thing
    def move(self): ...


@(yield_ := factory)
def odd(): ...
