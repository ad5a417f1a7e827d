"""What the claims and facts of several articles are about, and who agrees. Pure; the words are data."""

COMPARER = "clauses-12"
"""The version of the rules and of lexicon.toml; it is kept with what they found."""
