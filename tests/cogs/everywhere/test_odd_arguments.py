"""Whatever stands in a button, a menu or an option is answered in words of ours."""

import pytest

from bot.rehearsal import cast
from cogs.ui.kit.button import Item
from cogs.ui.kit.ids import CustomId
from tests.cogs.handles import shown, use

AT_FAULT = "on our side"


@pytest.mark.parametrize("argument", ["-1", "-1.0", "9" * 60], ids=["below", "page", "long"])
async def test_an_odd_argument_is_answered(evening, argument):
    group = await evening("Ana", "Ben", stage="check_in")
    at_fault = []
    for kind in sorted(Item.presses):
        custom_id = CustomId(kind, argument=argument)
        message = await shown(group, group.world.announcements, custom_id)
        done = await group["Ana"].click(message.message, custom_id=custom_id.text)
        if AT_FAULT in cast.answered(done, kind).text:
            at_fault.append(kind)
    assert not at_fault


async def test_a_day_that_is_none_is_from_before_an_update(evening):
    group = await evening("Ana", "Ben", stage="check_in")
    custom_id, day = CustomId("checkin_day"), "9" * 80
    message = await shown(group, group.world.announcements, custom_id, day)
    assert await use(group["Ana"], message, custom_id, day) == "before_update"


@pytest.mark.parametrize("typed", ["my list", "", "-1"])
async def test_a_worksheet_that_is_none_has_no_lines_and_is_no_fault(evening, caplog, typed):
    group = await evening("Ana", "Ben", stage="working")
    place = group.world.announcements
    found = await group["Ana"].autocomplete(place, "worksheet share", "field", "", worksheet=typed)
    assert found == []
    assert not [one for one in caplog.records if one.levelname == "ERROR"]
