"""Where the practice group lives: where whoever opens its page first does."""

import pytest

from tests.rehearsal.browser.conftest import BUTTON, CHANNEL, rehearsing

CLOCK = "document.querySelector('#time').innerText"


async def test_somebody_in_new_york_finds_their_own_clock_and_help_lines(page):
    await page.browser.live_in("America/New_York")
    async with rehearsing() as address:
        await page.open(address)
        assert "6:50:" in await page.browser.run(CLOCK)
        assert "PM · New York time" in await page.browser.run(CLOCK)
        await page.press(BUTTON, "Join")
        await page.press(BUTTON, "Yes, I am 18 or older")
        await page.press(BUTTON, "I agree")
        await page.press(CHANNEL, "Tuesday group")
        await page.press(BUTTON, "Private help")
        await page.wait("document.body.innerText.includes('988')")


async def test_the_first_to_open_it_says_where_and_a_second_finds_the_same_evening(page):
    await page.browser.live_in("Australia/Sydney")
    async with rehearsing() as address:
        await page.open(address)
        await page.press(BUTTON, "Join")
        await page.browser.live_in("America/New_York")
        await page.open(address)
        assert "Sydney time" in await page.browser.run(CLOCK)
        assert "pressed “Join”." in await page.words()


@pytest.mark.parametrize("words", [(), ("--script", "tuesday-group")])
async def test_it_stays_in_london_where_the_browser_names_no_place_and_in_a_script(page, words):
    await page.browser.live_in("America/New_York" if words else "UTC")
    async with rehearsing(*words) as address:
        await page.open(address)
        assert "London time" in await page.browser.run(CLOCK)
