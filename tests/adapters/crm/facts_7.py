"""The 32 rows of shared/facts/crm.md, 7: what an earlier implementation sent, vendor by vendor.

Each row has its tests in `<vendor>/test_facts_7.py`, by its number in two digits:
- `test_row_NN_refused_…`: the sandbox refuses what was sent, as the vendor does;
- `test_row_NN_marked_…`: the vendor takes it silently; so does the sandbox, and marks it;
- `test_row_NN_lost_…`: nothing is refused, and what was wanted does not come of it;
- `test_row_NN_ours_…`: what RunSheet sends instead, taken by the sandbox without a mark.
"""

ALL = ("ghl", "salesforce", "hubspot")

ROWS: dict[int, tuple[tuple[str, ...], str]] = {
    1: (("ghl",), "create: nested objects"),
    2: (("ghl",), "create: a location as the calendar"),
    3: (("ghl",), "create: a location in v1"),
    4: (("ghl",), "create: end, price, currency, metadata"),
    5: (("ghl",), "create: one name within the contact"),
    6: (("ghl",), "update: PATCH"),
    7: (("ghl",), "update: statuses that there are not"),
    8: (("ghl",), "cancel: a route that there is not"),
    9: (("ghl",), "report: a route that there is not"),
    10: (("ghl",), "v2: no Version"),
    11: (("salesforce",), "create: a time zone"),
    12: (("salesforce",), "create: custom fields that nobody made"),
    13: (("salesforce",), "create: empty ids"),
    14: (("salesforce",), "create: end = start"),
    15: (("salesforce",), "create: without a contact"),
    16: (("salesforce",), "create: an id as the place"),
    17: (("salesforce",), "update: a status, and one time alone"),
    18: (("salesforce",), "cancel: a status"),
    19: (("salesforce",), "report: an address that reads"),
    20: (("salesforce",), "all: one static token"),
    21: (("hubspot",), "create: other names of the times"),
    22: (("hubspot",), "create: no timestamp"),
    23: (("hubspot",), "create: a zone, names with capitals"),
    24: (("hubspot",), "create: a deal's association"),
    25: (("hubspot",), "create: pipeline and stage unused"),
    26: (("hubspot",), "create: no outcome"),
    27: (("hubspot",), "cancel: a status of its own"),
    28: (("hubspot",), "update: the title lost, end = start"),
    29: (("hubspot",), "report: an object that nobody defined"),
    30: (ALL, "create: aborted, and nothing stored"),
    31: (ALL, "limits, locks and failures not tried again"),
    32: (ALL, "the correlation id by one header alone"),
}
"""The vendors that a row is about, and what was wrong."""

NOTHING_WRONG = {(32, "salesforce")}
"""Salesforce repeats its id in the header that was read."""
