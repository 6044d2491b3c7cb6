try: a
except A, errors.B, C: b
try: a
except* A, B: b
