// The language-neutral IR. Version 1.
//
// What it is: every language is lowered into these kinds; nothing after `Languages` sees a concrete syntax tree.
//
// What it drops: punctuation, parentheses, `pass`, empty statements, labels, type parameters of declarations,
// non-null assertions, `satisfies`, format specifications of interpolations, type-only declarations inside
// `declare` blocks, overload signatures without a body; Go's `&x`, `*x` and pointers in types, which are as `x`, and
// `fallthrough`. Comments are kept beside the tree, as ranges.
//
// Invariants:
// - Nodes are in pre-order; the subtree of node `i` is `[i, nodes[i].next)`. Node 0 is the `module`.
// - A child's range lies within its parent's. Children are in source order, except where a role says otherwise.
// - `parent` of node 0 is 0. Depth is at most `SyntaxLimits.maxDepth`.
// - Syntax that is not understood is `unknown` with its range and, as children, whatever of it was understood. Where
//   the parser met an error it stands among its parent's children: in a block as a `.statement`, elsewhere with role
//   none, so that it counts as no argument, element or operand.
//
// Each kind lists: what `name` holds; then its children by role (`?` optional, `*` any number).

/// What a node is.
package enum SyntaxKind: UInt8, Sendable, CaseIterable, BitwiseCopyable {
  // Structure
  /// A whole file. name: Go's or Java's package, a file-scoped `namespace X;` of C#. `.statement`*
  case module
  /// Statements in order. `.statement`*
  case block
  /// Not understood; children are what was.
  case unknown

  // Declarations
  /// `import a.b as c`, `from a import b`, `import x, {y} from "m"`. name: the module as written, with Python's
  /// leading dots. `.item`* (`importBinding`). Flag `typeOnly` for TypeScript's `import type`.
  /// A relative specifier of TypeScript's `import x = require("m")` lowers here as well.
  /// Python's `import a, b` is a declaration for each module, each with its own part's range; so is each line of Go's
  /// `import (…)`, which binds the package as Python's `import a` does, nothing for `_`, and a star for `.`.
  /// Java's `import a.b.C` is of module `a.b` and binds `C`; `import a.b.*` is a star import of `a.b`; `import static
  /// a.B.c` is of module `a.B` and binds `c`, `import static a.B.*` is a star import of `a.B`, both with the flag
  /// isStatic. C#'s `using A.B` is a star import of `A.B`, `using static A.B` too (with the flag isStatic), `using X = A.B`
  /// binds X to the module itself; `global using` has the flag exported.
  case importDeclaration
  /// One name bound by an import. name: the local name. `.value`: a `name` node with the imported name: "*" for
  /// everything or for a namespace (`namespace` flag), "default" for ECMAScript's default import. Python's
  /// `import a.b` binds `a` with flags `namespace` and `rootOnly`; `import a` and `import a.b as c` bind the module
  /// itself: `namespace` alone. A star import has no local name and no flag. ECMAScript's `* as ns` is "*" with
  /// `namespace`, and so is `import x = require("m")`. `import {type A}` has the flag typeOnly on the binding.
  case importBinding
  /// `export {a as b} from "m"`, `export * from "m"`, `export default e`. name: the module or none.
  /// `.item`* (`importBinding`: name is the exported name, `.value` the local one), `.value`? (default's expression).
  /// `export * from` has an item without a name, `export * as ns from` one with the flag `namespace`; both are of "*".
  /// An exported declaration is no `export`: it carries the flags `exported` and, for default, `defaultExport`. So do
  /// `export default function () {}` and `export default class {}`, which have no name; an arrow is an expression.
  /// Flags of an `export`: defaultExport (`export = e` has a `.value` without it), typeOnly.
  case export
  /// A function, method, lambda or arrow. name: its name or none. `.decorator`* `.parameter`* `.type`? (return type)
  /// `.body`? (a `block`; an arrow's or lambda's expression is wrapped in `block(return)` with flag `synthetic`).
  /// ECMAScript: lambda is set for arrows and function expressions; abstract methods and members of interfaces have no
  /// body; a method with a computed name has no name.
  /// Flags: async, generator, lambda, method, isStatic, getter, setter, constructor, exported, defaultExport, isPrivate.
  /// With decorators the range starts at the first one, as children lie within their parents. Python: a method stands
  /// in a class body (in an `if` there, too); `__init__` is the constructor; `@staticmethod` is isStatic (a class
  /// method is not: it has `cls`); `@property` and `@cached_property` are getters, `@x.setter` a setter. Go: a method
  /// stands at the top of its file, its receiver is the first parameter with the flag `receiver`; several results are a
  /// `tuple` as `.type`; `go f(x)` and `defer f(x)` are calls of those names with a lambda that calls (flag synthetic),
  /// or with the function literal itself. Java and C#: constructors are named as their class; a constructor's `this(…)`
  /// and `super(…)`/`base(…)` are calls of those names as first statements; a method of an interface may have a body;
  /// accessors of C# properties with a body are functions beside the field, with the property's name and the flag getter
  /// or setter, a property `X => e` is a getter alone; an indexer's are of the name `this`, an operator is of its own name or
  /// `operator`; an explicit implementation `I.M` is of the name `M`; local functions are functions among statements. Modifiers are flags (isStatic,
  /// async, exported for `public`, isPrivate) or dropped, and so are Java's `throws`; Java's methods all have the flag
  /// method. A lambda's parameters may have no type. Java's compact constructor is a constructor without parameters.
  case function
  /// name. `.decorator`* `.type`? `.value`? (default) `.target`? (destructuring pattern).
  /// Flags: variadic (`*args`, `...rest`), keywordVariadic (`**kw`), keywordOnly, positionalOnly, optional, property
  /// (TypeScript's `private x: X` in a constructor, which is a field as well). Python's bare `*` and `/` are no
  /// parameters: they only set the flags of those beside them. TypeScript's `this: T` is none either. Go's `a, b T` is
  /// a parameter for each name, with the type in each; flag receiver for a method's.
  case parameter
  /// name. `.decorator`* `.base`* (expressions; Python's `metaclass=M` is a `keywordArgument`) `.implements`*
  /// `.body` (a `block` of functions, fields, assignments, classes). With decorators the range starts at the first.
  /// Go's structs are classes, embedded structs their bases, which come after the body; so is any other `type X Y`, with
  /// Y as its base and an empty body. Java's `extends` is the base, `implements` its own; in C#, where they look the same,
  /// all are bases. Records and primary constructors: the body begins with a `function` with the flags constructor and
  /// synthetic that has the parameters (flag property for a record's; C# with a call of `base` where the base is given
  /// arguments); the bases then come after the body. C#'s `partial` is not kept. Enums are `enumDeclaration`s whose body may hold
  /// methods after the constants; Java's `new T() {…}` is a call (isNew) with the class, of base T and without a name,
  /// as last child with role `.body`. Type parameters are dropped. `@interface` is an `interface`. A record's body begins
  /// with its parameters, and what it implements comes after the body. Initialisers are blocks in the body, with the flag
  /// isStatic for `static {…}`. Flags: isStatic, exported, isPrivate.
  case classDeclaration
  /// A class field in ECMAScript and TypeScript, a member of an interface or object type. name. `.decorator`*
  /// `.type`? `.value`? Flag isStatic, optional. (Python's class variables are `assignment`s in the body.) A Go field's
  /// tag is a decorator. Java and C#: a field for each declarator of `T a = 1, b`, with flags isStatic, constant; C#'s
  /// properties are fields with the flag property, with what `=` gives as value. An element of an `@interface` is a
  /// field, its default the value.
  case field
  /// name. `.base`* `.body` (a `block` of `field`s and `function`s).
  case interface
  /// name. `.decorator`* `.implements`* `.body` (a `block` of `field`s with `.value`?). Java's `A(x) {…}` is a field with
  /// the flags isStatic and constant, its value a call (isNew, synthetic, the callee too) with a class like `new T() {…}`'s.
  case enumDeclaration
  /// name. `.value`: the type. C#'s `delegate` is one of a `type` of its result and parameters; so is a `using` of a
  /// constructed type.
  case typeAlias
  /// TypeScript's and C#'s `namespace X {}`. name (`A.B` as written). `.body`.
  case namespace
  /// `.value`: the expression after `@`. Annotations and attributes: `@A` and `[A]` are a name (or member), `@A(x)`,
  /// `@A(k = x)`, `[A(x, K = y)]` a call with `keywordArgument`s; an annotation's `{x, y}` is a `list`. What an attribute
  /// is of (`[return: A]`) is dropped with it, unless it is `field` or `property`.
  case decorator

  // Statements
  /// `a = b = v`, `const a: T = v`, `a: T`. `.target`* `.type`? `.value`?. Flags: declaration, constant.
  /// Also as an expression (`a := v`, `(a = v)`). One node per declarator. The flags are ECMAScript's: Python's
  /// `a: T` has none, and no `.value`. Java's and C#'s `T a = v, b` are declarations, one for each, with the type in each
  /// (`var` has no `.type`); `final` and `const` are constant. Annotations of local variables are dropped.
  case assignment
  /// name: the operator without `=`, such as "+". `.target` `.value`. (`i++` is one with value 1: a
  /// `number` with flag synthetic and no width.) `&&=` is "and", `||=` "or", `??=` "??".
  case augmentedAssignment
  /// `.value`?
  case returnStatement
  /// `.value`? `.cause`? (Python's `from`).
  case throwStatement
  /// `.condition` `.then` (block) `.otherwise`? (block, or `ifStatement` for else-if). What Go's `if x := f(); c` does
  /// first is a statement before it, in a synthetic block where it is an else-if; a `switch` likewise.
  case ifStatement
  /// Python's `for`, ECMAScript's `for…of` and `for…in` (flag `keys`). `.type`? `.target` `.iterable` `.body` `.otherwise`?.
  /// Java's and C#'s `for (T x : xs)` has the type, unless it is `var`.
  /// Flag async. Go's `for k, v := range x`: v is the target, k is declared by an `.initializer`; `for k := range x` has
  /// the flag keys, `for range x` no target.
  case forEach
  /// C-style. `.initializer`* `.condition`? `.update`? `.body`.
  case forLoop
  /// `.condition` `.body` `.otherwise`?. Flag doWhile.
  case whileLoop
  /// `.body` `.handler`* (`catchClause`) `.otherwise`? `.finally`?
  case tryStatement
  /// name: the bound error or none. `.type`? (expression or tuple) `.target`? (destructuring) `.body`. C#'s `when` is a
  /// statement before those of the body.
  case catchClause
  /// Python's `with`, Java's try-with-resources (with `catch` or `finally`, a tryStatement around it), C#'s `using (…) {…}`
  /// and `using var x = …;` (whose body is the rest of the block); Java's `synchronized` and C#'s `lock` (the item's value
  /// is a call of that name). `.item`* (`withItem`) `.body`. Flag async.
  case withStatement
  /// `.type`? `.value` `.target`?. Java's and C#'s declared resources have the type, unless it is `var`.
  case withItem
  /// `switch`, `match`, Go's `select`. `.value`? `.item`* (`switchCase`). Go's `switch x := v.(type)` has an assignment
  /// as its value and types as conditions.
  case switchStatement
  /// `.condition`* `.body` (block). Flag isDefault. Python's `case` has one pattern, as an expression, and then its
  /// guard if any: names in a pattern bind, `C(x, k=p)` is a `call`, `p as n` an `assignment`, `p | q` a `binary`,
  /// `*rest` a `spread`. isDefault: the pattern is a name, `_` too, and there is no guard. A
  /// switch expression of Java or C# is the same kind where an expression stands, each body a block that returns the
  /// value (flag synthetic on the return). A pattern `T x` is an `assignment` (declaration) with that type; `x is T y`
  /// and `x instanceof T y` are a `comparison` "instanceof" whose right is the type or such a pattern. `yield x` returns
  /// the value as well. Of C#, `p or q` is a `binary` "|" and `and` one "&", `not p` a `unary`, `> 3` a `unary` ">",
  /// `T(a) { B: b }` a `call`, `{ B: b }` a dictionary, `[a, ..]` a list, and with a name an `assignment` of them; `x is null`
  /// is the comparison "is" or "is not", of other literals "==" or "!=". Several labels of one body are conditions of one case; `_` is a name without a name.
  case switchCase
  /// `break`; `continue` has the flag `isContinue`.
  case jump
  /// `.value`*
  case deleteStatement
  /// Python's `assert`. `.condition` `.value`? (message).
  case assertStatement
  /// name: "global" or "nonlocal". `.item`* (`name`).
  case scopeDeclaration

  // Expressions
  /// name. `this`, `self`, `super`, `undefined` and Python's `...` are names.
  case name
  /// name: the member. `.object`. Flag optional (`?.`). Java's `a::b` has the flag methodReference, `T::new` with the name
  /// `new`; `T.class` is the member `class`.
  case member
  /// `.object` `.index`. Also generic types: `Promise<T>` and `List[int]` are both indexes (several indexes: several
  /// `.index` children); but ECMAScript's `a["b"]` is the member `a.b`. Flag typeArguments for the former. TypeScript's `T[]` is `Array<T>`, the name `Array` being
  /// synthetic and without width; a base class `Repository<User>` is one too; `T["key"]` has no flag. Go's `[]T`,
  /// `map[K]V` and `chan T` likewise are of the names `[]`, `map` and `chan`;
  /// Java's and C#'s `T[]` is of the name `[]`, whose index is T. Wildcards are their bound, `?` alone is a `type`.
  case index
  /// `.callee` `.argument`* `.typeArgument`*. Flags: isNew, optional, tagged (a tagged template: one argument, the
  /// template; safe from injection when the tag is known to bind). Python 2's `print x` and `exec x` are calls of
  /// those names. Go's `T{a, f: b}` is a call of T with isNew, its fields as `keywordArgument`s (a `pair` where the key
  /// is an expression), and so is `new(T)`; a callee that an element of a literal leaves out is synthetic. `[]T{…}` is a
  /// list, `map[K]V{…}` a dictionary, a literal of an unnamed struct a dictionary or tuple. Java's and C#'s `new T<A>(x)`
  /// has the type as callee and its arguments as `.typeArgument`s (none for `<>`); `new T[n]` is a call of the array type,
  /// `new T[] {…}` and `{…}` are lists; C#'s `new T(x) { A = a }` has `keywordArgument`s after the arguments, what a
  /// collection is filled with is a last argument, a list or dictionary; `typeof(T)` and `default(T)` are calls; `outer.new T()` is of the member T. Type arguments before a method's name are dropped.
  case call
  /// name. `.value`
  case keywordArgument
  /// `*x`, `...x`; flag keywordVariadic for `**x`. `.value`
  case spread
  /// A literal without interpolation (a template literal, too); see `SyntaxFile.stringValue`. name packs what to strip
  /// (`StringTrim`).
  /// Flags: raw, bytes, textBlock (Java's `"""`, whose indentation is no part of the value). Java's `'x'` is a string too.
  case string
  /// f-strings, template literals, adjacent literals. `.element`*: `string` parts (nothing to strip) and expressions.
  /// The value is their concatenation: an f-string's `a{{b` is the parts "a{" and "b".
  case template
  /// Read its text.
  case number
  /// Flag truth for true.
  case boolean
  /// `None`, `null`.
  case null
  /// `.element`*
  case list
  /// `.element`*; also a destructuring or multiple target, and ECMAScript's comma expression. In a target a default is
  /// an `assignment`, a rest a `spread`, a hole a `name` without a name.
  case tuple
  /// `.element`*
  case set
  /// C#'s `new { A = a }`, and `x with { A = a }` with a spread first.
  /// An object or dict. `.element`*: `pair`, `spread`, `function` (ECMAScript methods, with their name). As a target,
  /// the pairs' values are what is bound.
  case dictionary
  /// `.key` `.value`. A plain key of an ECMAScript object is a `string` node with nothing to strip.
  /// Flags: computed (the key is an expression), shorthand (key and value have the same range).
  case pair
  /// `.element` `.item`+ (`comprehensionClause`), of C#'s queries in the order of the text; `let x = e` is as `from x in
  /// [e]` (synthetic), a group is a tuple of the element and its key, what `into` follows is the iterable.
  ///  Flags: generator, or the element is a `pair` for a dict.
  case comprehension
  /// `.target` `.iterable` `.condition`*. Flag async.
  case comprehensionClause
  /// name: the operator. `.left` `.right`. Arithmetic, bitwise, string joins. Union types (`A | B`) too,
  /// nested to either side.
  case binary
  /// name: "and", "or", "??". `.left` `.right`
  case logical
  /// name: "==", "!=", "<", "in", "not in", "is", "is not", "instanceof", … (`===` is "==", `!==` is "!=").
  /// `.left` `.right`. Python's chains are nested in `logical` "and", to the right: `a < f() < b` is `a < f()` and
  /// `f() < b`. The shared operand is there twice; the second copy's root has the flag synthetic (it is evaluated
  /// once), and is an `unknown` leaf when the operand is long.
  case comparison
  /// name: "not", "-", "+", "~", "typeof", "void". `.value`
  case unary
  /// `.condition` `.then` `.otherwise`
  case conditional
  /// `.value`
  case await
  /// `.value`?. Flag delegate for `yield from`, `yield*`.
  case yield
  /// `x as T`, `<T>x`. `.value` `.type`. In Java's `(A & B) x` the type is a `type` of both.
  case cast
  /// `.object` `.element`*: a slice `a[1:2]` is `index` with a `slice`. `.element`* in order lower, upper, step; one left
  /// out before one that is there is a `null` with flag synthetic and no width.
  case slice
  /// A regular expression literal.
  case regex
  /// JSX. name: the tag or none. `.element`*: expressions and elements inside, attributes as `keywordArgument`. Text and
  /// attributes that are plain strings are dropped.
  case jsx
  /// A type that is understood but not modelled (mapped, conditional, function types, …). `.element`*: the types in it,
  /// of an object type its `field`s and `function`s. A type guard (`x is T`) as a return type is one, too.
  case type
}

/// What a node is to its parent.
package enum SyntaxRole: UInt8, Sendable, CaseIterable, BitwiseCopyable {
  case none, statement, item, value, decorator, parameter, type, body, base, implements, target, cause, condition
  case then, otherwise, iterable, initializer, update, handler, finally, object, index, callee, argument, typeArgument
  case element, key, left, right
}

/// Attributes of a node; each kind says which it has.
package struct SyntaxFlags: OptionSet, Sendable, Hashable, BitwiseCopyable {
  package let rawValue: UInt16
  package init(rawValue: UInt16) { self.rawValue = rawValue }

  // What `OptionSet` gives is generic, and is not specialised across modules: a hundred times the cost of these.
  @inline(__always) package init() { rawValue = 0 }
  @inline(__always)
  package init(arrayLiteral elements: SyntaxFlags...) {
    var raw: UInt16 = 0
    for element in elements { raw |= element.rawValue }
    rawValue = raw
  }
  @inline(__always) package var isEmpty: Bool { rawValue == 0 }
  @inline(__always) package func contains(_ flags: SyntaxFlags) -> Bool {
    rawValue & flags.rawValue == flags.rawValue
  }
  @inline(__always) package func union(_ flags: SyntaxFlags) -> SyntaxFlags {
    SyntaxFlags(rawValue: rawValue | flags.rawValue)
  }
  @inline(__always) package mutating func formUnion(_ flags: SyntaxFlags) { self = union(flags) }
  @inline(__always) package mutating func insert(_ flags: SyntaxFlags) { self = union(flags) }

  // Bits are shared between kinds that never meet.
  package static let async = SyntaxFlags(rawValue: 1 << 0)
  package static let generator = SyntaxFlags(rawValue: 1 << 1)
  package static let lambda = SyntaxFlags(rawValue: 1 << 2)
  package static let method = SyntaxFlags(rawValue: 1 << 3)
  package static let isStatic = SyntaxFlags(rawValue: 1 << 4)
  package static let getter = SyntaxFlags(rawValue: 1 << 5)
  package static let setter = SyntaxFlags(rawValue: 1 << 6)
  package static let constructor = SyntaxFlags(rawValue: 1 << 7)
  package static let exported = SyntaxFlags(rawValue: 1 << 8)
  package static let isPrivate = SyntaxFlags(rawValue: 1 << 13)
  package static let defaultExport = SyntaxFlags(rawValue: 1 << 9)
  package static let synthetic = SyntaxFlags(rawValue: 1 << 10)
  package static let optional = SyntaxFlags(rawValue: 1 << 11)
  package static let variadic = SyntaxFlags(rawValue: 1 << 12)
  package static let keywordVariadic = SyntaxFlags(rawValue: 1 << 13)
  package static let keywordOnly = SyntaxFlags(rawValue: 1 << 14)
  package static let positionalOnly = SyntaxFlags(rawValue: 1 << 15)
  package static let property = SyntaxFlags(rawValue: 1 << 5)
  package static let receiver = SyntaxFlags(rawValue: 1 << 3)
  package static let typeOnly = SyntaxFlags(rawValue: 1 << 1)
  package static let namespace = SyntaxFlags(rawValue: 1 << 2)
  package static let rootOnly = SyntaxFlags(rawValue: 1 << 3)
  package static let declaration = SyntaxFlags(rawValue: 1 << 1)
  package static let constant = SyntaxFlags(rawValue: 1 << 2)
  package static let keys = SyntaxFlags(rawValue: 1 << 1)
  package static let doWhile = SyntaxFlags(rawValue: 1 << 1)
  package static let isDefault = SyntaxFlags(rawValue: 1 << 1)
  package static let isContinue = SyntaxFlags(rawValue: 1 << 1)
  package static let isNew = SyntaxFlags(rawValue: 1 << 1)
  package static let tagged = SyntaxFlags(rawValue: 1 << 2)
  package static let typeArguments = SyntaxFlags(rawValue: 1 << 3)
  package static let raw = SyntaxFlags(rawValue: 1 << 1)
  package static let bytes = SyntaxFlags(rawValue: 1 << 2)
  package static let textBlock = SyntaxFlags(rawValue: 1 << 3)
  package static let methodReference = SyntaxFlags(rawValue: 1 << 1)
  package static let truth = SyntaxFlags(rawValue: 1 << 1)
  package static let computed = SyntaxFlags(rawValue: 1 << 1)
  package static let shorthand = SyntaxFlags(rawValue: 1 << 2)
  package static let delegate = SyntaxFlags(rawValue: 1 << 1)
}

/// Bounds that keep hostile input cheap.
package enum SyntaxLimits {
  /// Nesting of the IR; deeper syntax becomes `unknown`. Real code stays under 100; twice what a recursive
  /// lowering takes at this depth fits a worker's stack.
  package static let maxDepth = 400
}
