def broken(a, b:
    return a.

if True
    y = 1
"unterminated
z = [1, 2
