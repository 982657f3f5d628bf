"""What we never do to a server: ping (S-MENT), listen (S-VOICE), print a token by a template."""

import ast
import tomllib

from tests.every import every
from tests.meta.source import HOUSE, ROOT, calls, imports, modules, name_of, tree, walked

AUDIO = ("nacl", "davey", "pyaudio", "sounddevice", "speech_recognition", "discord.opus")
VOICE = {
    "AudioSource",
    "FFmpegOpusAudio",
    "FFmpegPCMAudio",
    "PCMAudio",
    "VoiceClient",
    "VoiceProtocol",
    "change_voice_state",
    "voice_clients",
}
ROOMS = ("channel", "room", "voice", "stage")
OPEN = {"everyone", "users", "roles", "replied_user"}


@every(modules(*HOUSE))
def test_nothing_joins_or_records_audio(path):
    touched = {n.attr for n in walked(tree(path)) if isinstance(n, ast.Attribute)}
    imported = set(imports(path))
    assert not VOICE & (touched | {name.rpartition(".")[2] for name in imported})
    assert not [name for name in imported if name.startswith(AUDIO)]


@every(modules(*HOUSE))
def test_nothing_connects_to_a_room(path):
    joins = [
        call.lineno
        for call in calls(path)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr == "connect"
        and name_of(call.func.value).rpartition(".")[2].endswith(ROOMS)
    ]
    assert joins == []


def test_no_dependency_can_play_or_record():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    audio = ("pynacl", "davey", "discord.py[")
    assert not [each for each in project["dependencies"] if each.lower().startswith(audio)]


@every(modules(*HOUSE))
def test_no_message_may_mention_whom_it_likes(path):
    """Only `AllowedMentions.none()`, or one that names the very roles or people (S-MENT)."""
    for call in calls(path):
        name = name_of(call.func)
        assert not name.endswith("AllowedMentions.all"), f"{path}:{call.lineno}"
        if name.endswith("AllowedMentions"):
            wide = [k.arg for k in call.keywords if k.arg in OPEN and _is_true(k.value)]
            assert (wide, call.args) == ([], []), f"{path}:{call.lineno}"


def _is_true(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is True


@every(modules(*HOUSE))
def test_words_of_others_are_never_a_template(path):
    """`"{x._state.http.token}".format(…)` gives the token away."""
    templates = [
        call.lineno
        for call in calls(path)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in {"format", "format_map"}
        and not _is_ours(call.func.value)
    ]
    assert templates == []


def _is_ours(template: ast.expr) -> bool:
    """Tell a template that stands in the source, by itself or as a constant with a name."""
    return isinstance(template, ast.Constant) or name_of(template).isupper()
