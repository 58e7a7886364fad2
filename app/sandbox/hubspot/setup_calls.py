"""What an administrator made: pipelines and properties."""

from app.sandbox.exchange import Answer, Call, json_answer
from app.sandbox.hubspot import answers, checks
from app.sandbox.hubspot.account import HubSpotAccount
from app.sandbox.hubspot.schema import TYPES, Property


class SetupCalls:
    """The operations on an account's set-up."""

    def __init__(self, account: HubSpotAccount) -> None:
        self._account = account

    def pipelines(self, _call: Call) -> Answer:
        rows = [
            {
                "id": one.id,
                "label": one.label,
                "stages": [{"id": id_, "label": label} for id_, label in one.stages.items()],
            }
            for one in self._account.pipelines
        ]
        return json_answer({"results": rows})

    def property(self, call: Call) -> Answer:
        type_, name = call.segments[3:]
        found = self._account.property(type_, name) if type_ in TYPES else None
        if found is None:
            raise answers.not_found("No such property")
        return json_answer({"name": name, "hasUniqueValue": found.is_unique})

    def make_property(self, call: Call) -> Answer:
        body = checks.read_body(
            call,
            required=("name", "label", "type", "fieldType", "groupName"),
            allowed=("hasUniqueValue",),
        )
        type_, name = call.segments[3], body["name"]
        if type_ not in TYPES:
            raise answers.bad_request("Unable to infer object type")
        if self._account.property(type_, name):
            raise answers.conflict("A property with this name exists")
        is_unique = bool(body.get("hasUniqueValue"))
        self._account.add_property(type_, Property(name=name, is_unique=is_unique))
        return json_answer({"name": name, "hasUniqueValue": is_unique}, status=201)
