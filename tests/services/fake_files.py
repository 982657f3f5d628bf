"""What lies beside the database in stories of one group: nothing, and promises in memory."""


class Promises:
    """Promises to erase, in memory."""

    def __init__(self):
        self.waiting = ()

    def after(self, _fulfilled):
        return self.waiting

    def add(self, subjects):
        self.waiting += tuple(one for one in subjects if one not in self.waiting)

    def fulfilled(self, _count):
        self.waiting = ()


class NoFiles:
    """Beside the database lies nothing: no wish, no copy."""

    def __init__(self):
        self.promises = Promises()

    def wishes(self):
        return ()

    def leave(self, member, guild) -> None:
        raise AssertionError(member)

    def done(self, wish) -> None:
        raise AssertionError(wish)

    async def rekey(self) -> None:
        """Nothing is sealed by an older key."""

    def keep_copies(self, now) -> None:
        """Keep none."""
