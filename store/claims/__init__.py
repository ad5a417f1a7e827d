"""Text -> statements, claims, figures. Pure: no database, no terminal.

The way of a text: `words` cuts it into tokens, `quotes` pairs its quotation marks, `statements` cuts it into
sentences; `cues` finds the words that report speech by the lexicon (cues.toml), `patterns` finds for each
cue its content, `speakers` its speaker, and `extract` puts the claims together. `figures` reads numbers.
"""
