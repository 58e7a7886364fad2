# Installs the setup that was built without a question, starts RunSheet, upgrades in place while it
# runs, and takes it away: nothing may be left but the data. For the build machine; run on Windows.
$ErrorActionPreference = "Stop"
$setup = (Get-ChildItem build\packages\RunSheet-*-setup.exe | Select-Object -First 1).FullName
$home_ = "$env:LOCALAPPDATA\Programs\RunSheet"
$run = "HKCU:\Software\Microsoft\Windows\CurrentVersion\Run"
$silent = "/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART"

function Install([string[]]$more) {
    $done = Start-Process $setup -ArgumentList ($silent + $more) -Wait -PassThru
    if ($done.ExitCode -ne 0) { throw "setup ended with $($done.ExitCode)" }
}

Install '/TASKS="autostart"'
& "$home_\runsheet-cli.exe" --version
$command = (Get-ItemProperty $run).RunSheet
$program = "$home_\RunSheet.exe"
$expected = if ($program.Contains(" ")) { "`"$program`"" } else { $program }
if ($command -ne $expected) { throw "starts with the PC as $command, not $expected" }

$window = Start-Process $program -PassThru
$window.WaitForInputIdle(60000) | Out-Null
Start-Sleep 5
Install
if (-not $window.HasExited) { throw "the RunSheet that ran was not asked to quit" }

Start-Process "$home_\unins000.exe" -ArgumentList "/VERYSILENT" -Wait
$deadline = (Get-Date).AddSeconds(60)  # the remover goes on from a copy of itself
while ((Test-Path "$home_\RunSheet.exe") -and (Get-Date) -lt $deadline) { Start-Sleep 1 }
if (Test-Path "$home_\RunSheet.exe") { throw "the program is still there" }
if ((Get-ItemProperty $run).PSObject.Properties.Name -contains "RunSheet") { throw "still starts with the PC" }
if (-not (Test-Path "$env:LOCALAPPDATA\RunSheet")) { throw "the data went, too" }
"Installed, upgraded in place and removed; the data are still there."
