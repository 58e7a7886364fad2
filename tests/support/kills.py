"""Work that is killed at its first step, at its second, and so on until it ends by itself.

A step is whatever lasts: a rename, a removal, a flush to the disk, a secret kept or forgotten. The
process ends there and then, as with a power cut: nothing of it gets to tidy up.
"""

import asyncio
import os
import shutil
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import keyring

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
    """
    before = folder.with_name(f"{folder.name}-before")
    shutil.copytree(folder, before)
    step = 0
    while True:
        step += 1
        shutil.rmtree(folder)
        shutil.copytree(before, folder)
        child = os.fork()
        if child == 0:
            _be_killed(step, work)
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        assert code in (0, _KILLED), f"the work failed at step {step}"
        yield step
        if code == 0:
            return


def _be_killed(step: int, work: Callable[[], Awaitable[object]]) -> None:
    """Never returns."""
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
