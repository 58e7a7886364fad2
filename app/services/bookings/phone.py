"""Phone numbers as CRMs want them: E.164, read as people of the practice's country write them.

Loading the numbering plans takes a moment: not on the event loop.
"""

from functools import lru_cache
from importlib.resources import files

PHONE_REGION_PREFERENCE = "practice.phone_region"
"""The preference with the ISO code of the country whose numbers need no prefix."""

_FALLBACK_REGION = "AU"


def normalised(number: str, *, region: str) -> str | None:
    """`+61412345678` for `0412 345 678`; None for what is no mobile or landline number."""
    import phonenumbers
    from phonenumbers import PhoneNumberType

    try:
        read = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None
    usual = {
        PhoneNumberType.MOBILE,
        PhoneNumberType.FIXED_LINE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
    }
    if read.extension or not phonenumbers.is_valid_number(read):
        return None
    if phonenumbers.number_type(read) not in usual:
        return None
    return str(phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164))


def region_of(timezone: str, *, saved: str | None) -> str:
    """The country whose numbers need no prefix: as saved, else the one of the practice's zone."""
    told = (saved or "").strip().upper()
    if len(told) == 2 and told.isascii() and told.isalpha():
        return told
    return _countries().get(timezone, _FALLBACK_REGION)


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """The country of each IANA zone, as the time zone database lists them."""
    try:
        table = files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8")
    except (OSError, ModuleNotFoundError):
        return {}
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {row[2]: row[0] for row in rows if len(row) > 2}
