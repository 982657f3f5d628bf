"""Why the process ends: what the log says, what is told, and the exit code.

See docs/reliability.md#when-the-process-ends.
"""

from dataclasses import dataclass

AGAIN, NEVER_AGAIN = 1, 78
"""Exit codes; 78 tells a service manager that starting again does not help."""


@dataclass(frozen=True, slots=True)
class Ending:
    """One reason: its code in the log, the key of its sentence, and the exit code."""

    code: str
    sentence: str
    exit: int = AGAIN


SIGNAL = Ending("signal", "run.stopped", 0)
TOKEN_REFUSED = Ending("token_refused", "run.token_refused", NEVER_AGAIN)
GATEWAY_CLOSED = Ending("gateway_closed", "run.gateway_closed", NEVER_AGAIN)
LEASE_LOST = Ending("lease_lost", "fault.lease_lost")
SHARDS_LOST = Ending("shards_lost", "fault.shards_lost")
UNREACHABLE = Ending("unreachable", "run.unreachable")
DISCORD_FAILS = Ending("discord_fails", "run.discord_fails")
START_FAULT = Ending("start_fault", "run.start_fault")
FAULT = Ending("fault", "run.fault")
