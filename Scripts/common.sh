# Shared by the shell scripts of this project; sourced, not run.

set -euo pipefail

# Results of a tool go to standard output; everything these scripts say goes to standard error.
say() { printf 'mainstay set-up: %s\n' "$*" >&2; }

# Stops with a message that says what to do. 2 is "the machine or the usage is at fault", as in the tool itself.
die() {
  say "$@"
  exit 2
}

have() { command -v "$1" >/dev/null 2>&1; }

# Prints the C compiler to use: the clang beside the swift compiler, so that one toolchain builds everything.
c_compiler() {
  local beside
  if have swift; then
    beside=$(dirname "$(readlink -f "$(command -v swift)")")/clang
    if [[ -x $beside ]]; then
      printf '%s\n' "$beside"
      return
    fi
  fi
  local name
  for name in clang cc gcc; do
    if have "$name"; then
      printf '%s\n' "$name"
      return
    fi
  done
  return 1
}
