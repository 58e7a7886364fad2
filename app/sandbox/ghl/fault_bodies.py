"""GoHighLevel's own bodies for the faults of `app.sandbox.fault_catalogue`."""

from app.sandbox.exchange import Answer
from app.sandbox.fault_bodies import FaultBodies
from app.sandbox.fault_kinds import Fault, FaultKind

V1_BODIES = FaultBodies(
    bad_request=b'{"msg":"Bad Request"}',
    expired=b'{"msg":"Unauthorized"}',
    forbidden=b'{"msg":"Forbidden"}',
    not_found=b'{"msg":"Not Found"}',
    quota=b'{"msg":"Too Many Requests"}',
    server_error=b'{"msg":"Internal Server Error"}',
)
V2_BODIES = FaultBodies(
    bad_request=b'{"statusCode":400,"message":"Bad Request"}',
    expired=b'{"statusCode":401,"message":"Invalid token: access token is invalid"}',
    forbidden=b'{"statusCode":403,"message":"Forbidden"}',
    not_found=b'{"statusCode":404,"message":"Not found"}',
    quota=b'{"statusCode":429,"message":"Too Many Requests"}',
    server_error=b'{"statusCode":500,"message":"Internal Server Error"}',
)


def quota_fault(throttled: Answer) -> Fault:
    """The limit is reached: nothing is done."""
    return Fault(
        name="quota",
        kind=FaultKind.REFUSE,
        status=throttled.status,
        headers=throttled.headers,
        body=throttled.body,
    )
