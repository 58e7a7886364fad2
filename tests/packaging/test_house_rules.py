"""Rules of the house that no linter knows."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]


def modal_calls(source: str) -> list[int]:
    """The lines that call .exec() on something: coroutines that wake in it are lost."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"exec", "exec_"}
    ]


def test_a_modal_call_is_found() -> None:
    assert modal_calls("dialog = Dialog()\ndialog.exec()\nmenu.popup(point)") == [2]


def test_no_dialog_or_menu_is_run_modally() -> None:
    found = {
        f"{path.relative_to(ROOT)}:{line}"
        for path in (ROOT / "app").rglob("*.py")
        for line in modal_calls(path.read_text("utf-8"))
    }
    assert not found, "use open() or popup(), and await the answer"


LONGEST = 330
"""Lines of a file in app/: more than this is more than one room."""

MAY_BE_LONGER = {
    "app/store/schema.py": "every table, in one place",
    "app/store/migrations/versions/0001_the_tables_of_the_first_release.py": "the same tables",
    "app/adapters/crm/ghl/client.py": "a CRM is three files: every call and their order",
    "app/adapters/crm/ghl/mapping.py": "a CRM is three files: our words in its two dialects",
    "app/adapters/crm/hubspot/client.py": "a CRM is three files: every call and their order",
    "app/adapters/crm/hubspot/mapping.py": "a CRM is three files: our words, paths and bodies",
    "app/adapters/crm/salesforce/client.py": "a CRM is three files: every call and their order",
    "app/adapters/crm/salesforce/mapping.py": "a CRM is three files: our words and queries",
}


def too_long(root: Path) -> list[str]:
    """The files of an app that are longer than a room, with their lines; those named aside."""
    lengths = {
        path.relative_to(root).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in sorted((root / "app").rglob("*.py"))
    }
    return [
        f"{name}: {length} lines"
        for name, length in lengths.items()
        if length > LONGEST and name not in MAY_BE_LONGER
    ]


def test_a_file_that_is_too_long_is_found(tmp_path: Path) -> None:
    (tmp_path / "app" / "domain").mkdir(parents=True)
    (tmp_path / "app" / "store").mkdir(parents=True)
    (tmp_path / "app" / "domain" / "rooms.py").write_text("line\n" * (LONGEST + 1), "utf-8")
    (tmp_path / "app" / "domain" / "room.py").write_text("line\n" * LONGEST, "utf-8")
    (tmp_path / "app" / "store" / "schema.py").write_text("line\n" * (LONGEST + 1), "utf-8")
    assert too_long(tmp_path) == ["app/domain/rooms.py: 331 lines"]


def test_every_file_is_one_room() -> None:
    assert not too_long(ROOT), "split it by purpose; the first line of each part says which"


def test_only_files_that_need_it_may_be_longer() -> None:
    for name in MAY_BE_LONGER:
        assert len((ROOT / name).read_text("utf-8").splitlines()) > LONGEST
