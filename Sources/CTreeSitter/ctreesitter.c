#include "include/ctreesitter.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_python(void);
const TSLanguage *tree_sitter_javascript(void);
const TSLanguage *tree_sitter_typescript(void);
const TSLanguage *tree_sitter_tsx(void);
const TSLanguage *tree_sitter_go(void);
const TSLanguage *tree_sitter_java(void);
const TSLanguage *tree_sitter_c_sharp(void);

struct ms_parser {
  TSParser *parser;
  ms_node *nodes;
  uint32_t capacity;
  uint32_t *stack;  // indices of open nodes
  uint32_t stack_capacity;
};

static const TSLanguage *language_of(ms_language language) {
  switch (language) {
    case MS_PYTHON: return tree_sitter_python();
    case MS_JAVASCRIPT: return tree_sitter_javascript();
    case MS_TYPESCRIPT: return tree_sitter_typescript();
    case MS_TSX: return tree_sitter_tsx();
    case MS_GO: return tree_sitter_go();
    case MS_JAVA: return tree_sitter_java();
    case MS_CSHARP: return tree_sitter_c_sharp();
    default: return NULL;
  }
}

ms_parser *ms_parser_new(void) {
  ms_parser *self = calloc(1, sizeof *self);
  if (self == NULL) return NULL;
  self->parser = ts_parser_new();
  if (self->parser == NULL) {
    free(self);
    return NULL;
  }
  return self;
}

void ms_parser_free(ms_parser *self) {
  if (self == NULL) return;
  ts_parser_delete(self->parser);
  free(self->nodes);
  free(self->stack);
  free(self);
}

static uint64_t now_micros(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000u + (uint64_t)t.tv_nsec / 1000u;
}

typedef struct {
  const uint8_t *bytes;
  uint32_t length;
} input_text;

static const char *read_text(void *payload, uint32_t offset, TSPoint point, uint32_t *read) {
  (void)point;
  const input_text *text = payload;
  if (offset >= text->length) {
    *read = 0;
    return "";
  }
  *read = text->length - offset;
  return (const char *)text->bytes + offset;
}

static bool past_deadline(TSParseState *state) { return now_micros() > *(uint64_t *)state->payload; }

static TSTree *parse_text(ms_parser *self, ms_language language, const uint8_t *bytes, uint32_t length,
                          uint64_t max_micros) {
  if (!ts_parser_set_language(self->parser, language_of(language))) return NULL;
  input_text text = {bytes, length};
  TSInput input = {&text, read_text, TSInputEncodingUTF8, NULL};
  uint64_t deadline = now_micros() + max_micros;
  TSParseOptions options = {&deadline, past_deadline};
  TSTree *tree = ts_parser_parse_with_options(self->parser, NULL, input, options);
  if (tree == NULL) ts_parser_reset(self->parser);
  return tree;
}

static bool grow(void **buffer, uint32_t *capacity, uint32_t needed, size_t size) {
  if (needed <= *capacity) return true;
  uint32_t next = *capacity ? *capacity : 4096;
  while (next < needed) next *= 2;
  void *bigger = realloc(*buffer, (size_t)next * size);
  if (bigger == NULL) return false;
  *buffer = bigger;
  *capacity = next;
  return true;
}

static uint32_t append(ms_parser *self, TSNode node, TSSymbol symbol, TSFieldId field, uint32_t index) {
  uint8_t flags = 0;
  if (ts_node_is_named(node)) flags |= MS_NAMED;
  if (ts_node_is_missing(node)) flags |= MS_MISSING;
  if (symbol == 0xFFFF) flags |= MS_ERROR;
  if (ts_node_is_extra(node)) flags |= MS_EXTRA;
  self->nodes[index] =
      (ms_node){ts_node_start_byte(node), ts_node_end_byte(node), index + 1, symbol, (uint8_t)field, flags};
  return (flags & (MS_MISSING | MS_ERROR)) ? 1 : 0;
}

// Pre-order walk with an explicit stack of open nodes, so that depth costs heap, never the C stack.
static ms_status flatten(ms_parser *self, TSTree *tree, const uint8_t *keep, uint32_t max_depth, ms_tree *out) {
  ms_status status = MS_OK;
  TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
  uint32_t depth = 0, count = 0;
  for (;;) {
    TSNode node = ts_tree_cursor_current_node(&cursor);
    TSSymbol symbol = ts_node_symbol(node);
    bool kept = symbol == 0xFFFF || keep[symbol];
    if (!grow((void **)&self->stack, &self->stack_capacity, depth + 1, sizeof(uint32_t)) ||
        !grow((void **)&self->nodes, &self->capacity, count + 1, sizeof(ms_node))) {
      status = MS_NO_MEMORY;
      break;
    }
    if (depth >= max_depth) {
      status = MS_TOO_DEEP;
      break;
    }
    self->stack[depth] = UINT32_MAX;
    if (kept) {
      self->stack[depth] = count;
      out->errors += append(self, node, symbol, ts_tree_cursor_current_field_id(&cursor), count);
      count++;
    }
    if (ts_tree_cursor_goto_first_child(&cursor)) {
      depth++;
      continue;
    }
    for (;;) {
      if (self->stack[depth] != UINT32_MAX) self->nodes[self->stack[depth]].end_index = count;
      if (ts_tree_cursor_goto_next_sibling(&cursor)) break;
      if (!ts_tree_cursor_goto_parent(&cursor)) goto done;
      depth--;
    }
  }
done:
  ts_tree_cursor_delete(&cursor);
  out->nodes = self->nodes;
  out->count = status == MS_OK ? count : 0;
  return status;
}

ms_tree ms_parse(ms_parser *self, ms_language language, const uint8_t *bytes, uint32_t length, const uint8_t *keep,
                 uint64_t max_micros, uint32_t max_depth) {
  ms_tree out = {NULL, 0, 0, MS_OK};
  TSTree *tree = parse_text(self, language, bytes, length, max_micros);
  if (tree == NULL) {
    out.status = MS_TIMEOUT;
    return out;
  }
  out.status = flatten(self, tree, keep, max_depth, &out);
  // A missing token of a symbol that is not kept is counted by nobody above.
  if (out.errors == 0 && ts_node_has_error(ts_tree_root_node(tree))) out.errors = 1;
  ts_tree_delete(tree);
  return out;
}

uint64_t ms_parse_bare(ms_parser *self, ms_language language, const uint8_t *bytes, uint32_t length) {
  TSTree *tree = parse_text(self, language, bytes, length, 60u * 1000000u);
  if (tree == NULL) return 0;
  uint64_t count = 0;
  TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
  for (;;) {
    count++;
    if (ts_tree_cursor_goto_first_child(&cursor)) continue;
    while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
      if (!ts_tree_cursor_goto_parent(&cursor)) goto done;
    }
  }
done:
  ts_tree_cursor_delete(&cursor);
  ts_tree_delete(tree);
  return count;
}

uint32_t ms_symbol_count(ms_language language) { return ts_language_symbol_count(language_of(language)); }

const char *ms_symbol_name(ms_language language, uint16_t symbol) {
  return ts_language_symbol_name(language_of(language), symbol);
}

bool ms_symbol_is_named(ms_language language, uint16_t symbol) {
  return ts_language_symbol_type(language_of(language), symbol) == TSSymbolTypeRegular;
}

uint32_t ms_field_count(ms_language language) { return ts_language_field_count(language_of(language)); }

const char *ms_field_name(ms_language language, uint16_t field) {
  return ts_language_field_name_for_id(language_of(language), field);
}
