; The installer: for one person, without an administrator, and removed from "Apps" like any other.
; Made by assets/release/make; `setup.exe /S` asks nothing, `/D=FOLDER` says where to.

Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
; Without the time of this run, the same files give the same bytes.
SetDateSave off

!include MUI2.nsh

Name "Steppe"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Steppe"
InstallDirRegKey HKCU "Software\Steppe" "Folder"
BrandingText "Steppe ${VERSION}"
ManifestDPIAware true
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "Steppe"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "Installs Steppe"
VIAddVersionKey LegalCopyright "MIT or Apache-2.0"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\steppe.exe"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "Russian"

!define CLASSES "Software\Classes"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Steppe"

; Steppe among the programs that "Open with" offers for an ending; what opens it by default stays.
!macro OfferFor ENDING
  WriteRegStr HKCU "${CLASSES}\.${ENDING}\OpenWithProgids" "Steppe.Layer" ""
  WriteRegStr HKCU "${CLASSES}\Applications\steppe.exe\SupportedTypes" ".${ENDING}" ""
!macroend
!macro NoLongerFor ENDING
  DeleteRegValue HKCU "${CLASSES}\.${ENDING}\OpenWithProgids" "Steppe.Layer"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.${ENDING}\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.${ENDING}"
!macroend
!macro ForEachEnding DO
  !insertmacro ${DO} "geojson"
  !insertmacro ${DO} "topojson"
  !insertmacro ${DO} "kml"
  !insertmacro ${DO} "kmz"
  !insertmacro ${DO} "gpx"
  !insertmacro ${DO} "csv"
  !insertmacro ${DO} "tsv"
  !insertmacro ${DO} "xlsx"
  !insertmacro ${DO} "ods"
  !insertmacro ${DO} "shp"
  !insertmacro ${DO} "gpkg"
  !insertmacro ${DO} "fgb"
  !insertmacro ${DO} "parquet"
!macroend

; Tells the Explorer that kinds of files have changed: SHCNE_ASSOCCHANGED.
!macro TellExplorer
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Section "Steppe" SecProgram
  SectionIn RO
  SetOutPath "$INSTDIR"
  File "${STAGE}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "Software\Steppe" "Folder" "$INSTDIR"
  CreateShortcut "$SMPROGRAMS\Steppe.lnk" "$INSTDIR\steppe.exe"
  ; So that Win+R and ShellExecute know the name.
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\steppe.exe" "" "$INSTDIR\steppe.exe"

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Steppe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\steppe.exe,0"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The Steppe developers"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section "Open dossiers and layers with Steppe" SecTypes
  WriteRegStr HKCU "${CLASSES}\.dossier" "" "Steppe.Dossier"
  WriteRegStr HKCU "${CLASSES}\Steppe.Dossier" "" "Steppe dossier"
  WriteRegStr HKCU "${CLASSES}\Steppe.Dossier\DefaultIcon" "" "$INSTDIR\steppe.exe,0"
  WriteRegStr HKCU "${CLASSES}\Steppe.Dossier\shell\open\command" "" '"$INSTDIR\steppe.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\Steppe.Layer" "" "Map layer"
  WriteRegStr HKCU "${CLASSES}\Steppe.Layer\shell\open\command" "" '"$INSTDIR\steppe.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\Applications\steppe.exe\shell\open\command" "" '"$INSTDIR\steppe.exe" "%1"'
  !insertmacro ForEachEnding OfferFor
  !insertmacro TellExplorer
SectionEnd

Section "un.Steppe"
  SectionIn RO
  ; What was installed, by name: a folder that others use, too, keeps what is theirs.
  Delete "$INSTDIR\steppe.exe"
  Delete "$INSTDIR\steppe.com"
  Delete "$INSTDIR\README.txt"
  Delete "$INSTDIR\CHANGELOG.txt"
  Delete "$INSTDIR\LICENSE-MIT.txt"
  Delete "$INSTDIR\LICENSE-APACHE.txt"
  Delete "$INSTDIR\THIRD-PARTY.txt"
  Delete "$INSTDIR\copyright.txt"
  Delete "$INSTDIR\uninstall.exe"
  ; Folders and keys that Steppe was the first to need go where they are empty.
  RMDir "$INSTDIR"
  RMDir "$LOCALAPPDATA\Programs"
  Delete "$SMPROGRAMS\Steppe.lnk"
  DeleteRegKey HKCU "Software\Steppe"
  DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\steppe.exe"
  DeleteRegKey HKCU "${UNINSTALL}"
  ReadRegStr $0 HKCU "${CLASSES}\.dossier" ""
  StrCmp $0 "Steppe.Dossier" 0 +2
    DeleteRegKey HKCU "${CLASSES}\.dossier"
  DeleteRegKey HKCU "${CLASSES}\Steppe.Dossier"
  DeleteRegKey HKCU "${CLASSES}\Steppe.Layer"
  DeleteRegKey HKCU "${CLASSES}\Applications\steppe.exe"
  DeleteRegKey /ifempty HKCU "${CLASSES}\Applications"
  !insertmacro ForEachEnding NoLongerFor
  !insertmacro TellExplorer
SectionEnd

Section /o "un.Settings, views and bookmarks" SecSettings
  RMDir /r "$APPDATA\steppe"
SectionEnd
