"""Somebody asks for an attendance letter, gets it, and shows it to whoever wants to see one."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.domain.attendance.statement import LetterDamaged
from bot.domain.attendance.token import LetterNotGenuine, LetterOfOtherKey, found_in
from bot.rehearsal import cast, simkit
from bot.rehearsal.plain_text import plain
from bot.rehearsal.script.parts import LINES
from bot.services.attendance.signing import PublicKey

if TYPE_CHECKING:
    from simcord import ResponseMessage

    from bot.rehearsal.script.scene import Scene

VERIFIED = "letters_verified"
"""The figure: letters whose signature fits the public key, and whose name is the one given."""
_NAME: str = LINES["letter"]["name"]
_CODE = re.compile(r"Its code is `([\w-]+)`")
_KEY = re.compile(rb'"key": "([\w-]{43})"')
"""Where the page that checks letters holds the key."""
_LETTER, _PAGE = (".md", ".pdf"), (".html",)


async def ask(scene: Scene, name: str) -> None:
    """Ask at the close, and say under which name."""
    member = scene.world[name]
    asked = await scene.press(member, "Attendance letter", on=scene.card())
    form = await scene.press(member, "Choose the name on it", on=asked.message)
    await scene.write(member, form, _NAME)


async def show(scene: Scene, name: str, to: str) -> None:
    """Show the letter that has come to somebody, who checks it on Discord and without it."""
    letters, code = _received(scene, name)
    place = scene.world.announcements
    answer = await cast.say(scene.world[to], "attendance verify", place, code=code)
    pages = [] if answer.message is None else _saved(scene, answer.message, _PAGE)
    keys = [found[1] for page in pages if (found := _KEY.search(page)) is not None]
    if not keys:
        words = f"{to} checked the letter and got no public key"
        raise cast.NotThere(words)
    public = PublicKey(urlsafe_b64decode(keys[0] + b"="))
    scene.found[VERIFIED] = int(all(fits(public, letter) for letter in letters))
    if not scene.found[VERIFIED]:
        words = f"the letter of {name} does not fit the public key"
        raise cast.NotThere(words)


def _received(scene: Scene, name: str) -> tuple[list[bytes], str]:
    """Give every form of the newest letter that came in private, and its code. Raises NotThere."""
    member = scene.world[name]
    for message in simkit.visible(member):
        found = _CODE.search(plain(message.components).text)
        letters = _saved(scene, message, _LETTER)
        if found is not None and letters:
            return letters, found[1]
    words = f"{name} has got no letter"
    raise cast.NotThere(words)


def _saved(scene: Scene, message: ResponseMessage, endings: tuple[str, ...]) -> list[bytes]:
    files = simkit.files_of(scene.world.env, message).items()
    return [data for name, data in files if name.endswith(endings)]


def fits(public: PublicKey, letter: bytes) -> bool:
    """Tell whether a letter is genuine and states the name that was given."""
    with suppress(LetterDamaged, LetterOfOtherKey, LetterNotGenuine):
        return public.read(found_in(letter)).name == _NAME
    return False
