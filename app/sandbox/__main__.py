"""`python -m app.sandbox [--port P] [--latency-ms N] [--vendor NAME] [--bulk 200x20000]`."""

import argparse
import collections.abc as c
import sys
import typing as t

from app.sandbox.foreground import VENDORS, PortUnusable, made_up_sandboxes, run_foreground
from app.sandbox.gentu.bulk import bulk_practice
from app.sandbox.halaxy.bulk import bulk_halaxy_practice
from app.sandbox.medirecords.bulk import bulk_medirecords_practice
from app.sandbox.served import ServedSandbox

_BULK: t.Final[dict[str, c.Callable[..., t.Any]]] = {
    "gentu": bulk_practice,
    "medirecords": bulk_medirecords_practice,
    "halaxy": bulk_halaxy_practice,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m app.sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="the first; 0: any free ports")
    parser.add_argument("--latency-ms", type=int, default=0)
    parser.add_argument("--vendor", choices=list(VENDORS))
    parser.add_argument(
        "--bulk",
        type=_size,
        metavar="PRACTITIONERSxAPPOINTMENTS",
        help="a practice of this size, of one vendor alone (default: gentu)",
    )
    wishes = parser.parse_args()
    if wishes.bulk and wishes.vendor not in {None, *_BULK}:
        parser.error(f"--bulk is for one of {', '.join(_BULK)}")
    try:
        run_foreground(wishes.port, sandboxes=_sandboxes(wishes))
    except PortUnusable as error:
        sys.stderr.write(f"Port {error.port} can't be used: {error.strerror}\n")
        return 1
    return 0


def _sandboxes(wishes: argparse.Namespace) -> list[ServedSandbox]:
    latency_s = wishes.latency_ms / 1000
    if wishes.bulk:  # for measuring: the vendors' quotas are set aside
        name = wishes.vendor or "gentu"
        practice = _BULK[name](**wishes.bulk)
        return [VENDORS[name](practice, latency_s=latency_s, quota_per_minute=None)]
    if wishes.vendor:
        return [VENDORS[wishes.vendor](latency_s=latency_s)]
    return made_up_sandboxes(latency_s=latency_s)


def _size(text: str) -> dict[str, int]:
    practitioners, _, appointments = text.partition("x")
    return {"practitioners": int(practitioners), "appointments": int(appointments)}


if __name__ == "__main__":
    sys.exit(main())
