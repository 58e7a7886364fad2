#!/usr/bin/env python3
"""Set up, try, check and run RunSheet from a clone: python3 packaging/dev.py <command> [arguments]

  setup   make .venv from requirements.lock and install what the system lacks
  demo    the made-up practice, in a window (or printed, with --headless)
  run     RunSheet itself; arguments go to it: dev.py run today
  test    linters, types, import rules, docs/ and tests; arguments go to pytest
          (--tests-only leaves out what is no test)
  shots   render every window and state into a folder (default build/shots)
          (then, to take fewer: light, dark, small, 1280, 200, private, long, rtl, or names)
  docs    the site of docs/, into build/site (--pictures: take its screenshots anew instead)
  bench   the benchmarks
  prove   what RunSheet promises of data and safety, a line each with its figure
  package the frozen RunSheet and what this machine can pack of it, into build/packages; then it is
          started, syncs a sandbox and is compared with the unfrozen one (--build-only, --try-only;
          --prove-install: the .deb in a bare Debian, installed, at work, removed; needs root)
  lock    work out requirements.lock anew from pyproject.toml, and those of the tools
  audit   known faults of the locked libraries (needs the internet)
  sbom    the list of what ships, as CycloneDX (default build/runsheet.cdx.json)
  translations  bring resources/translations up to date with the texts in the code

Standard library only; works from any folder on Linux, Windows and macOS.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this is what tells the owner of an older one
    sys.exit(f"RunSheet needs Python 3.11 or later; this is {sys.version.split()[0]}.")

from devtools.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], usage=__doc__))
