#!/usr/bin/env bash

trap 'exit 1' TERM
case "$(set -o)" in *pipefail*) set -o pipefail ;; esac
set -o errexit
set +o noclobber
slipway_body='[ -d /builds/g/p.tmp/git-template ] || mkdir -p /builds/g/p.tmp/git-template
[ -d /builds/g/p.tmp ] || mkdir -p /builds/g/p.tmp
export FF_TEST_FEATURE=false
export FF_NETWORK_PER_BUILD=false
export FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY=false
export FF_USE_DIRECT_DOWNLOAD=true
export FF_USE_FASTZIP=false
export FF_DISABLE_UMASK_FOR_DOCKER_EXECUTOR=false
export FF_ENABLE_BASH_EXIT_CODE_CHECK=false
export FF_USE_WINDOWS_LEGACY_PROCESS_STRATEGY=false
export FF_USE_LEGACY_BASH_EVAL=false
export FF_USE_POWERSHELL_PATH_RESOLVER=false
export FF_USE_DYNAMIC_TRACE_FORCE_SEND_INTERVAL=false
export FF_SCRIPT_SECTIONS=false
export FF_ENABLE_JOB_CLEANUP=false
export FF_KUBERNETES_HONOR_ENTRYPOINT=false
export FF_POSIXLY_CORRECT_ESCAPES=false
export FF_RESOLVE_FULL_TLS_CHAIN=false
export FF_DISABLE_POWERSHELL_STDIN=false
export FF_USE_POD_ACTIVE_DEADLINE_SECONDS=true
export FF_USE_ADVANCED_POD_SPEC_CONFIGURATION=false
export FF_SECRET_RESOLVING_FAILS_IF_MISSING=true
export FF_PRINT_POD_EVENTS=false
export FF_USE_GIT_BUNDLE_URIS=true
export FF_USE_GIT_NATIVE_CLONE=false
export FF_USE_DUMB_INIT_WITH_KUBERNETES_EXECUTOR=false
export FF_USE_INIT_WITH_DOCKER_EXECUTOR=false
export FF_LOG_IMAGES_CONFIGURED_FOR_JOB=false
export FF_USE_DOCKER_AUTOSCALER_DIAL_STDIO=true
export FF_CLEAN_UP_FAILED_CACHE_EXTRACT=false
export FF_USE_WINDOWS_JOB_OBJECT=false
export FF_TIMESTAMPS=true
export FF_DISABLE_AUTOMATIC_TOKEN_ROTATION=false
export FF_USE_LEGACY_GCS_CACHE_ADAPTER=false
export FF_DISABLE_UMASK_FOR_KUBERNETES_EXECUTOR=false
export FF_USE_LEGACY_S3_CACHE_ADAPTER=false
export FF_GIT_URLS_WITHOUT_TOKENS=false
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
printf '\''%s'\'' '\''it'\''\'\'''\''s "a" $file
of two lines
'\'' > /builds/g/p.tmp/CONF
export CONF=/builds/g/p.tmp/CONF
export AWKWARD='\'''\''\'\'''\''q'\''\'\'''\'' "dq" $HOME `id` \ 	[0m é 😀 “x” ‘y’'\''
if (export UID=1) 2>/dev/null; then
  export UID=1
else
  printf '\''%s\n'\'' '\''[0;33mVariable UID is left out: this shell does not let it be set.[0;m'\''
fi
export HOME=/opt/me
export GIT_SUBMODULE_STRATEGY=recursive
export GIT_SUBMODULE_UPDATE_FLAGS=--remote
export CI_DISPOSABLE_ENVIRONMENT=true
export CI_RUNNER_VERSION=19.3.0
export CI_RUNNER_REVISION=1a2b3c4d
export CI_RUNNER_EXECUTABLE_ARCH=linux/amd64
export RUNNER_TEMP_PROJECT_DIR=/builds/g/p.tmp
export GITLAB_ENV=/builds/g/p.tmp/gitlab_runner_env
[ -e /builds/g/p.tmp/gitlab_runner_env ] || : > /builds/g/p.tmp/gitlab_runner_env
while IFS='\'' 	'\'' read -r slipway_line; do
  export "${slipway_line?}"
done < /builds/g/p.tmp/gitlab_runner_env
export GIT_TERMINAL_PROMPT=0
export GCM_INTERACTIVE=Never
set --
if [ -e /builds/g/p.tmp/.glr.gconf ] || [ -L /builds/g/p.tmp/.glr.gconf ]; then set -- "$@" /builds/g/p.tmp/.glr.gconf; fi
if [ $# -gt 0 ]; then rm -rf "$@"; fi
slipway_config=${GIT_CONFIG_GLOBAL:-${HOME:+$HOME/.gitconfig}}
if [ -z "$slipway_config" ] || ! { printf '\''%s'\'' '\''
[safe]
	directory = "/builds/g/p"
'\'' >> "$slipway_config"; } 2>/dev/null || [ ! -f "$slipway_config" ]; then
  if [ -n "${GIT_CONFIG_GLOBAL:-}" ]; then
    set -- "$GIT_CONFIG_GLOBAL"
  else
    set -- "${XDG_CONFIG_HOME:-${HOME:-}/.config}/git/config" "${HOME:-}/.gitconfig"
  fi
  {
    for slipway_file in "$@"; do
      case $slipway_file in *'\''"'\''* | *'\''\'\''*) continue ;; esac
      if [ -f "$slipway_file" ] && [ -r "$slipway_file" ]; then
        printf '\''[include]\n\tpath = "%s"\n'\'' "$slipway_file"
      fi
    done
    printf '\''%s'\'' '\''
[safe]
	directory = "/builds/g/p"
'\''
  } > /builds/g/p.tmp/.glr.gconf
  export GIT_CONFIG_GLOBAL=/builds/g/p.tmp/.glr.gconf
fi
printf '\''%s\n'\'' '\''[32;1m$ echo before[0;m'\''
echo before
printf '\''%s\n'\'' '\''[32;1m$ echo early[0;m'\''
echo early
export GIT_LFS_SKIP_SMUDGE=1
if [ -d /builds/g/p/.git ]; then
  set --
  if [ -e /builds/g/p/.git/index.lock ] || [ -L /builds/g/p/.git/index.lock ]; then set -- "$@" /builds/g/p/.git/index.lock; fi
  if [ -e /builds/g/p/.git/shallow.lock ] || [ -L /builds/g/p/.git/shallow.lock ]; then set -- "$@" /builds/g/p/.git/shallow.lock; fi
  if [ -e /builds/g/p/.git/HEAD.lock ] || [ -L /builds/g/p/.git/HEAD.lock ]; then set -- "$@" /builds/g/p/.git/HEAD.lock; fi
  if [ -e /builds/g/p/.git/config.lock ] || [ -L /builds/g/p/.git/config.lock ]; then set -- "$@" /builds/g/p/.git/config.lock; fi
  if [ -e /builds/g/p/.git/hooks/post-checkout ] || [ -L /builds/g/p/.git/hooks/post-checkout ]; then set -- "$@" /builds/g/p/.git/hooks/post-checkout; fi
  if [ $# -gt 0 ]; then rm -rf "$@"; fi
  if [ -d /builds/g/p/.git/refs ]; then
    find /builds/g/p/.git/refs -name '\''*.lock'\'' -type f -exec rm -rf {} \;
  fi
  if [ -d /builds/g/p/.git/modules ]; then
    find /builds/g/p/.git/modules -type f \( -name index.lock -o -name shallow.lock -o -name HEAD.lock -o -name config.lock -o -name post-checkout \) -exec rm -rf {} \;
  fi
fi
printf '\''%s\n'\'' '\''[32;1mGitaly correlation ID: 01JCORRELATION[0;m'\''
printf '\''%s'\'' '\''[http]
	extraHeader = "X-Gitaly-Correlation-ID: 01JCORRELATION"
[transfer]
	bundleURI = "true"
[url "https://gitlab-ci-token:glcbt-64_secretJobToken@gl.example/g/p.git"]
	insteadOf = "https://gl.example/g/p.git"
[url "https://gitlab-ci-token:glcbt-64_secretJobToken@gl.example"]
	insteadOf = "https://gl.example"
'\'' > /builds/g/p.tmp/.gitlab-runner.ext.conf
export GLR_EXT_GIT_CONFIG_PATH=/builds/g/p.tmp/.gitlab-runner.ext.conf
printf '\''%s'\'' '\''[init]
	defaultBranch = "none"
[fetch]
	recurseSubmodules = "false"
[credential]
	interactive = "never"
[gc]
	autoDetach = "false"
[include]
	path = "/builds/g/p.tmp/.gitlab-runner.ext.conf"
[remote "origin"]
	url = "https://gl.example/g/p.git"
	fetch = "+refs/heads/*:refs/remotes/origin/*"
'\'' > /builds/g/p.tmp/git-template/config
printf '\''%s\n'\'' '\''[32;1mFetching changes...[0;m'\''
slipway_used=; if [ -e /builds/g/p ]; then slipway_used=1; fi
slipway_config=; if [ -e /builds/g/p/.git/config ]; then slipway_config=1; fi
git init /builds/g/p --template /builds/g/p.tmp/git-template
cd /builds/g/p
if [ -n "$slipway_config" ]; then
  if git remote add origin https://gl.example/g/p.git >/dev/null 2>&1; then
    printf '\''%s\n'\'' '\''[32;1mCreated fresh repository.[0;m'\''
  else
    git remote set-url origin https://gl.example/g/p.git
  fi
  git config --replace-all include.path /builds/g/p.tmp/.gitlab-runner.ext.conf '\''\.gitlab-runner\.ext\.conf$'\''
else
  printf '\''%s\n'\'' '\''[32;1mCreated fresh repository.[0;m'\''
fi
set -- -c maintenance.auto=false
if [ -n "$slipway_used" ]; then set --; fi
if [ -e /builds/g/p/.git/shallow ]; then
  git -c '\''http.userAgent=gitlab-runner 19.3.0 linux/amd64'\'' "$@" fetch origin --no-recurse-submodules +refs/heads/main:refs/remotes/origin/main --prune --quiet --unshallow
else
  git -c '\''http.userAgent=gitlab-runner 19.3.0 linux/amd64'\'' "$@" fetch origin --no-recurse-submodules +refs/heads/main:refs/remotes/origin/main --prune --quiet
fi
printf '\''%s\n'\'' '\''[32;1mChecking out 1234abcd as detached HEAD (ref is main)...[0;m'\''
git -c '\''submodule.recurse=false'\'' checkout -f -q 1234abcd1234abcd1234abcd1234abcd1234abcd
if [ -n "$slipway_used" ]; then git clean -ffdx; fi
if command -v git-lfs >/dev/null 2>&1 || [ -x /usr/libexec/git-core/git-lfs ] || [ -x /usr/lib/git-core/git-lfs ]; then
  if [ -s .git/info/attributes ] || git grep --cached -q -e filter=lfs -- '\'':(glob)**/.gitattributes'\''; then
    git -c '\''filter.lfs.clean=git-lfs clean -- %f'\'' -c '\''filter.lfs.smudge=git-lfs smudge -- %f'\'' -c '\''filter.lfs.process=git-lfs filter-process'\'' -c '\''filter.lfs.required=true'\'' lfs pull
    printf '\''\n'\''
  fi
fi
printf '\''%s\n'\'' '\''[32;1mUpdating/initializing submodules recursively...[0;m'\''
git submodule init
git submodule sync --recursive
if [ -n "$slipway_used" ]; then
  git submodule foreach --recursive git clean -ffdx
  git submodule foreach --recursive git reset --hard
fi
if git -c '\''include.path=/builds/g/p.tmp/.gitlab-runner.ext.conf'\'' submodule update --init --recursive --remote; then
  printf '\''%s\n'\'' '\''[32;1mUpdated submodules[0;m'\''
  git submodule sync --recursive
else
  printf '\''%s\n'\'' '\''[0;33mUpdating submodules failed. Retrying...[0;m'\''
  git -c '\''include.path=/builds/g/p.tmp/.gitlab-runner.ext.conf'\'' submodule foreach --recursive git fetch origin '\''+refs/heads/*:refs/remotes/origin/*'\''
  git submodule sync --recursive
  git -c '\''include.path=/builds/g/p.tmp/.gitlab-runner.ext.conf'\'' submodule update --init --recursive --remote
  git submodule foreach --recursive git reset --hard
fi
git submodule foreach --recursive git clean -ffdx
printf '\''%s\n'\'' '\''[32;1mConfiguring submodules to use parent git credentials...[0;m'\''
git submodule foreach --recursive git config --replace-all include.path /builds/g/p.tmp/.gitlab-runner.ext.conf
if command -v git-lfs >/dev/null 2>&1 || [ -x /usr/libexec/git-core/git-lfs ] || [ -x /usr/lib/git-core/git-lfs ]; then
  printf '\''%s\n'\'' '\''[32;1mPulling LFS files...[0;m'\''
  git -c '\''include.path=/builds/g/p.tmp/.gitlab-runner.ext.conf'\'' -c '\''filter.lfs.clean=git-lfs clean -- %f'\'' -c '\''filter.lfs.smudge=git-lfs smudge -- %f'\'' -c '\''filter.lfs.process=git-lfs filter-process'\'' -c '\''filter.lfs.required=true'\'' submodule foreach --recursive git lfs pull
fi
printf '\''%s\n'\'' '\''[32;1m$ echo after[0;m'\''
echo after
printf '\''url=%s\nusername=gitlab-ci-token\n'\'' https://gl.example | git credential reject 2>/dev/null || :
'
(trap 'exit 1' TERM; eval "unset slipway_body; $slipway_body") < /dev/null
