#!/usr/bin/env bash

trap 'exit 1' TERM
case "$(set -o)" in *pipefail*) set -o pipefail ;; esac
set -o errexit
set +o noclobber
slipway_body='if [ -r /builds/g/p.tmp/.glr.gconf ]; then export GIT_CONFIG_GLOBAL=/builds/g/p.tmp/.glr.gconf; fi
printf '\''%s\n'\'' '\''[32;1mDeleting tracked and untracked files...[0;m'\''
if [ -d /builds/g/p ]; then
  cd /builds/g/p
  git rm -rf --ignore-unmatch --quiet .
  git clean -ffdx -q
fi
'
(trap 'exit 1' TERM; eval "unset slipway_body; $slipway_body") < /dev/null
