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

# Prints the swift command to use: $SWIFT, the one in PATH, or one of the places where installers put it.
find_swift() {
  if [[ -n ${SWIFT:-} ]]; then
    command -v "$SWIFT"
    return
  fi
  command -v swift && return
  local place
  for place in "${SWIFTLY_BIN_DIR:-${HOME:-/root}/.local/share/swiftly/bin}" /opt/swift/usr/bin /usr/libexec/swift/bin; do
    if [[ -x $place/swift ]]; then
      printf '%s\n' "$place/swift"
      return
    fi
  done
  return 1
}

# Prints the C compiler to use: the clang beside the swift compiler, so that one toolchain builds everything.
c_compiler() {
  local swift name
  if swift=$(find_swift) && name=$(dirname "$(readlink -f "$swift")")/clang && [[ -x $name ]]; then
    printf '%s\n' "$name"
    return
  fi
  for name in clang cc gcc; do
    if have "$name"; then
      printf '%s\n' "$name"
      return
    fi
  done
  return 1
}
