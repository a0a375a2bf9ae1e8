# shellcheck shell=bash
# What packaging/run, packaging/test and packaging/bundle share: from a bare Debian 12 or Ubuntu to a virtual environment that works.
#
# Quick and quiet when everything is there (one hash, one look at the linker's cache). Otherwise one line a slow step.
# As root it installs what is missing; for anybody else it prints the exact line to type and exits with 2.
# Needs bash, coreutils and util-linux, which every Debian and Ubuntu has.

root=$(readlink -f "${BASH_SOURCE[0]%/*}/..")
venv=$root/.venv
unfinished=$venv/.touyan-unfinished # there while packages are being installed: an interrupted start leaves it behind

# use_venv FOLDER: another virtual environment than .venv, for what must not have the developers' packages in it.
use_venv() {
  venv=$1
  unfinished=$venv/.touyan-unfinished
}

# What Qt's wheel asks of the system: soname=package. (readelf over QtCore, QtGui, QtWidgets and the xcb platform.)
libraries=(
  libGL.so.1=libgl1 libEGL.so.1=libegl1 libX11.so.6=libx11-6 libX11-xcb.so.1=libx11-xcb1
  libfontconfig.so.1=libfontconfig1 libfreetype.so.6=libfreetype6 libdbus-1.so.3=libdbus-1-3
  libglib-2.0.so.0=libglib2.0-0 libgthread-2.0.so.0=libglib2.0-0 libz.so.1=zlib1g libzstd.so.1=libzstd1
  libstdc++.so.6=libstdc++6 libxkbcommon.so.0=libxkbcommon0 libxkbcommon-x11.so.0=libxkbcommon-x11-0
  libxcb.so.1=libxcb1 libxcb-cursor.so.0=libxcb-cursor0 libxcb-glx.so.0=libxcb-glx0 libxcb-icccm.so.4=libxcb-icccm4
  libxcb-image.so.0=libxcb-image0 libxcb-keysyms.so.1=libxcb-keysyms1 libxcb-randr.so.0=libxcb-randr0
  libxcb-render-util.so.0=libxcb-render-util0 libxcb-render.so.0=libxcb-render0 libxcb-shape.so.0=libxcb-shape0
  libxcb-shm.so.0=libxcb-shm0 libxcb-sync.so.1=libxcb-sync1 libxcb-util.so.1=libxcb-util1
  libxcb-xfixes.so.0=libxcb-xfixes0 libxcb-xinerama.so.0=libxcb-xinerama0 libxcb-xkb.so.1=libxcb-xkb1
)

# say CHINESE ENGLISH: one line for a person, in the terminal's language; never on standard output.
say() {
  case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
    zh*) printf '%s\n' "$1" >&2 ;;
    *) printf '%s\n' "$2" >&2 ;;
  esac
}

# quietly COMMAND…: its output is kept back, and its last lines are shown only if it fails.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if ((status)); then
    tail -n 20 "$log" >&2
  fi
  rm -f "$log"
  return "$status"
}

# Packages of libraries that the dynamic linker doesn't know. Asked of the linker and not of dpkg, because it is the
# linker that has to find them; an image may have them from elsewhere.
missing_libraries() {
  local known entry
  known=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null) || true
  if [[ -z $known ]]; then
    return # no such cache here: let Qt speak for itself
  fi
  for entry in "${libraries[@]}"; do
    if [[ $known != *$'\t'"${entry%%=*} ("* ]]; then
      printf '%s\n' "${entry#*=}"
    fi
  done | sort -u
}

# The first Python that is new enough and can make virtual environments (Debian packs that part apart).
find_python() {
  local candidate
  for candidate in "${PYTHON:-python3}" /usr/bin/python3 python3.14 python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      printf '%s\n' "$candidate"
      return
    fi
  done
}

# The package to ask for: python3-venv, unless the system's own Python is too old and a newer one stands beside it.
python_package() {
  local version
  version=$(apt-cache policy python3 2>/dev/null | sed -n 's/^ *Candidate: 3\.\([0-9]*\).*/\1/p')
  if [[ -n $version ]] && ((version < 11)); then
    for version in 13 12 11; do
      if apt-cache show "python3.$version-venv" >/dev/null 2>&1; then
        printf '%s\n' "python3.$version-venv"
        return
      fi
    done
  fi
  printf '%s\n' python3-venv
}

# install_packages NAME…: with apt when root. Not root: the exact line, and the end.
install_packages() {
  if ! command -v apt-get >/dev/null; then
    say "这台机器缺少下列组件（Debian 的名称），请用系统自己的包管理器安装：$*" \
      "This machine lacks the following (by their Debian names); install them with its own package manager: $*"
    exit 2
  fi
  if ((EUID != 0)); then
    say "还缺系统组件，请先输入：" "A few system packages are missing. Please type:"
    printf '  sudo apt-get update && sudo apt-get install -y %s\n' "$*" >&2
    exit 2
  fi
  say "正在安装系统组件：$* …" "Installing system packages: $* …"
  if ! quietly env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"; then
    say "系统组件没有装上。请检查网络，然后输入：" "They could not be installed. Check the network, then type:"
    printf '  apt-get update && apt-get install -y %s\n' "$*" >&2
    exit 2
  fi
}

# Whatever the machine itself lacks, in one go.
prepare_system() {
  local wanted=()
  mapfile -t wanted < <(missing_libraries)
  if [[ ! -x $venv/bin/python && -z $(find_python) ]]; then
    wanted+=(python3-venv)
  fi
  if ((${#wanted[@]} == 0)); then
    return
  fi
  if ((EUID == 0)) && command -v apt-get >/dev/null; then
    say "正在更新软件包列表 …" "Fetching the list of system packages …"
    quietly apt-get update -q || true # an old list may do
  fi
  install_packages "${wanted[@]/#python3-venv/$(python_package)}"
}

# What the environment was made from. Another Python, another pyproject.toml or another place make it another one:
# its scripts hold absolute paths.
fingerprint() {
  local sum
  sum=$(sha256sum <"$root/pyproject.toml")
  printf '%s\n%s\n%s\n' "${sum%% *}" "$root" "$(readlink -f "$venv/bin/python")"
}

# ready base|dev|bundle: whether nothing is left to do.
ready() {
  local stamp=$venv/.touyan-$1
  [[ -x $venv/bin/python && ! -e $unfinished && -r $stamp && $(<"$stamp") == "$(fingerprint)" ]]
}

# A virtual environment that may be built upon: not interrupted, not moved, with a Python and a pip that answer.
sound() {
  local stamp=$venv/.touyan-base place=
  if [[ -r $stamp ]]; then
    { read -r && read -r place; } <"$stamp"
    if [[ $place != "$root" ]]; then
      return 1
    fi
  fi
  [[ ! -e $unfinished ]] &&
    "$venv/bin/python" -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

# Out of the way in one step, so that a second interruption can't leave half of it in place.
discard() {
  mkdir -p "$root/build"
  mv "$venv" "$root/build/old-venv.$$"
  rm -rf "$root"/build/old-venv.*
}

# prepare_packages base|dev|bundle: the virtual environment and the project in it, editable.
prepare_packages() {
  local what=. python
  if [[ $1 != base ]]; then
    what=".[$1]"
  fi
  if [[ -e $venv ]] && ! sound; then
    say "上次没有装完，或文件夹已移动，重新开始 …" "The last start was interrupted or the folder has moved; beginning again …"
    discard
  fi
  if [[ ! -e $venv ]]; then
    python=$(find_python)
    if [[ -z $python ]]; then
      say "需要 Python 3.11 或更新版本。" "Python 3.11 or newer is needed, and this machine has none to offer."
      exit 2
    fi
    mkdir -p "$venv"
    : >"$unfinished"
    say "正在建立运行环境 …" "Making the virtual environment …"
    quietly "$python" -m venv "$venv" || exit 1
  fi
  : >"$unfinished"
  rm -f "$venv"/.touyan-base "$venv"/.touyan-dev "$venv"/.touyan-bundle
  say "正在安装程序所需的包（第一次约需一两分钟）…" "Installing the packages (a minute or two the first time) …"
  if ! (cd "$root" && quietly "$venv/bin/python" -m pip --disable-pip-version-check install --quiet --no-input \
    --editable "$what"); then
    say "包没有装上。请检查网络，再运行一次。" "The packages could not be installed. Check the network and try again."
    exit 1
  fi
  quietly "$venv/bin/python" -c 'import PySide6.QtWidgets, pydantic, yaml' || exit 1
  fingerprint >"$venv/.touyan-base"
  if [[ $1 != base ]]; then
    cp "$venv/.touyan-base" "$venv/.touyan-$1"
  fi
  rm -f "$unfinished"
}

# prepare base|dev|bundle: everything. Two at once: the second waits for the first, and then finds it done.
prepare() {
  local lock
  if [[ -z $(missing_libraries) ]] && ready "$1"; then
    return
  fi
  exec {lock}<"$root/pyproject.toml"
  if ! flock -n "$lock"; then
    say "另一个窗口正在准备，请稍候 …" "Another start is preparing; waiting for it …"
    flock "$lock"
  fi
  prepare_system
  if ! ready "$1"; then
    prepare_packages "$1"
  fi
  exec {lock}<&-
}
