"""Periodic work by a clock that leaps, which no scheduler of the process knows."""

from datetime import datetime, timedelta

from bot.scheduler import TASK_AGAIN, PeriodicTask


class PeriodicWork:
    """The scheduler's periodic tasks by the clock of whoever plays; each is due at once."""

    def __init__(self, *tasks: PeriodicTask, at_least: timedelta = timedelta(0)) -> None:
        """`at_least` so much time lies between two turns of a task."""
        self.all, self._at_least = tasks, at_least
        self._due: dict[str, datetime] = {}

    def soon(self, name: str) -> None:
        """Let a task be due at the next turn."""
        self._due.pop(name, None)

    async def do(self, now: datetime) -> bool:
        """Do what is due; tells whether it wakes the tick."""
        due = [task for task in self.all if now >= self._due.get(task.name, now)]
        for task in due:
            self._due[task.name] = now + max(task.every, self._at_least)
            try:
                await task.work()
            except Exception:  # noqa: BLE001 - as the scheduler, which goes on
                self._due[task.name] = now + TASK_AGAIN
        return any(task.wakes for task in due)
