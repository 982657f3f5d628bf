"""Periodic work in stories: by their own clock, which no scheduler of the process knows."""

from datetime import datetime

from bot.scheduler import TASK_AGAIN, PeriodicTask


class Tasks:
    """The scheduler's periodic tasks by the story's own clock; each is due at once."""

    def __init__(self, *tasks: PeriodicTask) -> None:
        self.all = tasks
        self._due: dict[str, datetime] = {}

    async def do(self, now: datetime) -> bool:
        """Do what is due; tells whether it wakes the tick."""
        due = [task for task in self.all if now >= self._due.get(task.name, now)]
        for task in due:
            self._due[task.name] = now + task.every
            try:
                await task.work()
            except Exception:  # noqa: BLE001 - as the scheduler, which goes on
                self._due[task.name] = now + TASK_AGAIN
        return any(task.wakes for task in due)
