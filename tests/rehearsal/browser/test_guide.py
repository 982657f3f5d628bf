"""The guide of a first try leads from the door to the close, whoever follows its buttons alone."""

from tests.rehearsal.browser.conftest import BUTTON, rehearsing

GO = "(_ => document.querySelector('#step .go'))"
GO_ON = "(_ => document.querySelector('#step [data-act=next], #step [data-act=step]'))"
HINT = "(_ => document.querySelector('.active .press.hint'))"
STRIP = "document.querySelector('#strip').innerText"
SHOW_ME = "(_ => document.querySelector('#strip [data-step]'))"
TEXT = "document.querySelector('#step').innerText"
AGREE = """(_ => [...document.querySelectorAll('.active .press')]
  .find((one) => one.textContent === 'I agree'))"""
CLOSE = "(_ => document.querySelector('#form[open] .row .secondary'))"
OVER = "That was the whole evening."
PLACES = """[scrollY, ...['h1', '#news', '#people']
  .map((one) => document.querySelector(one).getBoundingClientRect().top)]"""
TITLE = "document.querySelector('#try-title').textContent"
LONGEST = 90
"""Presses on the guide's button: six steps, nine turns in each of two rounds, the stages, and some
more while a card is drawn anew."""


async def test_whoever_follows_the_guide_comes_to_the_close(page):
    async with rehearsing() as address:
        await page.open(address)
        told, places = [], []
        for _ in range(LONGEST):
            told.append(await page.browser.run(TEXT))
            places.append(await page.browser.run(PLACES))
            if told[-1].startswith(OVER):
                break
            await follow(page)
        assert told[-1].startswith(OVER), told
        await page.wait("document.body.innerText.includes('The meeting is over.')")
        assert any("Call the hands first" in text for text in told), told
        assert any("Skip 7 turns, to the agenda" in text for text in told), told
        assert {tuple(each) for each in places} == {tuple(places[0])}, "a step moved the page"
        assert await page.browser.run(TITLE) == "A first try"
        assert sum("has the floor" in text for text in told) > 9, told
        await page.aim(GO)
        await page.wait("document.querySelector('#step')?.innerText.startsWith('You\\'re ')")
        assert await page.browser.run("document.querySelectorAll('#steps .done').length") == 0


async def follow(page):
    """Press what the guide offers, and then what it points at; leave forms be."""
    before = await page.browser.run(TEXT)
    if "choose one in the menu" in before:
        await page.press(GO_ON)
        await page.wait(f"{TEXT} !== {before!r}")
        return
    hints = not await page.browser.run(f"!!{GO}().dataset.act")
    await page.press(GO)
    if hints:
        await page.wait(f"!!{HINT}() || !{GO}() || {TEXT} !== {before!r}")
    if hints and await page.browser.run(f"!!{HINT}()"):
        await page.press(HINT)
    if await page.browser.run(f"!!{CLOSE}()"):
        await page.press(CLOSE)
        await page.press(GO_ON)
        await page.wait(f"{TEXT} !== {before!r}")
    await page.wait(f"{TEXT} !== {before!r} || !!{GO}()")


async def test_on_a_phone_the_guide_is_called_as_the_readme_calls_it(page):
    async with rehearsing() as address:
        await page.open(address, 390, 844)
        await page.wait("document.querySelector('#strip').innerText.startsWith('A first try: ')")


async def test_on_a_phone_what_is_asked_at_the_door_is_named_and_can_be_pressed(page):
    async with rehearsing() as address:
        await page.open(address, 390, 844)
        await page.press(BUTTON, "Join")
        await page.wait(f"{STRIP}.includes('Press Yes, I am 18 or older')")
        await page.press(SHOW_ME)
        await page.press(HINT)
        await page.wait(f"{STRIP}.includes('press I agree')")
        await page.wait(f"!!{AGREE}()")
        whole = "(one, list) => one.bottom <= list.bottom && one.top >= list.top"
        rect = "getBoundingClientRect()"
        assert await page.browser.run(
            f"({whole})({AGREE}().{rect}, document.querySelector('.active .list').{rect})"
        )
