"""Speaking to systemd (sd_notify): that the process has started, and that it is well."""

import os
import socket
from collections.abc import Awaitable, Callable, Mapping

READY, STOPPING, WELL = "READY=1", "STOPPING=1", "WATCHDOG=1"


def notify(message: str, environ: Mapping[str, str] = os.environ) -> bool:
    """Tell the service manager something; gives whether there is one that listens."""
    address = environ.get("NOTIFY_SOCKET", "")
    if not address or not hasattr(socket, "AF_UNIX"):
        return False
    where = "\0" + address[1:] if address.startswith("@") else address
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.connect(where)
            line.sendall(message.encode())
    except OSError:
        return False
    return True


def watchdog_every(environ: Mapping[str, str] = os.environ) -> float | None:
    """Give the seconds between two signs of life that systemd asks for; None where it does not."""
    for_us = environ.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
    period = environ.get("WATCHDOG_USEC", "")
    return int(period) / 3_000_000 if for_us and period.isdecimal() and int(period) else None


async def keep_telling(
    is_well: Callable[[], bool], sleep: Callable[[float], Awaitable[None]]
) -> None:
    """Give a sign of life again and again, while all is well; for ever."""
    every = watchdog_every()
    while every is not None:
        if is_well():
            notify(WELL)
        await sleep(every)
