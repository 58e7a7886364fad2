"""The CRMs: which are set up, what is missing, the connection test, the way to their adapters."""

import asyncio
from collections.abc import Mapping

from app.adapters.crm_base import CrmAccount, CrmAdapter, CrmSetting, CrmSpec
from app.adapters.registry import CRM_SPECS
from app.domain.booking import CrmCheck
from app.domain.crm import CrmProvider, CrmSettingValue, ToldBy
from app.domain.errors import (
    CrmNotSetUp,
    CrmSignInAgain,
    InvalidRequest,
    SecretStoreLocked,
    SecretStoreMissing,
    SettingsNotSaved,
    SignInAgain,
)
from app.domain.said import say
from app.services.changes import Topic
from app.services.core import Core
from app.services.crm.told import (
    Told,
    forget_told,
    read_told,
    read_told_without_secrets,
    save_told,
)

CRM_LABELS = {provider: spec.label for provider, spec in CRM_SPECS.items()}
DEFAULT_TIMEOUT_MS = 15_000


class CrmService:
    """What was told of the CRMs is read once and kept until `reload()`."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._told: dict[str, Told] = {}
        self._presumed: dict[str, Mapping[str, str]] = {}
        self._adapters: dict[str, CrmAdapter] = {}
        self._turn = asyncio.Lock()

    def knows(self, provider: str) -> bool:
        """Whether RunSheet knows a CRM of that name."""
        return provider in CRM_SPECS

    async def providers(self) -> tuple[CrmProvider, ...]:
        """Every CRM that RunSheet knows, set up or not."""
        return tuple([await self.provider(each) for each in CRM_SPECS])

    async def provider(self, provider: str) -> CrmProvider:
        """One CRM, with a locked password store, too: then what was saved counts as told. Raises
        InvalidRequest for one that RunSheet does not know.
        """
        spec = crm_spec_of(provider)
        told = await self._values(spec)
        missing = _missing(spec, told)
        return CrmProvider(
            id=spec.provider,
            label=spec.label,
            base_url=told.get(spec.settings[0].variable, ""),
            configured=not missing,
            missing=missing,
            timeout_ms=_timeout_ms(spec, told),
            needs_doctor=spec.needs_doctor,
            needs_branch=spec.needs_branch,
            keeps_slots=spec.keeps_slots,
            cancelled_note=spec.cancelled_note,
            status_page=spec.status_page,
        )

    async def settings(self, provider: str) -> tuple[CrmSettingValue, ...]:
        """What the form of a CRM shows: every setting, and who told it. No secret's value."""
        spec = crm_spec_of(provider)
        told = await self._read(spec)
        timeout = CrmSetting(
            variable=spec.timeout_variable,
            label=say("Longest wait, in milliseconds"),
            is_optional=True,
            default=str(DEFAULT_TIMEOUT_MS),
        )
        return tuple(_as_shown(each, told) for each in (*spec.settings, timeout))

    async def save(self, provider: str, values: Mapping[str, str]) -> None:
        """Keep what a person typed; it wins over the environment from now on.

        A secret that is not among `values` stays. Raises InvalidRequest for a timeout that is no
        number, SettingsNotSaved, KEY-01 to KEY-05.
        """
        spec = crm_spec_of(provider)
        _refuse_bad_timeout(values.get(spec.timeout_variable, ""))
        await save_told(self._core, spec, values)
        await self.reload()

    async def forget(self, provider: str) -> None:
        """Take what was saved of a CRM away."""
        await forget_told(self._core, crm_spec_of(provider))
        await self.reload()

    async def reload(self) -> None:
        """Read everything again: what was saved, the environment, the `.env` files."""
        self._told.clear()
        self._presumed.clear()
        self._adapters.clear()
        self._core.changes.publish(Topic.CRM)

    async def test(self, provider: str, values: Mapping[str, str] | None = None) -> CrmCheck:
        """The connection test, with what is told or with what stands in a form (`values`; what is
        absent is taken from what is told). Reads only. Raises what `CrmAdapter.check` does.
        """
        spec = crm_spec_of(provider)
        told = {**(await self._read(spec)).values, **(values or {})}
        adapter = await self._open(spec, told)
        try:
            return await adapter.check()
        except SignInAgain:
            raise CrmSignInAgain(system=spec.label) from None

    async def adapter(self, provider: str) -> CrmAdapter:
        """The way to a CRM. Raises CrmNotSetUp, InvalidRequest, KEY-01, KEY-02."""
        spec = crm_spec_of(provider)
        async with self._turn:
            if provider not in self._adapters:
                self._adapters[provider] = await self._open(spec, (await self._read(spec)).values)
            return self._adapters[provider]

    async def _open(self, spec: CrmSpec, values: Mapping[str, str]) -> CrmAdapter:
        missing = _missing(spec, values)
        if missing:
            raise CrmNotSetUp(system=spec.label, missing=", ".join(missing))
        account = CrmAccount(
            values=values,
            timeout_s=_timeout_ms(spec, values) / 1000,
            rate_limit=spec.rate_limit if self._core.settings.has_rate_limit else None,
            now=self._core.now,
        )
        return await self._core.vendors.open_crm(spec, account)

    async def _values(self, spec: CrmSpec) -> Mapping[str, str]:
        """A store that is locked is not asked here again: it may want its password each time."""
        if spec.provider in self._told or spec.provider not in self._presumed:
            try:
                return (await self._read(spec)).values
            except (SecretStoreLocked, SecretStoreMissing):
                told = await read_told_without_secrets(self._core, spec)
                self._presumed[spec.provider] = told
        return self._presumed[spec.provider]

    async def _read(self, spec: CrmSpec) -> Told:
        if spec.provider not in self._told:
            self._told[spec.provider] = await read_told(self._core, spec)
        return self._told[spec.provider]


def crm_spec_of(provider: str) -> CrmSpec:
    """The adapter of a CRM; raises InvalidRequest for one we don't know."""
    if provider not in CRM_SPECS:
        raise InvalidRequest(reason=say("That CRM is not known."))
    return CRM_SPECS[provider]


def label_of(provider: str) -> str:
    """What a person calls a CRM, also one that a newer RunSheet booked in."""
    return CRM_SPECS[provider].label if provider in CRM_SPECS else provider


def _missing(spec: CrmSpec, values: Mapping[str, str]) -> tuple[str, ...]:
    return spec.missing(values)


def _as_shown(setting: CrmSetting, told: Told) -> CrmSettingValue:
    value = told.values.get(setting.variable, "")
    return CrmSettingValue(
        variable=setting.variable,
        label=setting.label,
        hint=setting.hint,
        is_secret=setting.is_secret,
        is_optional=setting.is_optional,
        choices=setting.choices,
        default=setting.default,
        told_by=told.by.get(setting.variable, ToldBy.NOBODY),
        has_value=bool(value.strip()),
        value="" if setting.is_secret else value,
    )


def _timeout_ms(spec: CrmSpec, values: Mapping[str, str]) -> int:
    """What was told, where it can be used: a tenth of a second to two minutes."""
    told = values.get(spec.timeout_variable, "").strip()
    if not (told.isascii() and told.isdigit()):
        return DEFAULT_TIMEOUT_MS
    return min(max(int(told), 100), 120_000)


def _refuse_bad_timeout(told: str) -> None:
    if told.strip() and not (told.strip().isascii() and told.strip().isdigit()):
        raise SettingsNotSaved(reason=say("The longest wait is a number of milliseconds."))
