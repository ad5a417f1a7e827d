"""`python -m tui`: the newsread command where it is not installed."""

import sys

from tui.cli import main

sys.exit(main())
