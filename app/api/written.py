"""The OpenAPI document as `docs/openapi.json` keeps it: python -m app.api.written."""

import json
import sys

from app.api.app import assembled


def written_document() -> str:
    """The whole document as it is written to the file."""
    return json.dumps(assembled().openapi(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(written_document())
