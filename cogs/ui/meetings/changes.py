"""Changes of planned meetings as people see them: the question, the answer, what can be undone."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from discord import ui

from bot.domain.calendar.change import CalendarChange, ChangeKind, differing
from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.calendar.reminder import takes_place
from bot.domain.calendar.series import Series
from bot.domain.ids import short
from bot.services.calendar.changes.asking import Outlook
from bot.services.calendar.changes.showing import ShownMeeting
from bot.text.catalog import Say, Shown
from bot.text.dates import day_in_words, weekday_there
from cogs.ui.kit.admission import ALL_OPEN, Doors, how_it_stands, lets_in
from cogs.ui.kit.button import button
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.names import one_line, title
from cogs.ui.kit.sheet import Block, beside, clock, day, lines, paragraphs, row, sheet
from cogs.ui.meetings.draw import LONGEST_TOPIC, as_it_is, how_many, if_nobody_leads, said_when
from cogs.ui.meetings.next_time import note_button, noted
from cogs.ui.meetings.template_choices import template_shown
from cogs.ui.reminders.button import remind_me

MOST_UNDONE = 5
"""Changes that are listed, the newest first."""
_PEOPLE = ("facilitator", "co_facilitator")
_TOLD_TO_NOBODY = frozenset({"capacity", "self_guided"})


def asked(outlook: Outlook, say: Say) -> ui.LayoutView:
    """Ask whether a change is to be made, and say what it changes."""
    yes = CustomId("change_yes", argument=short(outlook.change.id))
    meanwhile = say("change.meanwhile") if outlook.has_changed else ""
    who = _beside(outlook, say), _who_is_told(outlook, say)
    words = paragraphs(say("change.asked"), meanwhile, *_what_changes(outlook, say), *who)
    label = f"change_yes_{outlook.change.kind}"
    no = button(CustomId("leave_it"), say)
    return sheet(words, row(button(yes, say, main=True, label=label), no))


def _beside(outlook: Outlook, say: Say) -> str:
    if (other := outlook.beside) is None:
        return ""
    return say("change.beside", title=title(other.title, say), start=day(other.at))


def _who_is_told(outlook: Outlook, say: Say) -> str:
    """Say who hears of the change; of what changes nothing for whoever comes nobody does."""
    before, after = outlook.change.before, outlook.change.after
    new = set(differing(before, after)) if before and after else set()
    return "" if new and new <= _TOLD_TO_NOBODY else say("change.told")


def done(outlook: Outlook, say: Say) -> ui.LayoutView:
    """Say that a change was made, and until when it can be taken back."""
    until = outlook.change.until
    left = say("change.until", until=day(until)) if until else say("change.until_taken_back")
    heading = say(f"change.done.{outlook.change.kind}")
    undo = CustomId("change_undo", argument=short(outlook.change.id))
    words = paragraphs(heading, *_what_changes(outlook, say), left)
    return sheet(words, row(button(undo, say)))


def shown(
    found: ShownMeeting, say: Say, doors: Doors = ALL_OPEN, *, undone: bool = False
) -> ui.LayoutView:
    """Show one series: how often it meets, its next dates, and what can be taken back."""
    listed = lines(
        say("show.dates", count=len(found.coming)), *(_date(one, say) for one in found.coming)
    )
    head = paragraphs(
        say("change.undone") if undone else "",
        f"## {title(found.title, say)}",
        lines(*as_it_is(found, say)),
        listed if found.coming else say("show.no_dates"),
        _edited(found, say),
        noted(found.next_time, say),
    )
    running = next((one for one in found.coming if one.phase is Phase.OPEN), None)
    open_to = running if running and lets_in(doors, running.id) else None
    ways = row(
        button(CustomId("join", open_to.id), say, main=True) if open_to else None,
        remind_me(found.series.id, say) if any(map(takes_place, found.coming)) else None,
        note_button(found.series.id, say) if found.may_note else None,
    )
    is_open = how_it_stands(doors, running, say) if running else ""
    return sheet(head, is_open, ways, *_drifted(found, say), *_to_undo(found, say))


def _edited(found: ShownMeeting, say: Say) -> str:
    """Say what was edited lately, as far as this person may know it."""
    listed = [
        say("show.edited_line", since=_since(one, say), what=Shown(" ".join(new)))
        for one in found.edits[-MOST_UNDONE:]
        if (new := _new_values(one, say, _hidden(found)))
    ]
    return lines(say("show.edited"), *listed) if listed else ""


def _hidden(found: ShownMeeting) -> frozenset[str]:
    """Name the fields that aren't said: what it is about in a discreet group, and people."""
    people = () if any(isinstance(one, Series) for one in found.leads) else _PEOPLE
    return frozenset(people if found.knows_all else {*_PEOPLE, "title", "topic", "template"})


def _since(change: CalendarChange, say: Say) -> Shown:
    return Shown(day_in_words(change.rule_date, say))


def _what_changes(outlook: Outlook, say: Say) -> list[str]:
    change = outlook.change
    facts = {"title": title(outlook.series.title, say)} | _times(change, outlook.minutes)
    if change.date_after:
        at, zone = change.date_after.starts_at, outlook.series.timezone
        facts["there"] = Shown(weekday_there(at, zone, say))
    if change.is_of_one_date:
        others_stay = say("change.only_this_date") if outlook.series.comes_again else ""
        return [say(f"change.{change.kind}", **facts), others_stay]
    then = [one for one in outlook.then if one.phase is not Phase.CANCELLED]
    running = any(one.phase is Phase.OPEN for one in outlook.coming)
    edited = change.kind is ChangeKind.EDIT
    told = _what_is_edited(outlook, say) if edited else _what_ends(outlook, say, facts)
    rule = change.after or outlook.series
    again = said_when(rule, rule.first, say)
    again = "" if any(again in one for one in told) else again
    dates = [again, say("change.then"), *(_date(one, say) for one in then)]
    listed = lines(*dates) if then else say("change.none_then", title=facts["title"])
    listed = "" if change.kind is ChangeKind.CANCEL else listed
    return [*told, listed, say("change.open_goes_on") if running else ""]


def _what_ends(outlook: Outlook, say: Say, facts: Mapping[str, object]) -> list[str]:
    change = outlook.change
    open_ended = change.after is not None and change.after.paused_until is None
    key = "pause_open" if change.kind is ChangeKind.PAUSE and open_ended else str(change.kind)
    once = change.kind is ChangeKind.CANCEL and outlook.series.repeat.is_once
    key = "cancel_once" if once else key
    dropped = [_date(one, say) for one in outlook.no_longer]
    return [
        say(f"change.{key}", **facts),
        lines(say("change.dropped", count=len(dropped)), *dropped) if dropped else "",
    ]


def _what_is_edited(outlook: Outlook, say: Say) -> list[str]:
    """Say what is otherwise from a date on, and what hands have changed, which keeps that."""
    after = outlook.change.after or outlook.series
    once = "_once" if outlook.series.repeat.is_once and after.repeat.is_once else ""
    heading = say(f"change.edit.heading{once}", title=title(outlook.series.title, say))
    kept = [_date(one, say) for one in outlook.by_hand]
    return [
        lines(heading, *_new_values(outlook.change, say)),
        lines(say("change.edit.by_hand", count=len(kept)), *kept) if kept else "",
    ]


_WHOLE_SENTENCES: dict[str, Callable[[Series, Say], str]] = {
    "capacity": lambda series, say: how_many(series.capacity, say),
    "self_guided": if_nobody_leads,
}
"""Fields that say all by themselves."""


def _new_values(
    change: CalendarChange, say: Say, hidden: frozenset[str] = frozenset()
) -> list[str]:
    """Say each field that is otherwise, but for those hidden; what was erased since is not."""
    before, after = change.before, change.after
    if before is None or after is None:
        return []
    new = differing(before, after).items()
    told = [name for name, value in new if value is not None and name not in hidden]
    return list(dict.fromkeys(_new_value(name, after, say) for name in told))


def _new_value(field: str, after: Series, say: Say) -> str:
    """Say what one field of a series is from then on."""
    facts: dict[str, object]
    if field in _WHOLE_SENTENCES:
        return _WHOLE_SENTENCES[field](after, say)
    match field:
        case "title":
            facts = {"title": title(after.title, say)}
        case "template":
            facts = {"template": template_shown(after.template, say)}
        case "minutes":
            facts = {"minutes": after.minutes}
        case "room_kind":
            facts = {"kind": Shown(say(f"room.{after.room_kind}"))}
        case "facilitator" | "co_facilitator":
            facts = {"member": Shown(f"<@{getattr(after, field)}>")}
        case "topic":
            facts = {"topic": one_line(after.topic, LONGEST_TOPIC)}
        case _:
            return said_when(after, after.first, say)
    return say(f"change.edit.{field}", **facts)


def _times(change: CalendarChange, minutes: int) -> dict[str, object]:
    before, after = change.date_before, change.date_after
    if before and after:
        end = clock(after.starts_at + timedelta(minutes=minutes))
        told = {"before": day(before.starts_at), "after": day(after.starts_at), "end": end}
        return {**told, "minutes": minutes}
    until = change.after.paused_until if change.after else None
    return {"until": day(until)} if until else {}


def _date(one: Occurrence, say: Say) -> str:
    start = day(one.starts_at)
    if one.phase is Phase.CANCELLED:
        return say("change.not_held", start=start, why=say(f"not_held.{one.reason}"))
    if one.phase is Phase.OPEN:
        return say("change.running", start=start)
    if one.moved_from is not None:
        return say("change.moved", start=start, before=day(one.moved_from))
    return say("change.line", start=start)


def _drifted(found: ShownMeeting, say: Say) -> list[str | Block | None]:
    """Say which dates keep an instant that is another by the clocks now; offer to follow those."""
    if not found.drifted:
        return []
    listed = [
        say("show.drifted_line", start=day(one.starts_at), then=day(at))
        for one, at in found.drifted[:MOST_UNDONE]
    ]
    follow = CustomId("clocks_follow", argument=short(found.series.id))
    heading = say("show.drifted", zone=found.series.timezone, count=len(listed))
    return [lines(heading, *listed), row(button(follow, say))]


def _to_undo(found: ShownMeeting, say: Say) -> list[str | Block]:
    newest = list(reversed(found.changes))[:MOST_UNDONE]
    undo = {one.id: CustomId("change_undo", argument=short(one.id)) for one in newest}
    listed = [beside(_left(one, found, say), button(undo[one.id], say)) for one in newest]
    return [say("change.left.heading"), *listed] if listed else []


def _left(change: CalendarChange, found: ShownMeeting, say: Say) -> str:
    if change.kind is ChangeKind.ZONE and change.before and change.after:
        was, zone = (Shown(one.timezone) for one in (change.before, change.after))
        return say("change.left.zone", was=was, zone=zone)
    if change.kind is not ChangeKind.EDIT:
        return say(f"change.left.{change.kind}", **_times(change, 0))
    new = _new_values(change, say, _hidden(found))
    return lines(say("change.left.edit", since=_since(change, say)), *new)
