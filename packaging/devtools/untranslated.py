"""Finds texts of the window that no translator would ever see."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from devtools.messages import COUNTED, ONE, called

_SPEAKERS = (*ONE, *COUNTED)
_SHOWN = ("tr", "tr_count", "translated")
# What is given to these is no text on screen: names, looks, keys, colours, types, logs.
_NAMELESS_CALLS = frozenset(
    (
        "QKeySequence",
        "_hear",
        "new_method_call",
        "note",
        "QUrl",
        "TypeVar",
        "call_exception_handler",
        "cast",
        "debug",
        "endswith",
        "error",
        "exception",
        "field",
        "find",
        "findChild",
        "findChildren",
        "getLogger",
        "getattr",
        "icon",
        "icon_svg",
        "info",
        "join",
        "keep",
        "lightness",
        "log",
        "open_page",
        "property",
        "removeprefix",
        "removesuffix",
        "setDisplayFormat",
        "setObjectName",
        "setProperty",
        "setStyle",
        "startswith",
        "strftime",
        "strptime",
        "style_sheet",
        "url",
        "warning",
    )
)
_NAMELESS_KEYWORDS = frozenset(
    (
        "detail",
        "family",
        "file_name",
        "glyph",
        "icon",
        "key",
        "kind",
        "look",
        "mode",
        "name",
        "objectName",
        "prop",
        "role",
        "target",
        "tone",
        "topic",
        "variant",
    )
)
_PLACE = "\N{FULL BLOCK}"
_SENTENCE = re.compile(rf"[A-Za-z'’]{{2,}}[.,:;!?…]?\s|[\s{_PLACE}][.,:;!?…]?\s+[A-Za-z]{{2,}}")
# Markup and style sheets, which are Qt's.
_FOR_QT = re.compile(r"\s*<\w|([\w#*]+ |Q\w+::[^{]+)\{[^}]*:")
_KEY = re.compile(rf"{_PLACE}*(Enter|Esc|Return|Space|Tab){_PLACE}*")
_CAPITAL = re.compile(r"(\W*)[A-Z][a-z]+['’]?[a-z]*[.:!?…]?$")
# The core's functions whose words are data in every language.
_SAME_EVERYWHERE = frozenset({"city_of", "phone_number", "initials", "local"})


def untranslated_in(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of what looks like words for a person and goes through nothing that
    translates: a literal, a fault put into a text, the core's words put into one, and a `tr` that
    runs before the language is known.
    """
    tree = ast.parse(source)
    yield from _literals(tree)
    yield from _english_inside(tree)
    yield from _too_early(tree)


def untranslated_under(folder: Path) -> Iterator[str]:
    """`file:line: text` for every file in and below a folder."""
    for path in sorted(folder.rglob("*.py")):
        for line, text in sorted(untranslated_in(path.read_text("utf-8"))):
            yield f"{path}:{line}: {text}"


def is_for_people(text: str) -> bool:
    """Two words or more, or a single one that begins like a caption."""
    has_words = _SENTENCE.search(text) or _CAPITAL.fullmatch(text)
    is_other = _FOR_QT.match(text) or _KEY.fullmatch(text)
    return bool(has_words) and not is_other


def _literals(tree: ast.Module) -> Iterator[tuple[int, str]]:
    excused = {id(node) for part in _excused(tree) for node in ast.walk(part)}
    for node in ast.walk(tree):
        if id(node) in excused:
            continue
        if isinstance(node, ast.JoinedStr):
            text = "".join(_literal(part) for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if is_for_people(text):
            yield node.lineno, text


def _literal(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else _PLACE


def _excused(tree: ast.Module) -> Iterator[ast.AST]:
    """What is never on screen, and what is translated already."""
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant()):  # docstrings
                yield node
            case ast.JoinedStr():
                yield from (part for part in node.values if isinstance(part, ast.Constant))
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield from [node.returns] if node.returns else []
            case ast.arg(annotation=ast.expr() as annotation):
                yield annotation
            case ast.AnnAssign():
                yield node.annotation
            case ast.Raise() | ast.Assert() | ast.Compare():
                yield node
            case ast.Subscript():
                yield node.slice
            case ast.Assign() if _is_type_alias(node):
                yield node.value
            case ast.Call():
                yield from _excused_arguments(node)


def _is_type_alias(node: ast.Assign) -> bool:
    """`Open = Callable[["Services"], None]`, or one of Python's own names."""
    target = node.targets[0]
    if isinstance(target, ast.Name) and target.id.startswith("__"):
        return True
    return isinstance(node.value, ast.Subscript)


def _excused_arguments(node: ast.Call) -> Iterator[ast.AST]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else called(node)
    if called(node) in _SPEAKERS:
        yield from node.args[: 3 if name in COUNTED else 1]
        yield from (each for each in node.keywords if each.arg == "meaning")
    elif name in _NAMELESS_CALLS:
        yield from node.args
    yield from (each for each in node.keywords if each.arg in _NAMELESS_KEYWORDS)


def _english_inside(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The core's words inside an f-string, where only their English is left."""
    core = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("app.domain")
        for alias in node.names
    } - _SAME_EVERYWHERE
    for node in ast.walk(tree):
        match node:
            case ast.FormattedValue(value=value) if _is_english(value, core):
                yield node.lineno, ast.unparse(node)
            case ast.Call(args=args) if called(node) == "str" and _is_fault(args):
                yield node.lineno, ast.unparse(node)


def _is_english(value: ast.expr, core: set[str]) -> bool:
    if isinstance(value, ast.Subscript):
        value = value.value
    if isinstance(value, ast.Call):
        return called(value) in core
    if not isinstance(value, ast.Name):
        return False
    return value.id == "error" or (value.id in core and value.id.isupper())


def _is_fault(arguments: list[ast.expr]) -> bool:
    return any(isinstance(each, ast.Name) and each.id == "error" for each in arguments)


def _too_early(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """`tr` and `translated` while a module is loaded: that is before the language is chosen."""
    later = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for part in (node.body if isinstance(node.body, list) else [node.body])
        for inner in ast.walk(part)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in _SHOWN and id(node) not in later:
            yield node.lineno, ast.unparse(node)
