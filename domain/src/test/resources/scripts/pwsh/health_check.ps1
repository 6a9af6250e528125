#!/usr/bin/env pwsh
& {
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false
$OutputEncoding = New-Object System.Text.UTF8Encoding
[System.Console]::InputEncoding = $OutputEncoding
[System.Console]::OutputEncoding = $OutputEncoding
& 'gitlab-runner-helper' 'health-check' '--port' '5432' '--port' '6379'
if (-not $?) { if ($LASTEXITCODE) { exit $LASTEXITCODE } else { exit 1 } }
}
exit 0
