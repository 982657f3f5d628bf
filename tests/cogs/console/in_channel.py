"""What stands in the facilitators' channel, as somebody who reads it sees it."""

from bot.rehearsal import cast
from bot.rehearsal.cast import Answer
from bot.rehearsal.plain_text import Plain, plain
from tests.cogs.group import LEAD, Group

OWN = "My console"
"""The button that only a standing console has."""


class InChannel:
    """The consoles in one facilitators' channel."""

    def __init__(self, group: Group) -> None:
        self.group, self.place = group, group.world.facilitators_channel

    @property
    def messages(self):
        """Those that stand there, the newest first."""
        seen = self.group.seen(LEAD, self.place.id)
        return [one for one in seen if not one.ephemeral and OWN in plain(one.components).buttons]

    @property
    def number(self) -> int:
        """The id of the one that stands there."""
        (message,) = self.messages
        return message.message.id

    @property
    def shown(self) -> Plain:
        """What the one that stands there shows."""
        (message,) = self.messages
        return plain(message.components)

    async def press(self, label: str, name: str = LEAD) -> Answer:
        return await cast.press(self.group[name], label, on=self.messages[0])

    def asked(self, method: str) -> int:
        """How often Discord was asked to post, change or delete a message there."""
        path = f"/channels/{self.place.id}/messages"
        found = [one for one in self.group.env.http_requests if one.method == method]
        return sum(one.path.startswith(path) for one in found)

    @property
    def private(self) -> list[Plain]:
        """What whoever leads was shown there alone since it stands, the newest first."""
        first = self.messages[-1].message.id
        seen = self.group.seen(LEAD, self.place.id)
        return [plain(one.components) for one in seen if one.ephemeral and one.message.id > first]
