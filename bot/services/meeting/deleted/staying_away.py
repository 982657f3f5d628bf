"""Those who lead hear of what somebody has deleted too often, with a way to bring it back."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.calendar.occurrence import Occurrence
from bot.domain.ids import ChannelId, MessageId
from bot.domain.outbox_entry import EntryKind, OutboxEntry
from bot.domain.server.server import Server
from bot.services.meeting.alerts import Hosts
from bot.services.meeting.deleted.posted_again import WhatIsAway
from bot.services.outbox.handler import Handler, RenderContext
from bot.services.outbox.notices import BY_NAME
from bot.services.outbox.reaching import CLOSED, Reaching
from bot.services.ports.drawings import Line
from bot.services.ports.trouble import Blocked, Gone
from bot.services.server.discretion import title_of
from bot.text.catalog import Shown


@dataclass(frozen=True)
class StaysAway(Handler):
    """Those who lead hear what stays away, with a way to bring it back."""

    hosts: Hosts
    reaching: Reaching

    kind = EntryKind.AWAY
    payload = WhatIsAway
    order = 6

    def channel(
        self, entry: OutboxEntry, occurrence: Occurrence, server: Server
    ) -> ChannelId | None:
        """Name the channel where facilitators are; else somebody who can mend it is told."""
        del entry, occurrence
        return server.facilitators_channel or BY_NAME

    def is_still_relevant(self, context: RenderContext) -> bool:
        """Tell whether it still stays away, and is still needed."""
        away = context.meeting.away if context.meeting else ()
        return WhatIsAway.read(context.entry).kind in away

    async def deliver(
        self, context: RenderContext, now: datetime, *, look_first: bool
    ) -> MessageId | None:
        """Tell whoever leads, by name where only those read it who may lead; else organisers."""
        del now
        key = context.entry.key
        if context.place != BY_NAME:
            try:
                line = self._line(context)
                return await self.messages.send(line, context.place, key, look_first=look_first)
            except Gone:
                pass
            except Blocked as blocked:
                if blocked.reason not in CLOSED:
                    raise
        line = _said(context)
        return await self.reaching.tell(context.server, line, key, look_first=look_first)

    def _line(self, context: RenderContext) -> Line:
        said, lead = _said(context), context.meeting.lead if context.meeting else None
        if lead is None or not self.hosts.is_private(context.server, context.place):
            return said
        facts = {**said.facts, "who": Shown(f"<@{lead}>")}
        return replace(said, key=f"{said.key}_lead", facts=facts, loud=True, mentions=(lead,))


def _said(context: RenderContext) -> Line:
    one, kind = context.occurrence, WhatIsAway.read(context.entry).kind
    facts = {"title": title_of(context.server, one.title), "meeting": one.id}
    return Line(context.server.language, f"away.{kind}", facts)
