"""A pairing code as people paste it, and as the practice system wants it."""

CODE_LENGTH = 8


def normalise_code(text: str) -> str:
    """`ABCD1234` for `abcd 1234`, `ABCD-1234` and the like; at most eight characters."""
    return "".join(char for char in text if char.isascii() and char.isalnum()).upper()[:CODE_LENGTH]


def display_code(text: str) -> str:
    """The code as the field shows it: `ABCD-1234`, or `ABC` while it is being typed."""
    code = normalise_code(text)
    half = CODE_LENGTH // 2
    return f"{code[:half]}-{code[half:]}" if len(code) > half else code


def is_complete(text: str) -> bool:
    """True when there are as many characters as a code has."""
    return len(normalise_code(text)) == CODE_LENGTH


def cursor_after(text: str, characters: int) -> int:
    """Where the cursor stands in the shown code when `characters` of the code lie before it."""
    shown = display_code(text)
    return characters + 1 if "-" in shown and characters > CODE_LENGTH // 2 else characters
