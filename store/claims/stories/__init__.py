"""Which articles are about one event. Pure; the common words are data."""
