"""`openround doctor`: everything that must be right while the bot runs, a line for each.

What is missing is never well: the exit code is 0 only where each thing was there to be looked at.
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from bot.app.clock import RealTime
from bot.app.keys import keys_of
from bot.cli.diagnosis import Diagnosis, diagnosed_copies, diagnosed_safe
from bot.cli.failures import at_words, fault_sentence, way_back
from bot.cli.reach import DiscordReport, report_of
from bot.cli.safe import key_line
from bot.config.settings import Database, Settings
from bot.documents.pdf import available
from bot.ops.identify import DISCORDS_OWN
from bot.ops.vitals import SILENT
from bot.storage.database.identifies import identifies_of
from bot.storage.database.inspection import DatabaseState, InspectedDatabase
from bot.storage.files.faults import StorageFault, closed_to_us, is_there
from bot.storage.files.heartbeat import Heartbeat
from bot.storage.files.identifies import NAME as IDENTIFIES
from bot.text.catalog import FALLBACK, Shown, sentences_of, speaker

SKEW = 30.0
"""Seconds by which the machine's clock may be off Discord's."""
LEFT = 50
"""Logins that Discord must still allow today."""

say = speaker(FALLBACK)


def doctor(settings: Settings, tell: Callable[[str], None], command: str) -> int:
    """Look at everything and say each in a line, with what to do; 0 when all is well.

    `command` is how the program is called with these settings.
    """
    lines = [Diagnosis(say("check.settings")), *_papers(settings), *_database(settings, command)]
    lines += _discord(asyncio.run(report_of(settings)), RealTime().now())
    for line in lines:
        tell(f"{line.mark} {line.text}")
    bad = sum(line.well is False for line in lines)
    tell(say("doctor.to_do", count=bad) if bad else say("doctor.well"))
    return 1 if bad else 0


def _papers(settings: Settings) -> list[Diagnosis]:
    """Look whether PDFs can be made, where they are wanted."""
    if not settings.papers.pdf:
        return []
    return [Diagnosis(say("doctor.pdf" if available() else "doctor.no_pdf"), well=available())]


def _database(settings: Settings, command: str) -> list[Diagnosis]:
    """Look at the database and its key; where they are well, at what stands in and beside them."""
    kept = settings.database
    database = InspectedDatabase(kept.url, keys_of(kept), kept.backups)
    back = partial(way_back, settings=lambda: settings, command=command)
    lines = _looked(lambda: _kept(kept, database), back)
    if all(line.well for line in lines):
        for look in (_safe, _process, _logins):
            lines += _looked(partial(look, settings, database), back)
        lines += _looked(lambda: diagnosed_copies(settings, RealTime().now(), command), back)
    return lines


def _looked(
    look: Callable[[], list[Diagnosis]], back: Callable[[StorageFault], tuple[str, ...]]
) -> list[Diagnosis]:
    try:
        return look()
    except PermissionError as error:
        return [Diagnosis(fault_sentence(closed_to_us(error)), well=False)]
    except StorageFault as fault:
        return [Diagnosis(" ".join((fault_sentence(fault), *back(fault))), well=False)]


def _kept(settings: Database, database: InspectedDatabase) -> list[Diagnosis]:
    found = database.inspect()
    if found is DatabaseState.NOTHING:
        return [Diagnosis(say("check.no_database"), well=False)]
    if not database.keys.has_key:
        return [Diagnosis(say("fault.key_missing"), well=False)]
    if found is DatabaseState.BEHIND:
        return [Diagnosis(say("check.database_behind"), well=False)]
    return [Diagnosis(say("check.database")), Diagnosis(key_line(settings))]


def _safe(_: Settings, database: InspectedDatabase) -> list[Diagnosis]:
    return diagnosed_safe(database, RealTime().now())


def _process(settings: Settings, database: InspectedDatabase) -> list[Diagnosis]:
    """Look whether a bot runs with this database, and whether its tick is at work."""
    renewed = database.seconds_since_renewed()
    if renewed is None:
        return [Diagnosis(say("doctor.not_running"), well=False)]
    lines = [Diagnosis(say("doctor.running"))]
    pulse = Heartbeat(settings.database.url, settings.database.key_file).read()
    if pulse.fault is not None:
        lines.append(_outage(pulse.fault, pulse.since, database))
    if pulse.ticked is None:
        return [*lines, Diagnosis(say("doctor.no_tick"), well=False)]
    age = max(0.0, RealTime().now() - pulse.ticked)
    key = "doctor.tick" if age < SILENT else "doctor.tick_old"
    return [*lines, Diagnosis(say(key, seconds=round(age)), well=age < SILENT)]


def _outage(key: str, since: float, database: InspectedDatabase) -> Diagnosis:
    """Say what the running bot says is in its way: seen from here, all may look well."""
    where = Shown(database.address.shown)
    name = f"outage.{key.removeprefix('fault.')}"
    known = name in sentences_of(FALLBACK)  # a bot of another version may know more
    told = say(name if known else "outage.cannot_open", path=where, server=where)
    at = Shown(at_words(datetime.fromtimestamp(since, UTC)))
    return Diagnosis(say("doctor.outage", told=Shown(told), at=at), well=False)


def _logins(settings: Settings, database: InspectedDatabase) -> list[Diagnosis]:
    """Look how often the bot logged in; a file is only read where the bot has made it."""
    file, budget = database.address.file, settings.discord.identify_budget
    if file is not None and not is_there(file.parent / IDENTIFIES):
        count = 0
    else:
        count = len(identifies_of(settings.database.url, RealTime().now).ages())
    well = 2 * count < budget or budget > DISCORDS_OWN
    key = "doctor.logins" if well else "doctor.logins_many"
    return [Diagnosis(say(key, count=count, budget=budget), well=well)]


def _discord(report: DiscordReport, now: float) -> list[Diagnosis]:
    if report.refusal is not None:
        return [Diagnosis(report.refusal, well=False)]
    lines = [Diagnosis(say("check.discord", name=report.name)), _clock(report.at, now)]
    if report.left is not None and report.left < LEFT:
        lines.append(Diagnosis(say("doctor.few_left", left=report.left), well=False))
    if not report.servers:
        lines.append(Diagnosis(say("doctor.no_server"), well=False))
    for name, missing in report.servers:
        if missing:
            told = say("doctor.missing", name=name, missing=Shown(", ".join(missing)))
            lines.append(Diagnosis(told, well=False))
    if report.servers and not any(missing for _, missing in report.servers):
        lines.append(Diagnosis(say("doctor.permissions", count=len(report.servers))))
    return lines


def _clock(at: float | None, now: float) -> Diagnosis:
    if at is None:
        return Diagnosis(say("doctor.clock_unseen"), well=None)
    off = round(abs(now - at))
    well = off <= SKEW
    return Diagnosis(say("doctor.clock" if well else "doctor.clock_off", seconds=off), well=well)
