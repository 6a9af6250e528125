#!/usr/bin/env pwsh
& {
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false
$OutputEncoding = New-Object System.Text.UTF8Encoding
[System.Console]::InputEncoding = $OutputEncoding
[System.Console]::OutputEncoding = $OutputEncoding
if (Test-Path -LiteralPath '/builds/g/p.tmp/.glr.gconf') {
  ${env:GIT_CONFIG_GLOBAL} = '/builds/g/p.tmp/.glr.gconf'
}
Write-Output "$([char]27)[32;1mDeleting tracked and untracked files...$([char]27)[0;m"
if (Test-Path -LiteralPath '/builds/g/p' -PathType Container) {
  Set-Location -LiteralPath '/builds/g/p'
  & 'git' 'rm' '-rf' '--ignore-unmatch' '--quiet' '.'
  if (-not $?) { if ($LASTEXITCODE) { exit $LASTEXITCODE } else { exit 1 } }
  & 'git' 'clean' '-ffdx' '-q'
  if (-not $?) { if ($LASTEXITCODE) { exit $LASTEXITCODE } else { exit 1 } }
}
}
exit 0
