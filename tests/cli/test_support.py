"""`export-support`: a zip without anybody's data, what is in it on the screen, and its refusals."""

import json
import zipfile
from pathlib import Path

from tests.cli.conftest import Office, one_line
from tests.support.canaries import files_of, found_in, values_of


def test_it_saves_one_zip_and_says_what_is_in_it(office: Office, tmp_path: Path) -> None:
    connection = office.connect()
    office.sync(connection)
    target = tmp_path / "for-support.zip"
    done = office.run("export-support", str(target), "--week")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert "sync-history.json 1 KB 5 names removed" in lines
    assert "In all: 6 names, 1 practice name, 1 practice ID removed." in lines
    assert f"Saved {target}. Nothing was sent to anybody" in done.stdout
    with zipfile.ZipFile(target) as archive:
        about = json.loads(archive.read("about.json"))
        assert archive.namelist()[-1] == "manifest.json"
    assert (about["face"], about["span"]) == ("command-line", "week")
    assert about["passwordStore"].endswith("Keyring")
    values = list(values_of(office.gentu))
    for name, body in files_of(target.read_bytes()).items():
        assert found_in(body, values) == [], name
    assert found_in(done.stdout.encode(), values) == []


def test_what_is_in_it_is_a_list_for_programs_too(office: Office, tmp_path: Path) -> None:
    target = tmp_path / "for-support.zip"
    done = office.run("export-support", str(target), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert (told["file"], told["missing"]) == (str(target), [])
    with zipfile.ZipFile(target) as archive:
        sizes = {each.filename.split("/")[-1]: each.file_size for each in archive.infolist()}
    assert {each["name"]: each["bytes"] for each in told["files"]} == sizes
    assert all(isinstance(each["removed"], dict) for each in told["files"])


def test_into_a_folder_it_goes_under_its_own_name(office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "usb"
    folder.mkdir()
    assert office.run("export-support", str(folder)).returncode == 0
    (made,) = folder.iterdir()
    assert made.name.startswith("RunSheet-support-20")


def test_an_older_export_is_replaced_and_another_file_is_not(
    office: Office, tmp_path: Path
) -> None:
    target = tmp_path / "out.zip"
    target.write_text("a letter")
    done = office.run("export-support", str(target))
    assert (done.returncode, done.stdout) == (1, "")
    assert one_line(done.stderr) == (
        "That file couldn't be saved: another file is there already. (LOC-10)"
    )
    assert target.read_text() == "a letter"
    target.unlink()
    assert office.run("export-support", str(target)).returncode == 0
    assert office.run("export-support", str(target)).returncode == 0


def test_a_part_that_cant_be_read_is_named_beside_the_result(
    office: Office, tmp_path: Path
) -> None:
    office.run("connections")
    log = office.data_dir / "logs" / "crash.log"
    log.unlink(missing_ok=True)
    log.mkdir()
    done = office.run("export-support", str(tmp_path / "out.zip"))
    assert done.returncode == 0
    assert one_line(done.stderr) == "We couldn't read the crash log; the rest is included. (LOC-05)"


def test_without_a_file_it_is_wrong_usage(office: Office) -> None:
    done = office.run("export-support")
    assert done.returncode == 2
    assert "Missing argument 'FILE'" in one_line(done.stderr)
