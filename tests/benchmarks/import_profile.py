"""`start --profile`: what the imports cost up to the painted list."""

import os
import tempfile

from tests.benchmarks.children import running_sandbox
from tests.benchmarks.figures import print_table
from tests.benchmarks.programs import OURS, prepare, started


def profile_start() -> list[tuple[str, float, int]]:
    """What the imports cost up to the painted list, by package; dearest first, and printed."""
    with running_sandbox() as sandbox, tempfile.TemporaryDirectory() as folder:
        environment = os.environ | sandbox.environment | {"RUNSHEET_DATA_DIR": folder}
        prepare(environment)
        with started(environment, OURS):  # compiles
            pass
        with tempfile.TemporaryFile("w+") as log:
            with started(environment | {"PYTHONPROFILEIMPORTTIME": "1"}, OURS, log):
                pass
            log.seek(0)
            imports = _summed_imports(log.readlines())
    rows = [(name, f"{ms:.0f}", str(count)) for name, ms, count in imports[:30]]
    whole = sum(ms for _, ms, _ in imports)
    title = f"imports of a warm start, {whole:.0f} ms in all, measuring included"
    print_table(title, ("package", "own ms", "modules"), rows)
    return imports


def _summed_imports(lines: list[str]) -> list[tuple[str, float, int]]:
    """From the lines of -X importtime: own milliseconds and modules by package, `app` by two."""
    found: dict[str, tuple[float, int]] = {}
    for line in lines:
        own, _, rest = line.removeprefix("import time:").partition("|")
        if line.startswith("import time:") and own.strip().isdigit():
            parts = rest.partition("|")[2].strip().split(".")
            name = ".".join(parts[: 2 if parts[0] in {"app", "PySide6"} else 1])
            ms, count = found.get(name, (0.0, 0))
            found[name] = (ms + int(own) / 1000, count + 1)
    return sorted(((name, *facts) for name, facts in found.items()), key=lambda one: -one[1])
