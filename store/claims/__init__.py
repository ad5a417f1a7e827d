"""Text -> statements, claims, figures. Pure: no database, no terminal.

The way of a text: `words` cuts it into tokens, `quotes` pairs its quotation marks, `tweets` finds embedded
tweets, `interviews` the answers to questions, `statements` cuts it into sentences. Every token is looked up
once among the noted forms of the `lexicon` (cues.toml, words.toml); `cues`, `figures` and `extents` look at
those that were found. For each statement `patterns` finds what each cue reports (`openers`: after أن, a
colon, a quotation mark; `governed`: behind a preposition; `objects`: noun phrases), `sources` reads
attributions, `speakers` finds who says it, `extents` where it ends; `phrases` reads names for all of them,
and `parts` brings them together. `extract` makes the claims, with `tone`, `headlines`, `figures`
(`numbers`), `facts`. `identities` tells who is who among the speakers of an article, and across articles.
"""
