# What the scripts in bin/ share. Sets $root, $java_home and $server_jar; says in one sentence what is missing.

root=$(CDPATH='' cd -- "$(dirname -- "$(readlink -f -- "$0")")/.." && pwd) # bin/start may be a link
server_jar=$root/server/target/switchboard-server.jar
aot_cache=$root/server/target/switchboard.aot

# Java reads names of files in the locale's letters. With fewer than all, some names cannot be said.
case $(locale charmap 2>/dev/null) in
UTF-8) ;;
*) export LC_ALL=C.UTF-8 ;;
esac

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

# A JDK says its version in a file, so none has to be started to find out.
is_jdk_25() {
    [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release" 2>/dev/null
}

find_java() {
    on_path=$(command -v javac || true)
    for java_home in "${JAVA_HOME:-}" "${on_path:+$(dirname "$(dirname "$(readlink -f "$on_path")")")}" \
        /usr/lib/jvm/* /opt/java/* /opt/jdk* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-/nowhere}"/.sdkman/candidates/java/* "${HOME:-/nowhere}"/.jdks/*; do
        if is_jdk_25 "$java_home"; then
            [ -z "${JAVA_HOME:-}" ] || [ "$java_home" = "$JAVA_HOME" ] ||
                say "JAVA_HOME is $JAVA_HOME, which is no JDK 25; using $java_home."
            export JAVA_HOME="$java_home"
            return
        fi
    done
    fail "JDK 25 is missing: install it (for example Temurin 25 from https://adoptium.net) or point JAVA_HOME at one."
}

find_node() {
    command -v npm >/dev/null && node -e '
        const [major, minor] = process.versions.node.split(".").map(Number);
        process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)' 2>/dev/null ||
        fail "Node 20.19 or newer with npm is missing: install it from https://nodejs.org or with your package manager."
}

# True when a file below the given paths is newer than the stamp. A removed source shows as its newer folder.
newer_than() {
    stamp=$1
    shift
    [ ! -e "$stamp" ] ||
        [ -n "$(find "$@" \( -name node_modules -o -name dist -o -name target -o -name test-results \) -prune \
            -o \( -type f -o -path '*/src/*' \) -newer "$stamp" -print 2>/dev/null | head -n 1)" ]
}

maven() { (cd "$root" && ./mvnw -B -ntp "$@"); }

# Maven adds and replaces, but a source that was removed or renamed would live on here, migrations too.
forget_classes() { rm -rf "$root"/*/target/classes "$root"/*/target/test-classes; }

# ---- The parts of the program. Each says whether it is up to date, and builds itself. ----

server_is_current() {
    ! newer_than "$server_jar" "$root/pom.xml" "$root/socketio/pom.xml" "$root/server/pom.xml" \
        "$root/socketio/src/main" "$root/server/src/main"
}

build_server() {
    forget_classes
    maven -q -pl server -am -Dmaven.test.skip=true package && touch "$server_jar"
}

packages_are_current() { ! newer_than "$root/web/node_modules/.installed" "$root/web/package-lock.json"; }

build_packages() {
    npm ci --prefix "$root/web" --no-audit --no-fund --loglevel=error && touch "$root/web/node_modules/.installed"
}

pages_are_current() {
    ! newer_than "$root/web/node_modules/.built" "$root/web/package-lock.json" \
        "$root/web/tokens" "$root/web/client" "$root/web/common" "$root/web/widget" "$root/web/dashboard"
}

build_pages() {
    stamp=$root/web/node_modules/.built
    touch "$stamp.started" # a file saved while the build runs is built the next time
    npm run --silent build --prefix "$root/web" && mv "$stamp.started" "$stamp"
}

# Loading and linking classes is most of a start; the cache keeps that work. Without it everything works, slower.
cache_is_current() { [ -e "$aot_cache" ] && [ ! "$server_jar" -nt "$aot_cache" ]; }

# Leaves an empty file where none can be made from this build.
build_cache() { node "$root/bin/lib/train.mjs" "$root" "$aot_cache" || true; }

title_of() {
    case $1 in
    server) echo "Building the server" ;;
    packages) echo "Installing what the web pages are built with" ;;
    pages) echo "Building the web pages" ;;
    cache) echo "Making the start cache" ;;
    esac
}

is_current() {
    case $1 in
    server) server_is_current ;;
    packages) packages_are_current ;;
    pages) pages_are_current ;;
    cache) server_is_current && cache_is_current ;;
    esac
}

# build PART …: builds those that are out of date, in this order, one line each. What the tools print goes to a file.
build() {
    due=
    for part in "$@"; do is_current "$part" || due="$due $part"; done
    [ -n "$due" ] || return 0
    can_build "$due"
    build_log=$root/target/build.log
    mkdir -p "$root/target"
    : >"$build_log"
    step=0
    for part in $due; do
        step=$((step + 1))
        build_step "$part" "$step/$(echo "$due" | wc -w | tr -d ' ')"
    done
}

build_step() {
    began=$(date +%s)
    printf '[%s] %s … ' "$2" "$(title_of "$1")" >&2
    if ("build_$1") >>"$build_log" 2>&1; then
        say "$(($(date +%s) - began)) s"
        return
    fi
    say "failed"
    tail -n 25 "$build_log" >&2
    fail "$(title_of "$1") failed. Everything the tools said is in $build_log."
}

# What is built belongs to whoever installs the program; whoever runs it may be somebody else.
can_build() {
    [ -w "$root" ] || fail "Not everything is built, and this user may not write to $root: run bin/build as its owner."
    case $1 in *packages* | *pages* | *cache*) find_node ;; esac
}
