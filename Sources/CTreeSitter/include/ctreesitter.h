// The only door to tree-sitter: parse one buffer and hand back the concrete syntax tree as a flat array.
// One C loop walks the tree once; Swift then never calls into tree-sitter per node.
#ifndef MAINSTAY_CTREESITTER_H
#define MAINSTAY_CTREESITTER_H

#include <stdbool.h>
#include <stdint.h>

typedef enum {
  MS_PYTHON,
  MS_JAVASCRIPT,
  MS_TYPESCRIPT,
  MS_TSX,
  MS_GO,
  MS_JAVA,
  MS_CSHARP,
  MS_LANGUAGE_COUNT,
} ms_language;

// A node in pre-order. The subtree of node i is [i, end_index).
typedef struct {
  uint32_t start;      // byte offset
  uint32_t end;        // byte offset, exclusive
  uint32_t end_index;  // index after the last descendant
  uint16_t symbol;     // public symbol of the grammar; 0xFFFF is ERROR
  uint8_t field;       // field id in the parent, 0 is none
  uint8_t flags;       // MS_NAMED | MS_MISSING | MS_ERROR | MS_EXTRA
} ms_node;

enum { MS_NAMED = 1, MS_MISSING = 2, MS_ERROR = 4, MS_EXTRA = 8 };

typedef enum { MS_OK, MS_TIMEOUT, MS_TOO_DEEP, MS_NO_MEMORY } ms_status;

typedef struct {
  ms_node *nodes;  // owned by the scratch of the parser: valid until the next parse
  uint32_t count;
  uint32_t errors;  // ERROR and MISSING nodes
  ms_status status;
} ms_tree;

typedef struct ms_parser ms_parser;

// One per thread. Returns NULL when memory or the grammar is missing.
ms_parser *ms_parser_new(void);
void ms_parser_free(ms_parser *parser);

// Parses and flattens. `keep` has one byte per symbol of the language: 0 drops the node (its children stay).
// max_micros bounds the time, max_depth the nesting.
ms_tree ms_parse(ms_parser *parser, ms_language language, const uint8_t *bytes, uint32_t length,
                 const uint8_t *keep, uint64_t max_micros, uint32_t max_depth);

// Parse and walk every node, doing nothing with them: the physical limit that benchmarks compare with.
uint64_t ms_parse_bare(ms_parser *parser, ms_language language, const uint8_t *bytes, uint32_t length);

uint32_t ms_symbol_count(ms_language language);
const char *ms_symbol_name(ms_language language, uint16_t symbol);
bool ms_symbol_is_named(ms_language language, uint16_t symbol);
uint32_t ms_field_count(ms_language language);
const char *ms_field_name(ms_language language, uint16_t field);

#endif
