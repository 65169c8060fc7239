#!/bin/sh
# Started by children.ts: no program that it started outlives the process that did, even one ended by SIGKILL.
# Reads "SIGNAL PID" lines ("- PID" for a child that has ended). When the input ends, so has the parent: the children
# left get their signal, and SIGKILL if that is not enough.
trap '' INT TERM HUP

while read -r signal pid; do
  kept=
  for child in $list; do [ "${child##*:}" = "$pid" ] || kept="$kept $child"; done
  list=$kept
  [ "$signal" = - ] || list="$list $signal:$pid"
done

[ -n "$list" ] || exit 0
for child in $list; do kill -s "${child%%:*}" "${child##*:}"; done
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  sleep 1
  alive=
  for child in $list; do kill -0 "${child##*:}" && alive=yes; done
  [ -n "$alive" ] || exit 0
done
for child in $list; do kill -s KILL "${child##*:}"; done
