"""A request's body and its answer, for webhooks.

Webhooks are bare ASGI applications: at thousands of events a second the request and response objects of a
framework would cost more than the decoding.
"""

from starlette.types import Receive, Send

from handlers.channel import BadRequest

LARGEST = 1_048_576
JSON = b"application/json"


async def body(receive: Receive) -> bytes:
    """The whole body, at most 1 MB of it. Raises BadRequest: 413 above that, 400 if the sender is gone."""
    message = await receive()
    whole: bytes = message.get("body", b"")
    while message.get("more_body", False) and len(whole) <= LARGEST:
        message = await receive()
        whole += message.get("body", b"")
    if message["type"] == "http.disconnect":
        raise BadRequest
    if len(whole) > LARGEST:
        raise BadRequest(413)
    return whole


async def respond(send: Send, status: int, content: bytes = b"", kind: bytes = JSON) -> None:
    """Answer with a status and, where there is content, with its type."""
    length = (b"content-length", str(len(content)).encode())
    headers = [length, (b"content-type", kind)] if content else [length]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
