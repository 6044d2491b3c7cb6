#!/usr/bin/env python3
"""Sends hostile projects through every verb: no crash, no hang, no unbounded memory.

  hostile.py MAINSTAY [--rounds N] [--seed N] [--keep]

Mutated projects are changed further, and what the cache gives must be what a run without it gives.
Each project must end with exit status 0, 1 or 2, within LIMIT seconds of each processor and MEMORY bytes, and without
a trace of a crash. Mutated projects are made from Examples/bookshop with a fixed seed, so that a failure can be had again.
The last line is `N passed, N failed`.
"""
import argparse, os, pathlib, random, resource, shutil, signal, subprocess, sys, tempfile

LIMIT = 10  # seconds of work on each processor; waiting for a busy machine does not count
PATIENCE = 90  # seconds by the clock, for what waits and does not work
MEMORY = 3 << 30  # bytes of address space
VERBS = [
    ["context", "--format", "json"],
    ["context"],
    ["review", "--format", "json", "--include-tests"],
    ["review", "--format", "sarif"],
    ["review", "--format", "html"],
    ["review", "--since", "HEAD"],
    ["init"],
]
EXAMPLES = pathlib.Path(__file__).resolve().parent.parent / "Examples"


def write(folder, name, data):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())


def nested(folder):
    for name, text in {
        "parens.py": "x = " + "(" * 60_000 + "1" + ")" * 60_000,
        "open.py": "f(" * 80_000,
        "lists.js": "const x = " + "[" * 60_000 + "]" * 60_000,
        "blocks.ts": "function f() {" * 20_000,
        "chain.js": "a" + ".b()" * 100_000,
        "plus.py": "x = " + "+".join(["1"] * 100_000),
        "else.py": "if a:\n    pass\n" + "elif b:\n    pass\n" * 20_000,
        "template.ts": "`${" * 20_000,
        "types.ts": "type A = " + "Array<" * 30_000 + "string" + ">" * 30_000,
        "jsx.tsx": "const x = " + "<a>" * 30_000,
        "indent.py": "\n".join(" " * level + "if x:" for level in range(2_000)),
        "deep.json": "[" * 200_000,
        "deep.yml": "a: " + "{b: " * 50_000,
        "flow.yaml": "[" * 100_000,
    }.items():
        write(folder, name, text)


def large(folder):
    write(folder, "line.py", "x = '" + "a" * 30_000_000 + "'")
    write(folder, "numbers.js", "const x = [" + "1," * 3_000_000 + "]")
    write(folder, "comment.ts", "/*" + "*" * 10_000_000)
    write(folder, "names.py", "\n".join(f"v{n} = {n}" for n in range(200_000)))


def bytes_(folder):
    random_ = random.Random(1)
    write(folder, "noise.py", bytes(random_.randrange(256) for _ in range(200_000)))
    write(folder, "nul.js", b"const a = 1;\0\0\0" * 1000)
    write(folder, "latin.py", "# café\nname = 'é'\n".encode("latin-1"))
    write(folder, "utf16.ts", "const a = 'é'".encode("utf-16"))
    write(folder, "bom.py", b"\xef\xbb\xbfimport flask\n")
    write(folder, "empty.py", b"")
    write(folder, "surrogate.js", b"const a = '\xed\xa0\x80'")
    write(folder, "crlf.py", b"import flask\r\n\rapp = flask.Flask(__name__)\r\n")
    write(folder, "package.json", b"\xff\xfe{}")
    write(folder, "pyproject.toml", b"[project\nname = \xff")
    write(folder, "mainstay.yml", b"\x00\x01")


def links(folder):
    write(folder, "app.py", "import flask\n")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "self").symlink_to("self")
    (folder / "out").symlink_to("/etc", target_is_directory=True)
    (folder / "passwd.py").symlink_to("/etc/passwd")
    (folder / "random.py").symlink_to("/dev/urandom")
    os.mkfifo(folder / "pipe.py")
    os.mkfifo(folder / "package.json")
    (folder / "locked").mkdir()
    write(folder, "locked.py", "x = 1")
    os.chmod(folder / "locked", 0)
    deep = folder
    for level in range(200):
        deep = deep / f"d{level}"
    os.makedirs(deep)
    write(deep, "app.py", "import flask\n")
    write(folder, "-rf.py", "x = 1")
    write(folder, "new\nline.py", "x = 1")
    (folder / os.fsdecode(b"bad\xff.py")).write_text("x = 1")


def cycles(folder):
    """What leads back to itself."""
    write(folder, "a.py", "from b import *\nfrom b import x as y\nclass A(B): pass\ndef f(v=None): return g(f(v))\n")
    write(folder, "b.py", "from a import *\nfrom a import y as x\nclass B(A): pass\ndef g(v=None): return f(g(v))\n")
    write(folder, "c.py", "x = y\ny = x\nx = [*x, *x]\nd = {**d, **d}\nl = lambda: l()\nx = x + x\nclass C(C): pass\n")
    write(folder, "routers.py", """
from fastapi import APIRouter, FastAPI, Depends
a, b = APIRouter(prefix="/a"), APIRouter(prefix="/b")
a.include_router(b); b.include_router(a); a.include_router(a)
app = FastAPI(); app.include_router(a)
def d(x=Depends(lambda: d)): return d
def e(x=Depends("e")): return e
@a.get("/{x}/{x:x:x}{{")
def h(x=Depends(d), y=Depends(h), z=Depends()): return h(h)
""")
    routers = "".join(f"r{n} = Router(); r{n}.use('/x', r{(n + 1) % 40}); r{n}.use(r{(n + 7) % 40});\n" for n in range(40))
    write(folder, "routers.js", "const {Router} = require('express'); const app = require('express')();\n" + routers
          + "app.use(r0); r0.get('/', (q, s) => s.send(1)); module.exports = require('./routers');")
    write(folder, "self.ts", "export * from './self'; export {a} from './self'; import a from './self'; export default a;")
    write(folder, "index.js", "module.exports = {...module.exports, ...require('.')}; exports.a = exports;")
    write(folder, "tsconfig.json", '{"extends": "./tsconfig.json", "compilerOptions": {"paths": {"*": ["*", "./*/*"]}}}')
    write(folder, "package.json", '{"name": "a", "workspaces": ["**", ".", "../*"], "dependencies": {"a": "file:."}}')
    write(folder, "bomb.yml", "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [" + ", ".join([f"*{chr(97 + n)}"] * 9) + "]\n" for n in range(20)))
    write(folder, "docker-compose.yml", "x: &x\n  <<: *x\nservices: *x\n")
    write(folder, "urls.py", "from django.urls import include, path\nurlpatterns = [path('a/', include('urls')), "
          "path('b/', include(urlpatterns))]\nurlpatterns += urlpatterns\n")
    write(folder, "settings.py", "ROOT_URLCONF = 'urls'\nINSTALLED_APPS = INSTALLED_APPS + INSTALLED_APPS\n")
    write(folder, ".gitignore", "*" * 5000 + "\n" + "**/" * 2000 + "x\n[" * 100 + "\n!" * 1000)


def documents(folder):
    write(folder, "app.py", "from flask import Flask\napp = Flask(__name__)\n" + "".join(
        f"@app.get('/api/a{n}/<x>')\ndef f{n}(x): return x\n" for n in range(1_500)))
    paths = "".join(f"  /b{n}/{{x}}/a{n}: {{get: {{}}, post: {{}}}}\n" for n in range(3_000))
    known = "".join(f"  /a{n}/{{y}}: {{get: {{}}}}\n" for n in range(1_500))
    write(folder, "large.yaml", "openapi: 3.0.0\nservers: [{url: /api}]\npaths:\n" + known + paths)
    for n in range(60):
        write(folder, f"ring{n}.yaml", f"openapi: 3.0.0\npaths:\n  /a: {{$ref: 'ring{(n + 1) % 60}.yaml#/paths/~1a'}}\n"
              + "".join(f"  /c{m}: {{$ref: 'ring{(n * 7 + m) % 60}.yaml#/paths/~1c{m + 1}'}}\n" for m in range(200)))
    write(folder, "swagger.json", '{"swagger": "2.0", "paths": {' + '"/x": {"get": {"a": [' * 5_000)
    write(folder, "huge.json", '{"openapi": "3.0.0", "components": {"schemas": {"a": "' + "}" * 3_000_000)
    write(folder, "server.go", 'package main\nimport "google.golang.org/grpc"\nfunc main() {\ns := grpc.NewServer()\n'
          + "".join(f"pb.RegisterS{n}Server(s, &t{{}})\n" for n in range(500)) + "}\ntype t struct{}\n")
    write(folder, "a.proto", "".join(f"service S{n} {{ " + "rpc A (B) returns (C); " * 20 + "}\n" for n in range(500)))
    write(folder, "b.proto", "service X {" * 100_000)
    write(folder, "c.proto", "service X { rpc A (stream " * 100_000 + '"\\')


def wide(folder):
    """Much of everything that is followed."""
    calls = "".join(f"def f{n}(x): return f{(n * 7 + 1) % 800}(f{(n * 3 + 2) % 800}(x))\n" for n in range(800))
    write(folder, "calls.py", calls)
    write(folder, "flows.py", "from flask import Flask, request\nimport os\napp = Flask(__name__)\n" + "".join(
        f"def g{n}(x):\n    y = x + g{(n + 1) % 300}(x)\n    os.system(y)\n    return y\n" for n in range(300))
        + "@app.route('/')\ndef h():\n    return g0(request.args['a'])\n")
    write(folder, "branches.py", "from flask import abort, session\ndef guard(view):\n    def inner(*a):\n" + "".join(
        f"        if session.get('user{n}') or a:\n            abort({400 + n % 4})\n" for n in range(2_000))
        + "        return view(*a)\n    return inner\n")
    write(folder, "routes.js", "const app = require('express')();\n" + "".join(
        f"app.get('/r{n}', m{n % 50}, (req, res) => res.send(req.query.x));\nfunction m{n}(q, s, n) {{ n(); }}\n"
        for n in range(3_000)))
    write(folder, "names.ts", "".join(f"export const n{n} = n{n - 1} + n{n - 1};\n" for n in range(1, 3_000)))
    write(folder, "pattern.py", "import re\nfrom aiohttp import web\nP = re.compile(r'^(a+)+(b*)*(.*.*.*.*.*)*$')\n"
          "@web.middleware\nasync def m(request, handler):\n    if P.match(request.path):\n        raise web.HTTPForbidden\n"
          "    return await handler(request)\napp = web.Application(middlewares=[m])\n"
          "app.router.add_get('/" + "a" * 180 + "!', lambda r: r)\n")


def mutated(seed):
    """A copy of the example with bytes, lines and files out of order."""
    def make(folder):
        shutil.copytree(EXAMPLES / "bookshop", folder, dirs_exist_ok=True,
                        ignore=shutil.ignore_patterns(".venv", "__pycache__"))
        mutate(folder, random.Random(seed), share=1)
    make.__name__ = f"mutated {seed}"
    return make


def mutate(folder, chance, share):
    """Puts bytes, lines and files out of order, in this share of the files."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.stat().st_size > 1 << 20 or chance.random() > share:
            continue
        data = bytearray(path.read_bytes())
        for _ in range(chance.randrange(4)):
            match chance.randrange(6):
                case 0 if data:
                    for _ in range(1 + len(data) // 200):
                        data[chance.randrange(len(data))] = chance.randrange(256)
                case 1: del data[chance.randrange(len(data) + 1):]
                case 2:
                    lines = bytes(data).split(b"\n")
                    chance.shuffle(lines)
                    data = bytearray(b"\n".join(lines))
                case 3:
                    at = chance.randrange(len(data) + 1)
                    data[at:at] = chance.choice([b"(", b")", b"{", b"'", b'"""', b"`${", b"\\", b"\n    ", b"@", b"\0"])
                case 4:
                    first, last = sorted(chance.randrange(len(data) + 1) for _ in range(2))
                    data[first:first] = data[first:last]
                case 5:
                    first, last = sorted(chance.randrange(len(data) + 1) for _ in range(2))
                    del data[first:last]
        path.write_bytes(data)
        if chance.random() < 0.05:
            path.rename(path.with_suffix(chance.choice([".py", ".js", ".ts", ".tsx", ".yml", ".json"])))


def bound():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    seconds = LIMIT * (os.cpu_count() or 1)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def complaint(command):
    """What is wrong with a run; None when nothing is."""
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, preexec_fn=bound)
    except subprocess.TimeoutExpired:
        return f"took longer than {PATIENCE} s"
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return f"worked longer than {LIMIT} s"
    if done.returncode not in (0, 1, 2):
        return f"exit status {done.returncode}: {done.stderr[-300:].decode(errors='replace')}"
    if b"Fatal error" in done.stderr:
        return "says Fatal error"
    return None


def differs(mainstay, folder):
    """What the cache of the runs before makes of a project that changed since; None when it prints the same as without."""
    outputs = []
    for extra in ([], ["--no-cache"]):
        done = subprocess.run([mainstay, "context", str(folder), "--format", "json", *extra], capture_output=True, timeout=PATIENCE)
        outputs.append(done.stdout)
    return None if outputs[0] == outputs[1] else "prints something else with the cache"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("mainstay")
    parser.add_argument("--rounds", type=int, default=12, help="mutated projects")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="keep the projects that failed")
    arguments = parser.parse_args()
    makers = [nested, large, bytes_, links, cycles, documents, wide]
    makers += [mutated(arguments.seed + number) for number in range(arguments.rounds)]
    passed = failed = 0
    cache = tempfile.mkdtemp(prefix="mainstay-hostile-cache-")
    os.environ["XDG_CACHE_HOME"] = cache
    for maker in makers:
        folder = pathlib.Path(tempfile.mkdtemp(prefix="mainstay-hostile-"))
        maker(folder)
        wrong = False
        for verb in VERBS:
            problem = complaint([arguments.mainstay, verb[0], str(folder), *verb[1:]])
            if problem is None:
                passed += 1
                continue
            failed, wrong = failed + 1, True
            print(f"FAILED: {maker.__name__}: {' '.join(verb)}: {problem}", file=sys.stderr)
        for number in range(3 if maker.__name__.startswith("mutated") else 0):
            mutate(folder, random.Random(f"{maker.__name__} {number}"), share=0.1)
            problem = differs(arguments.mainstay, folder)
            if problem is None:
                passed += 1
                continue
            failed, wrong = failed + 1, True
            print(f"FAILED: {maker.__name__}, changed {number + 1} times: {problem}", file=sys.stderr)
        if wrong and arguments.keep:
            print(f"kept {folder}", file=sys.stderr)
        else:
            if (folder / "locked").is_dir():
                os.chmod(folder / "locked", 0o700)
            shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(cache, ignore_errors=True)
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
