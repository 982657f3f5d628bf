"""A form whose answer is lost, late or dropped is sent again: what it said stands once."""

from pathlib import Path

import pytest

from bot.domain.calendar.occurrence import Phase
from tests.faults.group.people import Answer
from tests.faults.group.pressing import FAULT
from tests.faults.group.scene import Scene, scene

CALLBACK = r"/callback"
LOSSES = {
    "lost before": {"status": 503},
    "dropped after": {"drop": True},
    "late": {"before": 3.4},
}


async def form_of(here: Scene, who: str) -> Answer:
    """Come to the check-in of a text room and open the form for words."""
    assert await here.start(room="text")
    await here.until(lambda: here.occurrence().phase is Phase.OPEN)
    here.evenings._title = "Tonight"
    for one in ("fay", "ana"):
        await here.evenings._come(one)
    await here.evenings._console("begin")
    await here.until(lambda: here.evenings.seen().meeting.stage > 0)
    while (now := here.evenings.seen().meeting) is not None and now.check_in is None:
        await here.evenings._on(now)
    found: list[Answer] = []

    async def opened() -> bool:
        answer = await here.group.press(who, str(here.occurrence().room), "type")
        found[:] = [answer] if answer is not None and answer.modal else []
        return bool(found)

    for _ in range(20):
        if await opened():
            return found[0]
    raise AssertionError(here.occurrence())


@pytest.mark.parametrize("how", LOSSES.values(), ids=LOSSES)
async def test_words_sent_again_after_their_answer_was_lost_stand_once(tmp_path: Path, how):
    async with scene(tmp_path, 20) as here:
        form = await form_of(here, "ana")
        room = str(here.occurrence().room)
        await here.people.fault("POST", CALLBACK, times=1, **how)
        first = await here.group.fill("ana", form, {"text": "only once"})
        await here.people.no_faults()
        again = await here.group.fill("ana", form, {"text": "only once"})
        there = [one.text for one in await here.people.messages(room) if not one.private]
        assert sum("only once" in text for text in there) == 1
        told = [one.text for one in (first, again) if one is not None]
        assert told, "whoever sends it is answered"
        assert not [text for text in told if text.startswith(FAULT)]
        assert here.troubles() == []
