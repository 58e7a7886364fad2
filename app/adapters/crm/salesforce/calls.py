"""The calls of Salesforce's REST API, at the version that it and RunSheet both know."""
# ruff: noqa: S608 - SOQL only reads, and has no parameters: `quoted` stands in their place

import asyncio
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlsplit

from app.adapters.answer import Answer
from app.adapters.crm.salesforce import PREFIX, SYSTEM
from app.adapters.crm.salesforce.errors import Purpose, check, judge
from app.adapters.crm.salesforce.mapping import REFERENCE_FIELD, Org, Record, read_org
from app.adapters.crm_base import CrmAccount
from app.adapters.crm_words import utc_text
from app.adapters.dialect import Dialect
from app.adapters.http import HttpClient
from app.adapters.sign_in import ClientCredentials, SignIn, StaticToken, TokenRequest
from app.adapters.values import objects_of
from app.adapters.view import HttpView
from app.domain.errors import BadAnswer, CrmRightMissing

NEWEST_KNOWN = 60
"""v60.0 is what the facts were read from; an older org is asked at its own newest."""

_MOST_PAGES = 20
_VERSION = re.compile(r"(\d{2,3})\.0", re.ASCII)
_UNTOLD_LIFE_S = 3600.0  # the org's session policy rules, and a 401 tells when it is over
_EVENT = "Id, Subject, StartDateTime, EndDateTime, ShowAs, WhoId, Description"
_CONTACT = "Id, Name, Email, Phone, MobilePhone"
_CONTROLS = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


class Calls:
    """Calls below `/services/data/vNN.0`; each raises only `RunSheetError`s."""

    def __init__(self, view: HttpView) -> None:
        self._view = view
        self._root: str | None = None
        self._org: Org | None = None
        self._version_turn, self._org_turn = asyncio.Lock(), asyncio.Lock()

    @classmethod
    def open(cls, http: HttpClient, account: CrmAccount) -> "Calls":
        """Nothing is sent yet. Raises InvalidRequest for an address that is not https."""
        base_url = _origin(account.value(PREFIX + "BASE_URL"))
        view = http.view(
            system=SYSTEM,
            base_url=base_url,
            sign_in=_sign_in(base_url, account),
            rate_limit=account.rate_limit,
            dialect=Dialect(judge=judge),
            timeout_s=account.timeout_s,
        )
        return cls(view)

    # What is there

    async def version(self) -> str:
        """Read now: `v60.0`, or the org's newest where that is older."""
        rows = objects_of((await self._view.get("/services/data")).json())
        told = [_VERSION.fullmatch(str(row.get("version"))) for row in rows]
        numbers = [int(match[1]) for match in told if match]
        if not numbers:
            raise BadAnswer(system=SYSTEM)
        version = f"v{min(max(numbers), NEWEST_KNOWN)}.0"
        self._root = f"/services/data/{version}"
        return version

    async def limits(self) -> dict[str, Any]:
        """The calls that are left, among others."""
        return (await self.read("/limits")).json_object()

    async def org(self) -> Org:
        """What the org has, described when nobody has yet; again after `forget_org`."""
        async with self._org_turn:
            return self._org or await self.learn_org()

    async def learn_org(self) -> Org:
        """Described now. Raises CrmRightMissing where this user may not make events."""
        event = await self.describe("Event")
        if event is None or event.get("createable") is False:
            raise CrmRightMissing(system=SYSTEM, right="Create on Event")
        self._org = read_org(event, await self._read_or_none("/ui-api/object-info/Event"))
        return self._org

    def forget_org(self) -> None:
        """Its administrator may have changed it: Salesforce refused what fitted before."""
        self._org = None

    async def describe(self, name: str) -> dict[str, Any] | None:
        """What the org says of an object; None when it has none of this name."""
        return await self._read_or_none(f"/sobjects/{name}/describe")

    # Records

    async def read(self, path: str) -> Answer:
        """A GET. Raises NotFound, CrmRightMissing, SlowDown and what the network says."""
        answer = await self._view.get(await self._base() + path)
        check(answer, Purpose.READ)
        return answer

    async def contacts_by_email(self, email: str, *, most: int) -> list[Record]:
        """The last changed ones first."""
        return await self._query(
            f"SELECT {_CONTACT} FROM Contact WHERE Email = {quoted(email)} "
            f"ORDER BY LastModifiedDate DESC LIMIT {most}"
        )

    async def contacts_by_digits(self, digits: str) -> list[Record]:
        """Whoever's number has these digits in this order, however it was typed; to be compared."""
        like = quoted("%" + "%".join(digits) + "%")
        return await self._query(
            f"SELECT {_CONTACT} FROM Contact WHERE MobilePhone LIKE {like} OR Phone LIKE {like} "
            "ORDER BY LastModifiedDate DESC LIMIT 200"
        )

    async def events_by_reference(self, reference: str) -> list[Record]:
        """Those whose own field holds the reference; three are enough to know of two."""
        return await self._query(
            f"SELECT {_EVENT}, {REFERENCE_FIELD} FROM Event "
            f"WHERE {REFERENCE_FIELD} = {quoted(reference)} LIMIT 3"
        )

    async def events_by_time(
        self, start_at: datetime, contact_ids: tuple[str, ...]
    ) -> list[Record]:
        """Those that start at this moment, and all of these contacts: one may have been moved.

        `Description` can't stand in a WHERE: who asks looks for the reference in it.
        """
        condition = f"StartDateTime = {utc_text(start_at)}"
        if contact_ids:
            condition += f" OR WhoId IN ({', '.join(quoted(each) for each in contact_ids)})"
        return await self._query(
            f"SELECT {_EVENT} FROM Event WHERE {condition} ORDER BY CreatedDate DESC LIMIT 2000"
        )

    async def files(self, title: str, md5: str) -> list[Record]:
        """The newest file of this name, if its content is the one with this checksum."""
        return await self._query(
            f"SELECT Id FROM ContentVersion WHERE Title = {quoted(title)} "
            f"AND Checksum = {quoted(md5)} AND IsLatest = true LIMIT 1"
        )

    async def tasks(self, subject: str) -> list[Record]:
        """The newest tasks of this subject."""
        return await self._query(
            f"SELECT Id, Description FROM Task WHERE Subject = {quoted(subject)} "
            "ORDER BY CreatedDate DESC LIMIT 50"
        )

    async def send(
        self, method: str, path: str, body: object, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """A write, made once; its refusal is handed out. Raises OutcomeUnknown as
        `HttpView.send`."""
        return await self._view.send(method, await self._base() + path, body, headers=headers)

    async def _read_or_none(self, path: str) -> dict[str, Any] | None:
        """The JSON object at `path`; None for Salesforce's own 404."""
        answer = await self._view.get(await self._base() + path)
        if answer.status == 404:
            return None
        check(answer, Purpose.READ)
        return answer.json_object()

    async def _query(self, soql: str) -> list[Record]:
        """The records, all of them: Salesforce cuts a list of long texts into pages. Raises
        BadAnswer for a list that never ends.
        """
        answer = await self._view.get(await self._base() + "/query", {"q": soql})
        records: list[Record] = []
        for _page in range(_MOST_PAGES):
            check(answer, Purpose.READ)
            found = answer.json_object()
            records += objects_of(found.get("records"))
            if found.get("done") is True:
                return records
            next_page = found.get("nextRecordsUrl")
            if not isinstance(next_page, str):
                break
            answer = await self._view.follow(next_page)
        raise BadAnswer(system=SYSTEM)

    async def _base(self) -> str:
        async with self._version_turn:
            if self._root is None:
                await self.version()
        assert self._root is not None  # noqa: S101 - `version` sets it or raises
        return self._root


def segment(text: str) -> str:
    """One part of a path."""
    return quote(text, safe="")


def quoted(text: str) -> str:
    """A string literal of SOQL: nothing a person typed can leave its quotes."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    for control, escape in _CONTROLS.items():
        escaped = escaped.replace(control, escape)
    return f"'{escaped}'"


def _sign_in(base_url: str, account: CrmAccount) -> SignIn:
    """The app's credentials where they are set: a token alone ends with its session."""
    client_id, secret, refresh_token = (
        account.value(PREFIX + name) for name in ("CLIENT_ID", "CLIENT_SECRET", "REFRESH_TOKEN")
    )
    if not client_id or not (secret or refresh_token):
        return StaticToken(token=account.value(PREFIX + "TOKEN"))
    return ClientCredentials(
        token_url=f"{base_url}/services/oauth2/token",
        client_id=client_id,
        client_secret=secret,
        refresh_token=refresh_token,
        request=TokenRequest.FORM,
        untold_life_s=_UNTOLD_LIFE_S,
        home_url=base_url,
    )


def _origin(url: str) -> str:
    """The org's address without a path: people copy one from the browser, path and all."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{parts.scheme}://{parts.netloc}"
