// The external scanner of tree-sitter-typescript 0.23.2 and its tsx dialect: what their grammars cannot say.
//
// The released grammar packages leave this part out. It decides automatic semicolons, template and JSX text, the
// ternary's "?" and HTML-like comments. It keeps no state: each answer depends on the text ahead and on which tokens
// the parser could use, which tells the context:
// - LOGICAL_OR is usable after an expression, never after a type or a bare keyword;
// - FUNCTION_SIGNATURE_SEMICOLON is usable where a signature ends, and a body may follow.
//
// Every loop ends with the text; runs of comments are bounded, as they would be read again for each comment.
#include <stdbool.h>
#include <stddef.h>
#include <tree_sitter/parser.h>

// In the grammars' order (`ts_external_scanner_symbol_map`).
enum token {
  AUTOMATIC_SEMICOLON,
  TEMPLATE_CHARS,
  TERNARY_QUESTION_MARK,
  HTML_COMMENT,
  LOGICAL_OR,
  ESCAPE_SEQUENCE,
  REGEX_PATTERN,
  JSX_TEXT,
  FUNCTION_SIGNATURE_SEMICOLON,
  ERROR_RECOVERY,
};

enum {
  // Comments looked through for the token after them. Beyond it a statement is taken to have ended.
  MAX_COMMENTS = 200,
  // The longest name of an HTML character reference that the grammar reads.
  MAX_REFERENCE = 30,
};

static void advance(TSLexer *lexer) { lexer->advance(lexer, false); }

static void skip(TSLexer *lexer) { lexer->advance(lexer, true); }

static bool at_end(TSLexer *lexer) { return lexer->eof(lexer); }

static bool is_line_end(int32_t c) { return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029; }

static bool is_space(int32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

static bool is_digit(int32_t c) { return c >= '0' && c <= '9'; }

static bool is_letter(int32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static bool is_hex(int32_t c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

static bool is_word(int32_t c) {
  return is_letter(c) || is_digit(c) || c == '_' || c == '$' || (c >= 0x80 && !is_space(c));
}

static void skip_spaces(TSLexer *lexer) {
  while (is_space(lexer->lookahead)) skip(lexer);
}

// Template text

// After a backslash: whether what follows is an escape that the grammar reads. Tagged templates allow any other.
static bool reads_escape(TSLexer *lexer) {
  if (at_end(lexer)) return false;
  if (lexer->lookahead == 'x') {
    advance(lexer);
    for (int digits = 0; digits < 2; digits++, advance(lexer)) {
      if (!is_hex(lexer->lookahead)) return false;
    }
    return true;
  }
  if (lexer->lookahead != 'u') return true;
  advance(lexer);
  if (lexer->lookahead == '{') {
    advance(lexer);
    int digits = 0;
    for (; is_hex(lexer->lookahead) && digits < 8; digits++) advance(lexer);
    return digits > 0 && lexer->lookahead == '}';
  }
  for (int digits = 0; digits < 4; digits++, advance(lexer)) {
    if (!is_hex(lexer->lookahead)) return false;
  }
  return true;
}

// Text up to "${", "`" or an escape. Types know no escapes: there a backslash and what it escapes are text.
static bool scan_template_chars(TSLexer *lexer, bool escapes) {
  lexer->result_symbol = TEMPLATE_CHARS;
  for (bool has_content = false;; has_content = true) {
    lexer->mark_end(lexer);
    if (at_end(lexer)) return false;
    switch (lexer->lookahead) {
      case '`': return has_content;
      case '$':
        advance(lexer);
        if (lexer->lookahead == '{') return has_content;
        break;
      case '\\':
        advance(lexer);
        if (!escapes) {
          advance(lexer);
        } else if (reads_escape(lexer)) {
          return has_content;
        }
        break;
      default: advance(lexer);
    }
  }
}

// JSX text

// At "&": whether it begins a character reference, which is a token of its own.
static bool reads_reference(TSLexer *lexer) {
  advance(lexer);
  int length = 0;
  if (lexer->lookahead == '#') {
    advance(lexer);
    if (lexer->lookahead == 'x' || lexer->lookahead == 'X') advance(lexer);
    for (; is_hex(lexer->lookahead) && length < 6; length++) advance(lexer);
  } else {
    for (; is_letter(lexer->lookahead) && length < MAX_REFERENCE; length++) advance(lexer);
  }
  return length > 0 && lexer->lookahead == ';';
}

// Text between tags. Indentation between two lines is none.
static bool scan_jsx_text(TSLexer *lexer) {
  lexer->result_symbol = JSX_TEXT;
  bool has_text = false, at_line_start = false;
  for (;;) {
    lexer->mark_end(lexer);
    if (at_end(lexer)) return has_text;
    int32_t c = lexer->lookahead;
    if (c == '<' || c == '>' || c == '{' || c == '}') return has_text;
    if (c == '&') {
      if (reads_reference(lexer)) return has_text;
      has_text = true;
      at_line_start = false;
      continue;
    }
    if (c == '\n') {
      at_line_start = true;
    } else {
      at_line_start = at_line_start && is_space(c);
      has_text = has_text || !at_line_start;
    }
    advance(lexer);
  }
}

// Automatic semicolons

typedef struct {
  bool line_end;      // there was a line break
  bool comment;       // there was a comment
  bool slash;         // what follows is a "/" that begins no comment; it is already skipped
  bool out_of_bound;  // too many comments to look through
} trivia;

static void skip_line_comment(TSLexer *lexer) {
  while (!at_end(lexer) && !is_line_end(lexer->lookahead)) skip(lexer);
}

static void skip_block_comment(TSLexer *lexer, trivia *seen) {
  skip(lexer);
  while (!at_end(lexer)) {
    if (lexer->lookahead == '*') {
      skip(lexer);
      if (lexer->lookahead == '/') {
        skip(lexer);
        return;
      }
      continue;
    }
    if (is_line_end(lexer->lookahead)) seen->line_end = true;
    skip(lexer);
  }
}

static trivia skip_trivia(TSLexer *lexer) {
  trivia seen = {false, false, false, false};
  for (int comments = 0;;) {
    while (is_space(lexer->lookahead)) {
      if (is_line_end(lexer->lookahead)) seen.line_end = true;
      skip(lexer);
    }
    if (lexer->lookahead != '/') return seen;
    skip(lexer);
    if (lexer->lookahead == '/') {
      skip_line_comment(lexer);
    } else if (lexer->lookahead == '*') {
      skip_block_comment(lexer, &seen);
    } else {
      seen.slash = true;
      return seen;
    }
    seen.comment = true;
    if (++comments == MAX_COMMENTS) {
      seen.out_of_bound = true;
      return seen;
    }
  }
}

// Reads a word; `word` receives at most `size - 1` characters of it, and nothing if it is longer.
static void read_word(TSLexer *lexer, char *word, size_t size) {
  size_t length = 0;
  for (; is_word(lexer->lookahead); length++) {
    if (length < size - 1) word[length] = lexer->lookahead < 0x80 ? (char)lexer->lookahead : '?';
    skip(lexer);
  }
  word[length < size ? length : 0] = 0;
}

static bool equal(const char *a, const char *b) {
  while (*a && *a == *b) a++, b++;
  return *a == *b;
}

// Whether a word on a new line goes on with what came before.
static bool word_continues(TSLexer *lexer, bool after_expression) {
  char word[12];
  read_word(lexer, word, sizeof word);
  if (equal(word, "in") || equal(word, "instanceof")) return true;
  if (after_expression) return false;
  bool is_of = equal(word, "of"), is_from = equal(word, "from");
  if (!is_of && !is_from) return false;
  bool space = is_space(lexer->lookahead);
  skip_spaces(lexer);
  int32_t c = lexer->lookahead;
  bool quote = c == '"' || c == '\'';
  // `for (const x⏎ of xs)`; as a name `of` is called or assigned. `export {x}⏎ from "m"`.
  return is_of ? space && (is_word(c) || c == '[') : quote;
}

// At "}": whether it closes an object pattern in a type, as in `type F = ({ a }: { a: number }) => void`. Seen from
// inside it could be an object type as well, where a semicolon before "}" may be left out; a statement's may not.
static bool closes_typed_pattern(TSLexer *lexer) {
  while (lexer->lookahead == '}') {
    skip(lexer);
    if (lexer->lookahead == ':') return true;
    if (lexer->lookahead == '?') {
      skip(lexer);
      return lexer->lookahead == ':';
    }
    skip_spaces(lexer);
  }
  return false;
}

// Whether the token after a line break goes on with the statement, so that no semicolon is due.
static bool continues(TSLexer *lexer, const bool *usable) {
  bool after_expression = usable[LOGICAL_OR];
  int32_t c = lexer->lookahead;
  switch (c) {
    case ',':
    case ':':
    case ';':
    case '=':
    case '?':
    case '>':
    case '|':
    case '&':
    case '%':
    case '^':
    case ')':
    case ']': return true;
    // Operators after an expression. After a type, `return` or a field's name they begin something new.
    case '`':
    case '*':
    case '<':
    case '[':
    case '(': return after_expression;
    case '{': return usable[FUNCTION_SIGNATURE_SEMICOLON];
    case '.': skip(lexer); return !is_digit(lexer->lookahead);
    case '+':
    case '-': skip(lexer); return after_expression && lexer->lookahead != c;
    case '!': skip(lexer); return lexer->lookahead == '=';
    case 'i':
    case 'o':
    case 'f': return word_continues(lexer, after_expression);
    default: return false;
  }
}

// A token without width before the white space.
static bool scan_automatic_semicolon(TSLexer *lexer, const bool *usable, trivia *seen) {
  lexer->result_symbol = AUTOMATIC_SEMICOLON;
  lexer->mark_end(lexer);
  *seen = skip_trivia(lexer);
  if (seen->out_of_bound) return true;
  if (seen->slash) return seen->line_end && !usable[LOGICAL_OR];
  if (at_end(lexer)) return true;
  if (lexer->lookahead == '}') return usable[LOGICAL_OR] || !closes_typed_pattern(lexer);
  return seen->line_end && !continues(lexer, usable);
}

// The ternary's "?": not "??", "?.name", nor the mark of an optional parameter (`?:`, `?)`, `?,`).
static bool scan_ternary_question_mark(TSLexer *lexer) {
  skip_spaces(lexer);
  if (lexer->lookahead != '?') return false;
  advance(lexer);
  if (lexer->lookahead == '?') return false;
  lexer->mark_end(lexer);
  lexer->result_symbol = TERNARY_QUESTION_MARK;
  if (lexer->lookahead == '.') {
    advance(lexer);
    return is_digit(lexer->lookahead);
  }
  while (is_space(lexer->lookahead)) advance(lexer);
  return lexer->lookahead != ':' && lexer->lookahead != ')' && lexer->lookahead != ',';
}

// At "&" inside a JSX attribute's string: `&name=` of an address, or `&name` at its end, where the grammar expects a
// character reference. No token fits but one that may stand anywhere.
static bool scan_address_ampersand(TSLexer *lexer) {
  advance(lexer);
  if (!is_letter(lexer->lookahead)) return false;
  while (is_word(lexer->lookahead) || lexer->lookahead == '-' || lexer->lookahead == '.') advance(lexer);
  lexer->mark_end(lexer);
  lexer->result_symbol = HTML_COMMENT;
  return lexer->lookahead == '=' || lexer->lookahead == '"' || lexer->lookahead == '\'';
}

// "<!-- …" and "--> …" to the end of the line.
static bool scan_html_comment(TSLexer *lexer, bool jsx) {
  if (jsx && lexer->lookahead == '&') return scan_address_ampersand(lexer);
  skip_spaces(lexer);
  const char *opening = lexer->lookahead == '<' ? "<!--" : lexer->lookahead == '-' ? "-->" : NULL;
  if (opening == NULL) return false;
  for (; *opening; opening++) {
    if (lexer->lookahead != *opening) return false;
    advance(lexer);
  }
  while (!at_end(lexer) && !is_line_end(lexer->lookahead)) advance(lexer);
  lexer->result_symbol = HTML_COMMENT;
  lexer->mark_end(lexer);
  return true;
}

static bool scan(TSLexer *lexer, const bool *usable, bool jsx) {
  if (usable[ERROR_RECOVERY]) return false;
  if (usable[TEMPLATE_CHARS]) return scan_template_chars(lexer, usable[ESCAPE_SEQUENCE]);
  if (usable[JSX_TEXT]) return scan_jsx_text(lexer);
  if (usable[AUTOMATIC_SEMICOLON] || usable[FUNCTION_SIGNATURE_SEMICOLON]) {
    trivia seen;
    if (scan_automatic_semicolon(lexer, usable, &seen)) return true;
    // A comment comes first, as a token of its own; the "?" is asked for again after it.
    if (seen.comment || !usable[TERNARY_QUESTION_MARK]) return false;
    return lexer->lookahead == '?' && scan_ternary_question_mark(lexer);
  }
  if (usable[TERNARY_QUESTION_MARK]) return scan_ternary_question_mark(lexer);
  bool in_literal = usable[ESCAPE_SEQUENCE] || usable[REGEX_PATTERN];
  return !usable[LOGICAL_OR] && !in_literal && scan_html_comment(lexer, jsx);
}

#define SCANNER(LANGUAGE, JSX)                                                                              \
  void *tree_sitter_##LANGUAGE##_external_scanner_create(void) { return NULL; }                           \
  void tree_sitter_##LANGUAGE##_external_scanner_destroy(void *payload) { (void)payload; }                \
  unsigned tree_sitter_##LANGUAGE##_external_scanner_serialize(void *payload, char *buffer) {             \
    (void)payload, (void)buffer;                                                                          \
    return 0;                                                                                             \
  }                                                                                                       \
  void tree_sitter_##LANGUAGE##_external_scanner_deserialize(void *payload, const char *buffer,           \
                                                             unsigned length) {                           \
    (void)payload, (void)buffer, (void)length;                                                            \
  }                                                                                                       \
  bool tree_sitter_##LANGUAGE##_external_scanner_scan(void *payload, TSLexer *lexer, const bool *usable) { \
    (void)payload;                                                                                        \
    return scan(lexer, usable, JSX);                                                                      \
  }

SCANNER(typescript, false)
SCANNER(tsx, true)
