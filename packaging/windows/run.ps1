<#
.SYNOPSIS
    Runs the exhibit and begins it again when it ends by itself; the task of install.ps1 calls it.
.DESCRIPTION
    Exit 0: staff left it, and so does this. 75: staff want it begun anew. 2: no screen; it waits. Anything else: it died,
    and is begun again, after 0, 1, 2, 4 … 30 seconds if it keeps dying.
#>
[CmdletBinding()]
param(
    [string] $Program = "C:\Touyan\kiosk.exe",
    [string] $Deck = ""
)

Set-StrictMode -Version Latest
$wait = 0
while ($true) {
    $arguments = @("run")
    if ($Deck) {
        $arguments += $Deck
    }
    $begun = Get-Date
    & $Program @arguments
    $code = $LASTEXITCODE
    if ($code -eq 0) {
        exit 0
    }
    $ran = ((Get-Date) - $begun).TotalSeconds
    if ($code -eq 75 -or $ran -gt 600) {
        $wait = 0
    } elseif ($code -eq 2) {
        $wait = 5
    } else {
        $wait = [Math]::Min(30, [Math]::Max(1, $wait * 2))
    }
    Start-Sleep -Seconds $wait
}
