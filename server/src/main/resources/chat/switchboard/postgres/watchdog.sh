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

"$@" 3<&- >>"$log" 2>&1 &
postgres=$!
echo "$postgres"

ended_within() {
    tenths=$(($1 * 10))
    while kill -0 "$postgres" 2>/dev/null; do
        [ "$tenths" -gt 0 ] || return 1
        tenths=$((tenths - 1))
        sleep 0.1
    done
}

# A process of its own, so that it does its duty even if this one is killed.
{
    exec >/dev/null 2>&1
    read -r _ <&3
    kill -INT "$postgres"
    ended_within "$seconds" || kill -QUIT "$postgres"
    ended_within 10 || kill -KILL "$postgres"
} &
guard=$!
exec 3<&- >&- 2>&-

wait "$postgres"
status=$?
kill -KILL "$guard" 2>/dev/null
exit "$status"
