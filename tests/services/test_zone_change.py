"""A practice's zone that was corrected after the first syncs."""

from datetime import timedelta

from app.services.connections.service import ConnectionChanges
from tests.support.desk import DAY, front_desk


async def test_stored_rows_move_to_the_days_of_the_new_zone(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        starts = {row["id"]: row["start_at"] for row in await desk.stored()}
        changes = ConnectionChanges(timezone="America/New_York")
        await desk.services.connections.change(desk.connection_id, changes)
        days = {row["id"]: row["local_day"] for row in await desk.stored()}
        evening_before = await desk.services.run_sheet.sheet(DAY - timedelta(days=1))
    offset = timedelta(hours=-5)
    assert days == {key: (start + offset).date() for key, start in starts.items()}
    assert len(evening_before.rows) > 40
    assert evening_before.columns[0].freshness.last_success_at is None
