"""`python -m app.sandbox [--port P] [--latency-ms N] [--bulk 200x20000]`."""

import argparse
import sys

from app.sandbox.foreground import run_foreground
from app.sandbox.gentu.bulk import bulk_practice
from app.sandbox.gentu.practice import Practice


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m app.sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0: any free port")
    parser.add_argument("--latency-ms", type=int, default=0)
    parser.add_argument("--bulk", type=_bulk, metavar="PRACTITIONERSxAPPOINTMENTS")
    wishes = parser.parse_args()
    try:
        run_foreground(wishes.port, practice=wishes.bulk, latency_s=wishes.latency_ms / 1000)
    except OSError as error:
        sys.stderr.write(f"Port {wishes.port} can't be used: {error.strerror}\n")
        return 1
    return 0


def _bulk(text: str) -> Practice:
    practitioners, _, appointments = text.partition("x")
    return bulk_practice(practitioners=int(practitioners), appointments=int(appointments))


if __name__ == "__main__":
    sys.exit(main())
