"""What is saved, kept, taken back and taken away: exports, backups, keys, the purge."""

from app.services.audit import AuditFormat
from app.services.log_export import LogFormat
from app.services.support.wish import Span
from tests.proofs.canary.office import PIN, Office
from tests.proofs.canary.people import CANARIES
from tests.proofs.canary.practice import refused
from tests.support.canaries import files_of


async def export(office: Office) -> None:
    """Everything that must name nobody, saved as a person would."""
    services, out = office.services, office.out
    told = f"{CANARIES[30].given} {CANARIES[30].family} was missing, call {CANARIES[30].phone}"
    for span in (Span.DAY, Span.WEEK):
        made = await services.support.prepare(span, description=told)
        assert made.missing == ()
        assert made.caught <= 8, "only in what a person wrote"
        await services.support.save(made, out / f"support-{span}.zip")
        for name, body in files_of((out / f"support-{span}.zip").read_bytes()).items():
            office.watch.keep(f"support zip/{name}", body)
    for kind in LogFormat:
        await services.log_export.save(out / f"syncs.{kind}", since=None, log_format=kind)
    for form in AuditFormat:
        file = await services.audit.save(out / f"audit.{form}", file_format=form)
        assert file.verdict.is_whole
    nowhere = out / CANARIES[32].family / "trail.csv"
    await refused(office, services.audit.save(nowhere, file_format=AuditFormat.CSV))


async def lock(office: Office) -> None:
    """A PIN that is none, one that is, one that is wrong."""
    service = office.services.lock
    await refused(office, service.choose_pin(CANARIES[31].family))
    await service.choose_pin(PIN)
    assert await service.lock()
    office.secrets.add(PIN[::-1])
    await refused(office, service.unlock(PIN[::-1]))
    await service.unlock(PIN)


async def change_keys(office: Office) -> None:
    """A backup, a recovery code, another key, another backup."""
    services = office.services
    await services.backups.back_up()
    before = services.core.database.key.hex()
    code = await services.keys.new_recovery_code()
    newer = await services.keys.change_key()
    assert newer is not None
    office.secrets |= {before, code, code.replace("-", ""), newer, newer.replace("-", "")}
    office.secrets.add(await services.downtime.password())
    office.clock.advance(hours=1)
    await services.backups.back_up()


async def purge(office: Office) -> None:
    """Two years on."""
    office.clock.advance(days=730)
    purged = await office.services.retention.purge()
    assert purged.people > 0
    office.clock.advance(days=-730)


async def look_at_the_disk(office: Office) -> None:
    """Everything that is there now; and that nothing but people's own data is in the database."""
    preferences = await office.services.preferences.read()
    office.watch.keep_texts("settings", [repr(preferences)])
    keep_files(office)


def keep_files(office: Office) -> None:
    for name in ("desk", "out", "home", "tmp"):
        office.watch.keep_files(office.folder / name)
