"""The page of meetings: of groups that asked for it, true, and with nobody on it."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.domain.calendar.repeat import Repeat, monthly
from bot.domain.ids import GuildId, RoleId
from bot.domain.server.server import Server
from bot.services.calendar.publishing import PAGE, Publishing
from tests.feeds.reading import by_icalendar, by_vobject
from tests.services.calendar.changing import HOUR, WEEK, move, skip, weekly
from tests.services.conftest import GUILD, NOW, START, lead

SCHEMA = json.loads((Path(__file__).parents[2] / "feeds/meeting_guide.schema.json").read_text())
HOSTILE = "../../etc </script><b>&\u202e"


class Kept:
    """A folder that keeps what was written last."""

    def __init__(self):
        self.files = {}

    def write(self, files):
        self.files = dict(files)

    @property
    def page(self):
        return self.files[PAGE].decode()

    @property
    def feed(self):
        return json.loads(self.files["meetings.json"])


@pytest.fixture
def site():
    return Kept()


async def publish(story, site):
    return await Publishing(story.store, story.clock, site).publish()


async def shown(story, name="Harbour", **wish):
    series = await weekly(story, **wish)
    await story.setup.save(GUILD, lead(), published_as=name)
    return series


def wrong_with(row):
    """Say what a meeting of the feed has against its specification."""
    found = [f"no {name}" for name in SCHEMA["needed"] if name not in row]
    for name, value in row.items():
        form = SCHEMA["fields"].get(name)
        if form is None:
            found.append(f"unknown {name}")
        elif form["kind"] == "days":
            days = value if isinstance(value, list) else [value]
            found += [] if days and all(day in range(7) for day in days) else [name]
        elif not isinstance(value, str) or len(value) > form.get("most", len(value)):
            found.append(name)
        elif "form" in form and not re.fullmatch(form["form"], value):
            found.append(f"{name}: {value}")
    return found


class Outline(HTMLParser):
    """Checks that what is opened is closed, and keeps headings, links and ids."""

    VOID = frozenset({"meta", "link", "br"})

    def __init__(self):
        super().__init__()
        self.open, self.headings, self.links, self.ids, self.tags = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        facts = dict(attrs)
        self.ids += [facts["id"]] if "id" in facts else []
        self.links += [facts["href"]] if "href" in facts else []
        self.headings += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def outline(page):
    read = Outline()
    read.feed(page)
    assert read.open == []
    return read


async def test_only_groups_that_asked_for_it_are_on_the_page_until_they_say_no(story, site):
    await weekly(story)
    assert await publish(story, site) == 0
    assert "No group shows its meetings here" in site.page
    await story.setup.save(GUILD, lead(), published_as="Harbour")
    assert await publish(story, site) == 1
    assert "Harbour" in site.page
    assert len(site.files) == 4
    for hidden in ({"discreet": True}, {"discreet": False, "published_as": ""}):
        await story.setup.save(GUILD, lead(), **hidden)
        assert await publish(story, site) == 0
        assert "Tuesday group" not in site.page
        assert site.feed == []
        assert len(site.files) == 3


async def test_the_page_shows_dates_as_they_stand(story, site):
    series = await shown(story, topic="Sleep")
    await move(story, series, 1, START + WEEK + HOUR)
    await skip(story, series, 2)
    await publish(story, site)
    assert "It starts at 19:00 Rome time, every week." in site.page
    assert "Sleep" in site.page
    assert (
        "Tue 08 Dec 2026 20:00 · Europe/Rome</time> (moved from Tue 08 Dec 2026 19:00" in site.page
    )
    assert "<s>" in site.page
    assert "no meeting: skipped" in site.page
    assert '<time datetime="2026-12-01T18:00:00Z">' in site.page
    (name,) = [one for one in site.files if one.startswith("tuesday-group-")]
    for file in (name, "meetings.ics"):
        span = NOW, NOW + WEEK * 4
        assert by_icalendar(site.files[file], *span) == by_vobject(site.files[file], *span)
        held = [at for at, _ in by_icalendar(site.files[file], *span)]
        assert held == [START, START + WEEK + HOUR, START + 3 * WEEK]
        assert b"CLASS:PRIVATE" not in site.files[file]


async def test_the_feed_has_weekly_meetings_alone_after_its_specification(story, site):
    await shown(story, topic="Sleep")
    for title, repeat in (("Morning", Repeat.DAILY), ("Lunch", Repeat.WEEKDAYS),
                          ("Monthly", monthly(1, 1)), ("Once", Repeat.ONCE)):  # fmt: skip
        await story.plan(repeat, title=title)
    await publish(story, site)
    assert [wrong_with(row) for row in site.feed] == [[], [], []]
    rows = {row["name"]: row for row in site.feed}
    assert rows["Tuesday group"]["day"] == [2]
    assert rows["Morning"]["day"] == [0, 1, 2, 3, 4, 5, 6]
    assert rows["Lunch"]["day"] == [1, 2, 3, 4, 5]
    assert rows["Tuesday group"]["time"] == "19:00"
    assert rows["Tuesday group"]["end_time"] == "20:00"
    assert len({row["slug"] for row in site.feed}) == 3
    assert "Monthly" in site.page
    assert wrong_with({"slug": "A B"}) == ["no name", "no day", "no time", "slug: A B"]


async def test_names_of_any_kind_stay_text_and_make_plain_addresses(story, site):
    await shown(story, HOSTILE, title="</script><img src=x> {{title}}", topic="קבוצה")
    await story.plan(Repeat.DAILY, title="日本語")
    await publish(story, site)
    read = outline(site.page)
    assert not {"img", "b"} & set(read.tags)
    assert read.tags.count("script") == 1
    assert "{{title}}" in site.page
    assert {bool(re.fullmatch(r"[a-z0-9-]+\.(?:ics|json|html)", one)) for one in site.files} == {
        True
    }


async def test_the_page_asks_no_other_server_and_needs_no_script(story, site):
    await shown(story)
    await publish(story, site)
    read = outline(site.page)
    assert [one for one in read.links if "//" in one] == ["https://discord.com/channels/9001/11"]
    assert "default-src 'none'" in site.page
    assert not re.search(r"src=|url\(|@import|fetch\(|cookie", site.page)
    assert read.headings == [1, 2, 3]
    assert len(read.ids) == len(set(read.ids))
    assert '<html lang="en">' in site.page
    assert {"main", "header", "footer", "section", "article"} <= set(read.tags)


async def test_nobody_and_no_meeting_kept_for_some_is_in_any_file(story, site):
    await shown(story, facilitator=lead(71234567).id)
    await story.plan(Repeat.DAILY, title="Inner circle", visible_to=RoleId(77))
    await publish(story, site)
    every = b"".join(site.files.values())
    assert b"71234567" not in every
    assert b"Inner circle" not in every


async def test_two_groups_of_one_name_stand_beside_each_other_and_one_that_left_is_gone(
    story, site
):
    await shown(story)
    other = GuildId(9002)

    def also(tx):
        tx.servers.put(Server(other, timezone="Europe/Rome", published_as="Harbour"))
        (series,) = tx.series.of(GUILD)
        tx.series.put(replace(series, id=series.id + 1, guild=other))

    await story.kept.run(also)
    assert await publish(story, site) == 2
    assert outline(site.page).ids.count("group-2") == 1
    assert len({row["slug"] for row in site.feed}) == 2
