"""An OpenSSH server of the test's own on loopback, and what it takes to log in there with a key."""

from __future__ import annotations

import os
import pwd
import socket
import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from tests.support.tools import need_tool
from tests.support.waiting import PATIENCE, wait_until

SBIN = "/usr/sbin:/usr/local/sbin:/sbin"
TRIES = 5
"""How many ports are tried."""


def need(name: str) -> str:
    """The absolute path of a program of OpenSSH."""
    return need_tool(name, SBIN)


def _free_port() -> int:
    """A port that nobody has now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Server:
    """An sshd that lets in the user who runs the tests, by a key that is made for them."""

    def __init__(self, folder: Path) -> None:
        self._sshd, self._ssh, keygen = need("sshd"), need("ssh"), need("ssh-keygen")
        self._folder = folder
        for name in ("host", "user"):
            command = [
                keygen,
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-C",
                "newsread test",
                "-f",
                str(folder / name),
            ]
            subprocess.run(command, check=True, capture_output=True)
        if os.geteuid() == 0:
            # Where sshd gives up its privileges; Debian makes it when the service starts.
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        self._log = folder / "sshd.log"
        for _ in range(TRIES):
            # Somebody else may have taken the port before sshd does.
            self.port = _free_port()
            self.process = self._start()
            if self._listens():
                return
        raise AssertionError(f"sshd ended: {self._told()}")

    def _start(self) -> subprocess.Popen[bytes]:
        config = self._folder / "sshd_config"
        config.write_text(
            f"""
ListenAddress 127.0.0.1
Port {self.port}
HostKey {self._folder / "host"}
AuthorizedKeysFile {self._folder / "user.pub"}
PidFile {self._folder / "sshd.pid"}
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
StrictModes no
UsePAM no
PrintMotd no
""",
            encoding="utf-8",
        )
        with self._log.open("wb") as log:
            return subprocess.Popen([self._sshd, "-D", "-e", "-f", str(config)], stdout=log, stderr=log)

    def _told(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    def _listens(self) -> bool:
        """Whether it takes connections, as soon as it does; False where it has ended."""
        wait_until(lambda: "Server listening" in self._told() or self.process.poll() is not None, self._told)
        return self.process.poll() is None

    def client(self, command: str) -> Sequence[str]:
        """What runs `command` over there, in a terminal."""
        options = {
            "UserKnownHostsFile": str(self._folder / "known_hosts"),
            "StrictHostKeyChecking": "accept-new",
            "IdentitiesOnly": "yes",
            "BatchMode": "yes",
            "LogLevel": "ERROR",
        }
        user = pwd.getpwuid(os.geteuid()).pw_name
        return [
            *(self._ssh, "-F", "/dev/null", "-tt", "-p", str(self.port), "-i", str(self._folder / "user")),
            *(part for name, value in options.items() for part in ("-o", f"{name}={value}")),
            *(f"{user}@127.0.0.1", command),
        ]

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)
