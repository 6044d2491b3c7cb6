case = match = type = print = 1
def match(case, type, _): pass
class type: pass
from match import case, type as print
f(type=1, match=2, case=3, print=4, exec=5)
x.match.type.case.print.exec
match[x] = 1
match, case = 1, 2
match (a)
match(a, b).c
print(x).y
print -1
exec(a, b).c
