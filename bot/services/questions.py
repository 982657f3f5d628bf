"""Questions for the facilitator: suggestions, asking, and what this group has heard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.domain import asking
from bot.domain.errors import Refusal
from bot.domain.ids import MeetingId, PromptId
from bot.domain.meeting import Meeting
from bot.domain.person import Actor
from bot.domain.prompt import Prompt, Purpose, stems
from bot.domain.turn import Place
from bot.services.meetings import Meetings, found, settled
from bot.services.ports import Clock, Store, Tx


class NoSuchPrompt(Refusal):
    """The question is not in the library any more."""

    key = "refusal.no_such_prompt"


@dataclass(frozen=True, slots=True)
class Questions:
    """Suggests and asks; `library` gives the prompts of a language."""

    store: Store
    clock: Clock
    meetings: Meetings
    library: Callable[[str], Sequence[Prompt]]

    async def suggest(self, meeting: MeetingId, by: Actor) -> Meeting:
        """Suggest three questions that were not suggested this evening. Raises NotFacilitator."""

        def work(tx: Tx) -> tuple[Meeting, Meeting]:
            now = found(tx, meeting)
            heard = tx.heard.last(now.guild)
            prompts = self.library(now.language)
            return self.meetings.change(
                tx, meeting, lambda m, _: asking.suggest(m, by, prompts, heard), by
            )

        before, after = await settled(self.store, work)
        self.meetings.follow(before, after, redraw=False)
        return after

    async def ask(self, meeting: MeetingId, by: Actor, place: Place, prompt: PromptId) -> Meeting:
        """Put a question on the card and remember that this group heard it.

        Raises NotFacilitator, StageOver, NotNow, NoSuchPrompt.
        """

        def work(tx: Tx) -> tuple[Meeting, Meeting]:
            now = found(tx, meeting)
            if self.prompt(now.language, prompt) is None:
                raise NoSuchPrompt
            before, after = self.meetings.change(
                tx, meeting, lambda m, _: asking.ask(m, by, place, prompt), by
            )
            tx.heard.add(now.guild, meeting, (prompt,), self.clock.now())
            return before, after

        before, after = await settled(self.store, work)
        self.meetings.follow(before, after)
        return after

    def prompt(self, language: str, prompt: PromptId) -> Prompt | None:
        """Give a prompt by its id, or None."""
        return next((one for one in self.library(language) if one.id == prompt), None)

    def ways_to_respond(
        self, meeting: Meeting, purpose: Purpose, count: int = 3
    ) -> Sequence[Prompt]:
        """Give some stems of one purpose; others at each stage of the evening."""
        pick = meeting.id + meeting.cards
        return stems(self.library(meeting.language), purpose, pick=pick, count=count)
