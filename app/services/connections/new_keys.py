"""Other keys of a connection, as a program gives them: tried first where it is paired."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.adapters.base import PmsSpec
from app.domain.connection import Connection
from app.domain.errors import (
    CredentialsRefused,
    InvalidRequest,
    OtherPractice,
    PracticeNotConnected,
    PracticeUnknown,
    SignInAgain,
)
from app.domain.said import say
from app.services.changes import Topic
from app.services.core import Core, spec_of
from app.store.connection import connections as stored
from app.store.file.database import to_its_end

_LONGEST_KEY = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKeys:
    """What to sign in with from now on; None leaves a part as it is."""

    region: str | None = None
    practice_id: str | None = None
    credentials: Mapping[str, str] | None = field(default=None, repr=False)


def check_keys(spec: PmsSpec, keys: NewKeys) -> None:
    """Raises InvalidRequest for what can't be a sign-in of that system."""
    if keys.region is not None and keys.region not in spec.base_urls:
        raise InvalidRequest(
            reason=say("{label} has no such region.", label=spec.label), field="region"
        )
    if keys.practice_id is not None and not _is_plain(keys.practice_id):
        raise InvalidRequest(reason=say("The practice's ID can't be right."), field="practiceId")
    if keys.credentials is None:
        return
    names = [each.name for each in spec.credential_fields]
    if set(keys.credentials) != set(names) or not all(map(_is_plain, keys.credentials.values())):
        reason = f"The credentials need {', '.join(names)}."
        raise InvalidRequest(reason=reason, field="credentials")


async def replace_keys(core: Core, connection: Connection, keys: NewKeys) -> None:
    """Keep these keys. Those of a paired connection are tried before, and another practice's change
    nothing; those of any other count once the connection's test has passed.

    Raises InvalidRequest, CredentialsRefused, PracticeUnknown, OtherPractice, KEY-01 to KEY-05, and
    whatever the network says.
    """
    check_keys(spec_of(connection.pms_type), keys)
    if connection.is_paired:
        await _try(core, connection, keys)
    await to_its_end(_keep(core, connection, keys))


async def _try(core: Core, connection: Connection, keys: NewKeys) -> None:
    told = replace(
        connection,
        region=keys.region or connection.region,
        practice_id=keys.practice_id or connection.practice_id,
    )
    adapter = await core.open_anew(told, keys.credentials)
    try:
        practice = await adapter.practice()
    except SignInAgain:
        raise CredentialsRefused(system=connection.system) from None
    except PracticeNotConnected:
        raise PracticeUnknown(system=connection.system) from None
    if practice.tenant_id != connection.tenant_id:
        raise OtherPractice()


async def _keep(core: Core, connection: Connection, keys: NewKeys) -> None:
    """The secrets first: a row that says that they are there must be right."""
    values: dict[str, Any] = {}
    if keys.region is not None:
        values["region"] = keys.region
    if keys.practice_id is not None:
        values["practice_id"] = keys.practice_id
    if keys.credentials is not None:
        await core.save_credentials(connection, keys.credentials)
        values["credentials_configured"] = True
    if connection.is_paired:
        values |= {"last_sync_error": None, "last_sync_error_code": None}
    core.vendors.forget(connection.id)
    await core.database.write(
        stored.change_connection, connection.id, values=values, now=core.now()
    )
    core.changes.publish(Topic.CONNECTIONS, connection_id=connection.id)


def _is_plain(text: str) -> bool:
    return bool(text.strip()) and len(text) <= _LONGEST_KEY and text.isprintable()
