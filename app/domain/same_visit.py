"""Is a row that was entered by hand the visit that the practice system now has as well?"""

import unicodedata

from app.domain.phone import phone_digits
from app.domain.run_sheet import RunSheetRow


def is_same_visit(manual: RunSheetRow, row: RunSheetRow) -> bool:
    """The same start and column, and the same name or phone number; never one that is off."""
    if row.is_manual or row.is_off or manual.is_off:
        return False
    if (row.start, row.clinician_id) != (manual.start, manual.clinician_id):
        return False
    return _agree(_plain(manual.patient_name), _plain(row.patient_name)) or _agree(
        phone_digits(manual.patient_phone), phone_digits(row.patient_phone)
    )


def _agree(one: str, other: str) -> bool:
    return bool(one) and one == other


def _plain(name: str) -> str:
    """Letters only, without case and accents: `OBrien` and `o’brien` are one."""
    split = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in split if char.isalnum())
