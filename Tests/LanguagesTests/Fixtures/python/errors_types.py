def f[T = int](x: T) -> T: return x
class Box[T: int = str](Base): pass
type X[T = int] = list[T]
