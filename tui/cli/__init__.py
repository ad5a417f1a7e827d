"""The `newsread` command. Nothing is imported before `main` can tell an interruption from a failure."""

import gc
import os
import sys
from collections.abc import Sequence

INTERRUPTED = 130
"""The exit code that a shell gives for SIGINT."""

COLLECT_AFTER = 200_000
"""How many objects come to be before the garbage collector looks at them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command on `arguments`, the process's own by default; gives the exit code.

    An interrupted process that runs on its own arguments ends here and at once.
    """
    # Nothing that is made while the program loads is garbage; looking for it is a tenth of the start.
    gc.set_threshold(COLLECT_AFTER, 20, 20)
    try:
        from tui.cli.running import run

        return run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        if arguments is None:
            # Where the interruption meets an `exec` (dataclasses use it), CPython would end the process by
            # SIGINT later on, and a shell script that asks for the exit code would not get this one.
            os._exit(INTERRUPTED)
        return INTERRUPTED
