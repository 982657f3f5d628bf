"""A group shows its meetings on a web page only once an organiser has read what that means."""

from bot.rehearsal import cast


async def test_an_organiser_is_asked_first_and_takes_it_back_with_one_press(group):
    place = group.world.announcements
    organiser = group.world.organiser
    panel = await cast.say(organiser, "setup server", place)
    assert "on the web page" not in panel.text
    asked = await cast.press(organiser, "Web page: off · switch on", on=panel.message)
    assert "No name of a person is ever on it" in asked.text
    shown = await cast.press(organiser, "Yes, show them", on=asked.message)
    assert "on the web page as" in shown.text
    gone = await cast.press(organiser, "Web page: on · switch off", on=shown.message)
    assert "on the web page" not in gone.text


async def test_a_discreet_group_stays_off_it(group):
    place, organiser = group.world.announcements, group.world.organiser
    await cast.say(organiser, "setup server", place, discreet=True)
    panel = await cast.say(organiser, "setup server", place)
    answer = await cast.press(organiser, "Web page: off · switch on", on=panel.message)
    assert "stay off the web page" in answer.text
