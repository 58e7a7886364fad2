"""Phone numbers compared as a person would: by their digits."""


def phone_digits(number: str | None) -> str:
    """`0412345678` for `+61 412 345 678` and `0412 345 678`; empty where there is no number."""
    digits = "".join(char for char in number or "" if char.isdigit())
    return "0" + digits[2:] if digits.startswith("61") and len(digits) == 11 else digits
