"""Services over the session's real password store, told of CRMs in every way there is."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from app.services import Services, Settings, open_services

Open = Callable[..., AbstractAsyncContextManager[Services]]


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    """Opens the services over one data folder, as often as a test asks; `working` is where they
    were started.
    """

    @asynccontextmanager
    async def open_(environment: Mapping[str, str] | None = None) -> AsyncIterator[Services]:
        settings = Settings(
            data_dir=tmp_path / "data",
            environment=environment or {},
            working_dir=tmp_path / "working",
        )
        services = await open_services(settings)
        try:
            yield services
        finally:
            await services.aclose()

    (tmp_path / "data").mkdir()
    (tmp_path / "working").mkdir()
    return open_


@pytest.fixture
def env_file(tmp_path: Path) -> Callable[..., None]:
    """Writes a `.env` into the `data` or the `working` folder."""

    def write(folder: str, **told: str) -> None:
        lines = "".join(f"{name}={value}\n" for name, value in told.items())
        (tmp_path / folder / ".env").write_text(lines, "utf-8")

    return write
