# Sourced by the other scripts: installs what is missing, once, and says what it does.
# Debian 12 and 13 are supported; on Debian 12 some libraries come from Debian 13, unpacked below
# build/deps without touching the system.
# shellcheck shell=bash

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
root=$PWD

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }
die() {
  printf '\033[1;31mcannot go on:\033[0m %s\n' "$*" >&2
  exit 1
}

build_packages=(build-essential cmake ninja-build ccache pkg-config ca-certificates libssl-dev
  libsqlite3-dev libcurl4-openssl-dev libspdlog-dev libfmt-dev libcli11-dev prometheus-cpp-dev
  libjwt-dev libpugixml-dev zlib1g-dev)
test_packages=(libgtest-dev libgmock-dev nlohmann-json3-dev clang-format-19 clang-tidy-19 clang-19
  libclang-rt-19-dev chromium chromium-headless-shell firefox-esr fonts-noto-core redis-server
  # Counts instructions.
  valgrind
  # What containers and functions are run in, and the network around them.
  bubblewrap iproute2
  # What moto needs, a server that speaks AWS's protocols.
  python3-boto3 python3-cryptography python3-flask python3-flask-cors python3-responses
  python3-xmltodict)
cluster_packages=(redis-server nginx-light curl)
image_packages=(git buildah mmdebstrap bubblewrap)
bench_packages=(libbenchmark-dev)
minimum_node=20.19

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    die "installing packages needs root: run this script as root, or install sudo"
  fi
}

debian_codename() {
  # shellcheck source=/dev/null
  (. /etc/os-release 2>/dev/null && echo "${VERSION_CODENAME:-}")
}

# Debian 12 has no moto; there it is unpacked like the libraries.
[ "$(debian_codename)" = bookworm ] || test_packages+=(python3-moto)

# Installs Debian packages that are missing; does nothing, quickly, if none are.
install_packages() {
  command -v apt-get >/dev/null || die "this needs Debian 12 or 13 (apt-get was not found)"
  local missing=() package
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null)" = 'ii ' ] ||
      missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  say "Installing Debian packages: ${missing[*]}"
  as_root apt-get update -qq || die "apt-get update failed: is there a network?"
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
    die "apt-get could not install ${missing[*]}"
}

# Header-only libraries, and a Python package, that Debian 12 does not have in the version needed:
# their Debian 13 packages are unpacked below build/deps. Nothing is installed and no source is added.
unpack_from_trixie() {
  local deps=$root/build/deps package
  local apt=$deps/apt
  local stamp=$deps/unpacked
  [ "$(cat "$stamp" 2>/dev/null)" != "$*" ] || return 0
  say "Fetching from Debian 13: $*"
  local mirror
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Component: main' |
    grep -v security | sed 's:/*$::' | grep '/debian$' | head -n 1)
  [ -n "$mirror" ] || die "no Debian mirror found among this machine's package sources"
  mkdir -p "$apt"/{lists/partial,cache/archives/partial}
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" \
    >"$apt/sources.list"
  local options=(-o "Dir::Etc::SourceList=$apt/sources.list" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::State::Lists=$apt/lists" -o "Dir::Cache=$apt/cache" -o APT::Sandbox::User=root)
  apt-get "${options[@]}" update -qq || die "the Debian 13 package index could not be fetched"
  for package in "$@"; do
    (cd "$apt" && apt-get "${options[@]}" download -qq "$package") ||
      die "$package could not be fetched from Debian 13"
    dpkg -x "$apt/${package}"_*.deb "$deps"
  done
  rm -rf "$apt"
  echo "$*" >"$stamp"
}

install_build_tools() {
  install_packages "${build_packages[@]}"
  if [ "$(debian_codename)" = bookworm ]; then
    unpack_from_trixie libboost1.88-dev libjsoncons-dev python3-moto
  else
    install_packages libboost1.88-dev libjsoncons-dev
  fi
}

node_is_recent() {
  command -v node >/dev/null && command -v npm >/dev/null &&
    printf '%s\n' "$minimum_node" "$(node --version | tr -d v)" | sort -CV
}

# Node.js for the web app's build. Debian 12's is too old: there the registry's own build is used.
install_node() {
  local local_node=$root/build/deps/node
  if [ -x "$local_node/node_modules/.bin/node" ]; then
    PATH=$local_node/node_modules/.bin:$PATH
  fi
  node_is_recent && return 0
  install_packages nodejs npm
  node_is_recent && return 0
  say "Fetching Node.js 22 (this Debian has $(node --version))"
  npm install --silent --prefix "$local_node" node@22 >/dev/null || die "npm could not fetch Node.js"
  PATH=$local_node/node_modules/.bin:$PATH
  node_is_recent || die "Node.js $minimum_node or newer is needed"
}

# npm ci, when the lock file changed since the last time.
install_node_modules() {
  local folder=$1
  local stamp=$folder/node_modules/.installed
  cmp -s "$folder/package-lock.json" "$stamp" && return 0
  say "Installing npm packages in $folder"
  (cd "$folder" && npm ci --loglevel=error --no-audit --no-fund) || die "npm ci failed in $folder: see the messages above"
  cp "$folder/package-lock.json" "$stamp"
}

# Whether one of the files below the given paths is newer than FILE, or FILE is missing.
# is_outdated FILE PATH ...
is_outdated() {
  local file=$1
  shift
  [ ! -e "$file" ] || [ -n "$(find "$@" -newer "$file" -not -path '*/generated/*' -print -quit)" ]
}

build_web() {
  install_node
  install_node_modules web
  is_outdated web/dist/index.html web/index.html web/package-lock.json web/*.ts web/public \
    web/scripts web/src docs/protocol || return 0
  say "Building the web app"
  (cd web && npm run --silent build) || die "the web app does not build: see the messages above"
}

# configure_cpp PRESET [OPTION ...]: once, and again if the options were not given before.
configure_cpp() {
  local preset=$1
  shift
  local given=build/$preset/configured
  [ ! -f "$given" ] || [ "$*" != "$(cat "$given")" ] || return 0
  say "Configuring build/$preset"
  mkdir -p "$root/build"
  cmake --preset "$preset" "$@" >"$root/build/$preset.log" 2>&1 || {
    cat "$root/build/$preset.log" >&2
    die "CMake could not configure the build: see the messages above"
  }
  echo "$*" >"$given"
}

# build_cpp PRESET [TARGET ...]
build_cpp() {
  local preset=$1
  shift
  say "Building ${*:-everything} (build/$preset)"
  cmake --build --preset "$preset" ${*:+--target "$@"} || die "the build failed: see above"
}
