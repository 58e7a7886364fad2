"""Work that is killed at its first step, at its second, and so on until it ends by itself.

A step is whatever lasts: a rename, a removal, a flush to the disk, a secret kept or forgotten. The
process ends there and then, as with a power cut: nothing of it gets to tidy up.

Each is a child of a server that has done nothing but load what it needs: a child of the tests' own
process would begin with the locks of threads that it does not have.
"""

import asyncio
import multiprocessing
import os
import shutil
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import keyring

from tests.support.keyrings import FOLDER_VARIABLE, FolderKeyring

_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload(["__main__", "tests.services.keys.test_kills"])
_KILLED = 99
_spared = [False]
_STEPS = (
    (os, "fsync"),
    (os, "rename"),
    (Path, "replace"),
    (Path, "unlink"),
    (shutil, "move"),
    (keyring, "set_password"),
    (keyring, "delete_password"),
)


@contextmanager
def spared() -> Iterator[None]:
    """Steps in here are not counted: what they do is killed elsewhere."""
    _spared[0] = True
    try:
        yield
    finally:
        _spared[0] = False


def killed_at_each_step(folder: Path, work: Callable[[], Awaitable[object]]) -> Iterator[int]:
    """Gives the number of the step at which `work` was just killed; `folder`, with everything it
    works on, is put back before the next. Ends when it ended by itself.

    `work` goes to another process: a function of a module, or a `partial` of one.
    """
    before = folder.with_name(f"{folder.name}-before")
    shutil.copytree(folder, before)
    step = 0
    while True:
        step += 1
        shutil.rmtree(folder)
        shutil.copytree(before, folder)
        child = _SERVER.Process(target=_be_killed, args=(step, work, os.environ[FOLDER_VARIABLE]))
        child.start()
        child.join()
        code = child.exitcode
        child.close()
        assert code in (0, _KILLED), f"the work failed at step {step}"
        yield step
        if code == 0:
            return


def _be_killed(step: int, work: Callable[[], Awaitable[object]], secrets: str) -> None:
    """Never returns. `secrets`: the folder of the password store."""
    os.environ[FOLDER_VARIABLE] = secrets
    keyring.set_keyring(FolderKeyring())
    left = [step]

    def watched(act: Callable[..., object]) -> Callable[..., object]:
        def step_or_die(*args: object, **kwargs: object) -> object:
            left[0] -= not _spared[0]
            if left[0] == 0 and not _spared[0]:
                os._exit(_KILLED)
            return act(*args, **kwargs)

        return step_or_die

    for home, name in _STEPS:
        setattr(home, name, watched(getattr(home, name)))
    try:
        asyncio.run(_awaited(work))
    except BaseException:  # noqa: BLE001  # told by the exit code
        os._exit(1)
    os._exit(0)


async def _awaited(work: Callable[[], Awaitable[object]]) -> None:
    await work()
