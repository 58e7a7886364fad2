"""Security: the key of the data file, and the end of RunSheet on this PC."""

from collections.abc import Mapping, Sequence

from app.domain.audit import Deed
from app.domain.errors import InvalidRequest
from app.services.keys.removal import contents_of
from app.services.keys.service import KeyStanding
from app.ui.page import PageContext
from app.ui.security.key_row import KeyDeed, KeyRow
from app.ui.security.recovery import recovery_row
from app.ui.settings.group import Group
from app.ui.settings.row import SettingRow
from app.ui.settings.saved import SavedChoices
from app.ui.start.way import WayField, WayOut

_PASSPHRASE = WayField(name="passphrase", words="Passphrase", is_secret=True)
_NEW = WayField(name="new", words="New passphrase", is_secret=True)
_AGAIN = WayField(name="again", words="The same again", is_secret=True)
_REMOVE = "REMOVE"


def make_rows(context: PageContext, _saved: SavedChoices) -> Sequence[SettingRow]:
    """The rows, top to bottom."""
    rows = [recovery_row(context), _change_row(context), _passphrase_row(context)]
    if not context.services.settings.memory_secrets:  # the demo's data go by themselves
        rows.append(_removal_row(context))
    return rows


def _change_row(context: PageContext) -> KeyRow:
    def tell(standing: KeyStanding) -> str:
        place = "under a passphrase" if standing.uses_passphrase else f"in {standing.store}"
        return f"The data and their backups are encrypted with it. It lies {place}."

    async def way(standing: KeyStanding) -> WayOut:
        code = "" if standing.recovery_made_on is None else " You get a new recovery code."
        return WayOut(
            name="change",
            words="Change the key",
            hint="",
            warning="Encrypts the data and their backups anew. Do it when somebody may have had "
            f"the key.{code}",
            fields=(_PASSPHRASE,) if standing.uses_passphrase else (),
            act=lambda values: context.services.keys.change_key(
                passphrase=values.get("passphrase", "")
            ),
        )

    deed = KeyDeed(
        name="data_key", title="Key of the data", opener="Change key", tell=tell, make_way=way
    )
    return KeyRow(context, deed)


def _passphrase_row(context: PageContext) -> KeyRow:
    def tell(standing: KeyStanding) -> str:
        if standing.uses_passphrase:
            return "RunSheet asks for it at every start."
        return "Not needed: the key lies in this PC's password store."

    async def act(values: Mapping[str, str]) -> None:
        if values["new"] != values["again"]:
            raise InvalidRequest(reason="The two new passphrases are not the same.", field="again")
        await context.services.keys.change_passphrase(values["passphrase"], values["new"])

    async def way(_standing: KeyStanding) -> WayOut:
        return WayOut(
            name="passphrase",
            words="Change the passphrase",
            hint="Four words or more that nobody guesses.",
            fields=(_PASSPHRASE, _NEW, _AGAIN),
            act=act,
        )

    deed = KeyDeed(
        name="passphrase",
        title="Passphrase",
        opener="Change passphrase",
        tell=tell,
        make_way=way,
        is_for=lambda standing: standing.uses_passphrase,
    )
    return KeyRow(context, deed)


def _removal_row(context: PageContext) -> KeyRow:
    async def way(_standing: KeyStanding) -> WayOut:
        contents = await contents_of(context.services.core)

        async def act(values: Mapping[str, str]) -> None:
            if values["word"].strip() != _REMOVE:
                raise InvalidRequest(
                    reason=f"Type {_REMOVE} to go on. Nothing was removed.", field="word"
                )
            await context.services.core.audit.note_anyway(Deed.PC_REMOVED)
            context.navigator.remove_this_pc(contents)

        return WayOut(
            name="remove",
            words="Remove it all",
            hint="",
            warning=f"Removes {contents.words()}, the backups, the logs and every key. "
            "Nothing brings them back. The practice system and the CRMs keep what is theirs.",
            fields=(WayField(name="word", words=f"Type {_REMOVE}"),),
            is_danger=True,
            act=act,
        )

    deed = KeyDeed(
        name="removal",
        title="Remove this PC",
        opener="Remove this PC",
        tell=lambda _standing: (
            "Before this PC is sold, given away or used by others. "
            "RunSheet closes and gives you a receipt."
        ),
        make_way=way,
        is_danger=True,
    )
    return KeyRow(context, deed)


GROUP = Group(name="security", title="Security", make_rows=make_rows)
