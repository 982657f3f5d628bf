"""A few weeks of a simulated year, across the clocks' change in two countries; and faults planted.

`scripts/run simulate --year 2027` plays all of it; a ledger that stays green whatever the bot does
would say nothing.
"""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from click.testing import CliRunner

from bot.cli.commands import main
from bot.domain.ids import MemberId, OccurrenceId
from bot.domain.meeting.self_guided import left_alone
from bot.domain.rooms import opening
from bot.domain.zones import to_utc
from bot.services.calendar import planning
from bot.services.calendar.announced.event_steps import EventSteps
from bot.services.calendar.reminders.reminded import Reminded
from bot.services.ports.drawings import DoorMessage, ReminderMessage
from bot.simulation.in_memory.events import EventsInMemory
from bot.simulation.in_memory.rooms_and_messages import MessagesInMemory, RoomsInMemory
from bot.simulation.people import evenings, members

HOUR = timedelta(hours=1)


def played(file, *words):
    """Play some weeks, and give the exit code, what was said, and the ledger."""
    typed = ["simulate", "--year", "2027", "--json", str(file), *words]
    done = CliRunner().invoke(main, typed)
    return done.exit_code, done.output, json.loads(file.read_text(encoding="utf-8"))


@pytest.fixture
def ledger(tmp_path):
    """Play one group's fortnight, in which its clocks go on by an hour."""

    def play(*more):
        words = ("--groups", "1", "--from", "2027-03-19", "--weeks", "2")
        return played(tmp_path / "ledger.json", *words, *more)

    return play


def test_five_weeks_across_two_changes_of_the_clocks_end_as_they_should(tmp_path):
    words = ("--groups", "2", "--from", "2027-03-08", "--weeks", "5", "--seed", "3")
    code, said, told = played(tmp_path / "ledger.json", *words)
    summary, rows = told["summary"], told["occurrences"]
    assert (code, told["wrong"]) == (0, []), said
    assert summary["expected"] == summary["terminal"] == len(rows) > 7
    assert summary["opened"] + summary["missed"] + summary["cancelled"] == len(rows)
    assert summary["cancelled"] >= 1, "something was decided in these weeks"
    berlin = [one for one in rows if one["zone"] == "Europe/Berlin" and one["state"] == "closed"]
    shown, instants = ({one[key][11:] for one in berlin} for key in ("wall", "starts_at"))
    assert len(instants) > len(shown), "its hour stayed, and its instant did not"
    wrong = ("opened_twice", "wrong_local_time", "unasked_reminders", "duplicate_messages")
    assert [summary[one] for one in wrong] == [0, 0, 0, 0]
    assert summary["events"] >= 5, "one of the groups shows each next date as an event"
    assert [summary[f"events_{one}"] for one in ("twice", "left", "missing")] == [0, 0, 0]


@pytest.mark.at_length
def test_a_bot_that_forgets_summer_time_turns_the_ledger_red(ledger, monkeypatch):
    def forgetful(local, zone):
        at = to_utc(local, zone)
        return at + HOUR if local.month > 3 or local.day > 28 else at

    monkeypatch.setattr("bot.domain.calendar.series.to_utc", forgetful)
    code, said, told = ledger("--seed", "4")
    assert (code, told["summary"]["wrong_local_time"]) == (1, 1), said


@pytest.mark.at_length
def test_a_date_that_is_written_down_twice_turns_the_ledger_red(ledger, monkeypatch):
    drafted = planning.drafted

    def twice(*given):
        for one in drafted(*given):
            yield one
            yield replace(one, id=OccurrenceId(one.id + 1), series=None)

    monkeypatch.setattr(planning, "drafted", twice)
    code, said, told = ledger()
    summary = told["summary"]
    assert (code, summary["opened_twice"]) == (1, summary["expected"]), said


@pytest.mark.at_length
def test_a_door_that_is_shown_twice_turns_the_ledger_red(ledger, monkeypatch):
    send = MessagesInMemory.send

    async def loud(self, drawing, channel, key, **how):
        if isinstance(drawing, DoorMessage):
            await send(self, drawing, channel, replace(key, nonce=key.nonce[::-1]), **how)
        return await send(self, drawing, channel, key, **how)

    monkeypatch.setattr(MessagesInMemory, "send", loud)
    code, said, told = ledger()
    assert (code, told["summary"]["duplicate_messages"] > 0) == (1, True), said


def test_a_room_that_never_opens_turns_the_ledger_red(ledger, monkeypatch):
    monkeypatch.setattr(opening, "latest_opening", lambda one: one.doors_at - HOUR)
    code, said, told = ledger()
    summary = told["summary"]
    assert (code, summary["missed"]) == (1, summary["expected"]), said
    assert all("missed without a cause" in one for one in told["wrong"])


@pytest.mark.at_length
def test_a_room_that_is_left_standing_turns_the_ledger_red(ledger, monkeypatch):
    async def kept(self, room, reason):
        """Say that it is gone, and leave it."""

    monkeypatch.setattr(RoomsInMemory, "delete", kept)
    code, said, told = ledger()
    assert (code, "a room stands since" in "".join(told["wrong"])) == (1, True), said


@pytest.fixture
def reminded(ledger, monkeypatch):
    """Play the fortnight with members who all want to be reminded."""
    monkeypatch.setattr(members, "_ASKS", 1)
    monkeypatch.setattr(members, "_ASKS_ONCE", 0)
    return ledger


def test_reminders_come_to_those_who_asked_and_are_counted(reminded):
    code, said, told = reminded()
    summary = told["summary"]
    assert (code, summary["reminders_asked_for"]) == (0, 3), said
    assert summary["reminders"] >= 3


@pytest.mark.at_length
def test_a_reminder_that_nobody_asked_for_turns_the_ledger_red(reminded, monkeypatch):
    hand = MessagesInMemory.hand

    async def to_others_too(self, drawing, member, papers, once=""):
        if isinstance(drawing, ReminderMessage):
            await hand(self, drawing, MemberId(member + 50), papers, f"{once}!")
        return await hand(self, drawing, member, papers, once)

    monkeypatch.setattr(MessagesInMemory, "hand", to_others_too)
    code, said, told = reminded()
    summary = told["summary"]
    assert (code, summary["unasked_reminders"]) == (1, summary["reminders"]), said


@pytest.mark.at_length
def test_a_reminder_that_comes_twice_turns_the_ledger_red(reminded, monkeypatch):
    hand = MessagesInMemory.hand

    async def twice(self, drawing, member, papers, once=""):
        await hand(self, drawing, member, papers, f"{once}!")
        return await hand(self, drawing, member, papers, once)

    monkeypatch.setattr(MessagesInMemory, "hand", twice)
    code, said, told = reminded()
    assert (code, told["summary"]["duplicate_messages"] > 0) == (1, True), said


@pytest.mark.at_length
def test_reminders_that_never_come_turn_the_ledger_red(reminded, monkeypatch):
    monkeypatch.setattr(Reminded, "is_still_relevant", lambda *_: False)
    code, said, told = reminded()
    summary = told["summary"]
    assert (code, summary["reminders"], summary["reminders_lost"] > 0) == (1, 0, True), said


@pytest.fixture
def both(tmp_path):
    """Play a fortnight of two groups, of which the second has events and evenings by themselves."""

    def play(*more):
        words = ("--groups", "2", "--from", "2027-01-04", "--weeks", "2")
        return played(tmp_path / "ledger.json", *words, *more)

    return play


@pytest.mark.parametrize("ill", [1, 0], ids=["nobody comes to lead", "who leads loses the line"])
def test_evenings_that_nobody_leads_go_to_their_end_and_are_counted(both, monkeypatch, ill):
    monkeypatch.setattr(evenings, "_ILL", ill)
    monkeypatch.setattr(evenings, "_LOSES_CONNECTION", 1)
    code, said, told = both()
    summary = told["summary"]
    assert (code, summary["self_guided"] > 0) == (0, True), said
    assert summary["self_guided_to_their_end"] == summary["self_guided"]


@pytest.mark.at_length
def test_an_evening_that_stands_still_turns_the_ledger_red(both, monkeypatch):
    monkeypatch.setattr(evenings, "_ILL", 0)
    monkeypatch.setattr(evenings, "_LOSES_CONNECTION", 1)
    monkeypatch.setattr(left_alone, "goes_on_at", lambda _: None)
    code, said, told = both()
    assert (code, told["summary"]["self_guided_to_their_end"]) == (1, 0), said


@pytest.mark.at_length
def test_an_event_that_is_made_twice_turns_the_ledger_red(both, monkeypatch):
    create = EventsInMemory.create

    async def twice(self, guild, shown):
        await create(self, guild, shown)
        return await create(self, guild, shown)

    monkeypatch.setattr(EventsInMemory, "create", twice)
    monkeypatch.setattr(EventSteps, "_strays", lambda *_: [])
    code, said, told = both()
    assert (code, told["summary"]["events_twice"] > 0) == (1, True), said


@pytest.mark.at_length
def test_events_that_are_left_turn_the_ledger_red(both, monkeypatch):
    async def kept(self, known, event):
        """Say that it is gone, and leave it."""

    monkeypatch.setattr(EventSteps, "_take_off", kept)
    monkeypatch.setattr(EventSteps, "_strays", lambda *_: [])
    code, said, told = both()
    assert (code, told["summary"]["events_left"] > 0) == (1, True), said


@pytest.mark.at_length
def test_a_date_without_an_event_turns_the_ledger_red(both, monkeypatch):
    monkeypatch.setattr(EventsInMemory, "may", lambda *_: False)
    code, said, told = both()
    assert (code, told["summary"]["events_missing"] > 0) == (1, True), said
