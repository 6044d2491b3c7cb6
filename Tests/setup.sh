#!/usr/bin/env bash
# Tests of the set-up, without a network: what is fetched, what is built again, and what a person reads when it cannot go on.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

# Runs a command; what it prints, on both streams, is in `output`, its exit status in `status`.
run() { output=$("$@" 2>&1 </dev/null) && status=0 || status=$?; }

# check NAME CONDITION...: the condition is a command.
check() {
  local name=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'FAILED: %s\n  exit status %s, output:\n%s\n' "$name" "$status" "$output" | head -n 30 >&2
  fi
}
says() { [[ $output == *"$1"* ]]; }
ends_with_status() { [[ $status == "$1" ]]; }
absent() { [[ ! -e $1 ]]; }

# --- fetch-pinned.py: an archive from a local folder stands in for the package index
export PIP_NO_INDEX=1 PIP_FIND_LINKS=$work/index
unset PIP_INDEX_URL PIP_EXTRA_INDEX_URL
mkdir -p "$work/index" "$work/example-1.0"
echo 'int main(void) { return 0; }' >"$work/example-1.0/main.c"
tar -czf "$work/index/example-1.0.tar.gz" -C "$work" example-1.0
hash=$(sha256sum "$work/index/example-1.0.tar.gz" | cut -c1-64)
fetch() {
  printf '%s\n' "$1" >"$work/pins.txt"
  run python3 "$root/Scripts/fetch-pinned.py" "$work/pins.txt" "$work/downloads"
}

fetch "example==1.0 --hash=sha256:${hash//[0-9]/0}  # grammar main.c"
check "an archive with another hash is refused" ends_with_status 2
check "the refusal names what was found" says "got      sha256 $hash"
check "nothing of a refused archive is kept" absent "$work/downloads/example-1.0.tar.gz"
fetch "example==1.0 --hash=sha256:$hash  # grammar main.c"
check "the pinned archive is fetched" cmp -s "$work/index/example-1.0.tar.gz" "$work/downloads/example-1.0.tar.gz"
rm "$work/index/example-1.0.tar.gz"
run python3 "$root/Scripts/fetch-pinned.py" "$work/pins.txt" "$work/downloads"
check "what is there is not fetched again" ends_with_status 0
fetch "example==2.0 --hash=sha256:$hash  # grammar main.c"
check "an archive that cannot be had ends the set-up" ends_with_status 2
check "its message says what must work" says "python3 -m pip download"
fetch "example>=1.0"
check "a line that pins nothing is refused" says "pins.txt:1: not of the form"

# --- a missing or old Swift
printf '#!/bin/sh\necho "Swift version 6.1.2 (swift-6.1.2-RELEASE)"\n' >"$work/old-swift"
chmod +x "$work/old-swift"
clone=$work/clone
mkdir -p "$clone/Scripts" "$clone/.build" "$clone/Sources"
cp "$root"/Scripts/* "$clone/Scripts/" 2>/dev/null
: >"$clone/Scripts/system-packages.txt"
run env SWIFT="$work/old-swift" "$clone/Scripts/setup" build
check "an old Swift ends the set-up" ends_with_status 2
check "its message names both versions" says "Swift 6.3 or newer is needed; $work/old-swift is version 6.1.2"
run env SWIFT=no-such-swift "$clone/Scripts/setup" build
check "a missing Swift ends the set-up" ends_with_status 2
check "its message says where to get one" says "swift.org/install"

# --- system packages: without the right to install, and without apt-get
mkdir -p "$work/bin"
for tool in bash env dirname grep flock mkdir readlink; do ln -s "$(command -v "$tool")" "$work/bin/$tool"; done
printf '#!/bin/sh\necho 1000\n' >"$work/bin/id"
chmod +x "$work/bin/id"
echo 'build | libexample-dev | false | the example library with its header' >"$clone/Scripts/system-packages.txt"
echo 'test  | example-server | false | the example server' >>"$clone/Scripts/system-packages.txt"
run env PATH="$work/bin" "$clone/Scripts/system-packages" build
check "without apt-get the set-up ends" ends_with_status 2
check "and names what to install" says "- the example library with its header"
check "but not what only tests need" eval '! says "example server"'
printf '#!/bin/sh\ntouch "%s/apt-was-run"\n' "$work" >"$work/bin/apt-get"
chmod +x "$work/bin/apt-get"
run env PATH="$work/bin" "$clone/Scripts/system-packages" test
check "without root the set-up ends" ends_with_status 2
check "and prints the command" says "sudo apt-get install --no-install-recommends libexample-dev example-server"
check "and does not run it" absent "$work/apt-was-run"

# --- ./mainstay: when it builds, and what it hands on
cp "$root/mainstay" "$clone/mainstay"
mkdir -p "$clone/ThirdParty/lib" "$clone/Plugins"
: >"$clone/Package.swift"
: >"$clone/ThirdParty/lib/libmainstay-treesitter.a"
cat >"$clone/Scripts/build-release" <<'SH'
#!/usr/bin/env bash
echo building >&2
printf '#!/bin/sh\nprintf "[%%s]" "$@"\nexit 7\n' >"${0%/*}/../.build/mainstay"
chmod +x "${0%/*}/../.build/mainstay"
SH
run "$clone/mainstay" review "a b" --flag
check "without a binary it builds, then runs it" [ "$output" = $'building\n[review][a b][--flag]' ]
check "the exit status is the tool's" ends_with_status 7
run "$clone/mainstay" review
check "with a binary it only runs it" [ "$output" = "[review]" ]
ln -s "$clone/mainstay" "$work/linked"
cd "$work"
run ./linked review
check "a link from elsewhere runs the same" [ "$output" = "[review]" ]
cd "$clone"
run bash mainstay review
check "so does bash, from its own folder" [ "$output" = "[review]" ]
sleep 0.02
echo 'let x = 1' >"$clone/Sources/new.swift"
run env MAINSTAY_NO_REBUILD=1 "$clone/mainstay" review
check "MAINSTAY_NO_REBUILD keeps the binary" [ "$output" = "[review]" ]
output=$("$clone/mainstay" review 2>/dev/null)
check "a new source makes it build, and only the tool writes to standard output" [ "$output" = "[review]" ]
sleep 0.02
rm "$clone/Sources/new.swift"
run "$clone/mainstay" review
check "so does a source that is gone" [ "$output" = $'building\n[review]' ]

# --- check-layers
printf 'import Low\n@testable package import High\n// import High\n' >"$clone/Sources/a.swift"
cat >"$clone/package.json" <<JSON
{"path": "$clone", "targets": [
  {"name": "Low", "path": "Low", "sources": []},
  {"name": "High", "path": "High", "sources": [], "target_dependencies": ["Middle"]},
  {"name": "Middle", "path": "Sources", "sources": ["a.swift"], "target_dependencies": ["Low"]}]}
JSON
run python3 "$root/Scripts/check-layers" "$clone/package.json"
check "an undeclared import is found" ends_with_status 1
check "with its place, and no other" [ "${output%%$'\n'*}" = "Sources/a.swift:2: Middle imports High, which Package.swift does not let it" ]
echo 'import Low' >"$clone/Sources/a.swift"
run python3 "$root/Scripts/check-layers" "$clone/package.json"
check "declared imports pass" ends_with_status 0

echo "$passed passed, $failed failed"
((failed == 0))
