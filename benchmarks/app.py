"""The shop's own server entry, and beside it fixed bytes of any size: what the server itself costs."""

from storefront.asgi import application as shop


async def application(scope, receive, send):
    """GET /fixed/<n> answers n bytes from memory; everything else is the shop."""
    if scope["type"] != "http" or not scope["path"].startswith("/fixed/"):
        return await shop(scope, receive, send)
    size = int(scope["path"].rsplit("/", 1)[1])
    while (await receive()).get("more_body"):
        pass
    headers = [(b"content-type", b"application/json"), (b"content-length", str(size).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    return await send({"type": "http.response.body", "body": b"x" * size})
