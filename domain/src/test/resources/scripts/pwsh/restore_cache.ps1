#!/usr/bin/env pwsh
& {
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false
$OutputEncoding = New-Object System.Text.UTF8Encoding
[System.Console]::InputEncoding = $OutputEncoding
[System.Console]::OutputEncoding = $OutputEncoding
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
if (Test-Path -LiteralPath '/builds/g/p.tmp/.glr.gconf') {
  ${env:GIT_CONFIG_GLOBAL} = '/builds/g/p.tmp/.glr.gconf'
}
Set-Location -LiteralPath '/builds/g/p'
if (Get-Command 'gitlab-runner-helper' -CommandType Application -ErrorAction SilentlyContinue) {
  Write-Output "$([char]27)[32;1mChecking cache for own...$([char]27)[0;m"
  $slipway_ok = $false
  try {
    & 'gitlab-runner-helper' 'cache-extractor' '--file' '../../../cache/g/p/own/cache.zip' '--timeout' '10' '--url' 'http://s/p/project/7/own?sig=1&x=$y' '--head-url' 'http://s/head' '--alternate-url' 'http://s/p/project/7/5b/5b3975651c3cab92d044c096dc30a1c2d9525497457472de48c51ecb363d1f4a?sig=1&x=$y' '--alternate-head-url' 'http://s/head'
    $slipway_ok = $?
  } catch {
    Write-Output ([string]$_)
  }
  if ($slipway_ok) {
    Write-Output "$([char]27)[32;1mSuccessfully extracted cache$([char]27)[0;m"
  } else {
    Write-Output "$([char]27)[0;33mFailed to extract cache$([char]27)[0;m"
    Write-Output "$([char]27)[32;1mChecking cache for b...$([char]27)[0;m"
    $slipway_ok = $false
    try {
      & 'gitlab-runner-helper' 'cache-extractor' '--file' '../../../cache/g/p/b/cache.zip' '--timeout' '10' '--url' 'http://s/p/project/7/b?sig=1&x=$y' '--head-url' 'http://s/head' '--alternate-url' 'http://s/p/project/7/3e/3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d?sig=1&x=$y' '--alternate-head-url' 'http://s/head'
      $slipway_ok = $?
    } catch {
      Write-Output ([string]$_)
    }
    if ($slipway_ok) {
      Write-Output "$([char]27)[32;1mSuccessfully extracted cache$([char]27)[0;m"
    } else {
      Write-Output "$([char]27)[0;33mFailed to extract cache$([char]27)[0;m"
    }
  }
} else {
  Write-Output "$([char]27)[0;33mMissing gitlab-runner-helper. Extracting cache is disabled.$([char]27)[0;m"
}
if (Get-Command 'gitlab-runner-helper' -CommandType Application -ErrorAction SilentlyContinue) {
  Write-Output "$([char]27)[32;1mChecking cache for none...$([char]27)[0;m"
  $slipway_ok = $false
  try {
    & 'gitlab-runner-helper' 'cache-extractor' '--file' '../../../cache/g/p/none/cache.zip' '--timeout' '10' '--url' 'http://s/p/project/7/none?sig=1&x=$y' '--head-url' 'http://s/head' '--alternate-url' 'http://s/p/project/7/14/140bedbf9c3f6d56a9846d2ba7088798683f4da0c248231336e6a05679e4fdfe?sig=1&x=$y' '--alternate-head-url' 'http://s/head'
    $slipway_ok = $?
  } catch {
    Write-Output ([string]$_)
  }
  if ($slipway_ok) {
    Write-Output "$([char]27)[32;1mSuccessfully extracted cache$([char]27)[0;m"
  } else {
    Write-Output "$([char]27)[0;33mFailed to extract cache$([char]27)[0;m"
  }
} else {
  Write-Output "$([char]27)[0;33mMissing gitlab-runner-helper. Extracting cache is disabled.$([char]27)[0;m"
}
}
exit 0
