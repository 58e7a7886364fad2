"""`runsheet key …`, `start-fresh`, `remove-this-pc`."""

from pathlib import Path

from app.cli.outcome import WrongUsage
from app.cli.printing import say, say_aside, working
from app.cli.unlocking import ask_line, ask_new_secret, ask_secret, open_here
from app.domain.audit import Deed
from app.domain.errors import DatabaseBusy, RunSheetError
from app.domain.words import short_date
from app.services import Services, Settings, open_services
from app.services.audit_trail import acting_through
from app.services.keys.finding import Unlocked
from app.services.keys.locked import NOT_IN_THE_PRACTICE_SYSTEM, LockedFolder
from app.services.keys.removal import contents_of, remove_this_pc
from app.services.keys.words import ONCE
from app.services.pc.files import write_atomically
from app.services.settings import utc_now

_SURE = "Type REMOVE to remove it all"
_FRESH = "Type FRESH to begin a new sheet"


async def tell_standing(services: Services) -> int:
    """Where the key lies, and whether there is a recovery code."""
    standing = await services.keys.standing()
    place = "under a passphrase" if standing.uses_passphrase else f"in {standing.store}"
    say(f"The key of the data file is {place}.")
    if standing.recovery_made_on is None:
        say("There is no recovery code. Make one: runsheet key recovery-code")
    else:
        say(f"The recovery code was made on {short_date(standing.recovery_made_on)}.")
    return 0


async def print_recovery_code(services: Services) -> int:
    """The code alone on standard output; the sentence beside it."""
    services.lock.refuse_while_locked()
    print(await services.keys.new_recovery_code())
    say_aside(ONCE)
    return 0


async def change_key(services: Services) -> int:
    """Prints the new recovery code where there was one before."""
    services.lock.refuse_while_locked()
    standing = await services.keys.standing()
    words = ask_secret("Passphrase") if standing.uses_passphrase else ""
    with working("Encrypting the data and their backups anew…"):
        code = await services.keys.change_key(passphrase=words)
    say_aside("The key was changed.")
    if code is not None:
        print(code)
        say_aside(f"The recovery code before opens nothing any more. {ONCE}")
    return 0


async def change_passphrase(settings: Settings) -> int:
    """The first one of an empty folder, else another in its place."""
    locked = LockedFolder(settings)
    if not locked.standing().uses_passphrase:
        await locked.choose_passphrase(ask_new_secret("New passphrase"))
        say("RunSheet asks for it at every start. Nobody can open the data without it.")
        return 0
    before = ask_secret("Passphrase")
    services = await open_services(settings, unlocked=await locked.unlock(before))
    try:
        with acting_through("command line"):
            await services.keys.change_passphrase(before, ask_new_secret("New passphrase"))
    finally:
        await services.aclose()
    say("The passphrase was changed.")
    return 0


async def recover(settings: Settings, *, under_passphrase: bool) -> int:
    """Asks for the recovery code; for a passphrase, too, where there is no password store."""
    locked = LockedFolder(settings)
    code = ask_line("Recovery code")
    words = ask_new_secret("New passphrase") if under_passphrase else None
    unlocked = await locked.recover(code, passphrase=words)
    await _note_opening(settings, unlocked)
    say("The key is back. RunSheet opens again.")
    return 0


async def _note_opening(settings: Settings, unlocked: Unlocked) -> None:
    """Opens the data once, so that the audit trail has it."""
    services = await open_services(settings, unlocked=unlocked)
    try:
        with acting_through("command line"):
            await services.audit.note(Deed.UNLOCKED, "recovery-code")
    finally:
        await services.aclose()


async def start_fresh(settings: Settings, *, is_sure: bool) -> int:
    """Moves the data that nobody can open aside, and says what the new sheet will lack."""
    if not is_sure:
        say_aside(f"The data are kept, but RunSheet begins anew. {NOT_IN_THE_PRACTICE_SYSTEM}")
        _ask_for("FRESH", _FRESH)
    folder = await LockedFolder(settings).start_fresh()
    say(
        f"The data were moved to {folder} and stay there for a year. With their key or recovery "
        "code they open from there."
    )
    return 0


async def remove(settings: Settings, *, is_sure: bool, receipt: Path | None) -> int:
    """Removes everything of RunSheet on this PC; prints the receipt, saves it where asked."""
    contents = None
    try:
        services = await open_here(settings)
    except DatabaseBusy:
        raise
    except RunSheetError as error:
        say_aside(f"The data don't open, and will be removed as they are: {error}")
        _make_sure(is_sure)
    else:
        try:
            contents = await contents_of(services.core)
            say_aside(f"This removes RunSheet's data from this PC: {contents.words()}.")
            _make_sure(is_sure)
            with acting_through("command line"):
                await services.core.audit.note_anyway(Deed.PC_REMOVED)
        finally:
            await services.aclose()
    done = await remove_this_pc(settings, contents=contents, now=utc_now())
    text = "\n".join(done.lines()) + "\n"
    print(text, end="")
    if receipt is not None:
        write_atomically(receipt, text.encode())
    return 0


def _make_sure(is_sure: bool) -> None:
    if not is_sure:
        _ask_for("REMOVE", _SURE)


def _ask_for(word: str, words: str) -> None:
    if ask_line(words).strip() != word:
        raise WrongUsage("Nothing was changed")
