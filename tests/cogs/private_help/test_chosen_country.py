"""Whoever chose a country is warned with its numbers that evening, and erasing forgets it."""

from tests.cogs.alone import Alone


async def test_a_warning_names_the_country_that_was_chosen_until_its_erased(group):
    ana = Alone(group, "Ana", "server")
    assert "call 911" in (await ana.say("crisis", country="United States")).text

    warned = await ana.say("prompt find", text="I want to kill myself now")
    assert "United States: if anyone is in danger, call 911." in warned.text

    await ana.say("privacy erase")
    await ana.press("Forget me in this server")
    assert "United Kingdom: if anyone is in danger" in (await ana.say("crisis")).text
