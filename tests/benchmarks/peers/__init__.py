"""Other people's programs beside RunSheet, each as a script for an environment of its own.

`dev.py bench` makes that environment and tells of it; without it, nobody stands beside.
"""

import os
from pathlib import Path

VARIABLE = "RUNSHEET_PEERS"
"""The Python of the environment that has them."""


def peer(script: str) -> list[str] | None:
    """The command that starts this one; None where there is no such environment."""
    python = os.environ.get(VARIABLE)
    return [python, "-P", str(Path(__file__).with_name(script))] if python else None
