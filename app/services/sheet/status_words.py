"""Unknown status words: a person says what one means, and can take it back. Nothing is guessed."""

from app.domain.appointment import AppointmentStatus
from app.domain.audit import Deed
from app.domain.errors import InvalidRequest
from app.domain.said import say
from app.services.changes import Topic
from app.services.core import LABELS, Core
from app.services.pc.who import current_user
from app.store.connection.connections import get_connection
from app.store.desk import status_words as stored

LONGEST_WORD = 100


class StatusWordService:
    """Unknown connections raise ConnectionNotFound."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def match(self, connection_id: str, word: str, status: AppointmentStatus | None) -> None:
        """From now on the word means `status`; None keeps it as the system says it."""
        if not word or len(word) > LONGEST_WORD:
            raise InvalidRequest(reason=say("That is not a status word."))
        await self._check(connection_id)
        await self._core.audit.write(
            Deed.MAPPING_CHANGED,
            (connection_id,),
            stored.save_status_word,
            connection_id,
            word,
            status=status.value if status else stored.AS_IT_IS,
            by=current_user(),
            now=self._core.now(),
        )
        self._core.changes.publish(Topic.RUN_SHEET, connection_id=connection_id)

    async def forget(self, connection_id: str, word: str) -> None:
        """Takes an answer back: the word is unknown again."""
        await self._check(connection_id)
        await self._core.audit.write(
            Deed.MAPPING_CHANGED, (connection_id,), stored.forget_status_word, connection_id, word
        )
        self._core.changes.publish(Topic.RUN_SHEET, connection_id=connection_id)

    async def matched(self, connection_id: str) -> dict[str, AppointmentStatus | None]:
        """The answered words; None for one that is kept as it is."""
        await self._check(connection_id)
        found = await self._core.database.read(stored.list_status_words, connection_id)
        return {
            word: None if status == stored.AS_IT_IS else AppointmentStatus(status)
            for word, status in found.items()
        }

    async def _check(self, connection_id: str) -> None:
        await self._core.database.read(get_connection, connection_id, labels=LABELS)
