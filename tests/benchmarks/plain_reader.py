"""The newsread command, answering no where it offers the samples: so an empty library opens as others do."""

from __future__ import annotations

import sys

import click

from tui.cli import main


def _no(*_: object, **__: object) -> bool:
    return False


if __name__ == "__main__":
    click.confirm = _no
    sys.exit(main())
