"""The page of settings is read on a phone without scrolling, whatever was chosen or is missing."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.ids import ChannelId, GuildId, RoleId
from bot.domain.server.onlookers import Doorway, Onlookers
from bot.domain.server.server import Server
from bot.services.ports.rooms import Need
from bot.text.catalog import Shown, speaker
from cogs.ui.settings.draw import checked
from cogs.ui.settings.panel import panel
from tests.cogs.ui.height import height
from tests.cogs.ui.measured import fits
from tests.every import every

MOST = 700
"""Pixels of a phone 390 wide, with what Discord itself puts around."""
SAY = speaker("en")
FRESH = Server(GuildId(5))
SET = replace(
    FRESH, rooms=ChannelId(1), announcements=ChannelId(2), organisers=ChannelId(3),
    facilitators=RoleId(4), facilitators_channel=ChannelId(6), timezone="Europe/London",
    country="GB", adults_only=False,
)  # fmt: skip
CHANGED = replace(
    SET, standing_console=True, discreet=True, events=True, review_prompts=True,
    published_as="Harbour", days_off=(date(2026, 12, 25),),
    timezone="America/Argentina/Buenos_Aires",
)  # fmt: skip
MANY_DAYS = replace(
    SET, days_off=tuple(date(2026, 12, 1) + timedelta(days=3 * day) for day in range(60))
)
LACKS = (
    Need("no_category", {}),
    Need("no_announcements", {}),
    Need("no_organisers", {}, blocks=False),
)
CANNOT = (
    Need("no_view", {"category": "Meetings"}),
    Need("no_connect", {"category": "Meetings"}),
)
CLOSED = Doorway(closed=True, can_close=True)
OPEN = Doorway(closed=False, onlookers=Onlookers(roles=("A long name of a role",) * 9, people=3))
STATES = {
    "fresh": (FRESH, LACKS, None),
    "set": (SET, (), CLOSED),
    "everything changed": (CHANGED, (Need("administrator", {}, blocks=False),), CLOSED),
    "many days off": (MANY_DAYS, (), OPEN),
    "cannot open": (SET, CANNOT, None),
    "stuck": (SET, CANNOT, Doorway(closed=False)),
}


def there(number):
    return {1: "Meetings", 4: "@Facilitators"}.get(number, Shown("#announcements"))


def drawn(state):
    server, needs, doorway = STATES[state]
    return panel(server, needs, SAY, doorway, there)


@every([*STATES])
def test_it_fits_on_a_phone(state):
    assert height(drawn(state)) <= MOST


WISHES = tuple(
    Need(key, facts, blocks=False)
    for key, facts in (
        ("role_not_called", {"role": "Facilitators"}),
        ("no_voice_status", {"category": "Meetings"}),
        ("threads_stay", {"category": "Meetings"}),
        ("administrator", {}),
    )
)
SEEN = Need("facilitators_public", {"channel": "leads", "who": "everyone"}, blocks=False)
CHECKS = {
    "Everything's in place": WISHES,
    "Rooms can open": (*WISHES, SEEN),
    "Something is missing": (*CANNOT, *WISHES),
}


@every([*CHECKS])
def test_the_check_begins_with_the_verdict_and_one_screen_holds_it_and_three_wishes(verdict):
    drawn = checked(CHECKS[verdict], SAY, CLOSED, SET, ends_calls=False)
    assert height(drawn) <= MOST
    said = fits(drawn).text
    assert said.removeprefix("## ").startswith(verdict)
    _, _, wished = said.partition("**If you like:**")
    is_fine = verdict == "Everything's in place"
    assert wished.count("\n• ") == 3 * is_fine
    assert ("run `/setup check` once more" in said) is not is_fine


def test_a_need_that_a_line_says_already_is_not_said_twice():
    fresh = fits(drawn("fresh")).text
    assert "choose a category" in fresh
    assert "There's no category" not in fresh
    assert "/setup check" not in fresh
    cannot = fits(drawn("cannot open")).text
    assert "isn't allowed" not in cannot.partition("The bot can't see")[2]
    assert "`/setup check` has one more tip." in cannot


def test_only_what_somebody_changed_is_named():
    assert "for adults" in fits(drawn("fresh")).text
    assert "discreet" not in fits(drawn("set")).text
    changed = fits(drawn("everything changed")).text
    for one in ("discreet", "standing console", "no events while discreet", "reviewed"):
        assert one in changed
