"""The server: it answers where it says, in our shapes, and leaves nothing when it ends."""

from app import __version__


async def test_health_answers_without_a_token(open_api) -> None:
    async with open_api() as api, api.anonymous() as anybody:
        answer = await anybody.get("/api/health")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "version": __version__}


async def test_an_unknown_address_is_told_in_our_words(open_api) -> None:
    async with open_api(system="gentu", crms=["ghl-v2"]) as api:
        answer = await api.http.get("/api/nothing")
    assert answer.status_code == 404
    assert answer.json() == {"error": "There is nothing at this address.", "details": None}
