"""Every form that members fill in: the way to it, and a word of its own in each of its fields."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.content import worksheets
from bot.rehearsal import cast
from bot.rehearsal.cast import Answer
from cogs.ui.kit.ids import read
from tests.cogs.alone import Alone
from tests.cogs.group import LEAD

_TEXT, _MENU = 4, 3
OF_ORGANISERS = {"texts_rules", "texts_words"}
"""Forms in which a group's own texts are written, for everybody to read."""
OF_THOSE_WHO_LEAD = {"next_time_kept", "what_if_words", "wanted_kept"}
"""Forms for those who lead, with stories of their own (test_next_time.py, test_what_if.py); what is
wanted when is the group's, as its questions are."""


@dataclass
class Writer:
    """Ana, who fills in every field of every form that she is handed, each with another word."""

    ana: Alone
    keeps: bool = True
    written: dict[str, list[str]] = field(default_factory=dict)
    """Her words, by the action of the form they stood in."""

    @property
    def words(self) -> list[str]:
        return [word for words in self.written.values() for word in words]

    def of(self, *actions: str) -> list[str]:
        return [word for action in actions for word in self.written.get(action, ())]

    async def fill(self, form: Answer) -> Answer:
        """Send the form with a word in each field for words; a menu gets its last choice."""
        assert form.form is not None, f"{form.asked}: {form.text}"
        custom_id = read(form.form["custom_id"])
        assert custom_id is not None
        given: dict[str, object] = {}
        for name, one in cast.fields_of(form.form).items():
            if one["type"] == _TEXT:
                given[name] = f"canary-{len(self.words):03}-feather"
                self.written.setdefault(custom_id.action, []).append(str(given[name]))
            elif one["type"] == _MENU:
                given[name] = one["options"][-1]["value"]
        return await self.ana.fill(given, form)


Way = Callable[[Writer], Awaitable[None]]


async def check_in(writer: Writer) -> None:
    """Check in; what is kept is corrected and moved to another day, and something is followed."""
    for label in ("Change it", "It was another day", "Follow something new"):
        done = await writer.fill(await writer.ana.say("checkin now"))
        if label in done.shown.buttons:
            await writer.fill(await writer.ana.press(label, done))


async def call_it_something_else(writer: Writer) -> None:
    """Give what is followed another name, where anything is."""
    done = await writer.fill(await writer.ana.say("checkin now"))
    if "What I follow" not in done.shown.buttons:
        return
    followed = await writer.ana.press("What I follow", done)
    (name,) = writer.of("strand_new")
    one = await writer.ana.choose("Choose one to rename or stop following", name, followed)
    await writer.fill(await writer.ana.press("Rename it", one))


async def note_a_lapse(writer: Writer) -> None:
    await writer.ana.say("checkin lapse")
    told = await writer.fill(await writer.ana.press("I'm safe for now"))
    await writer.ana.press("Keep it" if writer.keeps else "Don't keep it", told)


async def fill_worksheets(writer: Writer) -> None:
    """Fill in every page of every kind."""
    for kind in worksheets.load():
        shown = await writer.ana.say("worksheet open", kind=kind)
        pages = len(worksheets.load()[kind].pages)
        for page in range(1, pages + 1):
            shown = await writer.fill(await writer.ana.press(f"Fill in page {page}", shown))


async def make_a_plan(writer: Writer) -> None:
    done = await writer.fill(await writer.ana.say("plan make"))
    if "Add what could get in the way" in done.shown.buttons:
        await writer.fill(await writer.ana.press("Add what could get in the way", done))


async def answer_a_nudge(writer: Writer) -> None:
    """Check in where the bot asks, in a private message."""
    ana, group = writer.ana, writer.ana.group
    await ana.say("timezone", zone="London")
    await ana.say("checkin schedule", time="6:10pm")
    await group.wait(660)
    in_private = Alone(group, "Ana", "private")
    asked = cast.find_button(group["Ana"], "Check in")[0]
    writer.ana = in_private
    await writer.fill(await cast.press(in_private.acts, "Check in", on=asked))
    writer.ana = ana


async def choose_a_name(writer: Writer) -> None:
    group = writer.ana.group
    await writer.fill(await group.options("Ana", "Choose another name"))


async def ask_for_a_letter(writer: Writer) -> None:
    asked = await writer.ana.say("attendance letter")
    await writer.fill(await writer.ana.press("Choose the name on it", asked))


async def ask_for_a_reminder(writer: Writer) -> None:
    group, said = writer.ana.group, {"title": "Quiet hour", "when": "Friday 19:00"}
    await cast.say(group[LEAD], "meeting schedule", group.world.facilitators_channel, **said)
    shown = await writer.ana.say("meeting show", meeting="Quiet hour")
    asked = await writer.ana.press("Remind me", shown)
    await writer.fill(await writer.ana.press("Another time", asked))


async def ask_for_a_private_word(writer: Writer) -> None:
    group, ana = writer.ana.group, writer.ana
    helped = await group.press("Ana", "Private help")
    asked = await ana.press("Ask the facilitator for a private word", helped)
    await writer.fill(await ana.press("Add a few words", asked))


async def type_instead(writer: Writer) -> None:
    await writer.fill(await writer.ana.group.press("Ana", "Type instead"))


async def suggest_a_topic(writer: Writer) -> None:
    await writer.fill(await writer.ana.group.press("Ana", "Suggest a topic"))


async def raise_a_hand(writer: Writer) -> None:
    up = await writer.ana.group.press("Ana", "Raise hand")
    await writer.fill(await writer.ana.press("Add a note", up))


async def share_a_line(writer: Writer) -> None:
    group = writer.ana.group
    chooser = await group.lead("Choose worksheet")
    await cast.choose(group[LEAD], "Choose a worksheet", "Pros and cons", on=chooser.message)
    await group.wait(2)
    await writer.fill(await group.press("Ana", "Share one line"))


ALONE: tuple[Way, ...] = (
    answer_a_nudge, check_in, call_it_something_else, note_a_lapse, fill_worksheets, make_a_plan,
)  # fmt: skip
"""What is written for oneself: whoever keeps nothing leaves nothing."""
IN_THE_EVENING: dict[str, tuple[Way, ...]] = {
    "lobby": (choose_a_name, ask_for_a_letter, ask_for_a_reminder, ask_for_a_private_word),
    "check_in": (type_instead,),
    "agenda": (suggest_a_topic,),
    "discussion": (raise_a_hand,),
    "working": (share_a_line,),
}
"""What is written for a meeting, by the stage in which there is a way to it: gone at its end."""
