"""What newsread shows: the command, the screens and the right-to-left text engine. Holds no SQL."""
