#!/usr/bin/env pwsh
& {
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false
$OutputEncoding = New-Object System.Text.UTF8Encoding
[System.Console]::InputEncoding = $OutputEncoding
[System.Console]::OutputEncoding = $OutputEncoding
[void][System.IO.Directory]::CreateDirectory('/builds/g/p.tmp/git-template')
[void][System.IO.Directory]::CreateDirectory('/builds/g/p.tmp')
${FF_TEST_FEATURE} = 'false'
${env:FF_TEST_FEATURE} = ${FF_TEST_FEATURE}
${FF_NETWORK_PER_BUILD} = 'false'
${env:FF_NETWORK_PER_BUILD} = ${FF_NETWORK_PER_BUILD}
${FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY} = 'false'
${env:FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY} = ${FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY}
${FF_USE_DIRECT_DOWNLOAD} = 'true'
${env:FF_USE_DIRECT_DOWNLOAD} = ${FF_USE_DIRECT_DOWNLOAD}
${FF_USE_FASTZIP} = 'false'
${env:FF_USE_FASTZIP} = ${FF_USE_FASTZIP}
${FF_DISABLE_UMASK_FOR_DOCKER_EXECUTOR} = 'false'
${env:FF_DISABLE_UMASK_FOR_DOCKER_EXECUTOR} = ${FF_DISABLE_UMASK_FOR_DOCKER_EXECUTOR}
${FF_ENABLE_BASH_EXIT_CODE_CHECK} = 'false'
${env:FF_ENABLE_BASH_EXIT_CODE_CHECK} = ${FF_ENABLE_BASH_EXIT_CODE_CHECK}
${FF_USE_WINDOWS_LEGACY_PROCESS_STRATEGY} = 'false'
${env:FF_USE_WINDOWS_LEGACY_PROCESS_STRATEGY} = ${FF_USE_WINDOWS_LEGACY_PROCESS_STRATEGY}
${FF_USE_LEGACY_BASH_EVAL} = 'false'
${env:FF_USE_LEGACY_BASH_EVAL} = ${FF_USE_LEGACY_BASH_EVAL}
${FF_USE_POWERSHELL_PATH_RESOLVER} = 'false'
${env:FF_USE_POWERSHELL_PATH_RESOLVER} = ${FF_USE_POWERSHELL_PATH_RESOLVER}
${FF_USE_DYNAMIC_TRACE_FORCE_SEND_INTERVAL} = 'false'
${env:FF_USE_DYNAMIC_TRACE_FORCE_SEND_INTERVAL} = ${FF_USE_DYNAMIC_TRACE_FORCE_SEND_INTERVAL}
${FF_SCRIPT_SECTIONS} = 'false'
${env:FF_SCRIPT_SECTIONS} = ${FF_SCRIPT_SECTIONS}
${FF_ENABLE_JOB_CLEANUP} = 'false'
${env:FF_ENABLE_JOB_CLEANUP} = ${FF_ENABLE_JOB_CLEANUP}
${FF_KUBERNETES_HONOR_ENTRYPOINT} = 'false'
${env:FF_KUBERNETES_HONOR_ENTRYPOINT} = ${FF_KUBERNETES_HONOR_ENTRYPOINT}
${FF_POSIXLY_CORRECT_ESCAPES} = 'false'
${env:FF_POSIXLY_CORRECT_ESCAPES} = ${FF_POSIXLY_CORRECT_ESCAPES}
${FF_RESOLVE_FULL_TLS_CHAIN} = 'false'
${env:FF_RESOLVE_FULL_TLS_CHAIN} = ${FF_RESOLVE_FULL_TLS_CHAIN}
${FF_DISABLE_POWERSHELL_STDIN} = 'false'
${env:FF_DISABLE_POWERSHELL_STDIN} = ${FF_DISABLE_POWERSHELL_STDIN}
${FF_USE_POD_ACTIVE_DEADLINE_SECONDS} = 'true'
${env:FF_USE_POD_ACTIVE_DEADLINE_SECONDS} = ${FF_USE_POD_ACTIVE_DEADLINE_SECONDS}
${FF_USE_ADVANCED_POD_SPEC_CONFIGURATION} = 'false'
${env:FF_USE_ADVANCED_POD_SPEC_CONFIGURATION} = ${FF_USE_ADVANCED_POD_SPEC_CONFIGURATION}
${FF_SECRET_RESOLVING_FAILS_IF_MISSING} = 'true'
${env:FF_SECRET_RESOLVING_FAILS_IF_MISSING} = ${FF_SECRET_RESOLVING_FAILS_IF_MISSING}
${FF_PRINT_POD_EVENTS} = 'false'
${env:FF_PRINT_POD_EVENTS} = ${FF_PRINT_POD_EVENTS}
${FF_USE_GIT_BUNDLE_URIS} = 'true'
${env:FF_USE_GIT_BUNDLE_URIS} = ${FF_USE_GIT_BUNDLE_URIS}
${FF_USE_GIT_NATIVE_CLONE} = 'false'
${env:FF_USE_GIT_NATIVE_CLONE} = ${FF_USE_GIT_NATIVE_CLONE}
${FF_USE_DUMB_INIT_WITH_KUBERNETES_EXECUTOR} = 'false'
${env:FF_USE_DUMB_INIT_WITH_KUBERNETES_EXECUTOR} = ${FF_USE_DUMB_INIT_WITH_KUBERNETES_EXECUTOR}
${FF_USE_INIT_WITH_DOCKER_EXECUTOR} = 'false'
${env:FF_USE_INIT_WITH_DOCKER_EXECUTOR} = ${FF_USE_INIT_WITH_DOCKER_EXECUTOR}
${FF_LOG_IMAGES_CONFIGURED_FOR_JOB} = 'false'
${env:FF_LOG_IMAGES_CONFIGURED_FOR_JOB} = ${FF_LOG_IMAGES_CONFIGURED_FOR_JOB}
${FF_USE_DOCKER_AUTOSCALER_DIAL_STDIO} = 'true'
${env:FF_USE_DOCKER_AUTOSCALER_DIAL_STDIO} = ${FF_USE_DOCKER_AUTOSCALER_DIAL_STDIO}
${FF_CLEAN_UP_FAILED_CACHE_EXTRACT} = 'false'
${env:FF_CLEAN_UP_FAILED_CACHE_EXTRACT} = ${FF_CLEAN_UP_FAILED_CACHE_EXTRACT}
${FF_USE_WINDOWS_JOB_OBJECT} = 'false'
${env:FF_USE_WINDOWS_JOB_OBJECT} = ${FF_USE_WINDOWS_JOB_OBJECT}
${FF_TIMESTAMPS} = 'true'
${env:FF_TIMESTAMPS} = ${FF_TIMESTAMPS}
${FF_DISABLE_AUTOMATIC_TOKEN_ROTATION} = 'false'
${env:FF_DISABLE_AUTOMATIC_TOKEN_ROTATION} = ${FF_DISABLE_AUTOMATIC_TOKEN_ROTATION}
${FF_USE_LEGACY_GCS_CACHE_ADAPTER} = 'false'
${env:FF_USE_LEGACY_GCS_CACHE_ADAPTER} = ${FF_USE_LEGACY_GCS_CACHE_ADAPTER}
${FF_DISABLE_UMASK_FOR_KUBERNETES_EXECUTOR} = 'false'
${env:FF_DISABLE_UMASK_FOR_KUBERNETES_EXECUTOR} = ${FF_DISABLE_UMASK_FOR_KUBERNETES_EXECUTOR}
${FF_USE_LEGACY_S3_CACHE_ADAPTER} = 'false'
${env:FF_USE_LEGACY_S3_CACHE_ADAPTER} = ${FF_USE_LEGACY_S3_CACHE_ADAPTER}
${FF_GIT_URLS_WITHOUT_TOKENS} = 'false'
${env:FF_GIT_URLS_WITHOUT_TOKENS} = ${FF_GIT_URLS_WITHOUT_TOKENS}
${FF_WAIT_FOR_POD_TO_BE_REACHABLE} = 'false'
${env:FF_WAIT_FOR_POD_TO_BE_REACHABLE} = ${FF_WAIT_FOR_POD_TO_BE_REACHABLE}
${FF_MASK_ALL_DEFAULT_TOKENS} = 'true'
${env:FF_MASK_ALL_DEFAULT_TOKENS} = ${FF_MASK_ALL_DEFAULT_TOKENS}
${FF_EXPORT_HIGH_CARDINALITY_METRICS} = 'false'
${env:FF_EXPORT_HIGH_CARDINALITY_METRICS} = ${FF_EXPORT_HIGH_CARDINALITY_METRICS}
${FF_USE_FLEETING_ACQUIRE_HEARTBEATS} = 'false'
${env:FF_USE_FLEETING_ACQUIRE_HEARTBEATS} = ${FF_USE_FLEETING_ACQUIRE_HEARTBEATS}
${FF_USE_EXPONENTIAL_BACKOFF_STAGE_RETRY} = 'true'
${env:FF_USE_EXPONENTIAL_BACKOFF_STAGE_RETRY} = ${FF_USE_EXPONENTIAL_BACKOFF_STAGE_RETRY}
${FF_USE_ADAPTIVE_REQUEST_CONCURRENCY} = 'true'
${env:FF_USE_ADAPTIVE_REQUEST_CONCURRENCY} = ${FF_USE_ADAPTIVE_REQUEST_CONCURRENCY}
${FF_USE_GITALY_CORRELATION_ID} = 'true'
${env:FF_USE_GITALY_CORRELATION_ID} = ${FF_USE_GITALY_CORRELATION_ID}
${FF_USE_GIT_PROACTIVE_AUTH} = 'false'
${env:FF_USE_GIT_PROACTIVE_AUTH} = ${FF_USE_GIT_PROACTIVE_AUTH}
${FF_HASH_CACHE_KEYS} = 'false'
${env:FF_HASH_CACHE_KEYS} = ${FF_HASH_CACHE_KEYS}
${FF_ENABLE_JOB_INPUTS_INTERPOLATION} = 'true'
${env:FF_ENABLE_JOB_INPUTS_INTERPOLATION} = ${FF_ENABLE_JOB_INPUTS_INTERPOLATION}
${FF_USE_JOB_ROUTER} = 'false'
${env:FF_USE_JOB_ROUTER} = ${FF_USE_JOB_ROUTER}
${FF_SCRIPT_TO_STEP_MIGRATION} = 'false'
${env:FF_SCRIPT_TO_STEP_MIGRATION} = ${FF_SCRIPT_TO_STEP_MIGRATION}
${FF_USE_PARALLEL_CACHE_TRANSFER} = 'false'
${env:FF_USE_PARALLEL_CACHE_TRANSFER} = ${FF_USE_PARALLEL_CACHE_TRANSFER}
${FF_USE_PARALLEL_ARTIFACT_TRANSFER} = 'false'
${env:FF_USE_PARALLEL_ARTIFACT_TRANSFER} = ${FF_USE_PARALLEL_ARTIFACT_TRANSFER}
${FF_USE_NATIVE_CONTAINER_STOP} = 'false'
${env:FF_USE_NATIVE_CONTAINER_STOP} = ${FF_USE_NATIVE_CONTAINER_STOP}
${FF_CONCRETE} = 'false'
${env:FF_CONCRETE} = ${FF_CONCRETE}
${FF_SUSPENDABLE_ENVIRONMENTS} = 'false'
${env:FF_SUSPENDABLE_ENVIRONMENTS} = ${FF_SUSPENDABLE_ENVIRONMENTS}
${CI_RUNNER_SHORT_TOKEN} = '2yh3fKx9s'
${env:CI_RUNNER_SHORT_TOKEN} = ${CI_RUNNER_SHORT_TOKEN}
${CI_BUILDS_DIR} = '/builds'
${env:CI_BUILDS_DIR} = ${CI_BUILDS_DIR}
${CI_PROJECT_DIR} = '/builds/g/p'
${env:CI_PROJECT_DIR} = ${CI_PROJECT_DIR}
${CI_CONCURRENT_ID} = '0'
${env:CI_CONCURRENT_ID} = ${CI_CONCURRENT_ID}
${CI_CONCURRENT_PROJECT_ID} = '0'
${env:CI_CONCURRENT_PROJECT_ID} = ${CI_CONCURRENT_PROJECT_ID}
${CI_SERVER} = 'yes'
${env:CI_SERVER} = ${CI_SERVER}
${CI_JOB_STATUS} = 'running'
${env:CI_JOB_STATUS} = ${CI_JOB_STATUS}
${CI_JOB_TIMEOUT} = '3600'
${env:CI_JOB_TIMEOUT} = ${CI_JOB_TIMEOUT}
${CI_JOB_TOKEN} = 'glcbt-64_secretJobToken'
${env:CI_JOB_TOKEN} = ${CI_JOB_TOKEN}
${CI_PROJECT_PATH} = 'g/p'
${env:CI_PROJECT_PATH} = ${CI_PROJECT_PATH}
${CI_SERVER_HOST} = 'gl.example'
${env:CI_SERVER_HOST} = ${CI_SERVER_HOST}
[System.IO.File]::WriteAllText('/builds/g/p.tmp/CONF', "it's `"a`" `$file`nof two lines`n")
${CONF} = '/builds/g/p.tmp/CONF'
${env:CONF} = ${CONF}
${AWKWARD} = "'q' `"dq`" `$HOME ``id`` \ `t$([char]27)[0m é 😀 `“x`” ‘y’"
${env:AWKWARD} = ${AWKWARD}
${UID} = '1'
${env:UID} = ${UID}
${env:HOME} = '/opt/me'
${not-a-name} = 'x'
${env:not-a-name} = ${not-a-name}
${GIT_SUBMODULE_STRATEGY} = 'recursive'
${env:GIT_SUBMODULE_STRATEGY} = ${GIT_SUBMODULE_STRATEGY}
${GIT_SUBMODULE_UPDATE_FLAGS} = '--remote'
${env:GIT_SUBMODULE_UPDATE_FLAGS} = ${GIT_SUBMODULE_UPDATE_FLAGS}
${CI_DISPOSABLE_ENVIRONMENT} = 'true'
${env:CI_DISPOSABLE_ENVIRONMENT} = ${CI_DISPOSABLE_ENVIRONMENT}
${CI_RUNNER_VERSION} = '19.3.0'
${env:CI_RUNNER_VERSION} = ${CI_RUNNER_VERSION}
${CI_RUNNER_REVISION} = '1a2b3c4d'
${env:CI_RUNNER_REVISION} = ${CI_RUNNER_REVISION}
${CI_RUNNER_EXECUTABLE_ARCH} = 'linux/amd64'
${env:CI_RUNNER_EXECUTABLE_ARCH} = ${CI_RUNNER_EXECUTABLE_ARCH}
${RUNNER_TEMP_PROJECT_DIR} = '/builds/g/p.tmp'
${env:RUNNER_TEMP_PROJECT_DIR} = ${RUNNER_TEMP_PROJECT_DIR}
${GITLAB_ENV} = '/builds/g/p.tmp/gitlab_runner_env'
${env:GITLAB_ENV} = ${GITLAB_ENV}
try {
  if (-not (Test-Path -LiteralPath '/builds/g/p.tmp/gitlab_runner_env')) {
    [System.IO.File]::WriteAllText('/builds/g/p.tmp/gitlab_runner_env', '')
  }
  foreach ($slipway_line in [System.IO.File]::ReadAllLines('/builds/g/p.tmp/gitlab_runner_env')) {
    $slipway_name, $slipway_value = $slipway_line.Trim().Split('=', 2)
    if ($slipway_name -and $null -ne $slipway_value) {
      Set-Item -LiteralPath "env:$slipway_name" -Value $slipway_value
      Set-Variable -Name $slipway_name -Value $slipway_value -ErrorAction SilentlyContinue
    }
  }
} catch {
  Write-Output "$([char]27)[0;33mUnable to read env file: /builds/g/p.tmp/gitlab_runner_env$([char]27)[0;m"
}
${GIT_TERMINAL_PROMPT} = '0'
${env:GIT_TERMINAL_PROMPT} = ${GIT_TERMINAL_PROMPT}
${GCM_INTERACTIVE} = 'Never'
${env:GCM_INTERACTIVE} = ${GCM_INTERACTIVE}
foreach ($slipway_path in @('/builds/g/p.tmp/.glr.gconf')) {
  if (Get-Item -LiteralPath $slipway_path -Force -ErrorAction SilentlyContinue) {
    Remove-Item -LiteralPath $slipway_path -Recurse -Force
  }
}
$slipway_taken = $false
$slipway_config = ${env:GIT_CONFIG_GLOBAL}
if (-not $slipway_config -and ${env:HOME}) {
  $slipway_config = ${env:HOME} + '/.gitconfig'
}
if ($slipway_config -and $slipway_config -ne '/dev/null') {
  try {
    [System.IO.File]::AppendAllText($slipway_config, "`n[safe]`n`tdirectory = `"/builds/g/p`"`n")
    $slipway_taken = $true
  } catch {
    $slipway_taken = $false
  }
}
if (-not $slipway_taken) {
  $slipway_files = @(${env:GIT_CONFIG_GLOBAL})
  if (-not ${env:GIT_CONFIG_GLOBAL}) {
    $slipway_base = ${env:XDG_CONFIG_HOME}
    if (-not $slipway_base) { $slipway_base = ${env:HOME} + '/.config' }
    $slipway_files = @(($slipway_base + '/git/config'), (${env:HOME} + '/.gitconfig'))
  }
  $slipway_text = ''
  foreach ($slipway_file in $slipway_files) {
    if ($slipway_file -notmatch '["\\]' -and (Test-Path -LiteralPath $slipway_file -PathType Leaf)) {
      $slipway_text += "[include]`n`tpath = `"$slipway_file`"`n"
    }
  }
  [System.IO.File]::WriteAllText('/builds/g/p.tmp/.glr.gconf', $slipway_text + "`n[safe]`n`tdirectory = `"/builds/g/p`"`n")
  ${env:GIT_CONFIG_GLOBAL} = '/builds/g/p.tmp/.glr.gconf'
}
Write-Output "$([char]27)[32;1m`$ echo before$([char]27)[0;m"
echo before
if (-not $?) { if ($LASTEXITCODE) { exit $LASTEXITCODE } else { exit 1 } }
Write-Output "$([char]27)[32;1m`$ echo early$([char]27)[0;m"
echo early
if (-not $?) { if ($LASTEXITCODE) { exit $LASTEXITCODE } else { exit 1 } }
${GIT_LFS_SKIP_SMUDGE} = '1'
${env:GIT_LFS_SKIP_SMUDGE} = ${GIT_LFS_SKIP_SMUDGE}
if (Test-Path -LiteralPath '/builds/g/p/.git' -PathType Container) {
  foreach ($slipway_path in @('/builds/g/p/.git/index.lock', '/builds/g/p/.git/shallow.lock', '/builds/g/p/.git/HEAD.lock', '/builds/g/p/.git/config.lock', '/builds/g/p/.git/hooks/post-checkout')) {
    if (Get-Item -LiteralPath $slipway_path -Force -ErrorAction SilentlyContinue) {
      Remove-Item -LiteralPath $slipway_path -Recurse -Force
    }
  }
  if (Test-Path -LiteralPath '/builds/g/p/.git/refs' -PathType Container) {
    $slipway_found = @(Get-ChildItem -LiteralPath '/builds/g/p/.git/refs' -Recurse -Force | Where-Object { -not $_.PSIsContainer -and $_.Name -clike '*.lock' })
    foreach ($slipway_item in $slipway_found) {
      if (Test-Path -LiteralPath $slipway_item.FullName) {
        Remove-Item -LiteralPath $slipway_item.FullName -Recurse -Force
      }
    }
  }
  if (Test-Path -LiteralPath '/builds/g/p/.git/modules' -PathType Container) {
    $slipway_found = @(Get-ChildItem -LiteralPath '/builds/g/p/.git/modules' -Recurse -Force | Where-Object { -not $_.PSIsContainer -and @('index.lock', 'shallow.lock', 'HEAD.lock', 'config.lock', 'post-checkout') -ccontains $_.Name })
    foreach ($slipway_item in $slipway_found) {
      if (Test-Path -LiteralPath $slipway_item.FullName) {
        Remove-Item -LiteralPath $slipway_item.FullName -Recurse -Force
      }
    }
  }
}
Write-Output "$([char]27)[32;1mGitaly correlation ID: 01JCORRELATION$([char]27)[0;m"
[System.IO.File]::WriteAllText('/builds/g/p.tmp/.gitlab-runner.ext.conf', "[http]`n`textraHeader = `"X-Gitaly-Correlation-ID: 01JCORRELATION`"`n[transfer]`n`tbundleURI = `"true`"`n[url `"https://gitlab-ci-token:glcbt-64_secretJobToken@gl.example/g/p.git`"]`n`tinsteadOf = `"https://gl.example/g/p.git`"`n[url `"https://gitlab-ci-token:glcbt-64_secretJobToken@gl.example`"]`n`tinsteadOf = `"https://gl.example`"`n")
${GLR_EXT_GIT_CONFIG_PATH} = '/builds/g/p.tmp/.gitlab-runner.ext.conf'
${env:GLR_EXT_GIT_CONFIG_PATH} = ${GLR_EXT_GIT_CONFIG_PATH}
[System.IO.File]::WriteAllText('/builds/g/p.tmp/git-template/config', "[init]`n`tdefaultBranch = `"none`"`n[fetch]`n`trecurseSubmodules = `"false`"`n[credential]`n`tinteractive = `"never`"`n[gc]`n`tautoDetach = `"false`"`n[include]`n`tpath = `"/builds/g/p.tmp/.gitlab-runner.ext.conf`"`n[remote `"origin`"]`n`turl = `"https://gl.example/g/p.git`"`n`tfetch = `"+refs/heads/*:refs/remotes/origin/*`"`n")
Write-Output "$([char]27)[32;1mFetching changes...$([char]27)[0;m"
$slipway_used = Test-Path -LiteralPath '/builds/g/p'
$slipway_config = Test-Path -LiteralPath '/builds/g/p/.git/config'
& 'git' 'init' '/builds/g/p' '--template' '/builds/g/p.tmp/git-template'
if (-not $?) { if ($LASTEXITCODE) { exit $LASTEXITCODE } else { exit 1 } }
Set-Location -LiteralPath '/builds/g/p'
if ($slipway_config) {
  $slipway_ok = $false
  try {
    & 'git' 'remote' 'add' 'origin' 'https://gl.example/g/p.git' *> $null
    $slipway_ok = $?
  } catch {
    $null = $_
  }
  if ($slipway_ok) {
    Write-Output "$([char]27)[32;1mCreated fresh repository.$([char]27)[0;m"
  } else {
    & 'git' 'remote' 'set-url' 'origin' 'https://gl.example/g/p.git'
    if (-not $?) { if ($LASTEXITCODE) { exit $LASTEXITCODE } else { exit 1 } }
  }
  & 'git' 'config' '--replace-all' 'include.path' '/builds/g/p.tmp/.gitlab-runner.ext.conf' '\.gitlab-runner\.ext\.conf$'
  if (-not $?) { if ($LASTEXITCODE) { exit $LASTEXITCODE } else { exit 1 } }
} else {
  Write-Output "$([char]27)[32;1mCreated fresh repository.$([char]27)[0;m"
}
$slipway_words = @('-c', 'maintenance.auto=false')
if ($slipway_used) { $slipway_words = @() }
if (Test-Path -LiteralPath '/builds/g/p/.git/shallow') {
  & 'git' '-c' 'http.userAgent=gitlab-runner 19.3.0 linux/amd64' @slipway_words 'fetch' 'origin' '--no-recurse-submodules' '+refs/heads/main:refs/remotes/origin/main' '--prune' '--quiet' '--unshallow'
  if (-not $?) { if ($LASTEXITCODE) { exit $LASTEXITCODE } else { exit 1 } }
} else {
  & 'git' '-c' 'http.userAgent=gitlab-runner 19.3.0 linux/amd64' @slipway_words 'fetch' 'origin' '--no-recurse-submodules' '+refs/heads/main:refs/remotes/origin/main' '--prune' '--quiet'
  if (-not $?) { if ($LASTEXITCODE) { exit $LASTEXITCODE } else { exit 1 } }
}
Write-Output "$([char]27)[32;1mChecking out 1234abcd as detached HEAD (ref is main)...$([char]27)[0;m"
& 'git' '-c' 'submodule.recurse=false' 'checkout' '-f' '-q' '1234abcd1234abcd1234abcd1234abcd1234abcd'
if (-not $?) { if ($LASTEXITCODE) { exit $LASTEXITCODE } else { exit 1 } }
if ($slipway_used) {
  & 'git' 'clean' '-ffdx'
  if (-not $?) { if ($LASTEXITCODE) { exit $LASTEXITCODE } else { exit 1 } }
}
if ((Get-Command 'git-lfs' -CommandType Application -ErrorAction SilentlyContinue) -or (Test-Path -LiteralPath '/usr/libexec/git-core/git-lfs') -or (Test-Path -LiteralPath '/usr/lib/git-core/git-lfs')) {
  $slipway_ok = $false
  if (Test-Path -LiteralPath '.git/info/attributes') {
    $slipway_ok = (Get-Item -LiteralPath '.git/info/attributes' -Force).Length -gt 0
  }
  if (-not $slipway_ok) {
    & 'git' 'grep' '--cached' '-q' '-e' 'filter=lfs' '--' ':(glob)**/.gitattributes'
    $slipway_ok = $?
  }
  if ($slipway_ok) {
    & 'git' '-c' 'filter.lfs.clean=git-lfs clean -- %f' '-c' 'filter.lfs.smudge=git-lfs smudge -- %f' '-c' 'filter.lfs.process=git-lfs filter-process' '-c' 'filter.lfs.required=true' 'lfs' 'pull'
    if (-not $?) { if ($LASTEXITCODE) { exit $LASTEXITCODE } else { exit 1 } }
    Write-Output ''
  }
}
Write-Output "$([char]27)[32;1mUpdating/initializing submodules recursively...$([char]27)[0;m"
& 'git' 'submodule' 'init'
if (-not $?) { if ($LASTEXITCODE) { exit $LASTEXITCODE } else { exit 1 } }
& 'git' 'submodule' 'sync' '--recursive'
if (-not $?) { if ($LASTEXITCODE) { exit $LASTEXITCODE } else { exit 1 } }
if ($slipway_used) {
  & 'git' 'submodule' 'foreach' '--recursive' 'git' 'clean' '-ffdx'
  if (-not $?) { if ($LASTEXITCODE) { exit $LASTEXITCODE } else { exit 1 } }
  & 'git' 'submodule' 'foreach' '--recursive' 'git' 'reset' '--hard'
  if (-not $?) { if ($LASTEXITCODE) { exit $LASTEXITCODE } else { exit 1 } }
}
$slipway_ok = $false
try {
  & 'git' '-c' 'include.path=/builds/g/p.tmp/.gitlab-runner.ext.conf' 'submodule' 'update' '--init' '--recursive' '--remote'
  $slipway_ok = $?
} catch {
  Write-Output ([string]$_)
}
if ($slipway_ok) {
  Write-Output "$([char]27)[32;1mUpdated submodules$([char]27)[0;m"
  & 'git' 'submodule' 'sync' '--recursive'
  if (-not $?) { if ($LASTEXITCODE) { exit $LASTEXITCODE } else { exit 1 } }
} else {
  Write-Output "$([char]27)[0;33mUpdating submodules failed. Retrying...$([char]27)[0;m"
  & 'git' '-c' 'include.path=/builds/g/p.tmp/.gitlab-runner.ext.conf' 'submodule' 'foreach' '--recursive' 'git' 'fetch' 'origin' '+refs/heads/*:refs/remotes/origin/*'
  if (-not $?) { if ($LASTEXITCODE) { exit $LASTEXITCODE } else { exit 1 } }
  & 'git' 'submodule' 'sync' '--recursive'
  if (-not $?) { if ($LASTEXITCODE) { exit $LASTEXITCODE } else { exit 1 } }
  & 'git' '-c' 'include.path=/builds/g/p.tmp/.gitlab-runner.ext.conf' 'submodule' 'update' '--init' '--recursive' '--remote'
  if (-not $?) { if ($LASTEXITCODE) { exit $LASTEXITCODE } else { exit 1 } }
  & 'git' 'submodule' 'foreach' '--recursive' 'git' 'reset' '--hard'
  if (-not $?) { if ($LASTEXITCODE) { exit $LASTEXITCODE } else { exit 1 } }
}
& 'git' 'submodule' 'foreach' '--recursive' 'git' 'clean' '-ffdx'
if (-not $?) { if ($LASTEXITCODE) { exit $LASTEXITCODE } else { exit 1 } }
Write-Output "$([char]27)[32;1mConfiguring submodules to use parent git credentials...$([char]27)[0;m"
& 'git' 'submodule' 'foreach' '--recursive' 'git' 'config' '--replace-all' 'include.path' '/builds/g/p.tmp/.gitlab-runner.ext.conf'
if (-not $?) { if ($LASTEXITCODE) { exit $LASTEXITCODE } else { exit 1 } }
if ((Get-Command 'git-lfs' -CommandType Application -ErrorAction SilentlyContinue) -or (Test-Path -LiteralPath '/usr/libexec/git-core/git-lfs') -or (Test-Path -LiteralPath '/usr/lib/git-core/git-lfs')) {
  Write-Output "$([char]27)[32;1mPulling LFS files...$([char]27)[0;m"
  & 'git' '-c' 'include.path=/builds/g/p.tmp/.gitlab-runner.ext.conf' '-c' 'filter.lfs.clean=git-lfs clean -- %f' '-c' 'filter.lfs.smudge=git-lfs smudge -- %f' '-c' 'filter.lfs.process=git-lfs filter-process' '-c' 'filter.lfs.required=true' 'submodule' 'foreach' '--recursive' 'git' 'lfs' 'pull'
  if (-not $?) { if ($LASTEXITCODE) { exit $LASTEXITCODE } else { exit 1 } }
}
Write-Output "$([char]27)[32;1m`$ echo after$([char]27)[0;m"
echo after
if (-not $?) { if ($LASTEXITCODE) { exit $LASTEXITCODE } else { exit 1 } }
try { "url=https://gl.example`nusername=gitlab-ci-token`n" | & 'git' 'credential' 'reject' 2> $null } catch { $null = $_ }
}
exit 0
