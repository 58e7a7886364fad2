"""The data folder: its key, its file, its migrations; what doesn't open is never touched."""

import asyncio
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from sqlalchemy import inspect, select, text

from app.domain.errors import (
    DatabaseDamaged,
    DatabaseKeyMissing,
    DatabaseKeyWrong,
    DatabaseNewer,
    DatabaseUnusable,
    KeyFileDamaged,
    SecretStoreMissing,
)
from app.sandbox import running_gentu
from app.services import Settings, open_services
from app.store.all_tables import metadata
from app.store.file.backup import make_backup
from app.store.file.cipher import OLDEST_SQLITE, check_sqlite_version
from app.store.file.database import encrypted_engine
from app.store.file.folder import DATA_FILE
from app.store.file.key_file import KEY_FILES
from app.store.migrate import MIGRATIONS, migrate
from app.store.revision import HEAD
from app.store.schema import UtcDateTime
from tests.support.desk import Clock, opened

NOW = datetime(2026, 3, 4, 1, 0, tzinfo=UTC)


async def make_folder(folder):
    """A folder of a first start, closed again."""
    services = await open_services(Settings(data_dir=folder))
    await services.aclose()
    return folder


def fingerprints(folder):
    """Every file but locks, by its bytes."""
    return {
        path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    }


async def refuses(folder, error):
    """Opening raises `error` and leaves the data file, its neighbours and the key as they were."""
    before = fingerprints(folder)
    with pytest.raises(error):
        await open_services(Settings(data_dir=folder))
    after = fingerprints(folder)
    # A reader of a WAL database may leave an empty -wal behind; nothing else may differ.
    extra = {path for path in after if path not in before}
    assert all(path.name.endswith(("-wal", "-shm")) for path in extra)
    assert {path: after[path] for path in before} == before


async def key_of(folder):
    installation = json.loads((folder / "key.json").read_text())["installation"]
    return bytes.fromhex(keyring.get_password(f"RunSheet/{installation}/database-key", "RunSheet"))


# --- The key --------------------------------------------------------------------------------------


async def test_a_first_start_makes_one_key_and_the_second_uses_it(tmp_path, stored_secrets):
    folder = await make_folder(tmp_path / "data")
    names = stored_secrets.names()
    await make_folder(folder)
    assert len(names) == 1
    assert stored_secrets.names() == names
    assert oct(folder.stat().st_mode & 0o777) == "0o700"


async def test_two_first_starts_at_once_make_one_key(tmp_path, folder_keyring):
    code = """
import asyncio, keyring, sys, time
from pathlib import Path
from app.services import Settings, open_services
from tests.support.keyrings import FolderKeyring

class Slow(FolderKeyring):
    def get_password(self, service, username):
        found = super().get_password(service, username)
        time.sleep(0.5)  # long enough for the other start to look, too
        return found

keyring.set_keyring(Slow())
print("ready", flush=True)
sys.stdin.readline()
print(asyncio.run(open_services(Settings(data_dir=Path(sys.argv[1])))).core.installation_id)
"""
    starts = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", code, tmp_path / "data", env={**os.environ},
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )
        for _ in range(2)
    ]  # fmt: skip
    for start in starts:
        assert await start.stdout.readline() == b"ready\n"
    ends = await asyncio.gather(*(start.communicate(b"go\n") for start in starts))
    said = {output.decode().strip() for output, _ in ends}
    assert [start.returncode for start in starts] == [0, 0]
    assert len(said) == 1
    assert len(folder_keyring.names()) == 1


@pytest.mark.proves("R15")
async def test_without_a_password_store_nothing_is_written_in_clear(tmp_path):
    keyring.set_keyring(NoKeyring())
    with pytest.raises(SecretStoreMissing) as refusal:
        await open_services(Settings(data_dir=tmp_path / "data"))
    assert refusal.value.code == "KEY-01"
    assert set(fingerprints(tmp_path / "data")) == set()


@pytest.mark.proves("R15")
async def test_a_missing_key_is_told_and_the_file_kept(tmp_path, stored_secrets):
    folder = await make_folder(tmp_path / "data")
    installation = json.loads((folder / "key.json").read_text())["installation"]
    keyring.delete_password(f"RunSheet/{installation}/database-key", "RunSheet")
    await refuses(folder, DatabaseKeyMissing)
    assert stored_secrets.names() == set()


@pytest.mark.proves("R15")
async def test_a_wrong_key_is_told_and_the_file_kept(tmp_path):
    folder = await make_folder(tmp_path / "data")
    installation = json.loads((folder / "key.json").read_text())["installation"]
    keyring.set_password(f"RunSheet/{installation}/database-key", "RunSheet", "ab" * 32)
    await refuses(folder, DatabaseKeyWrong)


@pytest.mark.parametrize("damage", ["swapped", "header", "garbage", "truncated", "zeroed page"])
async def test_a_damaged_file_is_told_and_kept(tmp_path, damage):
    folder = await make_folder(tmp_path / "data")
    path = folder / DATA_FILE
    content = bytearray(path.read_bytes())
    match damage:
        case "swapped":
            content = bytearray(os.urandom(len(content)))
        case "header":
            content[16:64] = os.urandom(48)
        case "garbage":
            content = bytearray(b"this was a database once " * 400)
        case "truncated":
            content = content[:3000]
        case "zeroed page":
            content[0:4096] = bytes(4096)
    path.write_bytes(content)
    await refuses(folder, DatabaseDamaged)


@pytest.mark.parametrize("place", [0.3, 0.5, 0.7, 0.9])
@pytest.mark.proves("R14")
async def test_a_damaged_page_deep_in_the_file_is_told_as_damage(tmp_path, place):
    with running_gentu() as sandbox:
        async with opened(tmp_path / "desk", sandbox, clock=Clock(), memory_secrets=False) as desk:
            await desk.connect()
            await desk.sync(day=sandbox.practice.appointments()[20].start.date())
    path = tmp_path / "desk" / DATA_FILE
    content = bytearray(path.read_bytes())
    for page in range(int(len(content) // 4096 * place), len(content) // 4096):
        content[page * 4096 + 100] ^= 1
    path.write_bytes(content)
    with pytest.raises(DatabaseDamaged):
        await _read_everything(tmp_path / "desk")
    assert path.read_bytes() == content


async def _read_everything(folder):
    services = await open_services(Settings(data_dir=folder))
    try:
        for table in metadata.sorted_tables:
            await services.core.database.read(lambda sql, one=table: sql.execute(select(one)).all())
    finally:
        await services.aclose()


async def test_an_unreadable_key_file_is_told(tmp_path):
    folder = await make_folder(tmp_path / "data")
    for name in KEY_FILES:
        (folder / name).write_text("{")
    await refuses(folder, KeyFileDamaged)


@pytest.mark.parametrize("which", KEY_FILES)
@pytest.mark.parametrize("is_gone", [True, False])
@pytest.mark.proves("R15")
async def test_a_key_file_that_is_damaged_or_gone_is_made_anew_from_the_other(
    tmp_path, which, is_gone
):
    folder = await make_folder(tmp_path / "data")
    before = {name: (folder / name).read_bytes() for name in KEY_FILES}
    if is_gone:
        (folder / which).unlink()
    else:
        (folder / which).write_bytes(b"\0" * 200)
    await _read_everything(folder)
    assert {name: (folder / name).read_bytes() for name in KEY_FILES} == before


async def test_a_url_names_the_encrypted_file(tmp_path):
    elsewhere = tmp_path / "elsewhere.db"
    settings = Settings(data_dir=tmp_path / "data", database_url=f"sqlite:///{elsewhere}")
    await (await open_services(settings)).aclose()
    assert elsewhere.exists()
    assert not (tmp_path / "data" / DATA_FILE).exists()
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(elsewhere).execute("SELECT * FROM sqlite_master")


@pytest.mark.parametrize(
    "url", ["postgresql+psycopg://desk/runsheet", "no url at all", "sqlite://"]
)
async def test_a_url_that_is_no_file_is_refused_by_name(tmp_path, url):
    with pytest.raises(DatabaseUnusable, match="RUNSHEET_DATABASE_URL"):
        await open_services(Settings(data_dir=tmp_path / "data", database_url=url))


async def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseUnusable) as refusal:
        await open_services(Settings(data_dir=tmp_path / "file" / "data"))
    assert refusal.value.code == "LOC-09"


# --- What is on the disk --------------------------------------------------------------------------


@pytest.mark.proves("S3")
async def test_no_patient_and_no_secret_is_readable_on_the_disk(tmp_path):
    with running_gentu() as sandbox:
        folder = tmp_path / "desk"
        async with opened(folder, sandbox, clock=Clock(), memory_secrets=False) as desk:
            await desk.connect()
            today = sandbox.practice.appointments()[20].start.date()
            await desk.sync(day=today)
            own = {"appId": "own-app", "clientId": "own-client", "clientSecret": "own-s3cret"}
            await desk.services.connections.create("gentu", credentials=own)
            with_wal = _bytes_of(folder)
            make_backup(folder / DATA_FILE, folder / "backups", key=await key_of(folder), now=NOW)
            values = await _every_value(desk)
        names = {
            part
            for patient in sandbox.practice.patients()
            for part in (patient.family, patient.phone, patient.email)
            if part and len(part) > 4
        }
    found = with_wal + _bytes_of(folder)
    assert len(names) > 60
    assert any(name in values for name in names), "the patients are stored at all"
    assert len(list((folder / "backups").iterdir())) == 1
    secrets = {"own-s3cret", sandbox.client_secret, (await key_of(folder)).hex()}
    for word in names | secrets:
        assert word.encode() not in found
        assert word.encode("utf-16-le") not in found
    assert not [secret for secret in secrets | {"own-client"} if secret in values]
    for path in (folder / DATA_FILE, *(folder / "backups").iterdir()):
        with pytest.raises(sqlite3.DatabaseError):
            sqlite3.connect(path).execute("SELECT * FROM sqlite_master")


def _bytes_of(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def _every_value(desk):
    tables = list(metadata.sorted_tables)
    return repr([await desk.read(table) for table in tables])


@pytest.mark.proves("R3")
async def test_the_pragmas_are_in_force(tmp_path, figure):
    services = await open_services(Settings(data_dir=tmp_path / "data"))

    def read(sql):
        names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "temp_store")
        return {name: sql.execute(text(f"PRAGMA {name}")).scalar() for name in names}

    found = await services.core.database.read(read)
    await services.aclose()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
    }
    figure("WAL, FULL, foreign keys, overwritten deletes, nothing temporary on disk")


def test_a_sqlite_with_the_wal_fault_is_refused():
    check_sqlite_version(OLDEST_SQLITE)
    for version in ((3, 51, 2), (3, 40, 1), (3, 7, 0)):
        with pytest.raises(DatabaseUnusable):
            check_sqlite_version(version)


@pytest.mark.proves("R3", control=True)
async def test_with_a_sqlite_with_the_wal_fault_no_file_is_opened(tmp_path, monkeypatch, figure):
    monkeypatch.setattr("sqlcipher3.dbapi2.sqlite_version_info", (3, 51, 2))
    with pytest.raises(DatabaseUnusable):
        await open_services(Settings(data_dir=tmp_path / "data"))
    assert not (tmp_path / "data" / DATA_FILE).exists()
    figure("3.51.2 is refused, no file made")


async def test_a_database_that_is_not_sqlite_is_refused_for_now(tmp_path):
    url = "postgresql+psycopg://clinic@localhost/runsheet"
    with pytest.raises(DatabaseUnusable):
        await open_services(Settings(data_dir=tmp_path / "data", database_url=url))


# --- Migrations -----------------------------------------------------------------------------------


@pytest.fixture
def engine(tmp_path):
    (tmp_path / "data").mkdir()
    made = encrypted_engine(tmp_path / "data" / DATA_FILE, bytes(range(32)))
    yield made
    made.dispose()


def bring(engine, tmp_path, **options):
    migrate(engine, key=bytes(range(32)), backups=tmp_path / "data" / "backups", now=NOW, **options)


def _differ(_context, _inspected, column, _inspected_type, _type):
    """Alembic's own comparison but for our instants, whose type SQLite gives back as NUMERIC."""
    return False if isinstance(column.type, UtcDateTime) else None


def test_the_tables_load_no_other_databases_dialect():
    """PostgreSQL's costs every start some 50 ms, and an index's `postgresql_where` loads it."""
    loaded = "import sys, app.store.booking_tables; sys.exit('psycopg' in str(sys.modules))"
    assert subprocess.run([sys.executable, "-c", loaded], check=False).returncode == 0


def test_the_migrations_make_exactly_the_schema(engine, tmp_path):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    bring(engine, tmp_path)
    with engine.connect() as connection, connection.begin():
        context = MigrationContext.configure(connection, opts={"compare_type": _differ})
        assert compare_metadata(context, metadata) == []
        made = connection.exec_driver_sql("SELECT type FROM pragma_table_info('sync_leases')").all()
    assert ("TIMESTAMP WITH TIME ZONE",) in [tuple(row) for row in made]
    assert not (tmp_path / "data" / "backups").exists()


NEXT = '''
"""A next version, of the test's own."""
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "9999", "{before}", None, None

def upgrade():
    op.create_table("something_new", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("INSERT INTO preferences (name, value) VALUES ('migrated', 'yes')")
    {then}
'''


def next_version(tmp_path, then="pass"):
    folder = tmp_path / "versions"
    folder.mkdir()
    (folder / "9999_next.py").write_text(NEXT.format(before=HEAD, then=then))
    return {"head": "9999", "versions": (MIGRATIONS / "versions", folder)}


def revision_of(engine):
    with engine.connect() as connection, connection.begin():
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def test_a_migration_is_preceded_by_a_backup_that_opens(engine, tmp_path):
    bring(engine, tmp_path)
    bring(engine, tmp_path, **next_version(tmp_path))
    assert revision_of(engine) == "9999"
    (backup,) = (tmp_path / "data" / "backups").iterdir()
    assert backup.name == "runsheet-20260304T010000Z.db"
    copy = encrypted_engine(backup, bytes(range(32)))
    assert revision_of(copy) == HEAD
    assert not inspect(copy).has_table("something_new")
    copy.dispose()


def everything(engine):
    """The whole schema and every row."""
    with engine.connect() as connection, connection.begin():
        schema = connection.execute(text("SELECT name, sql FROM sqlite_master")).all()
        names = [name for name, sql in schema if (sql or "").startswith("CREATE TABLE")]
        rows = {name: connection.exec_driver_sql(f"SELECT * FROM {name}").all() for name in names}
    return schema, rows


def test_a_migration_that_fails_leaves_the_file_as_it_was(engine, tmp_path):
    bring(engine, tmp_path)
    before = everything(engine)
    failing = next_version(tmp_path, then="raise RuntimeError('half way')")
    with pytest.raises(RuntimeError, match="half way"):
        bring(engine, tmp_path, **failing)
    assert everything(engine) == before
    assert revision_of(engine) == HEAD


async def test_a_newer_database_is_refused_and_kept(tmp_path):
    folder = await make_folder(tmp_path / "data")
    engine = encrypted_engine(folder / DATA_FILE, await key_of(folder))
    with engine.connect() as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = '0999'"))
    engine.dispose()
    await refuses(folder, DatabaseNewer)
    assert not (folder / "backups").exists()


async def test_a_read_only_folder_is_told(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(DatabaseUnusable):
        await open_services(Settings(data_dir=blocked / "data"))
