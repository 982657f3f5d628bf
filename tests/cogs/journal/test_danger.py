"""Words of danger in what somebody writes: whom to call stands above, for the writer alone."""

import pytest

from bot.rehearsal import simkit
from bot.rehearsal.plain_text import plain
from tests.cogs.alone import PLACES, Alone, seen_as
from tests.cogs.journal.writing import keeps, kept_of, writes

NOW = "I want to kill myself tonight"


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("keeping", [True, False])
async def test_whom_to_call_comes_first_and_then_ones_own_words(group, where, keeping):
    ana = Alone(group, "Ana", where)
    await keeps(ana, answers=keeping)
    told = await writes(ana, {"What comes next?": NOW})
    assert told.private
    assert told.text.startswith(seen_as("own_danger.heading.life"))
    assert told.text.index(seen_as("own_danger.nobody")) < told.text.index(NOW)
    assert len(await kept_of(ana)) == keeping
    assert ("Delete this one" in told.shown.buttons) is keeping


async def test_it_is_heard_in_every_field_of_every_form(group):
    ana = Alone(group, "Ana", "server")
    await keeps(ana)
    for field in ("What helped?", "What comes next?"):
        told = await writes(ana, {field: NOW})
        assert told.text.startswith(seen_as("own_danger.heading.life")), field
    await ana.press("Change it")
    changed = await ana.fill({"What comes next?": NOW})
    assert changed.text.startswith(seen_as("own_danger.heading.life"))
    for field in ("What was going on", "What did I tell", "What could I try", "Who could I be"):
        await ana.say("checkin lapse")
        await ana.press("I'm safe for now")
        assert (await ana.fill({field: NOW})).text.startswith(seen_as("own_danger.heading.life"))


async def test_without_the_database_whom_to_call_is_shown_all_the_same(group, in_the_way, caplog):
    ana = Alone(group, "Ana", "server")
    await keeps(ana)
    await ana.say("checkin now")
    in_the_way.delete()
    told = await ana.fill({"What comes next?": NOW})
    first = simkit.seen_message(told.result)
    assert plain(first.components).text.startswith(seen_as("own_danger.heading.life"))
    assert NOW in told.text
    caplog.clear()


async def test_nothing_is_shown_for_ordinary_words(group):
    ana = Alone(group, "Ana", "server")
    await keeps(ana)
    told = await writes(ana, {"What helped?": "A walk by the sea."})
    assert told.text.startswith(seen_as("checkin.saved.kept"))
