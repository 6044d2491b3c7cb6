match command.split(), flag:
    case 1 | -2 | 3.0: a
    case "text" "more" | b"x": b
    case [x, -1, *rest] if rest: c
    case (a, b): d
    case (a): d
    case 1, *_: e
    case {"k": v, -1: w, Key.A: {}, **rest}: f
    case Point(x=0, y=-1, z=_) | Shape.Circle(r, [c]) as shape: g
    case Color.RED | None | True: h
    case -1+2j: i
    case _ if late: j
    case _: k

match = {}
match.x = match(1)
match x:
    case anything: pass
match (yield x),:
    case []: pass
match x:
    case A.b.c as y: pass
    case _ | [_, *_] | {**_}: pass
    case A(B(), c=-1 | _) if (g := x): pass
