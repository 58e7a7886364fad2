"""`python -m app.sandbox [--port P] [--latency-ms N] [--vendor NAME] [--bulk 200x20000]`."""

import argparse
import collections.abc as c
import sys
import typing as t

from app.sandbox.foreground import VENDORS, AnySandbox, PortUnusable, run_foreground
from app.sandbox.gentu.bulk import bulk_practice
from app.sandbox.halaxy.bulk import bulk_halaxy_practice
from app.sandbox.medirecords.bulk import bulk_medirecords_practice

_BULK: t.Final[dict[str, c.Callable[..., t.Any]]] = {
    "gentu": bulk_practice,
    "medirecords": bulk_medirecords_practice,
    "halaxy": bulk_halaxy_practice,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m app.sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="the first; 0: any free ports")
    parser.add_argument("--latency-ms", type=int, default=0)
    parser.add_argument("--vendor", choices=[vendor.vendor for vendor in VENDORS])
    parser.add_argument(
        "--bulk",
        type=_size,
        metavar="PRACTITIONERSxAPPOINTMENTS",
        help="a practice of this size, of one vendor alone (default: gentu)",
    )
    wishes = parser.parse_args()
    try:
        run_foreground(wishes.port, sandboxes=_sandboxes(wishes))
    except PortUnusable as error:
        sys.stderr.write(f"Port {error.port} can't be used: {error.strerror}\n")
        return 1
    return 0


def _sandboxes(wishes: argparse.Namespace) -> list[AnySandbox]:
    name = wishes.vendor or ("gentu" if wishes.bulk else None)
    chosen = [vendor for vendor in VENDORS if name in {None, vendor.vendor}]
    latency_s = wishes.latency_ms / 1000
    if name and wishes.bulk:  # for measuring: the vendors' quotas are set aside
        practice = _BULK[name](**wishes.bulk)
        return [one(practice, latency_s=latency_s, quota_per_minute=None) for one in chosen]
    return [vendor(latency_s=latency_s) for vendor in chosen]


def _size(text: str) -> dict[str, int]:
    practitioners, _, appointments = text.partition("x")
    return {"practitioners": int(practitioners), "appointments": int(appointments)}


if __name__ == "__main__":
    sys.exit(main())
