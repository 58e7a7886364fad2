"""Builds docs/ into a site, its page of codes brought up to date before."""

from devtools.checks import docs_job, run_in_lanes
from devtools.console import child_environment, say
from devtools.environment import BUILD, ROOT, ensure_environment, venv_program
from devtools.foreground import run_in_front

SITE = BUILD / "site"


def build_docs(_arguments: list[str]) -> int:
    """Writes the page of codes anew and builds the site into build/site. 0 if it could, else 1."""
    ensure_environment()
    codes = [str(venv_program("python")), "-P", "-m", "tests.docs_codes"]
    if run_in_front(codes, environment=child_environment(), cwd=ROOT):
        return 1
    if run_in_lanes([docs_job()]):
        return 1
    say(f"The pages are in {SITE.relative_to(ROOT)}; begin with index.html.")
    return 0
