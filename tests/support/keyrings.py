"""A password store for tests that several processes share: a folder, a file a secret."""

import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

FOLDER_VARIABLE = "TEST_KEYRING_FOLDER"


class FolderKeyring(KeyringBackend):
    """In clear, and so for made-up data only; never chosen unless named."""

    priority = -1  # type: ignore[assignment]  # keyring's own way to say: only when asked for

    def get_password(self, service: str, username: str) -> str | None:
        path = self._path(service, username)
        return path.read_text("utf-8") if path.exists() else None

    def set_password(self, service: str, username: str, password: str) -> None:
        path = self._path(service, username)
        partial = path.with_suffix(f".{os.getpid()}")
        partial.write_text(password, "utf-8")
        partial.replace(path)

    def delete_password(self, service: str, username: str) -> None:
        try:
            self._path(service, username).unlink()
        except FileNotFoundError:
            raise PasswordDeleteError from None

    def names(self) -> set[str]:
        """Every secret kept."""
        return {path.stem for path in self._folder.iterdir()}

    @property
    def _folder(self) -> Path:
        folder = Path(os.environ[FOLDER_VARIABLE])
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _path(self, service: str, username: str) -> Path:
        return self._folder / f"{service.replace('/', '+')}+{username}.secret"
