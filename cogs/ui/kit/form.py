"""Forms, answered by the action in their custom id, so that one opened before a restart counts.

discord.py keeps open forms in memory only; we answer every form of ours from its custom id.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any, cast

import discord
from discord import ui

from bot.domain.errors import BeforeUpdate, Refusal
from bot.domain.language.folding import cut
from cogs.ui.kit.button import UNSEEN, Choice, Interaction, button, on_press, scoped_to_guild
from cogs.ui.kit.ids import CustomId, read
from cogs.ui.kit.unanswered import OpenedForms, Unanswered

TITLE = 45
LABEL = 45
HELP = 100
TYPED = discord.ComponentType.text_input.value
PRESSED = (discord.InteractionType.component, discord.InteractionType.modal_submit)
Given = Mapping[str, str | bool]
"""What was filled in, by field."""
Sent = Callable[[Interaction, CustomId, Given], Awaitable[None]]

_SENT: dict[str, Sent] = {}
_SENT_AGAIN = Unanswered()
_OPENED = OpenedForms()


class Picked(str):
    """What was chosen in a menu of a form: a word of ours, and none of whoever chose it."""

    __slots__ = ()


class SentAlready(Refusal):
    """The form was taken when it was sent before, and the answer to that was lost."""

    key = "refusal.sent_already"


class TookTooLong(Refusal):
    """Discord was told to wait, and opens no form after that."""

    key = "refusal.took_too_long"


class FormGone(Refusal):
    """A form that was refused was sent since, or it is too long ago."""

    key = "refusal.form_gone"


class Form(ui.Modal):
    """A form of ours; `answer_form` answers it, so nothing is left to do here."""

    filled_in: dict[str, Any] | None = None
    """All of it as Discord is told, where it comes back as somebody had filled it in."""

    def to_dict(self) -> dict[str, Any]:
        """Give it as Discord is told."""
        return self.filled_in or super().to_dict()

    async def on_submit(self, _: discord.Interaction[Any]) -> None:
        """Leave the answer to `answer_form`."""


async def open_form(interaction: Interaction, opened: Form) -> None:
    """Answer a press with a form. Raises TookTooLong: Discord lets none follow a deferral."""
    if await interaction.client.settle(interaction):
        raise TookTooLong
    who, at, payload = interaction.user.id, interaction.created_at, opened.to_dict()
    _OPENED.opened(who, opened.custom_id, payload, at)
    await interaction.response.send_modal(opened)


@on_press("form_again")
async def open_again(interaction: Interaction, custom_id: CustomId) -> None:
    """Open a form that was refused once more, filled in as it was sent. Raises FormGone."""
    payload = _OPENED.again(interaction.user.id, custom_id.argument, interaction.created_at)
    if payload is None:
        raise FormGone
    again = Form(title=payload["title"], custom_id=payload["custom_id"], timeout=None)
    again.filled_in = payload
    again.stop()
    await open_form(interaction, again)


def forget_form(interaction: Interaction) -> None:
    """Forget what somebody has written in a form that was refused."""
    _OPENED.taken(interaction.user.id)


def _way_back(interaction: Interaction, custom_id: CustomId, error: Exception) -> ui.View | None:
    """Draw the way back into a form that was refused, where it may be taken the next time."""
    if isinstance(error, Refusal) and not error.can_be_mended:
        return None
    if interaction.client.was_done(interaction) and not isinstance(error, Refusal):
        return None
    data = cast("dict[str, Any]", interaction.data or {})
    nodes = {str(node["custom_id"]): node for node in _fields(data.get("components", []))}
    handle = _OPENED.refused(interaction.user.id, custom_id.text, nodes)
    if not handle:
        return None
    view = ui.View(timeout=None)
    way = CustomId("form_again", argument=handle)
    view.add_item(cast("ui.Item[ui.View]", button(way, interaction.client.say(interaction))))
    view.stop()
    return view


def form(custom_id: CustomId, title: str, *fields: "ui.Label[Form]") -> Form:
    """Draw a form of one to five fields."""
    made = Form(title=cut(title, TITLE), custom_id=custom_id.text, timeout=None)
    for field in fields:
        made.add_item(field)
    # `answer_form` answers without it; discord.py would keep each one that is never sent.
    made.stop()
    return made


def text_field(
    name: str,
    label: str,
    most: int,
    help_text: str = "",
    *,
    known: str = "",
    long: bool = False,
    required: bool = True,
) -> "ui.Label[Form]":
    """Draw a field for words, of at most `most` characters."""
    style = discord.TextStyle.paragraph if long else discord.TextStyle.short
    box: ui.TextInput[Form] = ui.TextInput(
        custom_id=name,
        style=style,
        max_length=most,
        default=cut(known, most) or None,
        required=required,
    )
    return _label(label, help_text, box)


def tick(name: str, label: str, help_text: str = "", *, known: bool = False) -> "ui.Label[Form]":
    """Draw a box to tick."""
    box: ui.Checkbox[Form] = ui.Checkbox(custom_id=name, default=known)
    return _label(label, help_text, box)


def pick(name: str, label: str, choices: list[Choice], help_text: str = "") -> "ui.Label[Form]":
    """Draw a menu in a form; left alone it stands for what is chosen already."""
    options = [
        discord.SelectOption(
            label=cut(one.label, HELP) or UNSEEN,
            value=one.value,
            description=cut(one.help, HELP) or None,
            default=one.chosen,
        )
        for one in choices
    ]
    box: ui.Select[Form] = ui.Select(custom_id=name, options=options, required=False)
    return _label(label, help_text, box)


def on_submit(action: str) -> Callable[[Sent], Sent]:
    """Register what a form with this action does."""

    def enter(does: Sent) -> Sent:
        _SENT[action] = does
        return does

    return enter


async def answer_form(interaction: Interaction) -> None:
    """Do what a form of ours is for; whatever goes wrong is answered by the client.

    A button, menu or form whose custom id has no form of ours is from before an update.
    """
    if interaction.type not in PRESSED:
        return
    data = cast("dict[str, Any]", interaction.data or {})
    custom_id = read(str(data.get("custom_id", "")))
    if custom_id is None:
        await interaction.client.refuse(interaction, BeforeUpdate())
        return
    if interaction.type is discord.InteractionType.component:
        return  # a dynamic item does it
    filled: Given = {}
    try:
        filled = form_values(interaction)
        if _SENT_AGAIN.is_again(
            interaction.user.id, custom_id.text, filled, interaction.created_at
        ):
            raise SentAlready  # noqa: TRY301 - answered like every other refusal
        if custom_id.action not in _SENT:
            raise BeforeUpdate  # noqa: TRY301 - answered like every other refusal
        await _SENT[custom_id.action](
            interaction, await scoped_to_guild(interaction, custom_id), filled
        )
        forget_form(interaction)
    except Exception as error:  # noqa: BLE001 - whatever it is, the person gets an answer
        words, back = _written(interaction, error), _way_back(interaction, custom_id, error)
        told = await interaction.client.refuse(interaction, error, words, back)
        if not told and interaction.client.was_done(interaction):
            _SENT_AGAIN.lost(interaction.user.id, custom_id.text, filled, interaction.created_at)


def _written(interaction: Interaction, error: Exception) -> str:
    """Give everything that somebody typed, unless the refusal shows it already.

    What was chosen in a menu is no word of theirs.
    """
    if isinstance(error, SentAlready) or (isinstance(error, Refusal) and "text" in error.facts):
        return ""
    data = cast("dict[str, Any]", interaction.data or {})
    nodes = [one for one in _fields(data.get("components", [])) if one.get("type") == TYPED]
    return "\n\n".join(filter(None, (str(one.get("value") or "").strip() for one in nodes)))


def form_values(interaction: Interaction) -> dict[str, str | bool]:
    """Read what was filled in."""
    data = cast("dict[str, Any]", interaction.data or {})
    return {str(node["custom_id"]): _value(node) for node in _fields(data.get("components", []))}


def text_value(filled: Given, name: str) -> str:
    """Give the words in a field."""
    return str(filled.get(name) or "")


def _fields(nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in nodes:
        if "custom_id" in node:
            yield node
        inner = node.get("component")
        yield from _fields([*node.get("components", []), *([inner] if inner else [])])


def _value(node: dict[str, Any]) -> str | bool:
    value = node["values"] if "values" in node else node.get("value")
    if isinstance(value, list):
        return Picked(value[0]) if value else ""
    return value if isinstance(value, bool) else str(value or "")


def _label(label: str, help_text: str, box: "ui.Item[Form]") -> "ui.Label[Form]":
    return ui.Label(text=label[:LABEL], description=help_text[:HELP] or None, component=box)
