"""What a practice's IT has said of looking for updates, for everybody on this PC.

The variable RUNSHEET_UPDATE_CHECK, or `{"update_check": false}` in a file that only administrators
can write; on Windows the value UpdateCheck (0) under HKLM's policies. A file that can't be read
means off: somebody wanted to say something.
"""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "RUNSHEET_UPDATE_CHECK"
REGISTRY_KEY = r"Software\Policies\RunSheet"
REGISTRY_VALUE = "UpdateCheck"
_OFF = frozenset({"0", "no", "off", "false"})


def policy_file(platform: str = sys.platform) -> Path:
    """Where the file lies on Linux and macOS."""
    if platform == "darwin":
        return Path("/Library/Application Support/RunSheet/policy.json")
    return Path("/etc/runsheet/policy.json")


def is_off_by_it(environment: Mapping[str, str] = os.environ, *, file: Path | None = None) -> bool:
    """Whether RunSheet may not look for updates on this PC. Reads a file: not in the loop."""
    if environment.get(VARIABLE, "").strip().lower() in _OFF:
        return True
    return _says_off(file or policy_file()) if sys.platform != "win32" else _registry_says_off()


def _says_off(file: Path) -> bool:
    try:
        told = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return False
    except (OSError, ValueError):
        return True
    return not isinstance(told, dict) or told.get("update_check", True) is not True


if sys.platform == "win32":
    import winreg

    def _registry_says_off() -> bool:
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, REGISTRY_KEY) as key:
                value, _type = winreg.QueryValueEx(key, REGISTRY_VALUE)
        except FileNotFoundError:
            return False
        except OSError:
            return True
        return value != 1

else:

    def _registry_says_off() -> bool:
        return False
