"""The page's server: to whom it gives what, and what it does once though it's asked twice."""

import html
import json
import re

import aiohttp
import pytest

from bot.rehearsal.page.server import served


@pytest.fixture
async def page(studio):
    async with served(studio) as url, aiohttp.ClientSession() as browser:
        address, token = url.split("#")
        yield _Page(address, token, browser)


class _Page:
    def __init__(self, address, token, browser):
        self.address, self.token, self.browser = address, token, browser

    def get(self, path, **headers):
        headers = {"X-Rehearsal": self.token, **headers}
        return self.browser.get(self.address + path, headers=headers)

    def post(self, path, body, **headers):
        headers = {"X-Rehearsal": self.token, **headers}
        return self.browser.post(self.address + path, json=body, headers=headers)


SCRIPTS = ("page", "guide", "panes", "card", "words", "form", "box")
PARTS = [
    ("", "text/html"),
    ("page.css", "text/css"),
    ("card.css", "text/css"),
    *((f"{name}.js", "text/javascript") for name in SCRIPTS),
]


async def test_the_page_and_its_parts_are_served_cannot_be_framed_and_fetch_from_nowhere(page):
    for path, kind in PARTS:
        async with page.get(path) as answer:
            assert (answer.status, answer.content_type) == (200, kind)
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
            elsewhere = re.findall(r"https?://(?!www.w3.org/2000/svg)[\w.]+", await answer.text())
            assert elsewhere == []


async def test_a_button_answers_with_the_new_state(page):
    async with page.post("do", {"act": "pause"}) as answer:
        assert (await answer.json())["running"] is False
    async with page.get("state") as answer:
        state = await answer.json()
        assert state["opens"] == ["Fran"]
    async with page.get(f"state?seen={state['version']}") as answer:
        assert sorted(await answer.json()) == ["at", "evening", "version"]


async def test_what_is_asked_again_is_not_done_again(page, studio, begin):
    for _ in range(2):
        async with page.post("do", {"act": "minute", "key": "one press"}) as answer:
            assert answer.status == 200
    assert (studio.world.env.now() - begin).total_seconds() == 60


async def test_to_play_again_is_wished_for_and_the_next_evening_is_at_the_same_address(
    page, studio
):
    async with page.post("do", {"act": "again"}, **{"X-Rehearsal": "guessed"}) as answer:
        assert answer.status == 401
    assert not studio.again.is_set()
    async with page.post("do", {"act": "again"}) as answer:
        first = (await answer.json())["evening"]
    async with page.get("state") as answer:
        assert await answer.json() == {"soon": True}
    studio.again.clear()
    async with served(studio) as before:
        pass
    async with served(studio, before) as after:
        assert after == before
        address, token = after.split("#")
        async with page.browser.get(address + "state", headers={"X-Rehearsal": token}) as answer:
            assert (await answer.json())["evening"] != first


@pytest.mark.parametrize("body", [{"act": "explode"}, {}, [], "run"])
async def test_a_button_that_is_not_there_is_refused(page, body):
    async with page.post("do", body) as answer:
        assert answer.status == 400


@pytest.mark.parametrize(
    "path",
    [
        "state?looks=x",
        "state?looks=1",
        'state?looks=[{"eyes": "Nobody", "at": ""}]',
        "commands",
        "commands?eyes=Nobody&at=1",
        "commands?eyes=Fran&at=1",
        "commands?eyes=Fran&at=x",
    ],
)
async def test_what_the_page_could_not_have_asked_is_refused(page, path):
    async with page.get(path) as answer:
        assert answer.status == 400


@pytest.mark.parametrize("body", [b"", b"{", b'"\xff"', b"null", b"[" * 5000])
async def test_what_is_no_press_at_all_is_refused(page, body):
    asked = page.browser.post(page.address + "do", data=body, headers={"X-Rehearsal": page.token})
    async with asked as answer:
        assert answer.status == 400


@pytest.mark.parametrize("guessed", ["guessed", "é", ""])
async def test_who_does_not_know_the_token_gets_nothing(page, guessed):
    async with page.get("state", **{"X-Rehearsal": guessed}) as answer:
        assert answer.status == 401
    async with page.post("do", {"act": "pause"}, **{"X-Rehearsal": ""}) as answer:
        assert answer.status == 401


async def test_another_name_for_this_machine_is_refused(page):
    for path in ("", "state", "do", "nothing/../../here"):
        async with page.get(path, Host="elsewhere.example") as answer:
            assert answer.status == 403


async def test_no_other_web_page_reads_or_shows_any_answer(page):
    for path in ("", "page.js", "state", "do", "nothing", "state?looks=x", "attached?url=x"):
        async with page.get(path, Origin="http://elsewhere.example") as answer:
            assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
            assert "Access-Control-Allow-Origin" not in answer.headers


async def test_the_page_has_all_its_words_from_the_catalogue(page):
    async with page.get("") as answer:
        text = await answer.text()
    assert "{{" not in text
    assert "Everyone comes in" in text
    said = json.loads(html.unescape(text.partition('data-words="')[2].partition('"')[0]))
    assert said["through"] == "Through {name}'s eyes"


async def test_every_word_that_a_script_says_has_a_sentence(page):
    async with page.get("") as answer:
        text = await answer.text()
    said = json.loads(html.unescape(text.partition('data-words="')[2].partition('"')[0]))
    scripts = ""
    for name in SCRIPTS:
        async with page.get(f"{name}.js") as answer:
            scripts += await answer.text()
    asked = set(re.findall(r'say\([^)]*?"(\w+)"', scripts))
    assert asked - set(said) == set()
    assert [word for word in said if f'"{word}"' not in scripts] == []
