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
    assert "About how many minutes each stage took (planned)" in told
    assert [name for name in CAME if name in told] == []
    assert [sums(group, name) for name in CAME] == [[]] * 5


async def test_every_line_agrees_with_the_evening_that_was_played(group):
    await group.start()
    await group.come("Fran", *CAME)
    await group.come("Hana", way="Just listening")
    await group.go_to("check_in")
    for name in ("Ana", "Ben", "Chi"):
        await group.write(name, "Type instead", f"{name} is here.")
    await group.go_to("discussion")
    await group.write("Farid", "Type instead", "One thought.")
    await group.go_to("check_out")
    while name := group.floor:
        await group.press(name, "I've finished" if name in {"Ana", "Fran"} else "Pass")
        await group.wait(2)
    await group.go_to("close")
    await group.end()
    await group.wait(30)
    (told,) = sums(group, "Fran")
    lines = [line for line in told.splitlines() if line.startswith("• ")][:4]
    assert "6 people came, besides those who led" in told
    assert [line for line in lines if ":" not in line] == [
        "• 1 spoke",
        "• 4 typed",
        "• 4 passed",
        "• 1 listened",
    ]
    assert "Some did more than one of these, so they're counted more than once." in told


async def test_of_fewer_nobody_is_counted_and_it_says_why(group):
    await _held(group, "Ana", "Ben")
    (told,) = sums(group, "Fran")
    assert (
        "Besides whoever led, fewer than 5 people came, so we don't count who spoke or passed"
        in told
    )
    assert "came, besides" not in told


async def test_an_evening_that_nobody_began_has_no_figures(group):
    await group.start()
    await group.come("Ana")
    await group.wait(25 * 60)
    assert [sums(group, name) for name in ("Fran", "Ana")] == [[], []]
