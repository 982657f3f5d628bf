"""A new server set up at the page: six steps, each by way of its *Show me*."""

from tests.rehearsal.browser.conftest import ACT, BUTTON, CHANNEL, SEND, rehearsing

SHOW_ME = "(_ => document.querySelector('[data-step]'))"
WAIT = "(_ => document.querySelector('#step [data-act=wait]'))"
DONE = "document.querySelectorAll('#steps .done').length"
TO_THE_DOOR = "document.querySelector('#to-the-door')"
SETTINGS = {
    "rooms": "Meetings", "announcements": "#announcements", "organisers": "#organisers",
    "facilitators": "Facilitators", "facilitators_channel": "#facilitators",
}  # fmt: skip


async def test_a_server_is_set_up_from_nothing_in_six_steps(page):
    async with rehearsing("--from-scratch") as address:
        await page.open(address)
        await settings(page)
        await done(page, 1)
        await page.wait("document.querySelector('#time').innerText.includes('Denver time')")
        await page.press(SHOW_ME)
        await done(page, 2)
        await page.press(SHOW_ME)
        await fill(page, {"title": "Tuesday group", "when": "in 20 minutes"})
        await done(page, 3)
        await page.wait(f"!{TO_THE_DOOR}.hidden")
        await page.press(WAIT)
        await page.wait(f"{TO_THE_DOOR}.hidden")
        await page.press(SHOW_ME)
        await page.press(BUTTON, "Join")
        await done(page, 4)
        await page.press(ACT, "everyone")
        await done(page, 5)
        await page.be("Fran")
        await page.press(CHANNEL, "Tuesday group")
        await page.press(BUTTON, "My options")
        await page.press(BUTTON, "Begin")
        if await page.browser.run(f"!!{BUTTON}('Yes')"):
            await page.press(BUTTON, "Yes")
        await done(page, 6)


async def settings(page):
    await page.press(SHOW_ME)
    for name, words in SETTINGS.items():
        await page.wait(f"!!document.getElementById('field-{name}')")
        await page.browser.run(
            f"(box => {{ box.value = [...box.options].find(one => one.text === '{words}').value }})"
            f"(document.getElementById('field-{name}'))"
        )
    await fill(page, {"timezone": "America/Denver", "country": "US"})


async def fill(page, values):
    for name, words in values.items():
        await page.press(f"(_ => document.getElementById('field-{name}'))")
        await page.browser.type(words)
    await page.press(SEND)


async def done(page, count):
    await page.wait(f"{DONE} >= {count}")
