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
