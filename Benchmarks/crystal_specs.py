"""Reads what noir's functional specs (Crystal) expect, without running Crystal.

The specs are a small language in practice: lists of `Endpoint.new(url, method, ...)`, a few helper variables,
`map`/`each` blocks over lists of methods, and `FunctionalTester.new(fixture, {counts}, endpoints, {options})`.
This module evaluates that language. Whatever else stands in a spec (assertions, helper methods) is skipped, and
`Spec.unread` says how many `Endpoint.new` calls were written but not evaluated, so that nothing is lost in silence.
"""

import re
from dataclasses import dataclass, field

TOKEN = re.compile(r"""
    (?P<space>[ \t\r]+|\\\n) | (?P<comment>\#[^\n]*) | (?P<newline>\n|;)
  | (?P<string>"(?:\\.|\#\{[^}]*\}|[^"\\])*") | (?P<char>'(?:\\.|[^'\\])+')
  | (?P<symbol>:[A-Za-z_]\w*|:"[^"]*") | (?P<number>\d[\d_]*(?:\.\d+)?)
  | (?P<name>@{0,2}[A-Za-z_]\w*(?:::[A-Za-z_]\w*)*[?!]?)
  | (?P<op>=>|==|!=|<<|>=|<=|\|\||&&|&\.|\+=|\.\.\.?|->|::|[-+*/%<>=!&|.,()\[\]{}?:^~@$`\\])
""", re.VERBOSE)

OPEN, CLOSE = {"(": ")", "[": "]", "{": "}"}, {")", "]", "}"}


class Unreadable(Exception):
    """An expression outside the subset; the statement holding it is skipped."""


@dataclass(frozen=True)
class Endpoint:
    method: str
    url: str


@dataclass
class Tester:
    """One FunctionalTester: a fixture, the endpoints expected of it, and the total number if the spec asserts one."""
    fixture: str
    endpoints: list
    count: int | None = None
    bases: list = field(default_factory=list)
    excludes: str = ""


@dataclass
class Spec:
    testers: list
    unread: int


def tokenize(text):
    tokens, at = [], 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if not match:
            at += 1
            continue
        at = match.end()
        if match.lastgroup not in ("space", "comment"):
            tokens.append((match.lastgroup, match.group(), match.start(), match.end()))
    tokens.append(("end", "", at, at))
    return tokens


def read_spec(text):
    reader = Reader(tokenize(text))
    reader.statements({})
    return Spec(reader.testers, text.count("Endpoint.new(") - text.count("# Endpoint.new(") - len(reader.evaluated))


class Reader:
    """A recursive-descent evaluator over tokens; `self.at` is the next token."""

    def __init__(self, tokens):
        self.tokens, self.at = tokens, 0
        self.testers, self.evaluated = [], set()

    # -- tokens ---------------------------------------------------------------------------------------------------
    def peek(self, ahead=0):
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)]

    def take(self, text=None):
        token = self.peek()
        if text is not None and token[1] != text:
            raise Unreadable(f"{text} expected, {token[1]!r} found")
        self.at += 1
        return token

    def newlines(self):
        while self.peek()[0] == "newline":
            self.at += 1

    def glued(self):
        """Whether the next token follows the previous one with no space between, as a call's parenthesis does."""
        return self.at > 0 and self.peek()[2] == self.tokens[self.at - 1][3]

    # -- statements -----------------------------------------------------------------------------------------------
    def statements(self, env, stop=("end",)):
        """Evaluates statements up to the word that closes the enclosing block."""
        while True:
            self.newlines()
            kind, text, *_ = self.peek()
            if kind == "end" or text in stop or (text == "}" and "}" in stop):
                return
            start = self.at
            try:
                self.statement(env)
                if self.peek()[0] not in ("newline", "end") and self.peek()[1] not in stop:
                    raise Unreadable("more on the line")
            except Unreadable:
                self.at = start
                self.skip_line()
                self.at = max(self.at, start + 1)

    def statement(self, env):
        kind, text, *_ = self.peek()
        if text in ("def", "private", "class", "module", "if", "unless", "case", "begin", "while"):
            return self.skip_definition()
        if text in ("it", "describe", "before_each", "after_each", "context"):
            return self.example(env)
        if kind == "name" and self.peek(1)[1] in ("=", "+=", "<<"):
            self.take()
            operator = self.take()[1]
            self.newlines()
            value = self.expression(env)
            if operator == "=":
                env[text] = value
            elif isinstance(env.get(text), list):
                env[text] += value if operator == "+=" else [value]
            return
        value = self.expression(env)
        if self.peek()[1] == "=":  # options["base"] = ...
            self.take()
            self.newlines()
            assigned = self.expression(env)
            if "fixtures/" in str(assigned):
                env["__fixture"] = assigned
        return value

    def example(self, env):
        """`it "..." do ... end`: its body may hold look-ups that are expectations too."""
        while self.peek()[1] != "do" and self.peek()[0] not in ("newline", "end"):
            self.take()
        if self.peek()[1] == "do":
            self.take()
            inner = dict(env)
            self.statements(inner, ("end",))
            self.take("end")

    def skip_definition(self):
        depth = 0
        while self.peek()[0] != "end" or self.peek()[1]:
            kind, text, *_ = self.take()
            if kind == "end":
                return
            if text in ("def", "class", "module", "if", "unless", "case", "begin", "do", "while"):
                depth += 1
            elif text == "end" and kind == "name":
                depth -= 1
                if depth <= 0:
                    return

    def skip_line(self):
        """To the end of a statement that could not be read, stepping over whole brackets and blocks."""
        depth = 0
        while True:
            kind, text, *_ = self.peek()
            if kind == "end" or (depth == 0 and (kind == "newline" or text == "end")):
                return
            if text in OPEN or text == "do":
                depth += 1
            elif text in CLOSE or text == "end":
                depth -= 1
            self.at += 1

    # -- expressions ----------------------------------------------------------------------------------------------
    def expression(self, env):
        value = self.postfix(env)
        while self.peek()[1] in ("+", "==", "&&", "||", "!=", "?", "|"):
            operator = self.take()[1]
            self.newlines()
            other = self.postfix(env)
            if operator == "+" and isinstance(value, (list, str)) and isinstance(other, type(value)):
                value = value + other
            else:
                value = None
        return value

    def primary(self, env):
        kind, text, start, _ = self.take()
        if kind in ("string", "char"):
            return self.string(text, env)
        if kind == "symbol":
            return text
        if kind == "number":
            return int(float(text.replace("_", "")))
        if text == "[":
            return self.listing(env)
        if text == "{":
            return self.mapping(env)
        if text == "(":
            value = self.expression(env)
            self.newlines()
            self.take(")")
            return value
        if text == "!":
            return self.primary(env)
        if kind == "name" and text not in ("end", "do"):
            if self.peek()[1] == "(" and self.glued():
                self.take("(")
                self.arguments(env, ")")
                return None
            return env.get(text) if text in env else ("name", text, start)
        raise Unreadable(text)

    def postfix(self, env):
        value = self.primary(env)
        while True:
            text = self.peek()[1]
            if self.continues_on_next_line():
                self.newlines()
                text = self.peek()[1]
            if text in (".", "&."):
                self.take()
                value = self.call(value, env)
            elif text == "[" and self.glued():
                self.take()
                index = self.arguments(env, "]")
                value = value[index[0]] if isinstance(value, list) and index and index[0] in range(len(value)) else None
            elif text == "of" and isinstance(value, list):
                self.take()
                self.take()
            else:
                return value

    def continues_on_next_line(self):
        ahead = 0
        while self.peek(ahead)[0] == "newline":
            ahead += 1
        return ahead and self.peek(ahead)[1] == "."

    def call(self, receiver, env):
        _, method, start, _ = self.take()
        arguments = []
        if self.peek()[1] == "(" and self.glued():
            self.take()
            arguments = self.arguments(env, ")")
        elif method in ("should", "should_not"):
            self.skip_line()
            return None
        block = self.block()
        return self.apply(receiver, method, arguments, block, env, start)

    def apply(self, receiver, method, arguments, block, env, start):
        if isinstance(receiver, tuple) and receiver[0] == "name" and method == "new":
            return self.construct(receiver[1], arguments, start)
        if method in ("tap", "dup", "as", "to_a", "perform_tests", "try"):
            return receiver
        if isinstance(receiver, list):
            if method in ("size", "count") and not block:
                return len(receiver)
            if method in ("map", "each", "flat_map") and block:
                results = [self.run_block(block, item, env) for item in receiver]
                if method == "flat_map":
                    return [item for result in results for item in (result or [])]
                return receiver if method == "each" else results
            if method in ("concat", "push") and arguments:
                added = arguments[0] if method == "concat" else arguments
                receiver.extend(added or [])
                return receiver
        if method == "find!" and block:
            self.looked_up(block, env)
        return None

    def construct(self, name, arguments, start):
        if name == "Endpoint" and len(arguments) >= 2:
            self.evaluated.add(start)
            return Endpoint(str(arguments[1]), str(arguments[0]))
        if name == "YAML::Any" and arguments:
            return arguments[0]
        if name == "FunctionalTester" and arguments and isinstance(arguments[0], str):
            return self.tester(arguments)
        return None

    def tester(self, arguments):
        counts = arguments[1] if len(arguments) > 1 and isinstance(arguments[1], dict) else {}
        endpoints = arguments[2] if len(arguments) > 2 and isinstance(arguments[2], list) else []
        options = arguments[3] if len(arguments) > 3 and isinstance(arguments[3], dict) else {}
        count = counts.get(":endpoints")
        tester = Tester(arguments[0], [e for e in endpoints if isinstance(e, Endpoint)],
                        count if isinstance(count, int) else None)
        if isinstance(options.get("base"), list):
            tester.bases = [b for b in options["base"] if isinstance(b, str)]
        if isinstance(options.get("exclude_path"), str):
            tester.excludes = options["exclude_path"]
        self.testers.append(tester)
        return tester

    def looked_up(self, block, env):
        """`endpoints.find! { |e| e.method == "GET" && e.url == "/x" }` fails unless the endpoint is there."""
        text = [t[1] for t in block[1]]
        found = {}
        for at, word in enumerate(text):
            if word in ("method", "url") and text[at + 1:at + 2] == ["=="]:
                found[word] = self.string(text[at + 2], env)
        fixture = env.get("fixture_path", env.get("__fixture"))
        while isinstance(fixture, list):
            fixture = fixture[0] if fixture else None
        if len(found) == 2 and isinstance(fixture, str) and "fixtures/" in fixture:
            fixture = fixture[fixture.index("fixtures/"):]
            self.testers.append(Tester(fixture, [Endpoint(found["method"], found["url"])]))

    # -- pieces ---------------------------------------------------------------------------------------------------
    def arguments(self, env, close):
        values = []
        while True:
            self.newlines()
            if self.peek()[1] == close:
                self.take()
                return values
            if self.peek()[1] == "&":
                self.take()
            if self.peek()[0] == "name" and self.peek(1)[1] == ":":  # keyword argument
                self.take()
                self.take()
                self.expression(env)
            else:
                values.append(self.expression(env))
            self.newlines()
            if self.peek()[1] == ",":
                self.take()
            elif self.peek()[1] != close:
                raise Unreadable(self.peek()[1])

    def listing(self, env):
        return self.arguments(env, "]")

    def mapping(self, env):
        result = {}
        while True:
            self.newlines()
            if self.peek()[1] == "}":
                self.take()
                return result
            key = self.expression(env)
            self.newlines()
            self.take("=>")
            self.newlines()
            result[key] = self.expression(env)
            self.newlines()
            if self.peek()[1] == ",":
                self.take()

    def block(self):
        """The parameters and tokens of `{ |x| ... }` or `do |x| ... end`, or None."""
        text = self.peek()[1]
        if text not in ("{", "do"):
            return None
        self.take()
        parameters = []
        if self.peek()[1] == "|":
            self.take()
            while self.peek()[1] != "|":
                if self.peek()[0] == "name":
                    parameters.append(self.peek()[1])
                self.take()
            self.take()
        begin, depth = self.at, 1
        while depth:
            kind, word, *_ = self.take()
            if kind == "end":
                raise Unreadable("unclosed block")
            if word in OPEN or word in ("do", "if", "unless", "case"):
                depth += 1
            elif word in CLOSE or word == "end":
                depth -= 1
        return parameters, self.tokens[begin:self.at - 1]

    def run_block(self, block, item, env):
        parameters, tokens = block
        inner = Reader(tokens + [("end", "", 0, 0)])
        inner.testers, inner.evaluated = self.testers, self.evaluated
        scope = dict(env, **({parameters[0]: item} if parameters else {}))
        value = None
        while True:
            inner.newlines()
            if inner.peek()[0] == "end":
                return value
            value = inner.statement(scope)

    def string(self, text, env):
        def unescape(match):
            return {"n": "\n", "t": "\t", "e": "\x1b"}.get(match.group(1), match.group(1))

        def interpolate(match):
            value = env.get(match.group(1).strip())
            if not isinstance(value, (str, int)):
                raise Unreadable(match.group())
            return str(value)
        return re.sub(r"#\{([^}]*)\}", interpolate, re.sub(r"\\(.)", unescape, text[1:-1]))
