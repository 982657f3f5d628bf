"""What the cast writes for itself: a page of the worksheet, a line of it for the room, a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rehearsal import cast
from bot.rehearsal.script.parts import LINES

if TYPE_CHECKING:
    from bot.rehearsal.cast import Answer
    from bot.rehearsal.script.scene import Scene
    from bot.rehearsal.simkit import Wire

_WORDS = LINES["writing"]
_TYPED = 4
"""The kind of a field for words."""
_SHARE = "Share one line"


async def fill_in_alone(scene: Scene, name: str) -> None:
    """Fill in the first page of the worksheet, and show the room one line of it."""
    member = scene.world[name]
    asked = await scene.press(member, "Open worksheet", on=scene.card())
    sheet = await scene.press(member, "Keep my answers", on=asked.message)
    pages = [label for label in sheet.shown.buttons if label.startswith("Fill in page 1")]
    form = await scene.press(member, pages[0], on=sheet.message)
    written = await scene.write(member, form, _typed(form, _WORDS["page"]))
    if _SHARE in written.shown.buttons:
        line = await scene.press(member, _SHARE, on=written.message)
        options = _fields(line)["from"]["options"]
        await scene.write(member, line, {"From my worksheet": options[0]["label"]})


async def make_a_plan(scene: Scene, name: str) -> None:
    """Make a plan for the week, in the last minutes."""
    member = scene.world[name]
    asked = await scene.press(member, "Make a 7-day plan", on=scene.card())
    form = asked
    if asked.form is None:
        form = await scene.press(member, "Keep my answers", on=asked.message)
    plan = {"If this happens": _WORDS["if"], "... then I do this": _WORDS["then"]}
    await scene.write(member, form, plan)


def _typed(form: Answer, words: str) -> dict[str, object]:
    """Give the same words for every field that is typed into."""
    fields = _fields(form).items()
    return {name: words for name, field in fields if field.get("type") == _TYPED}


def _fields(form: Answer) -> dict[str, Wire]:
    return cast.fields_of(form.form or {})
