'single'
"double \" escaped \n"
'''triple'''
"""multi
line"""
r"raw \d" R'''raw'''
b"bytes" + rb"\x00" + Br"both" + u"unicode"
""
""""quoted\""""
f"plain"
f"{a}{b!r}{c:>10}{d:{width}.{prec}}{e=}"
f"SELECT * FROM {table} WHERE id = {row['id']} -- {{not}} a hole"
f"nested {f"inner {x["key"]}"}"
rf"\d{n}\w"
f"""
{
    call(1)  # comment
}
"""
"one" "two"
("SELECT *"
 " FROM t"  # comment between
 f" WHERE {column} = {{}}"
 r"\s")
"emoji 😀 é"
b"a" b"b"
f"{a, b}" f'{lambda_}' f"{x if y else z:%Y-%m-%d}" f"{ {'k': 1}['k'] }"
"\1\x41\u00e9\U0001F600\a\q\N{DASH}\
joined" b"\u0041\377"
