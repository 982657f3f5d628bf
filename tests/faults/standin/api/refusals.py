"""What Discord says no with: a status, a code of its own, a message."""

from typing import Any

Json = dict[str, Any]


class ApiError(Exception):
    """An answer that is not a success, as the bot will see it."""

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        """Keep what the reply needs."""
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> Json:
        """Write it as Discord does."""
        body: Json = {"code": self.code, "message": self.message}
        return body if self.errors is None else body | {"errors": self.errors}


class Refused(Exception):
    """A person tried what a real client would not let them do; the test is wrong, or glad."""


def unknown(what: str) -> ApiError:
    """Say 404 for a guild, channel, member, message, interaction, webhook or overwrite."""
    codes = {
        "channel": 10003,
        "guild": 10004,
        "member": 10007,
        "message": 10008,
        "overwrite": 10009,
        "role": 10011,
        "user": 10013,
        "webhook": 10015,
        "interaction": 10062,
        "event": 10070,
    }
    return ApiError(404, codes[what], f"Unknown {what.capitalize()}")


def no_access() -> ApiError:
    """Say that the channel or guild cannot be seen."""
    return ApiError(403, 50001, "Missing Access")


def no_permission() -> ApiError:
    """Say that a right is missing."""
    return ApiError(403, 50013, "Missing Permissions")


def bad_form(field: str, code: str, message: str) -> ApiError:
    """Say that a field of the request is wrong."""
    wrong: Json = {"_errors": [{"code": code, "message": message}]}
    for part in reversed(field.split(".")):
        wrong = {part: wrong}
    return ApiError(400, 50035, "Invalid Form Body", wrong)
