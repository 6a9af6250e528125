#!/usr/bin/env bash

trap 'exit 1' TERM
case "$(set -o)" in *pipefail*) set -o pipefail ;; esac
set -o errexit
set +o noclobber
(trap 'exit 1' TERM; eval 'gitlab-runner-helper health-check --port 5432 --port 6379
') < /dev/null
