"""How the evening went comes to the one who led it, in private, once, and names nobody."""

from bot.rehearsal import simkit
from bot.rehearsal.plain_text import plain

CAME = ("Ana", "Ben", "Chi", "Esi", "Farid")


def sums(group, name):
    """What came to somebody in private about how it went."""
    mine = [
        plain(one.components).text
        for one in group.seen(name)
        if simkit.correspondent(group.env, one.channel_id) == group[name].id and not one.ephemeral
    ]
    return [text for text in mine if "How it went" in text]


async def _held(group, *names):
    await group.start()
    await group.come("Fran", *names)
    await group.go_to("close")
    await group.end()
    await group.wait(30)


async def test_five_people_are_counted_and_none_of_them_is_named(group):
    await _held(group, *CAME)
    (told,) = sums(group, "Fran")
    assert "5 people came, besides those who led" in told
    assert "Minutes, and what was planned" in told
    assert [name for name in CAME if name in told] == []
    assert [sums(group, name) for name in CAME] == [[]] * 5


async def test_of_fewer_only_that_it_took_place_is_said(group):
    await _held(group, "Ana", "Ben")
    (told,) = sums(group, "Fran")
    assert "It took place. With fewer than 5 people we count nobody" in told
    assert "came, besides" not in told


async def test_an_evening_that_nobody_began_has_no_figures(group):
    await group.start()
    await group.come("Ana")
    await group.wait(25 * 60)
    assert [sums(group, name) for name in ("Fran", "Ana")] == [[], []]
