# shellcheck shell=bash disable=SC2154 # the variables of common.sh
# The tools that tests and benchmarks compare wikimill with: each function installs what it can into
# the cache and prints a path, or prints the reason why not on stderr and fails. After common.sh.

# python_tool: a Python with the packages of scripts/lib/python and, by reference, of notebooks.
python_tool() {
  local pins=$project/scripts/lib/python/requirements.txt folder
  command -v python3 >/dev/null || die "no python3 on the PATH"
  folder=$cache/python/$(hash_of "$pins" "$project/notebooks/requirements.txt")
  once "$folder" install_python "$pins" || return
  printf '%s\n' "$folder/bin/python"
}

install_python() {
  say "Installing Python packages (once) ..."
  logged "$cache/logs/python.log" python3 -m venv "$2" || die "python3 makes no virtual environment"
  logged "$cache/logs/python.log" "$2/bin/python" -m pip install --quiet --requirement "$1" ||
    die "pip could not install the packages of scripts/lib/python/requirements.txt"
}

# node_tool: a folder with the scripts of scripts/lib/node beside the packages that they import.
node_tool() {
  local pins=$project/scripts/lib/node folder
  command -v node >/dev/null || die "no node on the PATH"
  command -v npm >/dev/null || die "no npm on the PATH"
  folder=$cache/node/$(hash_of "$pins"/package*.json "$pins"/*.mjs)
  once "$folder" install_node "$pins" || return
  printf '%s\n' "$folder"
}

install_node() {
  say "Installing Node packages (once) ..."
  mkdir "$2" && cp "$1"/package*.json "$1"/*.mjs "$2/" || return
  logged "$cache/logs/node.log" npm ci --prefix "$2" --ignore-scripts --no-audit --no-fund ||
    die "npm could not install the packages of scripts/lib/node"
}

# zim_tool NAME: zimcheck or zimdump.
zim_tool() {
  command -v "$1" && return
  install_zim_tools >/dev/null || die "no $1 on the PATH, and zim-tools could not be installed"
  command -v "$1" || die "zim-tools has no $1"
}

install_zim_tools() {
  local as_root=()
  command -v apt-get >/dev/null || return
  if ((EUID != 0)); then as_root=(sudo -n); fi
  say "Installing zim-tools ..."
  logged "$cache/logs/zim-tools.log" "${as_root[@]}" apt-get update &&
    logged "$cache/logs/zim-tools.log" "${as_root[@]}" apt-get install -y zim-tools
}

# chromium_tool: a browser: the machine's own, else Debian's in the cache, for which no root is needed.
chromium_tool() {
  local folder name
  for name in chromium chromium-headless-shell google-chrome; do
    command -v "$name" && return
  done
  folder=$(debian_tool chromium Chromium) || return
  printf '%s\n' "$folder/chromium"
}

# debian_tool KEY NAME: a folder with Debian's packages of scripts/lib/KEY in the cache. No root is needed.
debian_tool() {
  local pins=$project/scripts/lib/$1 folder
  command -v apt-get >/dev/null || die "no apt-get to fetch $2"
  folder=$cache/$1/$(hash_of "$pins"/*)
  once "$folder" install_debian "$2" "$pins" || return
  printf '%s\n' "$folder"
}

# install_debian NAME PINS OUT: unpacks what the machine lacks of the packages and of what they depend on,
# and puts the other files of PINS beside them. With lists and downloads of its own, apt-get needs no lock
# and no root.
install_debian() {
  local log=$cache/logs/${2##*/}.log apt=$3/apt package
  local options=(-qq --yes --no-install-recommends -o "Dir::State::lists=$apt/lists" -o "Dir::Cache=$apt"
    -o "Dir::Cache::archives=$apt/archives" -o Debug::NoLocking=true -o "APT::Sandbox::User=$(id -un)")
  say "Fetching $1 from Debian's registry (once) ..."
  mkdir -p "$apt"/{lists,archives}/partial && sed '/^#/d' "$2/packages.txt" >"$apt/packages" || return
  logged "$log" apt-get "${options[@]}" update &&
    logged "$log" xargs -a "$apt/packages" apt-get "${options[@]}" --download-only install ||
    die "apt-get could not fetch the packages of scripts/lib/${2##*/}/packages.txt"
  for package in "$apt"/archives/*.deb; do
    dpkg-deb --extract "$package" "$3" || return
  done
  rm -r "$apt" && cp "$2"/* "$3/"
}

# bliki_tool: a folder with the jars of a library that renders wikitext.
bliki_tool() {
  local pins=$project/scripts/lib/bliki/pom.xml folder
  folder=$cache/bliki/$(hash_of "$pins")
  once "$folder" install_bliki "$pins" || return
  printf '%s\n' "$folder"
}

install_bliki() {
  say "Fetching bliki (once) ..."
  (cd "$project" && logged "$cache/logs/bliki.log" ./mvnw --batch-mode --quiet --file "$1" \
    dependency:copy-dependencies -DoutputDirectory="$2") || die "Maven could not fetch bliki"
}

versitygw_tool() { go_program versitygw github.com/versity/versitygw/cmd/versitygw; }

kubo_tool() { "$project/scripts/kubo" path; }
