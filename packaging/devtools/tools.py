"""Programs of other people that look at RunSheet or build from it: environments beside .venv."""

import sys
from dataclasses import dataclass
from pathlib import Path

from devtools.console import child_environment, run_logged, step
from devtools.environment import BUILD, ROOT, venv_program

_PACKAGING = ROOT / "packaging"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolSet:
    """Tools that are locked together; `name` is that of their lock file, `title` what they are.

    `from_source`: those that come in no other form. Nothing that ships, or builds what ships.
    """

    name: str
    title: str
    from_source: tuple[str, ...] = ()

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

    @property
    def forms(self) -> tuple[str, ...]:
        """The options of pip and uv: wheels, but for what has none."""
        built = (word for name in self.from_source for word in ("--no-binary", name))
        return ("--only-binary", ":all:", *built)

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
            python = venv_program("python", self.venv)
            self._run(python, *install, *self.forms, "-r", self.lock)
        stamp.write_text(wanted, "utf-8")

    def _run(self, *command: str | Path) -> None:
        log = BUILD / f"{self.name}.log"
        run_logged(command, log=log, environment=child_environment(), cwd=ROOT)


SUPPLY = ToolSet(name="tools", title="pip-audit and cyclonedx-bom")
DOCS = ToolSet(name="docs", title="MkDocs Material")
BUILDER = ToolSet(name="package", title="PyInstaller")
PEERS = ToolSet(
    name="peers", title="dlt and Vorta, to stand beside RunSheet", from_source=("vorta",)
)
TOOL_SETS = (SUPPLY, DOCS, BUILDER, PEERS)
