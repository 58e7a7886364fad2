"""What can be said of the packages without building one: their contents, words and notices."""

import configparser
import json
import re
import shutil
import struct
import subprocess
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import announce
import icons
from app import __version__
from app.services.pc.autostart import run_value
from app.services.pc.build import read_build
from app.services.pc.windows_start import APPROVED_KEY, NAME, RUN_KEY
from app.services.updates.notice import read_notice
from devtools import clean_root, contents, deb, freeze, package
from devtools.environment import LOCK
from devtools.screen import Picture, read_xwd
from devtools.system_packages import WINDOW_PACKAGES

ROOT = Path(__file__).parents[2]
FACTS = freeze.BuildFacts(version=__version__, commit="5b1186d", committed_at=1_795_000_000)
SETUP = (ROOT / "packaging/windows/runsheet.iss").read_text("utf-8")


def test_the_version_stands_in_one_place_and_pyproject_repeats_it() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert freeze.version() == __version__ == told


def test_every_file_that_is_read_at_work_goes_in() -> None:
    inside = {Path(source).relative_to(ROOT) for source, _ in contents.data_files()}
    assert {Path(source).parent for source in inside} == {
        Path(folder) for _, folder in contents.data_files()
    }
    wanted = [*(ROOT / "resources").rglob("*"), *(ROOT / "docs").glob("*.md")]
    wanted += [path for path in (ROOT / "app").rglob("*") if path.suffix not in {".py", ".pyc"}]
    wanted += (ROOT / "app/store/migrations").rglob("*.py")
    left_out = {path for each in contents.NOT_SHIPPED for path in ROOT.glob(each)}
    files = {path.relative_to(ROOT) for path in wanted if path.is_file() and path not in left_out}
    assert len(files) > 60
    assert files <= inside


def test_what_is_loaded_by_a_name_in_quotes_goes_in() -> None:
    assert {"pyqtgraph", "tzdata.zoneinfo"} <= contents.named_modules()


@pytest.mark.parametrize(
    ("place", "is_wanted"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/Qt/plugins/iconengines/libqsvgicon.so", True),
        ("PySide6/Qt/lib/libQt6Core.so.6", True),
        ("PySide6\\Qt6Quick.dll", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("libQt6EglFsKmsSupport.so.6", False),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("resources/icons/add.svg", True),
    ],
)
def test_of_qt_only_what_a_window_needs_goes_in(place: str, is_wanted: bool) -> None:
    assert contents.is_wanted(place) is is_wanted


def test_what_debian_has_stays_debians_and_python_comes_along() -> None:
    folder = "/usr/lib/x86_64-linux-gnu"
    entries = [
        ("libssl.so.3", f"{folder}/libssl.so.3", "BINARY"),
        ("libpython3.11.so.1.0", f"{folder}/libpython3.11.so.1.0", "BINARY"),
        ("python3.11/lib-dynload/_ssl.so", "/usr/lib/python3.11/lib-dynload/_ssl.so", "EXTENSION"),
        ("libicuuc.so.73", "/somewhere/PySide6/Qt/lib/libicuuc.so.73", "BINARY"),
    ]
    assert contents.kept(entries) == entries[1:]


def test_the_builder_gets_exactly_what_ships_each_by_its_hash() -> None:
    text = freeze.runtime_lock(LOCK.read_text("utf-8"))
    names = set(re.findall(r"^([\w.-]+)==", text, re.MULTILINE))
    assert {"pyside6-essentials", "cryptography", "sqlcipher3"} <= names
    assert not {"pytest", "ruff", "schemathesis", "hatchling"} & names
    assert all("--hash=sha256:" in entry for entry in re.split(r"\n(?=\w)", text.strip()))


def test_the_deb_depends_on_what_was_found_and_on_what_qt_loads_by_name() -> None:
    depends = deb.with_named(["libc6 (>= 2.35)", "libgl1"])
    assert "libc6 (>= 2.35)" in depends
    assert len(depends) == len(set(depends))
    assert {each.split()[0] for each in depends} == {"libc6", *WINDOW_PACKAGES}
    text = deb.control_text(version=__version__, architecture="amd64", size_kib=1, depends=depends)
    fields = dict(re.findall(r"^([\w-]+): (.+)$", text, re.MULTILINE))
    assert fields["Package"] == "runsheet"
    assert fields["Version"] == __version__
    assert fields["Depends"].split(", ") == depends
    assert "Recommends" in fields
    assert text.endswith("\n")


def test_the_menu_entry_is_the_one_that_autostart_writes_but_for_its_program() -> None:
    entry = configparser.ConfigParser(interpolation=None, strict=True)
    entry.read_string(deb.desktop_entry_text())
    assert entry["Desktop Entry"]["Exec"] == "runsheet"
    assert entry["Desktop Action sync"]["Exec"] == "runsheet --sync-now"


def test_the_software_centres_words_are_of_this_version_and_lead_to_the_entry() -> None:
    component = ET.fromstring(deb.metainfo_text(FACTS))
    assert component.findtext("id") == contents.APP_ID
    assert component.findtext("launchable") == "runsheet.desktop"
    release = component.find("releases/release")
    assert release is not None
    assert release.attrib == {"version": __version__, "date": "2026-11-18"}


def test_debians_list_of_changes_is_of_this_version() -> None:
    first, *_, last = deb.changelog_text(FACTS).splitlines()
    assert first == f"runsheet ({__version__}) stable; urgency=medium"
    assert re.fullmatch(r" -- \S.* <\S+@\S+>  \w{3}, 18 Nov 2026 [\d:]{8} \+0000", last)


@pytest.mark.parametrize("script", ["deb/prerm", "macos/make_dmg.sh"])
def test_a_script_can_be_read_by_its_shell(script: str) -> None:
    path = ROOT / "packaging" / script
    shell = shutil.which(path.read_text("utf-8").splitlines()[0].split("/")[-1].split()[-1])
    if shell is not None:  # Windows may have none
        assert subprocess.run([shell, "-n", str(path)], check=False).returncode == 0


def test_the_windows_setup_writes_what_settings_writes() -> None:
    entries = [line for line in SETUP.splitlines() if line.startswith("Root: HKCU")]
    assert sum(f'"{RUN_KEY}"' in line for line in entries) == 2
    assert sum(f'"{APPROVED_KEY}"' in line for line in entries) == 2
    assert all(f'ValueName: "{NAME}"' in line for line in entries)
    # The quoting that its Pascal repeats:
    assert run_value((r"C:\Apps\RunSheet.exe",)) == r"C:\Apps\RunSheet.exe"
    assert run_value((r"C:\My Apps\RunSheet.exe",)) == r'"C:\My Apps\RunSheet.exe"'
    assert "'--quit'" in SETUP


def test_icons_are_files_of_their_systems() -> None:
    windows = icons.ico({16: b"small", 256: b"large!"})
    assert struct.unpack("<HHH", windows[:6]) == (0, 1, 2)
    length, start = struct.unpack("<II", windows[30:38])
    assert windows[start : start + length] == b"large!"
    macos = icons.icns({b"ic07": b"picture"})
    assert macos == b"icns" + struct.pack(">I", 23) + b"ic07" + struct.pack(">I", 15) + b"picture"


def test_a_notice_that_we_sign_is_believed_by_runsheet(tmp_path: Path) -> None:
    key = Ed25519PrivateKey.generate()
    (tmp_path / "runsheet.deb").write_bytes(b"package")
    now = datetime(2026, 11, 22, tzinfo=UTC)
    files = [tmp_path / "runsheet.deb"]
    page = "https://example.com/get"
    text = announce.notice_text(version="0.2.0", page=page, now=now, files=files, is_security=True)
    body = announce.signed(text, {"2026": key.private_bytes_raw()}).encode()
    keys = {"2026": key.public_key().public_bytes_raw()}
    release = read_notice(body, keys=keys, now=now, newest_number=0)
    assert (release.version, release.page, release.is_security) == ("0.2.0", page, True)
    assert release.expires_at == now + timedelta(days=90)
    assert json.loads(text)["files"][0]["size"] == 7


def test_a_frozen_runsheet_knows_where_it_may_look_and_a_build_without_an_address_nowhere() -> None:
    told = freeze.release_facts()
    address = told["update_address"]
    assert address == "" or address.startswith("https://")
    assert bool(address) is bool(told["update_keys"]), "an address needs a key, and a key a place"


def test_what_a_build_writes_is_what_runsheet_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freeze, "MADE", tmp_path)
    freeze._write_facts(FACTS)
    assert read_build(tmp_path / "build.json").commit == FACTS.commit


def test_hashes_are_written_as_sha256sum_reads_them(tmp_path: Path) -> None:
    (tmp_path / "one.deb").write_bytes(b"one")
    package.write_sums([tmp_path / "one.deb"])
    line = (tmp_path / "SHA256SUMS").read_text("utf-8")
    assert re.fullmatch(r"[0-9a-f]{64}  one\.deb\n", line)


def test_what_a_package_leaves_behind_is_found_and_the_systems_books_are_not() -> None:
    before = {"/usr/bin/sh": "1 100755", "/var/lib/dpkg/status": "1 100644"}
    after = {
        "/usr/bin/sh": "2 100755",
        "/var/lib/dpkg/status": "2 100644",
        "/var/cache/apt/pkgcache.bin": "1 100644",
        "/opt/forgotten": "folder",
    }
    assert clean_root.leftovers(before, after) == ["/opt/forgotten", "/usr/bin/sh"]


def test_a_screen_is_read_and_two_pictures_are_compared_pixel_by_pixel() -> None:
    fields = [0] * 25
    for place, value in {0: 100, 4: 2, 5: 1, 11: 32, 12: 8, 19: 0}.items():
        fields[place] = value
    data = struct.pack(">25I", *fields) + bytes((1, 2, 3, 0, 4, 5, 6, 0))
    picture = read_xwd(data)
    assert picture == Picture(2, 1, bytes((3, 2, 1, 6, 5, 4)))
    assert picture.differing(Picture(2, 1, bytes((3, 2, 1, 6, 5, 9)))) == 1
    assert picture.differing(Picture(1, 1, bytes(3))) == 2


def test_the_release_asks_for_secrets_by_names_that_its_head_explains() -> None:
    text = (ROOT / ".github/workflows/release.yml").read_text("utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    assert {"linux", "windows", "macos", "draft"} <= set(jobs)
    head = text.partition("\nname:")[0]
    asked = set(re.findall(r"secrets\.(\w+)", text))
    assert asked
    assert asked <= set(re.findall(r"[A-Z_]{8,}", head))
