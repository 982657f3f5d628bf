"""What the stories of `check` and `doctor` share: a folder with settings, and a made-up Discord."""

import asyncio
import json
import re
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import formatdate
from http import server

from click.testing import CliRunner

from bot.cli.commands import main
from bot.cli.failures import quoted
from bot.discordio.overwrites.permissions import INVITE
from bot.domain.ids import GuildId, MemberId
from bot.domain.people.membership import Membership
from bot.storage.database.backups import Backups
from bot.storage.database.copies import CopyKind
from bot.storage.database.opening import open_storage
from bot.storage.files.heartbeat import Heartbeat
from bot.storage.sealing.keys import open_keys

HERE, WHO = GuildId(900_000_000_000_000_001), MemberId(800_000_000_000_000_001)
DEMANDED = re.compile(r"DiscordBot \(https://\S+, [\d.]+\).*")
"""How Discord wants whoever asks to call itself."""


class Discord:
    """What a Discord on this machine says of the bot."""

    def __init__(self):
        self.permissions, self.left, self.off, self.status = INVITE.value, 990, 0.0, 200

    def says(self, path):
        if path.endswith("/guilds"):
            return [{"id": "1", "name": "Tuesday *group*", "permissions": str(self.permissions)}]
        if path.endswith("/gateway/bot"):
            return {"session_start_limit": {"remaining": self.left}}
        return {"id": "1", "username": "openround"}

    @contextmanager
    def listening(self, knows=()):
        """Answer on this machine; where `knows` names tokens, only to who shows one of them."""
        told, shown = self, {f"Bot {token}" for token in knows}

        class Handler(server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = json.dumps(told.says(self.path)).encode()
                known = DEMANDED.fullmatch(self.headers["User-Agent"])
                stranger = knows and self.headers["Authorization"] not in shown
                self.send_response_only((401 if stranger else told.status) if known else 403)
                self.send_header("Date", formatdate(time.time() + told.off, usegmt=True))
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                """Print nothing."""

        with server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as here:
            threading.Thread(target=here.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{here.server_port}/api"
            here.shutdown()


class Installation:
    """A folder with settings, a Discord, and a bot that runs beside or not."""

    def __init__(self, folder, api, discord):
        self.folder, self.discord = folder, discord
        self.key, self.file = folder / "master.key", folder / "openround.db"
        self.url, self._api = f"sqlite:///{self.file}", api
        self.storage = None
        self.settings = ""
        """More lines of the table `database`."""

    def made(self):
        """Make database and key, as a first start does, and keep somebody there."""
        storage = open_storage(self.url, self.key, lambda: None)
        heron = Membership(name="Heron")
        asyncio.run(storage.store.run(lambda tx: tx.memberships.put(HERE, WHO, heron)))
        storage.close()

    def running(self, tick_ago=5.0):
        """Let a bot run with it."""
        self.storage = open_storage(self.url, self.key, lambda: None)
        if tick_ago is not None:
            Heartbeat(self.url, self.key).write(time.time() - tick_ago)

    def copied(self, days_ago=0.0):
        """Make a daily copy, as the bot does; gives it."""
        at = datetime.now(UTC) - timedelta(days=days_ago)
        return Backups.of(self.url, self.key).make(CopyKind.DAILY, at, open_keys(self.key)[0])

    @property
    def config(self):
        """The settings file, which is named in every command."""
        return self.folder / "config.toml"

    def typed(self, sentence):
        """Give a sentence as it is said here: its commands name the settings file."""
        return sentence.replace("`openround ", f"`openround --config {quoted(str(self.config))} ")

    def ask(self, *words):
        """Give the exit code and the lines of a command."""
        config = self.config
        config.write_text(
            f'[discord]\ntoken = "a.b.c"\napi_url = "{self._api}"\n'
            f'[database]\nurl = "{self.url}"\nkey_file = "{self.key}"\n{self.settings}'
        )
        config.chmod(0o600)
        answer = CliRunner().invoke(main, ["--config", str(config), *words])
        assert answer.exception is None or isinstance(answer.exception, SystemExit)
        return answer.exit_code, answer.output.splitlines()
