"""Questions for whoever leads: there from the moment the discussion needs them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.content import rounds
from bot.domain.ids import PromptId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.talk import questions
from bot.domain.meeting.talk.agenda import topic_now
from bot.domain.person import Actor
from bot.domain.prompts import in_rounds
from bot.domain.prompts.own_prompt import active, is_own
from bot.domain.prompts.prompt import Prompt
from bot.services.ports.store import Tx


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Suggests within a transaction, out of the library of a language and the group's own.

    Both may raise NotAtHand until they were read: run works that suggest by `run_with_retry`.
    """

    library: Callable[[str], Sequence[Prompt]]
    search: Callable[[str, str], Sequence[PromptId]]
    """What surely fits some words in a language, the best first: what `/prompt find` finds."""

    def completed(self, tx: Tx, meeting: LiveMeeting, by: Actor | None) -> LiveMeeting:
        """Suggest questions where `by` leads a discussion that has none; else change nothing."""
        if by is None or not questions.lacks_for(meeting, by):
            return meeting
        return self.others(tx, meeting, by)

    def others(self, tx: Tx, meeting: LiveMeeting, by: Actor) -> LiveMeeting:
        """Suggest three that were not suggested this evening. Raises NotFacilitator."""
        heard = tx.heard.last(meeting.guild)
        return questions.suggest(meeting, by, self.for_now(tx, meeting), heard, self.sure(meeting))

    def another(self, tx: Tx, meeting: LiveMeeting, by: Actor) -> LiveMeeting:
        """Show the next one, and draw three others where none is left. Raises NotFacilitator."""
        if questions.has_next(meeting):
            return questions.next_shown(meeting, by)
        return self.others(tx, meeting, by)

    def sure(self, meeting: LiveMeeting) -> Sequence[PromptId]:
        """Give what a search finds for the topic; nothing where there is none."""
        topic = topic_now(meeting)
        return self.search(topic, meeting.language) if topic else ()

    def prompts(self, tx: Tx, meeting: LiveMeeting) -> Sequence[Prompt]:
        """Give all there are: shipped and the group's own."""
        own = active(tx.prompts.of(meeting.guild), meeting.language)
        return (*self.library(meeting.language), *own)

    def for_now(self, tx: Tx, meeting: LiveMeeting) -> Sequence[Prompt]:
        """Give those that fit this stage: a round keeps to what fits a round.

        A talk keeps to what opens one until all that was offered: without a topic to the end, on a
        topic while nothing was asked and nobody called.
        """
        alone, language = rounds.off_the_card(meeting.language), meeting.language
        every = [one for one in self.prompts(tx, meeting) if one.id not in alone]
        if meeting.now_in in in_rounds.ROUNDS:
            listed = rounds.listed(language).get(meeting.now_in, frozenset())
            return in_rounds.fitting(every, listed)
        if topic_now(meeting) and (meeting.question or meeting.called):
            return every
        openers = rounds.opening(language) if topic_now(meeting) else rounds.openers(language)
        opening = [one for one in every if one.id in openers or is_own(one.id)]
        offered = {*meeting.offered, *meeting.asked}
        return opening if any(one.id not in offered for one in opening) else every
