"""A whole evening by clicking, through everybody's eyes, on the page that anybody opens first."""

from tests.rehearsal.browser.conftest import ACT, BUTTON, CHANNEL, MENU, OPTION, rehearsing

SURE = """(_ => [...document.querySelectorAll('.active .list button.press:not(:disabled)')]
    .find(one => /^Yes, (begin|go on|move on|end)/.test(one.textContent)))"""
STAGES = ("Welcome", "Check-in", "Agenda", "Discussion", "Working", "Check-out", "Close")


async def test_an_evening_is_played_from_the_door_to_its_end_by_clicking(page):
    async with rehearsing() as address:
        await page.open(address)
        await come_in(page)
        await lead_on(page, "Begin")
        seen = [await moved(page)]
        while seen[-1] != "Close":
            if seen[-1] == "Check-in":
                await take_a_turn(page)
            await lead_on(page, "Next stage")
            seen.append(await moved(page, after=seen[-1]))
        assert seen == [one for one in STAGES if one in seen]
        await end(page)
        await page.wait("document.body.innerText.includes('The meeting is over.')")
        assert await page.browser.run("[...document.querySelectorAll('a[href^=http]')].length") == 0
        assert "uncertain" not in await page.words()


async def come_in(page):
    """The newcomer by the door, then everybody; then Fran, in the room."""
    newcomer = await page.wait("document.querySelector('.eyes').textContent")
    await page.press(BUTTON, "Join")
    await page.press(BUTTON, "Yes, I am 18 or older")
    await page.press(BUTTON, "I agree")
    await page.press(ACT, "everyone")
    assert newcomer.split("'")[0].split()[-1] in await page.words()
    await page.be("Fran")
    await page.press(CHANNEL, "Tuesday group")


async def lead_on(page, label):
    await page.be("Fran")
    await page.press(BUTTON, "My options")
    await page.press(BUTTON, label)
    if await page.browser.run(f"!!{SURE}()"):
        await page.press(SURE)


async def moved(page, after=""):
    """The stage that the lines of news name, once it's another one."""
    news = "document.querySelector('#news').textContent"
    script = f"({news}.match(/Now: ([\\w-]+)/) ?? [])[1]"
    return await page.wait(f"(stage => stage && stage !== '{after}' ? stage : null)({script})")


async def take_a_turn(page):
    """Whoever has the floor ends their turn, through their own eyes."""
    card = "document.querySelector('.active .list').innerText"
    script = f"({card}.match(/(\\w+)(?: \\([^)]*\\))? has the floor/) ?? [])[1]"
    name = await page.wait(script)
    await page.be(name)
    finished = f"""{BUTTON}("I've finished")"""
    await page.wait(f"!!{finished}")
    await page.browser.run(f"{finished}.click()")  # coming back scrolls: a mouse could miss it
    news = "document.querySelector('#news').textContent"
    await page.wait(f"{news}.includes('{name} pressed “I\\'ve finished”')")


async def end(page):
    await page.be("Fran")
    await page.press(BUTTON, "My options")
    await page.press(MENU, "More · the evening")
    await page.press(OPTION, "End meeting")
    if await page.browser.run(f"!!{SURE}()"):
        await page.press(SURE)
