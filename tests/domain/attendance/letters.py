"""What stories about letters share: one statement, and an Ed25519 key to sign it with."""

from datetime import UTC, datetime, timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bot.domain.attendance.code import letter_code
from bot.domain.attendance.presence import Seen, TimePresent
from bot.domain.attendance.statement import Occasion, Statement, stated
from bot.domain.attendance.token import assemble

START = datetime(2026, 12, 1, 18, 0, 30, tzinfo=UTC)
PRESENT = TimePresent(START, START + timedelta(minutes=90), 84, Seen.VOICE)
OCCASION = Occasion("Tuesday group", "Evening meeting", "tuesday@example.org", "Europe/Prague")
NAME = "\u0160\u00e1rka \u00d1and\u00fa \u674e \U0001f331 \u2013 \u201cA\u201d"
CODE = letter_code(7_777_777)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY_ID = "Xk3-_9aB"


def letter(name: str = NAME, occasion: Occasion = OCCASION) -> Statement:
    return stated(CODE, name, PRESENT, occasion, START + timedelta(hours=2))


def token(statement: Statement | None = None) -> str:
    return assemble(statement or letter(), KEY_ID, KEY.sign)


def fits(key_id: str, signature: bytes, signed: bytes) -> bool:
    """What the port does for `checked`."""
    public = {KEY_ID: KEY.public_key()}[key_id]
    try:
        public.verify(signature, signed)
    except InvalidSignature:
        return False
    return True
