"""How a CRM's settings read on screen."""

from app.domain.connection import FieldKind, SignInField
from app.domain.crm import CrmProvider, CrmSettingValue, ToldBy

_SOURCES = {
    ToldBy.ENVIRONMENT: "It comes from this PC's environment.",
    ToldBy.FILE: "It comes from a .env file.",
}


def status_words(provider: CrmProvider, settings: tuple[CrmSettingValue, ...]) -> str:
    """That it is ready, or what is missing by the names on the form: with the variables too, once
    somebody has begun.
    """
    if provider.configured:
        return "Ready. Bookings and reports can be sent here."
    labels = {each.variable: each.label for each in settings}
    if all(each.told_by is ToldBy.NOBODY for each in settings):
        asked = ", ".join(labels.get(name, name) for name in provider.missing)
        return f"Not set up. It asks for: {asked}."
    missing = ", ".join(f"{labels.get(name, name)} ({name})" for name in provider.missing)
    return f"Not set up. Missing: {missing}."


def field_of(setting: CrmSettingValue) -> SignInField:
    """The form's field for a setting."""
    kind = FieldKind.CHOICE if setting.choices else FieldKind.TEXT
    return SignInField(
        name=setting.variable,
        label=setting.label + (" (optional)" if setting.is_optional else ""),
        hint=_hint(setting),
        kind=FieldKind.SECRET if setting.is_secret else kind,
        choices=setting.choices,
    )


def _hint(setting: CrmSettingValue) -> str:
    parts = [setting.hint, _SOURCES.get(setting.told_by, "")]
    if setting.is_secret and setting.has_value:
        saved = "One is saved." if setting.told_by is ToldBy.SAVED else ""
        parts += [saved, "Leave this empty to keep it."]
    said = " ".join(part for part in parts if part)
    if setting.told_by is not ToldBy.NOBODY or setting.is_optional:
        return said
    return f"{said}\nIn the environment: {setting.variable}.".strip()
