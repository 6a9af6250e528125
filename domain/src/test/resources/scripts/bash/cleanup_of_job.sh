#!/usr/bin/env bash

trap 'exit 1' TERM
set -o xtrace
case "$(set -o)" in *pipefail*) set -o pipefail ;; esac
set -o errexit
set +o noclobber
slipway_body='export FF_TEST_FEATURE=false
export FF_NETWORK_PER_BUILD=false
export FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY=false
export FF_USE_DIRECT_DOWNLOAD=true
export FF_USE_FASTZIP=false
export FF_DISABLE_UMASK_FOR_DOCKER_EXECUTOR=false
export FF_ENABLE_BASH_EXIT_CODE_CHECK=true
export FF_USE_WINDOWS_LEGACY_PROCESS_STRATEGY=false
export FF_USE_LEGACY_BASH_EVAL=false
export FF_USE_POWERSHELL_PATH_RESOLVER=true
export FF_USE_DYNAMIC_TRACE_FORCE_SEND_INTERVAL=false
export FF_SCRIPT_SECTIONS=true
export FF_ENABLE_JOB_CLEANUP=true
export FF_KUBERNETES_HONOR_ENTRYPOINT=false
export FF_POSIXLY_CORRECT_ESCAPES=false
export FF_RESOLVE_FULL_TLS_CHAIN=false
export FF_DISABLE_POWERSHELL_STDIN=false
export FF_USE_POD_ACTIVE_DEADLINE_SECONDS=true
export FF_USE_ADVANCED_POD_SPEC_CONFIGURATION=false
export FF_SECRET_RESOLVING_FAILS_IF_MISSING=true
export FF_PRINT_POD_EVENTS=false
export FF_USE_GIT_BUNDLE_URIS=true
export FF_USE_GIT_NATIVE_CLONE=true
export FF_USE_DUMB_INIT_WITH_KUBERNETES_EXECUTOR=false
export FF_USE_INIT_WITH_DOCKER_EXECUTOR=false
export FF_LOG_IMAGES_CONFIGURED_FOR_JOB=false
export FF_USE_DOCKER_AUTOSCALER_DIAL_STDIO=true
export FF_CLEAN_UP_FAILED_CACHE_EXTRACT=true
export FF_USE_WINDOWS_JOB_OBJECT=false
export FF_TIMESTAMPS=true
export FF_DISABLE_AUTOMATIC_TOKEN_ROTATION=false
export FF_USE_LEGACY_GCS_CACHE_ADAPTER=false
export FF_DISABLE_UMASK_FOR_KUBERNETES_EXECUTOR=true
export FF_USE_LEGACY_S3_CACHE_ADAPTER=false
export FF_GIT_URLS_WITHOUT_TOKENS=true
export FF_WAIT_FOR_POD_TO_BE_REACHABLE=false
export FF_MASK_ALL_DEFAULT_TOKENS=true
export FF_EXPORT_HIGH_CARDINALITY_METRICS=false
export FF_USE_FLEETING_ACQUIRE_HEARTBEATS=false
export FF_USE_EXPONENTIAL_BACKOFF_STAGE_RETRY=true
export FF_USE_ADAPTIVE_REQUEST_CONCURRENCY=true
export FF_USE_GITALY_CORRELATION_ID=true
export FF_USE_GIT_PROACTIVE_AUTH=false
export FF_HASH_CACHE_KEYS=false
export FF_ENABLE_JOB_INPUTS_INTERPOLATION=true
export FF_USE_JOB_ROUTER=false
export FF_SCRIPT_TO_STEP_MIGRATION=false
export FF_USE_PARALLEL_CACHE_TRANSFER=false
export FF_USE_PARALLEL_ARTIFACT_TRANSFER=false
export FF_USE_NATIVE_CONTAINER_STOP=false
export FF_CONCRETE=false
export FF_SUSPENDABLE_ENVIRONMENTS=false
export CI_RUNNER_SHORT_TOKEN=2yh3fKx9s
export CI_BUILDS_DIR=/builds
export CI_PROJECT_DIR=/builds/g/p
export CI_CONCURRENT_ID=0
export CI_CONCURRENT_PROJECT_ID=0
export CI_SERVER=yes
export CI_JOB_STATUS=running
export CI_JOB_TIMEOUT=3600
export CI_JOB_TOKEN=glcbt-64_secretJobToken
export CI_PROJECT_PATH=g/p
export CI_SERVER_HOST=gl.example
export CONF=/builds/g/p.tmp/CONF
export AWKWARD='\'''\''\'\'''\''q'\''\'\'''\'' "dq" $HOME `id` \ 	[0m é 😀 “x” ‘y’'\''
if (export UID=1) 2>/dev/null; then
  export UID=1
else
  printf '\''%s\n'\'' '\''[0;33mVariable UID is left out: this shell does not let it be set.[0;m'\''
fi
export HOME=/opt/me
export GIT_SUBMODULE_STRATEGY=none
export GIT_SUBMODULE_UPDATE_FLAGS=--remote
export CI_DEBUG_TRACE=true
export CI_DISPOSABLE_ENVIRONMENT=true
export CI_RUNNER_VERSION=19.3.0
export CI_RUNNER_REVISION=1a2b3c4d
export CI_RUNNER_EXECUTABLE_ARCH=linux/amd64
export RUNNER_TEMP_PROJECT_DIR=/builds/g/p.tmp
export GITLAB_ENV=/builds/g/p.tmp/gitlab_runner_env
if [ -r /builds/g/p.tmp/.glr.gconf ]; then export GIT_CONFIG_GLOBAL=/builds/g/p.tmp/.glr.gconf; fi
printf '\''url=%s\nusername=gitlab-ci-token\n'\'' https://gl.example | git credential reject 2>/dev/null || :
set --
if [ -e /builds/g/p.tmp/.gitlab-runner.ext.conf ] || [ -L /builds/g/p.tmp/.gitlab-runner.ext.conf ]; then set -- "$@" /builds/g/p.tmp/.gitlab-runner.ext.conf; fi
if [ -e /builds/g/p.tmp/gitlab_runner_env ] || [ -L /builds/g/p.tmp/gitlab_runner_env ]; then set -- "$@" /builds/g/p.tmp/gitlab_runner_env; fi
if [ -e /builds/g/p.tmp/gitlab_runner_cache_env ] || [ -L /builds/g/p.tmp/gitlab_runner_cache_env ]; then set -- "$@" /builds/g/p.tmp/gitlab_runner_cache_env; fi
if [ -e /builds/g/p.tmp/masking.db ] || [ -L /builds/g/p.tmp/masking.db ]; then set -- "$@" /builds/g/p.tmp/masking.db; fi
if [ -e /builds/g/p.tmp/CONF ] || [ -L /builds/g/p.tmp/CONF ]; then set -- "$@" /builds/g/p.tmp/CONF; fi
if [ $# -gt 0 ]; then rm -rf "$@"; fi
if [ -d /builds/g/p ]; then
  rm -rf /builds/g/p 2>/dev/null || {
    chmod -R u+rwX /builds/g/p
    rm -rf /builds/g/p
  }
fi
set --
if [ -e /builds/g/p.tmp/git-template/config ] || [ -L /builds/g/p.tmp/git-template/config ]; then set -- "$@" /builds/g/p.tmp/git-template/config; fi
if [ -e /builds/g/p.tmp/git-template/hooks ] || [ -L /builds/g/p.tmp/git-template/hooks ]; then set -- "$@" /builds/g/p.tmp/git-template/hooks; fi
if [ $# -gt 0 ]; then rm -rf "$@"; fi
if [ -d /builds/g/p/.git ]; then
  set --
  if [ -e /builds/g/p/.git/index.lock ] || [ -L /builds/g/p/.git/index.lock ]; then set -- "$@" /builds/g/p/.git/index.lock; fi
  if [ -e /builds/g/p/.git/shallow.lock ] || [ -L /builds/g/p/.git/shallow.lock ]; then set -- "$@" /builds/g/p/.git/shallow.lock; fi
  if [ -e /builds/g/p/.git/HEAD.lock ] || [ -L /builds/g/p/.git/HEAD.lock ]; then set -- "$@" /builds/g/p/.git/HEAD.lock; fi
  if [ -e /builds/g/p/.git/config.lock ] || [ -L /builds/g/p/.git/config.lock ]; then set -- "$@" /builds/g/p/.git/config.lock; fi
  if [ -e /builds/g/p/.git/hooks/post-checkout ] || [ -L /builds/g/p/.git/hooks/post-checkout ]; then set -- "$@" /builds/g/p/.git/hooks/post-checkout; fi
  if [ -e /builds/g/p/.git/config ] || [ -L /builds/g/p/.git/config ]; then set -- "$@" /builds/g/p/.git/config; fi
  if [ -e /builds/g/p/.git/hooks ] || [ -L /builds/g/p/.git/hooks ]; then set -- "$@" /builds/g/p/.git/hooks; fi
  if [ $# -gt 0 ]; then rm -rf "$@"; fi
  if [ -d /builds/g/p/.git/refs ]; then
    find /builds/g/p/.git/refs -name '\''*.lock'\'' -type f -exec rm -rf {} \;
  fi
fi
set --
if [ -e /builds/g/p.tmp/.glr.gconf ] || [ -L /builds/g/p.tmp/.glr.gconf ]; then set -- "$@" /builds/g/p.tmp/.glr.gconf; fi
if [ -e /builds/g/p.tmp/.glr.build.gconf ] || [ -L /builds/g/p.tmp/.glr.build.gconf ]; then set -- "$@" /builds/g/p.tmp/.glr.build.gconf; fi
if [ -e /builds/.gitlab-build-uid-gid ] || [ -L /builds/.gitlab-build-uid-gid ]; then set -- "$@" /builds/.gitlab-build-uid-gid; fi
if [ $# -gt 0 ]; then rm -rf "$@"; fi
'
(trap 'exit 1' TERM; eval "unset slipway_body; $slipway_body") < /dev/null
