"""`backup`, `backups`, `restore`, `purge`: real processes over a real data folder."""

import json

from app.services.settings import utc_now
from tests.cli.conftest import Office, one_line


def test_a_backup_is_made_listed_and_put_back(office: Office) -> None:
    office.sync(office.connect())
    made = office.run("backup")
    assert (made.returncode, made.stderr) == (0, "")
    (listed,) = json.loads(office.run("backups", "--json").stdout)
    assert listed["name"] in made.stdout
    assert listed["appointments"] > 20
    assert str(listed["sizeBytes"]) == str(
        (office.data_dir / "backups" / listed["name"]).stat().st_size
    )
    assert f"{listed['appointments']} appointments" in office.run("backups").stdout
    back = office.run("restore", listed["name"])
    assert (back.returncode, back.stderr) == (0, "")
    assert back.stdout.startswith(f"Restored {listed['name']}.")
    assert len(list(office.data_dir.glob("runsheet-replaced-*.db"))) == 1
    kept = json.loads(office.run("audit", "list", "--json").stdout)
    (restored,) = [each for each in kept if each["deed"] == "data_restored"]
    assert (restored["through"], restored["objects"]) == ("command line", [listed["name"]])


def test_data_that_are_damaged_are_put_right_from_the_list(office: Office) -> None:
    office.sync(office.connect())
    office.run("backup")
    data_file = office.data_dir / "runsheet.db"
    data_file.write_bytes(data_file.read_bytes()[:9000])
    failed = office.run("today")
    assert (failed.returncode, failed.stdout) == (1, "")
    assert failed.stderr.strip().endswith("(LOC-06)")
    (listed,) = json.loads(office.run("backups", "--json").stdout)
    assert office.run("restore", listed["name"]).returncode == 0
    assert len(list(office.data_dir.glob("runsheet-damaged-*.db"))) == 1
    assert office.run("today").returncode == 0


def test_a_name_that_is_no_backup_is_told_in_one_line(office: Office) -> None:
    office.connect()
    failed = office.run("restore", "nothing.db")
    assert (failed.returncode, failed.stdout) == (1, "")
    assert one_line(failed.stderr) == (
        "The backup of that name can't be used: there is none. (LOC-12)"
    )
    assert office.run("restore").returncode == 2


def test_without_a_backup_the_list_says_so(office: Office) -> None:
    office.connect()
    assert one_line(office.run("backups").stdout).startswith("There is no backup yet.")
    assert json.loads(office.run("backups", "--json").stdout) == []


def test_a_purge_says_what_it_did(office: Office) -> None:
    office.sync(office.connect())
    done = office.run("purge")
    assert (done.returncode, done.stderr) == (0, "")
    assert "no longer say whose it was" in one_line(done.stdout)
    assert one_line(office.run("purge").stdout) == "Nothing was too old."


def test_a_purge_says_what_is_put_aside_and_removes_it_when_asked_to(office: Office) -> None:
    name = f"runsheet-replaced-{utc_now():%Y%m%dT%H%M%SZ}.db"
    office.act(lambda services: services.retention.purge())
    (office.data_dir / name).write_bytes(b"before")
    told = office.run("purge").stdout
    assert f"The data before a backup was put back: {name}, goes on" in told
    assert (office.data_dir / name).exists()
    done = office.run("purge", "--put-aside")
    assert f"{name}, removed." in done.stdout
    assert not (office.data_dir / name).exists()
