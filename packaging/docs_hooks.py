"""Pages of the site that stand elsewhere in the tree: the decisions of the README, the changes."""

import re
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def on_files(files: Any, *, config: Any) -> Any:
    """MkDocs' hook: adds the pages before links are checked."""
    made = import_module("mkdocs.structure.files").File.generated  # MkDocs has no place in .venv
    for name, text in borrowed_pages().items():
        files.append(made(config, name, content=text))
    return files


def borrowed_pages() -> dict[str, str]:
    """What they are called in the site, and their Markdown."""
    readme = (ROOT / "README.md").read_text("utf-8")
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    return {
        "decisions.md": _as_seen_from_docs(f"# Decisions\n{section(readme, 'Decisions')}"),
        "changelog.md": _as_seen_from_docs(changes),
    }


def section(text: str, title: str) -> str:
    """What stands under a second-level heading; raises KeyError where there is none."""
    parts = re.split(r"^## (.+)\n", text, flags=re.MULTILINE)
    found = dict(zip(parts[1::2], parts[2::2], strict=True))
    return found[title]


def _as_seen_from_docs(text: str) -> str:
    """The same links, from docs/ instead of from the clone's top."""
    return text.replace("](docs/", "](")
