before = 1
call(a, $, b)
x = = 2
class Fine:
    def ok(self): return 1
def later(a): return a.
