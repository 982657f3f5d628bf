"""Questions for the facilitator: suggestions, asking, and what this group has heard."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from bot.domain.errors import Refusal
from bot.domain.ids import OccurrenceId, PromptId
from bot.domain.meeting.consequences import Consequences
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.round_state import Place
from bot.domain.meeting.talk import questions
from bot.domain.meeting.talk.agenda import topic_now
from bot.domain.person import Actor
from bot.domain.prompts import in_rounds
from bot.domain.prompts.own_prompt import State, is_own
from bot.domain.prompts.prompt import Prompt, Purpose, stems
from bot.domain.prompts.theme import themes_in
from bot.services.meeting.follow_up import found
from bot.services.meeting.meetings import Meetings
from bot.services.meeting.suggestions import Suggestions
from bot.services.ports.clock import Clock
from bot.services.ports.store import Store, Tx
from bot.services.retry import run_with_retry


class NoSuchPrompt(Refusal):
    """The question is not in the library any more."""

    key = "refusal.no_such_prompt"


@dataclass(frozen=True, slots=True)
class Questions:
    """Suggests and asks, out of the library of a language and the group's own."""

    store: Store
    clock: Clock
    meetings: Meetings
    suggestions: Suggestions

    async def suggest(self, meeting: OccurrenceId, by: Actor) -> LiveMeeting:
        """Suggest questions that were not suggested this evening. Raises NotFacilitator."""
        return await self._drawn(meeting, by, self.suggestions.others)

    async def another(self, meeting: OccurrenceId, by: Actor) -> LiveMeeting:
        """Suggest the next question. Raises NotFacilitator."""
        return await self._drawn(meeting, by, self.suggestions.another)

    async def ready(self, meeting: LiveMeeting, by: Actor) -> LiveMeeting:
        """Suggest where `by` leads a discussion without: a member took the topic back, say."""
        return await self.suggest(meeting.id, by) if questions.lacks_for(meeting, by) else meeting

    async def offer(
        self, meeting: OccurrenceId, by: Actor, prompts: Sequence[PromptId]
    ) -> LiveMeeting:
        """Note what a search offered to whoever leads, so that it is not offered again."""
        return await self.meetings.decide(
            meeting, lambda now, _: questions.offer(now, by, prompts), by, redraw=False
        )

    async def ask(
        self,
        meeting: OccurrenceId,
        by: Actor,
        place: Place,
        prompt: PromptId,
        *,
        looked_up: bool = False,
    ) -> LiveMeeting:
        """Put a question on the card and remember that this group heard it.

        One that was `looked_up` can be asked in a later stage, too. Raises NotFacilitator,
        StageOver, NotNow, NoSuchPrompt.
        """

        def work(tx: Tx) -> Consequences:
            now = found(tx, meeting)
            asking = partial(
                questions.ask,
                by=by,
                place=place,
                prompt=prompt,
                own=self._words(tx, now, prompt),
                looked_up=looked_up,
            )
            change = self.meetings.change(tx, meeting, lambda m, _: asking(m), by)
            tx.heard.add(now.guild, meeting, (prompt,), self.clock.now())
            return change

        change = await run_with_retry(self.store, work)
        self.meetings.follow(change)
        return change.after

    async def ways_to_respond(
        self, meeting: LiveMeeting, purposes: Sequence[Purpose], count: int = 3
    ) -> Mapping[Purpose, Sequence[Prompt]]:
        """Give some stems of each purpose that fit any evening; others at each of its stages."""
        pick = meeting.id + meeting.cards
        every = await run_with_retry(self.store, lambda tx: self.suggestions.prompts(tx, meeting))
        about = themes_in(topic_now(meeting), meeting.language)
        prompts = [one for one in every if in_rounds.fits_any_evening(one, about)]
        return {one: stems(prompts, one, pick=pick, count=count) for one in purposes}

    async def _drawn(
        self,
        meeting: OccurrenceId,
        by: Actor,
        how: Callable[[Tx, LiveMeeting, Actor], LiveMeeting],
    ) -> LiveMeeting:
        def work(tx: Tx) -> Consequences:
            return self.meetings.change(tx, meeting, lambda m, _: how(tx, m, by), by)

        change = await run_with_retry(self.store, work)
        self.meetings.follow(change, redraw=False)
        return change.after

    def _words(self, tx: Tx, meeting: LiveMeeting, prompt: PromptId) -> Prompt:
        """Give the prompt; an own one that was retired since it was suggested is still there."""
        if is_own(prompt):
            suggested = next((one for one in meeting.own if one.id == prompt), None)
            kept = tx.prompts.get(meeting.guild, prompt)
            known = kept.prompt if kept and kept.state is State.ACTIVE else suggested
        else:
            library = self.suggestions.library(meeting.language)
            known = next((one for one in library if one.id == prompt), None)
        if known is None:
            raise NoSuchPrompt
        return known
