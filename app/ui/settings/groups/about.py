"""About: the version, and whose work RunSheet stands on."""

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, distribution

from app import __version__
from app.ui.page import PageContext
from app.ui.settings.group import Group
from app.ui.settings.row import SettingRow
from app.ui.settings.saved import SavedChoices

_LIBRARIES = (
    ("PySide6-Essentials", "PySide6 (Qt for Python)"),
    ("qasync", "qasync"),
    ("SQLAlchemy", "SQLAlchemy"),
    ("sqlcipher3", "SQLCipher"),
    ("alembic", "Alembic"),
    ("httpx", "HTTPX"),
    ("aiohttp", "aiohttp"),
    ("fastapi", "FastAPI"),
    ("starlette", "Starlette"),
    ("pydantic", "pydantic"),
    ("uvicorn", "uvicorn"),
    ("tenacity", "tenacity"),
    ("keyring", "keyring"),
    ("msgspec", "msgspec"),
    ("truststore", "truststore"),
    ("platformdirs", "platformdirs"),
    ("filelock", "filelock"),
    ("pypdf", "pypdf"),
    ("cryptography", "cryptography"),
    ("phonenumbers", "phonenumbers"),
    ("dateparser", "dateparser"),
    ("python-dotenv", "python-dotenv"),
    ("pyqtgraph", "PyQtGraph"),
    ("numpy", "NumPy"),
    ("typer", "Typer"),
    ("rich", "Rich"),
)


def make_rows(context: PageContext, _saved: SavedChoices) -> Sequence[SettingRow]:
    """The rows, top to bottom."""
    theme = context.theme
    licences = SettingRow(
        "Built with",
        f"{_libraries()}. Icons: Fluent UI System Icons by Microsoft (MIT).",
        name="licences",
        theme=theme,
    )
    version = SettingRow("Version", f"RunSheet {__version__}", name="version", theme=theme)
    return (version, licences)


def _libraries() -> str:
    """`Qt for Python 6.11.3 (LGPL-3.0-only…), …`: each with its version."""
    parts = []
    for package, words in _LIBRARIES:
        try:
            parts.append(f"{words} {distribution(package).version}")
        except PackageNotFoundError:  # left out of a bundle
            continue
    return ", ".join(parts)


GROUP = Group(name="about", title="About", make_rows=make_rows)
