#!/usr/bin/env bash
# A signed, notarised disk image of the frozen RunSheet: make_dmg.sh RunSheet.app RunSheet-0.1.0.dmg
#
# RUNSHEET_SIGN_IDENTITY   "Developer ID Application: …", in the keychain; without it nothing is
#                          signed, and macOS opens the app only by the right button's Open
# RUNSHEET_NOTARY_PROFILE  what `xcrun notarytool store-credentials` keeps the Apple ID under
#
# PyInstaller has signed each library with the same identity (packaging/runsheet.spec); here the
# bundle as a whole and the image follow. Python and Qt need no other entitlements than those listed.
set -euo pipefail

app=$1 image=$2
here=$(cd "$(dirname "$0")" && pwd)
identity=${RUNSHEET_SIGN_IDENTITY:-}
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT

if [ -n "$identity" ]; then
	codesign --force --timestamp --options runtime --entitlements "$here/entitlements.plist" \
		--sign "$identity" "$app"
	codesign --verify --deep --strict "$app"
fi

ditto "$app" "$stage/RunSheet.app"
ln -s /Applications "$stage/Applications"
hdiutil create -volname RunSheet -srcfolder "$stage" -fs HFS+ -format UDZO -ov "$image"

if [ -n "$identity" ]; then
	codesign --force --timestamp --sign "$identity" "$image"
fi
if [ -n "${RUNSHEET_NOTARY_PROFILE:-}" ]; then
	xcrun notarytool submit "$image" --keychain-profile "$RUNSHEET_NOTARY_PROFILE" --wait
	xcrun stapler staple "$image"
	spctl --assess --type open --context context:primary-signature "$image"
fi
