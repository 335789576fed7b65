# shellcheck shell=bash disable=SC2034 # its variables are for others
# Sourced by the scripts of this folder: where things are, how to speak and fail, how to make
# something once. Needs bash 4.4.

shopt -s inherit_errexit

# The folder of the project, with symlinks resolved.
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)

# Whatever the scripts build or fetch, outside the work tree and shared by all of them.
cache=${WIKIMILL_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/wikimill}

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$(basename "$0"): $*"
  exit "${status:-1}"
}

usage_error() { status=2 die "$* (see --help)"; }

# Prints the comment at the head of the calling script.
help() { sed -n '2,/^[^#]/{s/^# \{0,1\}//p;}' "$0"; }

# hash_of FILE...: 16 hex digits that change with the content of the files.
hash_of() { cat -- "$@" | { sha256sum 2>/dev/null || shasum -a 256; } | cut -c1-16; }

# once TARGET COMMAND...: makes TARGET, a file or folder, unless it is there. COMMAND runs with the
# name of a temporary path as its last argument; what it leaves there is renamed, so that TARGET is
# whole or absent. Of two that run at once, the second waits and finds it made.
once() {
  local target=$1
  shift
  [[ -e $target ]] && return
  mkdir -p "$(dirname "$target")"
  (
    if command -v flock >/dev/null; then flock 9; fi
    [[ -e $target ]] && exit
    partial=$target.partial.$$
    trap 'rm -rf "$partial"' EXIT
    "$@" "$partial" && mv "$partial" "$target"
  ) 9>"$target.lock"
}

# logged FILE COMMAND...: runs COMMAND with its output in FILE; if it fails, shows the end of it.
logged() {
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  "$@" >"$log" 2>&1 9>&- || {
    local result=$?
    tail -n 30 "$log" >&2
    say "The whole log is in $log"
    return "$result"
  }
}

# go_program NAME PACKAGE: the path of a Go program, of the versions that scripts/lib/NAME pins, built
# first if need be. Its package is MODULE/cmd/PROGRAM.
go_program() {
  local pins=$project/scripts/lib/$1 version program
  version=$(sed -nE "s|^.*[[:space:]]${2%/cmd/*} (v[^ ]+).*|\1|p" "$pins/go.mod")
  program=$cache/$1/$version-$(hash_of "$pins/go.mod" "$pins/go.sum")/${2##*/}
  once "$program" go_build "$1" "$2" || return
  printf '%s\n' "$program"
}

# go_build NAME PACKAGE OUT: from a copy of the pins, so that the work tree stays as it is.
go_build() {
  local source
  command -v go >/dev/null || die "$1 is built with Go, and there is no 'go' on the PATH"
  say "Building $1 through the Go module proxy (minutes, once) ..."
  source=$(mktemp -d)
  cp "$project/scripts/lib/$1"/go.{mod,sum} "$source/"
  GOTOOLCHAIN=local CGO_ENABLED=0 logged "$cache/logs/$1.log" \
    go -C "$source" build -mod=mod -trimpath -o "$3" "$2" || {
    rm -rf "$source"
    die "$1 could not be built with $(go version)"
  }
  rm -rf "$source"
}

# find_java: sets `java`, the program of a JDK 17, `java_home`, and `jdk`, a text that differs between JDKs.
find_java() {
  for java in ${JAVA_HOME:+"$JAVA_HOME/bin/java"} "$(command -v java || true)"; do
    [[ -x $java ]] || continue
    java_home=$(dirname "$(dirname "$(readlink -f "$java")")")
    if [[ -r $java_home/release ]]; then
      jdk=$(<"$java_home/release")
    else # a shim of a version manager, which knows where its JDK is
      jdk=$("$java" -XshowSettings:properties -version 2>&1 || true)
      java_home=$(sed -n 's/^ *java.home = //p' <<<"$jdk")
    fi
    if [[ $jdk =~ (JAVA_VERSION=|version )\"17[.\"] ]]; then return; fi
  done
  status=2 die "no JDK 17: set JAVA_HOME to one, or put its java on the PATH"
}
