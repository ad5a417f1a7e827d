"""An OpenSSH server of the test's own on loopback, and what it takes to log in there with a key."""

from __future__ import annotations

import os
import pwd
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from tests.support.tools import need_tool

SBIN = "/usr/sbin:/usr/local/sbin:/sbin"


def need(name: str) -> str:
    """The absolute path of a program of OpenSSH."""
    return need_tool(name, SBIN)


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
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        config = folder / "sshd_config"
        config.write_text(
            f"""
ListenAddress 127.0.0.1
Port {self.port}
HostKey {folder / "host"}
AuthorizedKeysFile {folder / "user.pub"}
PidFile {folder / "sshd.pid"}
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
StrictModes no
UsePAM no
PrintMotd no
""",
            encoding="utf-8",
        )
        if os.geteuid() == 0:
            # Where sshd gives up its privileges; Debian makes it when the service starts.
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        self._log = (folder / "sshd.log").open("wb")
        self.process = subprocess.Popen(
            [self._sshd, "-D", "-e", "-f", str(config)], stdout=self._log, stderr=self._log
        )

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
        deadline = time.monotonic() + 20
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            told = (self._folder / "sshd.log").read_text(encoding="utf-8", errors="replace")
            assert self.process.poll() is None, f"sshd ended: {told}"
            assert time.monotonic() < deadline, f"sshd does not listen: {told}"
            time.sleep(0.05)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.terminate()
        self.process.wait(20)
        self._log.close()
