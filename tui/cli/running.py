"""One run of the command: arguments in, an exit code out, every error one line on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from store.errors import Message
from tui import speech
from tui.cli import INTERRUPTED
from tui.cli.clicking import translated
from tui.cli.commands import newsread
from tui.output import paragraphs_of, prepare_streams, silence, tell
from tui.speech import say

USAGE, FAILURE, PIPE_CLOSED = 2, 1, 141
"""Exit codes; the last is what a shell gives for SIGPIPE."""

COMPLETION = "_NEWSREAD_COMPLETE"
"""The variable by which a shell asks for completions."""


def run(arguments: Sequence[str]) -> int:
    """Run the command on `arguments`; gives the exit code. Raises nothing but KeyboardInterrupt."""
    prepare_streams()
    speech.begin()
    try:
        code = _run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        silence(sys.stdout)
        return PIPE_CLOSED
    except click.Abort:
        return INTERRUPTED
    except Exception as error:
        return _report(error)


def _run(arguments: Sequence[str]) -> int:
    if instruction := os.environ.get(COMPLETION):
        from click.shell_completion import shell_complete

        return shell_complete(newsread, {}, "newsread", COMPLETION, instruction)
    try:
        with newsread.make_context("newsread", list(arguments)) as context:
            return int(newsread.invoke(context) or 0)
    except click.exceptions.Exit as leave:
        return leave.exit_code


def _report(error: Exception) -> int:
    """Say in one line on stderr what went wrong; gives the exit code."""
    from store.errors import StoreError

    if isinstance(error, click.UsageError):
        message = _sentence(error)
        if not message.endswith("?"):
            command = error.ctx.command_path.strip() if error.ctx else "newsread"
            message = say(
                "{message}; see {command}", message=Message(message.rstrip(".")), command=f"{command} --help"
            )
        tell(message)
        return USAGE
    if isinstance(error, click.ClickException):
        tell(_sentence(error))
    elif isinstance(error, StoreError):
        tell(error.message)
    elif isinstance(error, OSError):
        cause = _system_error(error)
        if sys.stdout is not None:
            silence(sys.stdout)
        tell(cause)
    elif os.environ.get("NEWSREAD_DEBUG", "0") not in ("", "0"):
        import traceback

        trace = "".join(traceback.format_exception(error))
        sys.stderr.write("\n".join(paragraphs_of(trace)))
    else:
        tell(
            "a fault of newsread itself, {kind}: {error}; NEWSREAD_DEBUG=1 shows where",
            kind=type(error).__name__,
            error=error,
        )
    return FAILURE


def _sentence(error: click.ClickException) -> str:
    """Click's message on one line, beginning as newsread's own do."""
    message = translated(" ".join(line.strip() for line in error.format_message().splitlines()))
    return message[:1].lower() + message[1:]


def _system_error(error: OSError) -> Message:
    """What the system refused, and for which file."""
    # Imported here, as above: what goes well has no error.
    from store.errors import reason_of

    reason = reason_of(error)
    if error.filename is None:
        return Message("cannot write the output: {reason}", {"reason": reason})
    name = error.filename
    file = os.fsdecode(name) if isinstance(name, str | bytes) else name
    return Message("{file}: {reason}", {"file": file, "reason": reason})
