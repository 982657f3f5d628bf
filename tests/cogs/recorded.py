"""What the bot has sent to Discord, read from the wire."""

import json
from collections.abc import Iterator
from typing import Any

from simcord import Env

Wire = dict[str, Any]


def sent(env: Env) -> Iterator[tuple[str, str, Wire]]:
    """Every message that the bot has sent, edited or answered with: method, path, message."""
    for one in env.http_requests:
        body = one.json
        if isinstance(body, str | bytes):
            body = json.loads(body)
        if not isinstance(body, dict):
            continue
        if "/callback" in one.path:
            if body.get("type") in {4, 7}:
                yield one.method, one.path, body.get("data") or {}
        elif "/messages" in one.path or one.path.startswith("/webhooks/"):
            yield one.method, one.path, body


def posts(env: Env) -> list[Wire]:
    """The messages that stand in channels, answers to presses left out."""
    return [
        body
        for method, path, body in sent(env)
        if method == "POST" and path.startswith("/channels/")
    ]
