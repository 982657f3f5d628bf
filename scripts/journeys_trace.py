"""A trace of the house: which files are entered, and how often one calls into another."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from inspect import CO_ASYNC_GENERATOR, CO_COROUTINE, CO_GENERATOR
from pathlib import Path
from types import CodeType, FrameType

ROOT = Path(__file__).resolve().parent.parent
HOUSE = (ROOT / "bot", ROOT / "cogs")
AROUND = ROOT / "bot" / "rehearsal"
"""The simulated Discord is what the house stands in, not a part of it."""
_RESUMES = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR


@dataclass(frozen=True, slots=True)
class Counted:
    """One journey: files entered, moves between files, transactions.

    A move is a call from one file into another; what a function calls in a loop is one.
    """

    files: int
    moves: int
    transactions: int


@dataclass(slots=True)
class Trace:
    """Counts the calls of every thread that began after it; `transaction` is what counts as one."""

    transaction: CodeType
    entered: set[str] = field(default_factory=set)
    moves: int = 0
    transactions: int = 0
    _on: bool = False
    _ours: dict[CodeType, str] = field(default_factory=dict)
    _begun: set[FrameType] = field(default_factory=set)
    """Coroutines and generators that have begun: going on with one is no call."""
    _moved: set[tuple[FrameType, CodeType]] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def watch(self) -> None:
        """Look at this thread, and at those that begin from now on."""
        threading.setprofile(self._event)
        sys.setprofile(self._event)

    @contextmanager
    def journey(self) -> Iterator[list[Counted]]:
        """Count what happens meanwhile; the count is in the list at the end."""
        found: list[Counted] = []
        self.entered, self.moves, self.transactions = set(), 0, 0
        self._on = True
        try:
            yield found
        finally:
            self._on = False
            self._begun.clear()
            self._moved.clear()
        found.append(Counted(len(self.entered), self.moves, self.transactions))

    def _event(self, frame: FrameType, event: str, _: object) -> None:
        if not self._on or event != "call":
            return
        file = self._file(frame.f_code)
        if file:
            with self._lock:
                self._called(frame, file)

    def _called(self, frame: FrameType, file: str) -> None:
        if frame.f_code.co_flags & _RESUMES:
            if frame in self._begun:
                return
            self._begun.add(frame)
        self.entered.add(file)
        self.transactions += frame.f_code is self.transaction
        caller = self._caller(frame)
        if caller is None or self._file(caller.f_code) == file:
            return
        if (caller, frame.f_code) not in self._moved:
            self._moved.add((caller, frame.f_code))
            self.moves += 1

    def _caller(self, frame: FrameType) -> FrameType | None:
        """Give the nearest function of the house that this was called from."""
        back = frame.f_back
        while back is not None and not self._file(back.f_code):
            back = back.f_back
        return back

    def _file(self, code: CodeType) -> str:
        """Name the file where it is one of the house; empty for any other."""
        known = self._ours.get(code)
        if known is None:
            path = Path(code.co_filename)
            ours = any(path.is_relative_to(one) for one in HOUSE)
            known = str(path) if ours and not path.is_relative_to(AROUND) else ""
            self._ours[code] = known
        return known
