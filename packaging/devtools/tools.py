"""Programs of other people that look at RunSheet or build from it: environments beside .venv."""

import sys
from dataclasses import dataclass
from pathlib import Path

from devtools.console import child_environment, run_logged, step
from devtools.environment import BUILD, ROOT, venv_program

_PACKAGING = ROOT / "packaging"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolSet:
    """Tools that are locked together; `name` is that of their lock file, `title` what they are."""

    name: str
    title: str

    @property
    def source(self) -> Path:
        """What is wanted."""
        return _PACKAGING / f"{self.name}.in"

    @property
    def lock(self) -> Path:
        """What that came to, with hashes."""
        return _PACKAGING / f"{self.name}.lock"

    @property
    def venv(self) -> Path:
        """Their environment."""
        return BUILD / self.name

    def program(self, name: str) -> str:
        """One of the tools, ready to run."""
        self.ensure()
        return str(venv_program(name, self.venv))

    def ensure(self) -> None:
        """Makes their environment anew when the lock has changed."""
        stamp, wanted = self.venv / "stamp", self.lock.read_text("utf-8")
        if stamp.exists() and stamp.read_text("utf-8") == wanted:
            return
        BUILD.mkdir(exist_ok=True)
        with step(f"Fetching {self.title}"):
            self._run(sys.executable, "-m", "venv", "--clear", self.venv)
            install = ("-m", "pip", "install", "--quiet", "--no-input", "--require-hashes")
            options = ("--only-binary", ":all:", "-r", self.lock)
            self._run(venv_program("python", self.venv), *install, *options)
        stamp.write_text(wanted, "utf-8")

    def _run(self, *command: str | Path) -> None:
        log = BUILD / f"{self.name}.log"
        run_logged(command, log=log, environment=child_environment(), cwd=ROOT)


SUPPLY = ToolSet(name="tools", title="pip-audit and cyclonedx-bom")
DOCS = ToolSet(name="docs", title="MkDocs Material")
BUILDER = ToolSet(name="package", title="PyInstaller")
TOOL_SETS = (SUPPLY, DOCS, BUILDER)
