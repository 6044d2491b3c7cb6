print "two"
print >>f, "two", 3
exec "code" in scope
try: a
except E, error: raise E, "message"
def f(a, (b, c)=(1, 2)): pass
[x for x in 1, 2]
a <> b
0777L
