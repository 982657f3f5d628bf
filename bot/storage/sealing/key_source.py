"""Where the master keys come from: the key file, or handed over at the start."""

from dataclasses import dataclass, field
from pathlib import Path

from bot.storage.files.faults import StorageFault, is_there


@dataclass(frozen=True, slots=True)
class KeySource:
    """The key file, and the keys that count in its place where any are given."""

    file: Path
    """Beside it lies what goes with a key, wherever that comes from: promises to erase, wishes."""
    given: tuple[bytes, ...] = field(default=(), repr=False)
    """The newest first; never written anywhere."""

    @classmethod
    def of(cls, keys: "Keys") -> "KeySource":
        """Take a path for the key file, with nothing given."""
        return keys if isinstance(keys, KeySource) else cls(keys)

    @property
    def has_key(self) -> bool:
        """Whether there is a key. Raises StorageFault where nobody may look."""
        return bool(self.given) or is_there(self.file)

    @property
    def was_used(self) -> bool:
        """Whether a bot was started with it before, so that there must be a database.

        A key file is made by the first start. A given key is there before it; what the first start
        leaves then is the file of promises. Raises StorageFault.
        """
        if not self.given:
            return is_there(self.file)
        return is_there(self.file.parent) and any(self.file.parent.glob("tombstones-*"))

    def state(self) -> tuple[int, int, int] | None:
        """Give what is another as soon as the keys are; None where that cannot be seen."""
        if self.given:
            return 0, 0, len(self.given)
        try:
            now = self.file.stat()
        except OSError:
            return None
        return now.st_ino, now.st_mtime_ns, now.st_size

    def must_be_ours_to_change(self) -> None:
        """Raise StorageFault where the keys are given: only who gives them can change them."""
        if self.given:
            raise StorageFault("fault.key_given")


Keys = Path | KeySource
"""A path stands for a key file."""
