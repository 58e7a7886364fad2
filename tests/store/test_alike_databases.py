"""The tables that other tests begin with are those that the migrations make."""

import asyncio

from app.services import Settings, open_services
from app.store import migrate
from tests.support import alike_databases
from tests.support.alike_databases import Alike


def tables_in(folder):
    async def read():
        services = await open_services(Settings(data_dir=folder, memory_secrets=True))
        try:
            return await services.core.database.read(_everything)
        finally:
            await services.aclose()

    return asyncio.run(read())


def _everything(sql):
    made = sql.exec_driver_sql("SELECT type, name, sql FROM sqlite_master ORDER BY type, name")
    version = sql.exec_driver_sql("SELECT * FROM alembic_version")
    rows = [sql.exec_driver_sql(f"SELECT * FROM {name}").all() for name in _tables(sql)]
    return made.all(), version.all(), rows


def _tables(sql):
    found = sql.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [row.name for row in found if row.name not in {"sqlite_sequence", "preferences"}]


def test_what_the_first_database_left_makes_the_same_tables_with_the_same_rows(
    tmp_path, monkeypatch
):
    migrated = tables_in(tmp_path / "migrated")
    monkeypatch.setattr(migrate, "_upgrade", Alike().upgrade)
    first = tables_in(tmp_path / "first")
    monkeypatch.setattr(alike_databases, "upgrade", None)  # from here on only what it noted
    assert tables_in(tmp_path / "second") == first == migrated
    assert len(migrated[0]) > 20
