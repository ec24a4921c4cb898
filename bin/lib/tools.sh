# What the scripts in bin/ share. Sets $root, $java_home and $server_jar; says in one sentence what is missing.

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
server_jar=$root/server/target/switchboard-server.jar
aot_cache=$root/server/target/switchboard.aot

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

build_server() {
    newer_than "$server_jar" "$root/pom.xml" "$root/socketio/pom.xml" "$root/server/pom.xml" \
        "$root/socketio/src/main" "$root/server/src/main" || return 0
    say "Building the server …"
    forget_classes
    maven -q -pl server -am -Dmaven.test.skip=true package || fail "The server could not be built; see above."
    touch "$server_jar"
}

install_web() {
    stamp=$root/web/node_modules/.installed
    newer_than "$stamp" "$root/web/package-lock.json" || return 0
    find_node
    say "Installing what the web pages are built with …"
    npm ci --prefix "$root/web" --no-audit --no-fund --loglevel=error >&2 || fail "npm could not install; see above."
    touch "$stamp"
}

build_web() {
    install_web
    stamp=$root/web/node_modules/.built
    newer_than "$stamp" "$root/web" || return 0
    find_node
    say "Building the web pages …"
    touch "$stamp.started" # a file saved while the build runs is built the next time
    npm run --silent build --prefix "$root/web" >&2 || fail "The web pages could not be built; see above."
    mv "$stamp.started" "$stamp"
}

# Loading and linking classes is most of a start; the cache keeps that work. Without it everything works, slower.
# An empty one says that it could not be made from this build.
build_aot_cache() {
    [ ! -e "$aot_cache" ] || [ "$server_jar" -nt "$aot_cache" ] || return 0
    find_node
    say "Preparing a quick start …"
    node "$root/bin/lib/train.mjs" "$root" "$aot_cache" && return 0
    : >"$aot_cache"
    say "The quick start could not be prepared; starting takes a second longer."
}

# Whatever is out of date of what bin/start runs.
build_all() {
    build_server
    build_web
    build_aot_cache
}
