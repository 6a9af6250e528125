#!/usr/bin/env pwsh
& {
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false
$OutputEncoding = New-Object System.Text.UTF8Encoding
[System.Console]::InputEncoding = $OutputEncoding
[System.Console]::OutputEncoding = $OutputEncoding
Write-Output ('Running on ' + [System.Environment]::MachineName + ' via manager-0...')
foreach ($slipway_path in @('/builds/g/p.tmp/gitlab_runner_env', '/builds/g/p.tmp/masking.db')) {
  if (Get-Item -LiteralPath $slipway_path -Force -ErrorAction SilentlyContinue) {
    Remove-Item -LiteralPath $slipway_path -Recurse -Force
  }
}
}
exit 0
