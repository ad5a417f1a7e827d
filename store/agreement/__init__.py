"""What several annotators agree on, in figures, and where they do not. Pure."""
