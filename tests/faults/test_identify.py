"""A gateway that takes no session: the bot logs in slowly, and comes back by itself (T-ID-1)."""

from pathlib import Path

from tests.faults.bots import standing
from tests.faults.crash.crash import START, Plan, ready_folder
from tests.waiting import until


async def test_a_bot_whose_sessions_are_refused_waits_longer_and_longer(tmp_path: Path):
    async with standing(tmp_path, start=START) as place:
        place.identify_budget = 100
        bot = ready_folder(place, tmp_path, Plan(0))
        await place.people.gateway(after_identify="invalid")
        bot.start()
        await until(lambda: bot.log().count("identify.waits code=budget") > 1, bot.log)
        asked = [one for one in place.entries("request") if one["path"] == "/gateway/bot"]
        began = place.entries("identify")
        assert 2 <= len(began) <= len(asked)
        await place.people.gateway(after_identify="")
        await bot.ready()
        assert await bot.stop() == 0
        assert bot.log().splitlines()[-2].endswith("process.ended code=signal")
        assert "Traceback" not in bot.log()


async def test_a_bot_of_which_few_sessions_are_left_keeps_them_and_can_be_stopped(tmp_path: Path):
    async with standing(tmp_path, start=START) as place:
        bot = ready_folder(place, tmp_path, Plan(0))
        await place.people.gateway(left=49)
        bot.start()
        await until(lambda: "identify.waits code=discord" in bot.log(), bot.log)
        assert place.entries("identify") == []
        assert await bot.stop() == 0
