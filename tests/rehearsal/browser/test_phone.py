"""The page on a phone: what is said fits, and nothing moves when others come and go."""

from pictures.rehearsal import into_the_check_in

from bot.rehearsal import cast
from tests.rehearsal.browser.conftest import ACT, BUTTON, CHANNEL, rehearsing
from tests.rehearsal.browser.test_guide import STRIP
from tests.rehearsal.browser.test_in_sight import DESK
from tests.waiting import in_the_end

PHONE = (390, 844)
WELCOME = "Tell us your name, how things are, and what you'd like from today."
HEIGHT = "document.querySelector('{}').getBoundingClientRect().height"
ROWS = """[...document.querySelectorAll('#people button')].map((one) => {
  const { x, y, width, height } = one.getBoundingClientRect();
  return [x, y, width, height].join(); })"""
WHOLE = "(one => one.scrollHeight <= one.clientHeight && one.scrollWidth <= one.clientWidth)"
IN_SIGHT = """[...document.querySelectorAll('.active .list .message:last-child .press')]
  .every((one) => one.getBoundingClientRect().bottom
    <= document.querySelector('.active .list').getBoundingClientRect().bottom)"""
IN = "[...document.querySelectorAll('#people .here')].length"


async def test_the_time_keeps_its_width_beside_whoever_has_the_floor(page, address):
    await page.open(address, *PHONE)
    await page.wait("document.querySelector('#waits').textContent === 'Ben has the floor'")
    assert await page.browser.run(HEIGHT.format("#time")) < 24
    assert await page.browser.run(
        "/^[A-Z][a-z]{2} /.test(document.querySelector('#time').innerText)"
    )
    assert await page.browser.run(HEIGHT.format("body > header")) < 60


async def test_what_somebody_says_stands_there_whole(page, address, studio):
    await page.open(address, *PHONE)
    studio.heard("Fran", WELCOME)
    await page.wait("document.querySelector('#newest').innerText.includes('Tell us your name')")
    assert await page.browser.run(f"{WHOLE}(document.querySelector('#newest .what'))")


async def test_the_list_of_people_stays_where_it_is_when_they_come_and_go(page, address, world):
    world.guild.create_voice_channel("Tuesday group")
    await page.open(address, *PHONE)
    await page.press(DESK)
    before = await page.browser.run(ROWS)
    inside = await page.browser.run(IN)
    await page.press(ACT, "in")
    await page.wait(f"{IN} > {inside}")
    assert await page.browser.run(ROWS) == before


async def test_who_is_in_the_voice_room_is_as_high_for_one_as_for_all_and_names_all(
    page, address, world
):
    room = world.guild.create_voice_channel("Tuesday group")
    await page.open(address, *PHONE)
    await page.press(CHANNEL, "Tuesday group")
    one = await page.wait(HEIGHT.format(".active .inside"))
    for each in world.members.values():
        await cast.come_in(each, room)
    await page.wait("document.querySelector('.active .inside').innerText.includes('Hana')")
    assert round(await page.browser.run(HEIGHT.format(".active .inside"))) == round(one)
    said = await page.browser.run("document.querySelector('.active .inside').innerText")
    assert said.startswith(f"{len(world.members)} in the voice room: ")
    assert await page.browser.run(f"{WHOLE}(document.querySelector('.active .inside'))")


async def test_in_the_round_the_guide_leaves_room_for_the_whole_card(page):
    async with rehearsing() as address:
        await page.open(address, *PHONE)
        await in_the_end(into_the_check_in(page.browser))
        await page.browser.run("document.querySelector('[data-eyes=Ana]').click()")
        await page.wait(
            "document.querySelector('.active .list').innerText.includes('has the floor')"
        )
        assert await page.browser.run(HEIGHT.format("#strip")) < 844 / 8
        await page.wait(IN_SIGHT)
        await page.browser.run("document.querySelector('[data-eyes=Fran]').click()")
        await page.wait("document.querySelector('.active .eyes').textContent.includes('Fran')")
        finished = f"""{BUTTON}("I've finished")"""
        await page.wait(f"!!{finished}")
        await page.browser.run(f"{finished}.click()")  # coming back scrolls: a mouse could miss it
        await page.wait(f"{STRIP}.startsWith('Now lead the rest: Ana has the floor')")
        assert await page.browser.run(HEIGHT.format("#strip")) < 844 / 6
