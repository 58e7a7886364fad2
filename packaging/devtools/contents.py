"""What a frozen RunSheet holds beside its code, and which of its libraries' files it leaves out."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from devtools.environment import ROOT

APP_ID = "au.runsheet.RunSheet"
"""Of the macOS bundle and of the AppStream data."""

DATA = ("resources", "docs/*.md", "docs/images", "app/store/migrations/**/*.[pm][ya]*")
"""Files that are read at work, where they lie in the clone; migrations are loaded by their path."""

NOT_SHIPPED = ("app/adapters/pms/*/quality.yaml",)
"""Files in app/ that are no code and are not read at work."""

METADATA = "runsheet"
"""Whose licences Settings shows: this one's libraries, by their metadata."""

EXCLUDED_MODULES = (
    *("tkinter", "unittest", "doctest", "pydoc", "lib2to3", "ensurepip", "idlelib", "turtle"),
    *("IPython", "matplotlib", "pytest", "scipy", "setuptools", "pip", "OpenGL", "cupy"),
    *("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtOpenGLWidgets"),
    *("PySide6.QtSql", "PySide6.QtTest", "PySide6.QtDesigner", "PySide6.QtUiTools"),
)
"""What libraries ask for and RunSheet never does."""

_LOADERS = {"import_module", "files"}
_UNUSED_LIBRARIES = (
    *("Qml", "Quick", "Sql", "Test", "Designer", "VirtualKeyboard", "Pdf", "OpenGLWidgets"),
    *("EglFS", "EglFs"),
)
_QT = r"PySide6/(Qt/)?"
_PLUGINS = rf"{_QT}plugins/"
_UNUSED = re.compile(
    "|".join(
        (
            # Qt Quick and what draws without a desktop; the platform theme that pulls in GTK.
            rf"({_QT}(lib/|bin/)?)?(lib)?Qt6?({'|'.join(_UNUSED_LIBRARIES)})",
            rf"{_QT}(qml|translations)/",
            rf"{_PLUGINS}(egldeviceintegrations|generic|networkinformation|qmltooling|sqldrivers)/",
            rf"{_PLUGINS}(platforminputcontexts/.*virtualkeyboard|platformthemes/.*gtk3)",
            rf"{_PLUGINS}platforms/.*(eglfs|linuxfb|vnc|vkkhrdisplay|minimal)",
            # RunSheet's TLS is Python's: Qt speaks to itself alone, over a local socket.
            rf"{_PLUGINS}tls/",
            rf"{_PLUGINS}imageformats/.*(icns|pdf|tga|tiff|wbmp|webp|jpeg|gif)",
            r"opengl32sw\.dll",
            r"numpy/.*/tests/|pyqtgraph/examples/",
        )
    )
)
_SYSTEM_FOLDERS = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/", "/usr/local/lib/")


def data_files(root: Path = ROOT) -> list[tuple[str, str]]:
    """Every file of DATA with the folder it lies in when frozen; docs/ may not have pictures."""
    found: list[tuple[str, str]] = []
    for pattern in DATA:
        whole = f"{pattern}/**/*" if (root / pattern).is_dir() else pattern
        files = (path for path in sorted(root.glob(whole)) if path.is_file())
        found += [
            (str(path), str(path.parent.relative_to(root)))
            for path in files
            if "__pycache__" not in path.parts
        ]
    return found


def named_modules(root: Path = ROOT) -> set[str]:
    """What the code loads by a name in quotes, which no reading of its imports finds."""
    calls = (
        node
        for path in (root / "app").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and node.args and _name(node.func) in _LOADERS
    )
    first = (call.args[0] for call in calls)
    return {each.value for each in first if isinstance(each, ast.Constant)}  # type: ignore[misc]


def _name(function: ast.expr) -> str:
    return getattr(function, "id", "") or getattr(function, "attr", "")


def is_wanted(name: str) -> bool:
    """Whether a library's file, by its place in the frozen folder, is one that RunSheet uses."""
    return _UNUSED.search(PurePosixPath(name.replace("\\", "/")).as_posix()) is None


def is_of_the_system(place: str, source: str) -> bool:
    """Whether a library was taken from a Linux's own folders: its packages bring and mend it.

    PyInstaller puts these at the top; what lies deeper is a part of Python's or of a wheel's.
    """
    is_library = "/" not in place and place.startswith("lib")
    is_pythons = place.startswith("libpython")
    return is_library and not is_pythons and source.startswith(_SYSTEM_FOLDERS)


def kept(entries: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Of PyInstaller's list (place, source, kind) what ships."""
    return [
        (place, source, kind)
        for place, source, kind in entries
        if is_wanted(place) and not is_of_the_system(place, source)
    ]
