"""Of the consoles of one person only the newest is in sight."""

from collections import Counter

from tests.cogs.console.two_devices import Screen, two_who_lead
from tests.cogs.group import LEAD, Group


def requests(group: Group) -> Counter[str]:
    """How many requests were made, by their method."""
    return Counter(one.method for one in group.env.http_requests)


async def test_only_the_newest_console_of_a_person_is_one(evening):
    group, fran, ivy = await two_who_lead(evening, "welcome")
    before = requests(group)
    newer = Screen(group, LEAD, await group.console())
    await group.wait(2)
    assert not fran.is_in_sight
    assert requests(group) - before == {"POST": 1, "DELETE": 1}
    assert newer.shown == await newer.due()
    due = await ivy.due()
    assert ivy.shown.text.endswith(due.text), "what buttons are to whoever helps is said first"
    assert ivy.shown.buttons == due.buttons
