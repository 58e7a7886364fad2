"""The OpenAPI document: behind the token, kept as a file, and saying all that a caller can meet."""

import json
from pathlib import Path

from app.api.written import written_document

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "docs" / "openapi.json"
AGAIN = "It changed: .venv/bin/python -m app.api.written > docs/openapi.json"


def operations(document):
    return {
        f"{method.upper()} {path}": operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }


def test_the_kept_document_is_the_apis() -> None:
    assert KEPT.read_text("utf-8") == written_document(), AGAIN


async def test_it_is_served_behind_the_token(open_api) -> None:
    async with open_api() as api:
        answer = await api.http.get("/openapi.json")
        assert answer.status_code == 200
        assert answer.json() == json.loads(KEPT.read_text("utf-8"))
        async with api.anonymous() as anybody:
            assert (await anybody.get("/openapi.json")).status_code == 401


def test_every_endpoint_of_the_seeds_and_of_the_contract_is_there() -> None:
    connection, pms = "/api/pms/connections/{id}", "/api/integrations/pms"
    assert set(operations(json.loads(written_document()))) == {
        "GET /api/health",
        *("GET /api/pms/connections", "POST /api/pms/connections"),
        *(f"{method} {connection}" for method in ("GET", "PATCH", "DELETE")),
        *(f"POST {connection}/pair", f"POST {connection}/test"),
        *(f"{method} {connection}/practitioners" for method in ("GET", "POST")),
        *(f"{method} {connection}/appointment-types" for method in ("GET", "PATCH")),
        *(f"{method} {connection}/sync" for method in ("GET", "POST")),
        *("GET /api/run-sheet", "POST /api/run-sheet/appointments"),
        *(f"{method} /api/run-sheet/clinicians" for method in ("GET", "POST")),
        *(f"{method} /api/run-sheet/appointments/{{id}}" for method in ("PATCH", "DELETE")),
        *(f"GET {pms}/providers", f"GET {pms}/bookings", f"POST {pms}/reload"),
        *(f"POST {pms}/{{provider}}/book", f"POST {pms}/{{provider}}/performance"),
        *(f"{method} {pms}/{{provider}}/booking/{{id}}" for method in ("PATCH", "DELETE")),
        "GET /api/analytics/report",
    }


def test_every_operation_says_what_it_is_and_what_it_may_answer() -> None:
    for name, operation in operations(json.loads(written_document())).items():
        assert operation["summary"], name
        assert operation["description"], name
        answers = operation["responses"]
        assert {"400", "401", "403", "413", "415", "429", "431", "500"} <= set(answers), name
        assert "422" not in answers, name
        for status, told in answers.items():
            assert told["content"]["application/json"]["schema"], (name, status)
            assert told["description"] != "Successful Response", (name, status)


def test_every_body_has_an_example() -> None:
    document = json.loads(written_document())
    for name, schema in document["components"]["schemas"].items():
        if schema.get("type") == "object":
            assert schema.get("examples"), name
