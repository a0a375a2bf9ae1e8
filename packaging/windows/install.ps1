<#
.SYNOPSIS
    Touyan on Windows: begins the exhibit when its account logs on, and closes the usual ways out.
    头雁（Windows）：账户登录时开始展览，并关上常见的出口。
.DESCRIPTION
    Run it once, as administrator. Run it with -Remove to take everything back. Nothing is downloaded.
    It was never run on Windows by those who wrote it: see README.md beside it for what was checked and what wasn't.
.EXAMPLE
    .\install.ps1 -Program C:\Touyan\kiosk.exe -Account exhibit
.EXAMPLE
    .\install.ps1 -Remove -Account exhibit
#>
[CmdletBinding(SupportsShouldProcess = $true)]
param(
    [string] $Program = "C:\Touyan\kiosk.exe",
    [string] $Account = "exhibit",
    [string] $Deck = "",
    [switch] $Remove
)

Set-StrictMode -Version Latest
$ErrorActionPreference = "Stop"
$TaskName = "Touyan"
$Here = Split-Path -Parent $MyInvocation.MyCommand.Path

# What is set for the whole machine: path, name, value. -Remove deletes these again.
$Policies = @(
    # Swipes from the screen's edge open nothing (Windows 10 and 11, Pro and better).
    @{ Path = "HKLM:\SOFTWARE\Policies\Microsoft\Windows\EdgeUI"; Name = "AllowEdgeSwipe"; Value = 0 },
    # No notifications over the exhibit, and no "let's finish setting up your device".
    @{ Path = "HKLM:\SOFTWARE\Policies\Microsoft\Windows\Explorer"; Name = "DisableNotificationCenter"; Value = 1 },
    @{ Path = "HKLM:\SOFTWARE\Policies\Microsoft\Windows\CloudContent"; Name = "DisableSoftLanding"; Value = 1 },
    # A stick that is plugged in starts nothing.
    @{ Path = "HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\Explorer"; Name = "NoDriveTypeAutoRun"; Value = 255 },
    # Updates don't restart the machine while somebody is logged on, and the exhibit's account always is.
    @{ Path = "HKLM:\SOFTWARE\Policies\Microsoft\Windows\WindowsUpdate\AU"; Name = "NoAutoRebootWithLoggedOnUsers"; Value = 1 }
)

function Test-Administrator {
    $identity = [Security.Principal.WindowsIdentity]::GetCurrent()
    $principal = New-Object Security.Principal.WindowsPrincipal($identity)
    return $principal.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
}

function Set-Policies {
    foreach ($policy in $Policies) {
        if (-not (Test-Path $policy.Path)) {
            New-Item -Path $policy.Path -Force | Out-Null
        }
        New-ItemProperty -Path $policy.Path -Name $policy.Name -Value $policy.Value -PropertyType DWord -Force | Out-Null
    }
}

function Remove-Policies {
    foreach ($policy in $Policies) {
        Remove-ItemProperty -Path $policy.Path -Name $policy.Name -ErrorAction SilentlyContinue
    }
}

function Set-Power {
    # Mains only: the screen stays on, and the machine doesn't sleep.
    foreach ($setting in "monitor-timeout-ac", "standby-timeout-ac", "hibernate-timeout-ac", "disk-timeout-ac") {
        & powercfg.exe /change $setting 0
    }
}

function Register-Exhibit {
    $loop = Join-Path $Here "run.ps1"
    $arguments = "-NoProfile -NonInteractive -WindowStyle Hidden -ExecutionPolicy Bypass -File `"$loop`" -Program `"$Program`""
    if ($Deck) {
        $arguments += " -Deck `"$Deck`""
    }
    $action = New-ScheduledTaskAction -Execute "powershell.exe" -Argument $arguments -WorkingDirectory (Split-Path -Parent $Program)
    $trigger = New-ScheduledTaskTrigger -AtLogOn -User $Account
    $principal = New-ScheduledTaskPrincipal -UserId $Account -LogonType Interactive -RunLevel Limited
    # run.ps1 restarts the exhibit itself, at once; the task restarts run.ps1, each minute, for ever.
    $settings = New-ScheduledTaskSettingsSet -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries `
        -ExecutionTimeLimit ([TimeSpan]::Zero) -RestartCount 999 -RestartInterval (New-TimeSpan -Minutes 1) `
        -MultipleInstances IgnoreNew -StartWhenAvailable
    Register-ScheduledTask -TaskName $TaskName -Action $action -Trigger $trigger -Principal $principal `
        -Settings $settings -Description "Touyan, the exhibit" -Force | Out-Null
}

if (-not (Test-Administrator)) {
    throw "Run this as administrator. 请以管理员身份运行。"
}

if ($Remove) {
    if ($PSCmdlet.ShouldProcess($TaskName, "Remove the task and the policies")) {
        Unregister-ScheduledTask -TaskName $TaskName -Confirm:$false -ErrorAction SilentlyContinue
        Remove-Policies
    }
    Write-Output "Taken back. Power settings stay as they are. 已撤销；电源设置保持不变。"
    return
}

if (-not (Test-Path -LiteralPath $Program -PathType Leaf)) {
    throw "There is no $Program. 找不到 $Program。"
}
if (-not (Get-LocalUser -Name $Account -ErrorAction SilentlyContinue)) {
    throw "There is no account $Account on this machine: make a standard one first. 本机没有账户 $Account，请先新建一个标准账户。"
}
if ($PSCmdlet.ShouldProcess($Account, "Begin the exhibit at log-on")) {
    Register-Exhibit
    Set-Policies
    Set-Power
}
Write-Output "Done: log on as $Account, and the exhibit begins. 完成：用 $Account 登录，展览就会开始。"
Write-Output "What is left to do by hand is in README.md. 其余须手工完成的，见 README.md。"
