"""The pictures of the page: `scripts/look rehearsal` finds its way to what it takes."""

from pictures.rehearsal import into_the_check_in

from tests.rehearsal.browser.conftest import rehearsing
from tests.waiting import in_the_end


async def test_the_pictures_are_led_to_the_first_round(page):
    async with rehearsing() as address:
        await page.open(address)
        await in_the_end(into_the_check_in(page.browser))
        assert "Check-in · until" in await page.words()
