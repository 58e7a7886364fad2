"""`audit`: what people did, whether anybody touched the record, and its file."""

import json

from sqlalchemy import update

from app.store.audit_tables import audit_entries
from tests.cli.conftest import Office, one_line


def test_a_list_that_is_printed_is_an_entry_and_the_trail_is_whole(office: Office) -> None:
    office.sync(office.connect())
    office.run("today")
    listed = json.loads(office.run("audit", "list", "--json").stdout)
    seen = [each for each in listed if each["deed"] == "list_seen"]
    assert seen[-1]["through"] == "command line"
    table = office.run("audit", "list").stdout
    assert "list_seen" in table
    checked = office.run("audit", "check")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert one_line(checked.stdout).startswith("The audit trail is untouched: ")


def test_a_touched_trail_ends_with_1_and_names_the_entry(office: Office) -> None:
    office.sync(office.connect())
    touch = update(audit_entries).where(audit_entries.c.number == 1).values(by="somebody")
    office.act(
        lambda services: services.core.database.write(lambda sql: sql.execute(touch) and None)
    )
    checked = office.run("audit", "check")
    assert checked.returncode == 1
    assert "entry 1 is not as it was written" in one_line(checked.stdout)


def test_the_whole_trail_is_saved_with_what_was_found(office: Office) -> None:
    office.sync(office.connect())
    file = office.data_dir / "trail.json"
    saved = office.run("audit", "export", str(file))
    assert (saved.returncode, saved.stderr) == (0, "")
    document = json.loads(file.read_text("utf-8"))
    assert document["whole"] is True
    assert document["checked"] == len(document["entries"]) > 2
    folder = office.run("audit", "export", str(office.data_dir / "nowhere" / "a.csv"))
    assert folder.returncode == 1
    assert one_line(folder.stderr).endswith("(LOC-10)")
