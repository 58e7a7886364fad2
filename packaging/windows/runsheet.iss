; Inno Setup 6: RunSheet for one person, without administrators' rights. Made by
;   python packaging\dev.py package        (iscc must be on the PATH)
;
; Silent, for IT:   RunSheet-0.1.0-setup.exe /VERYSILENT /SUPPRESSMSGBOXES /NORESTART
;   /TASKS="autostart"        start with the PC (else it is left as it is; Settings can change it)
;   /DIR="C:\…\RunSheet"      another folder
;   /START=1                  start RunSheet afterwards
;   /LOG="C:\…\setup.log"
; Silent removal:   "%LOCALAPPDATA%\Programs\RunSheet\unins000.exe" /VERYSILENT
; An upgrade is the same command: a RunSheet that runs is asked to quit and keeps everything.
; The data stay (%LOCALAPPDATA%\RunSheet); Settings, Security, Remove this PC takes them away.

#ifndef Version
  #error Version and Frozen are given by packaging/devtools/package.py
#endif

[Setup]
AppId={{6F1C6B0E-5C0D-4C0B-9B53-5E7D0C1C7A11}
AppName=RunSheet
AppVersion={#Version}
AppVerName=RunSheet {#Version}
AppPublisher=RunSheet
VersionInfoVersion={#Version}.0
PrivilegesRequired=lowest
DefaultDirName={localappdata}\Programs\RunSheet
DisableProgramGroupPage=yes
DisableDirPage=auto
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
SetupIconFile={#Frozen}\..\..\made\runsheet.ico
UninstallDisplayIcon={app}\RunSheet.exe
UninstallDisplayName=RunSheet
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
; What does not quit when it is asked is closed by Windows; it is not started again by itself.
CloseApplications=yes
RestartApplications=no
#ifdef Sign
SignTool=runsheet
SignedUninstaller=yes
#endif

[Tasks]
Name: autostart; Description: "Start RunSheet when I sign in to this PC"; Flags: unchecked

[InstallDelete]
; Nothing of an older version may lie beside the new one's libraries.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Frozen}\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{userprograms}\RunSheet"; Filename: "{app}\RunSheet.exe"; AppUserModelID: "au.runsheet.RunSheet"

[Registry]
; The same value, quoted alike, as Settings writes (app/services/pc/windows_start.py), and what
; Task Manager switched off is on again.
Root: HKCU; Subkey: "Software\Microsoft\Windows\CurrentVersion\Run"; ValueType: string; ValueName: "RunSheet"; ValueData: "{code:StartCommand}"; Tasks: autostart
Root: HKCU; Subkey: "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"; ValueType: none; ValueName: "RunSheet"; Flags: deletevalue; Tasks: autostart
; Whoever wrote it, setup or Settings: an entry without its program must not stay.
Root: HKCU; Subkey: "Software\Microsoft\Windows\CurrentVersion\Run"; ValueType: none; ValueName: "RunSheet"; Flags: uninsdeletevalue dontcreatekey
Root: HKCU; Subkey: "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"; ValueType: none; ValueName: "RunSheet"; Flags: uninsdeletevalue dontcreatekey

[Run]
Filename: "{app}\RunSheet.exe"; Description: "Open RunSheet"; Flags: nowait postinstall skipifsilent
Filename: "{app}\RunSheet.exe"; Flags: nowait; Check: IsStartWanted

[UninstallRun]
Filename: "{app}\RunSheet.exe"; Parameters: "--quit"; Flags: runhidden; RunOnceId: "Quit"

[Code]
{ As Python's list2cmdline quotes a path: only where there is a space in it. }
function StartCommand(Param: String): String;
begin
  Result := ExpandConstant('{app}\RunSheet.exe');
  if Pos(' ', Result) > 0 then
    Result := '"' + Result + '"';
end;

function IsStartWanted: Boolean;
begin
  Result := WizardSilent and (ExpandConstant('{param:START|0}') = '1');
end;

{ Upgrade in place: the RunSheet that runs is asked to quit, and setup waits until it has. }
function PrepareToInstall(var NeedsRestart: Boolean): String;
var
  Installed: String;
  Code: Integer;
begin
  Result := '';
  Installed := ExpandConstant('{app}\RunSheet.exe');
  if FileExists(Installed) then
    Exec(Installed, '--quit', '', SW_HIDE, ewWaitUntilTerminated, Code);
end;
