#!/bin/sh
# Runs PostgreSQL for exactly as long as the process that holds the other end of stdin.
#
#   watchdog.sh SECONDS LOG COMMAND...
#
# Prints the process id of COMMAND. When stdin ends, however that process died, COMMAND is asked to shut
# down fast (SIGINT); after SECONDS it is told to stop at once (SIGQUIT), after ten more it is killed.
# Ends when COMMAND ends, with its status.

# Ctrl-C in a terminal reaches the whole process group; only the server may decide what it means.
trap '' HUP INT QUIT TERM PIPE

seconds=$1
log=$2
shift 2
exec 3<&0 </dev/null

# When a process began. A number alone may be somebody else's by the time it is used; number and beginning are not.
beginning_of() {
    if [ -r "/proc/$1/stat" ]; then
        read -r line <"/proc/$1/stat" && # NUMBER (NAME) STATE ...; the name may hold anything
            set -- ${line##*) } && [ "$1" != Z ] && echo "${20}"
    else
        ps -o lstart= -p "$1"
    fi 2>/dev/null
}

"$@" 3<&- >>"$log" 2>&1 &
postgres=$!
beginning=$(beginning_of "$postgres")
echo "$postgres"

runs() { [ "$(beginning_of "$postgres")" = "${beginning:-unknown}" ]; }

send() { ! runs || kill "-$1" "$postgres"; }

ended_within() {
    tenths=$(($1 * 10))
    while runs; do
        [ "$tenths" -gt 0 ] || return 1
        tenths=$((tenths - 1))
        sleep 0.1
    done
}

# A process of its own, so that it does its duty even if this one is killed.
{
    exec >/dev/null 2>&1
    read -r _ <&3
    send INT
    ended_within "$seconds" || send QUIT
    ended_within 10 || send KILL
} &
guard=$!
guard_beginning=$(beginning_of "$guard")
exec 3<&- >&- 2>&-

wait "$postgres"
status=$?
[ "$(beginning_of "$guard")" != "${guard_beginning:-unknown}" ] || kill -KILL "$guard"
exit "$status"
