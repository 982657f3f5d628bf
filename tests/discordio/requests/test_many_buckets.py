"""Many routes at once: what is in use is not looked through at each request."""

import contextlib

from bot.discordio.requests import buckets as ours
from tests.discordio.loopback import PatientClock as Still


async def test_a_crowd_of_buckets_that_are_in_use_is_not_looked_through_at_each_request(
    monkeypatch,
):
    looks: list[ours.Bucket] = []
    is_idle = ours.Bucket.is_idle

    def counted(bucket, now):
        looks.append(bucket)
        return is_idle(bucket, now)

    monkeypatch.setattr(ours.Bucket, "is_idle", counted)
    async with contextlib.AsyncExitStack() as crowd:
        buckets = ours.Buckets(Still())
        for room in range(4 * ours.MOST):
            await crowd.enter_async_context(buckets.turn(ours.Route("put_overwrite", room)))
        assert len(looks) <= 4 * ours.MOST
