"""A text's statements, claims and facts, put together from the parts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from store.claims.cues import find_cues
from store.claims.facts import find_facts
from store.claims.figures import Figures, find_figures
from store.claims.headlines import headline
from store.claims.interviews import Answer, find_answers
from store.claims.lexicon import Lexicon, lexicon
from store.claims.parts import Part, Parts
from store.claims.quotes import Quotation, find_quotations, outermost
from store.claims.statements import article_segments, cut, narrates, rejoined, spans
from store.claims.subjects import Speaker
from store.claims.tone import form_of, medium_in, polarity_of
from store.claims.tweets import Tweet, find_tweets
from store.claims.words import Tokens, tokenise
from store.model import Claim, Extraction, Offset, Outline, Span

EXTRACTOR = "rules-11"
"""The version of the rules and the lexicon; it is kept with what they found."""

_SPEECH = 5
"""What stands in a quotation of so many words is its speaker's; cues there report nothing for the article."""


def extract(text: str, outline: Outline) -> Extraction:
    """The claims and facts of `text`, in order; `outline` without statements will do."""
    return read_claims(text, outline)[1]


def read_claims(text: str, outline: Outline, cues: Path | None = None) -> tuple[Outline, Extraction]:
    """`outline` with its statements, and the claims and facts of `text`, in order.

    Every span lies in `text`, and every content is that stretch of it, unchanged. `cues` is a person's own
    file of cues; `InvalidFormat` is raised where it cannot be used.
    """
    words = lexicon(cues)
    tokens = tokenise(text)
    segments = rejoined(text, article_segments(outline.paragraphs, outline.furniture), words)
    bounds = list(map(tokens.within, segments))
    quotations = find_quotations(tokens, bounds)
    tweets = find_tweets(text, segments, lambda span: narrates(tokens, span, words))
    cuts = cut(tokens, segments, bounds, quotations, tweets, words)
    statements = spans(tokens, cuts)
    answers = find_answers(text, segments, words)
    noted = tokens.among(words.noted)
    figures = Figures(find_figures(tokens, noted))
    reader = _Claims(_Read(tokens, words, noted, quotations, figures, answers, outline.title))
    claims = reader.find(statements, cuts, tweets)
    facts = find_facts(tokens, statements, {tweet.body.start for tweet in tweets}, claims, figures)
    extractor = f"{EXTRACTOR}+{words.own}" if words.own else EXTRACTOR
    whole = Outline(outline.title, outline.paragraphs, outline.furniture, statements)
    return whole, Extraction(tuple(claims), tuple(facts), extractor)


def _holds(one: Claim, other: Claim) -> bool:
    """Whether the content of a claim holds another."""
    return one is not other and one.start <= other.start and other.end <= one.end


@dataclass(frozen=True, slots=True)
class _Read:
    """A text with what was found in it before its claims."""

    tokens: Tokens
    words: Lexicon
    noted: Sequence[int]
    """The indices of tokens whose forms are in the lexicon's list of that name."""
    quotations: Sequence[Quotation]
    figures: Figures
    answers: Sequence[Answer]
    title: Span | None


class _Claims:
    """Reads the claims of one text: from indices of tokens to offsets."""

    def __init__(self, read: _Read) -> None:
        self._tokens = tokens = read.tokens
        self._words = read.words
        self._noted = read.noted
        self._figures = read.figures
        self._title = read.title
        self._answers = answers = read.answers
        self._pairs = {pair.opening: pair.closing for pair in read.quotations}
        self._closings = set(self._pairs.values())
        said = [
            pair
            for pair in read.quotations
            if pair.closing - pair.opening > _SPEECH and pair.has_words(_SPEECH, tokens)
        ]
        if answers:
            said += [Quotation(tokens.at(a.question.start) - 1, tokens.at(a.body.end)) for a in answers]
            said.sort(key=lambda pair: (pair.opening, -pair.closing))
        speech = outermost(said)
        self._spoken_from = [pair.opening for pair in speech]
        self._spoken_to = [pair.closing for pair in speech]
        self._parts = Parts(tokens, read.words, read.noted, self._pairs)

    def find(
        self, statements: Sequence[Span], cuts: Sequence[tuple[int, int]], tweets: Sequence[Tweet]
    ) -> list[Claim]:
        """All claims, in the order of their contents; `cuts` are the statements as indices of tokens."""
        verbs, sources = find_cues(self._tokens, self._words, self._noted)
        if self._spoken_to:
            verbs = [verb for verb in verbs if not self._quoted(verb.first)]
            sources = [source for source in sources if not self._quoted(source.first)]
        verbs_at, sources_at = [verb.first for verb in verbs], [source.first for source in sources]
        cued = [*sorted(verbs_at + sources_at), len(self._tokens)]
        tweeted = {tweet.body.start: tweet for tweet in tweets}
        claims: list[Claim] = []
        previous: tuple[int, int] | None = None
        place = 0
        for statement, (first, last) in zip(statements, cuts, strict=True):
            while cued[place] < first:
                place += 1
            if statement.start in tweeted:
                claims.append(self._tweet(tweeted[statement.start]))
            elif cued[place] < last:
                here = verbs[bisect_left(verbs_at, first) : bisect_left(verbs_at, last)]
                attributing = sources[bisect_left(sources_at, first) : bisect_left(sources_at, last)]
                title = self._is_title(statement)
                parts = self._parts.read(here, attributing, first, last, title, previous)
                claims.extend([self._claim(part) for part in parts])
            previous = first, last
        claims.extend(self._headline(claims))
        claims.extend(self._answered(claims))
        claims.sort(key=lambda claim: (claim.start, claim.end))
        return claims

    def _is_title(self, statement: Span) -> bool:
        """Whether a statement is the title, or repeats it word for word."""
        title, text = self._title, self._tokens.text
        if title is None:
            return False
        longer = statement.end - statement.start > title.end - title.start
        repeated = not longer and statement.of(text) == title.of(text).strip()
        return statement.start == title.start or repeated

    def _quoted(self, index: int) -> bool:
        """Whether the token at `index` is part of what a quotation says."""
        place = bisect_left(self._spoken_to, index)
        return place < len(self._spoken_to) and self._spoken_from[place] < index

    def _claim(self, part: Part) -> Claim:
        """The claim of a part, with its offsets and words."""
        tokens, words = self._tokens, self._words
        text = tokens.text
        start, end = tokens.starts[part.first], tokens.ends[part.last - 1]
        cue_start, cue_end = tokens.starts[part.cue[0]], tokens.ends[part.cue[1] - 1]
        head = part.speaker.first if part.speaker else None
        speaker = None if part.speaker is None else self._mention(part.speaker)
        return Claim(
            start=start,
            end=end,
            content=text[start:end],
            speaker=text[speaker[0] : speaker[1]] if speaker else None,
            speaker_start=speaker[0] if speaker else None,
            speaker_end=speaker[1] if speaker else None,
            speaker_implicit=part.implicit,
            cue=text[cue_start:cue_end],
            cue_start=cue_start,
            cue_end=cue_end,
            form="direct"
            if part.direct
            else form_of(tokens, self._pairs, part.first, part.last, words.named),
            polarity=polarity_of(tokens, words, part.finding, head, part.first, part.last),
            medium=self._medium(part),
            figures=self._figures.within(start, end),
            why=part.why,
        )

    def _medium(self, part: Part) -> str | None:
        """The channel that a part names: behind its speaker, whose own name may hold a channel's."""
        first, last = part.zone
        if self._words.mediating.isdisjoint(self._tokens.forms[first:last]):
            return None
        speaker = part.speaker
        if speaker is not None and not part.implicit and first <= speaker.first < last:
            first = max(first, speaker.last - 1)
        return medium_in(self._tokens, self._words, self._pairs, first, last)

    def _mention(self, speaker: Speaker) -> tuple[Offset, Offset]:
        """The speaker's offsets, without quotation marks around all of it and without marks at its end."""
        first, last = speaker.first, speaker.last
        if self._pairs.get(first) == last - 1 and last - first > 2:
            first, last = first + 1, last - 1
        while last > first + 1 and not self._belongs(last - 1):
            last -= 1
        return self._tokens.behind(first, speaker.clitic), self._tokens.ends[last - 1]

    def _belongs(self, index: int) -> bool:
        """Whether a name can end with the token at `index`."""
        return self._tokens.forms[index][0].isalnum() or index in self._closings

    def _headline(self, claims: Sequence[Claim]) -> list[Claim]:
        """The claim of a title of the form "X: ...", if no verb there reports one."""
        title = self._title
        if title is None or any(title.start <= claim.start < title.end for claim in claims):
            return []
        known = (claim.speaker for claim in claims if claim.speaker and not claim.speaker_implicit)
        found = headline(self._tokens, self._words, self._pairs, title, known)
        if found is None:
            return []
        speaker = Speaker(*found.name, None)
        cue = found.colon, found.colon + 1
        return [self._claim(Part(cue, found.first, found.last, "headline colon", True, speaker))]

    def _answered(self, claims: Sequence[Claim]) -> list[Claim]:
        """What the answers of an interview claim.

        Who speaks last before the first question says them; an implicit subject counts only where nobody is
        named.
        """
        if not self._answers:
            return []
        text = self._tokens.text
        asked = self._answers[0].question.start
        before = [claim for claim in claims if claim.start < asked]
        outer = [c for c in before if c.speaker and not any(_holds(other, c) for other in before)]
        last = max(outer, key=lambda claim: (not claim.speaker_implicit, claim.start), default=None)
        speaker = Span(last.speaker_start or 0, last.speaker_end or 0) if last else self._interviewed(asked)
        return [
            Claim(
                start=answer.body.start,
                end=answer.body.end,
                content=answer.body.of(text),
                speaker=speaker.of(text) if speaker else None,
                speaker_start=speaker.start if speaker else None,
                speaker_end=speaker.end if speaker else None,
                speaker_implicit=True,
                cue=answer.mark.of(text),
                cue_start=answer.mark.start,
                cue_end=answer.mark.end,
                form="direct",
                polarity=polarity_of(
                    self._tokens,
                    self._words,
                    None,
                    None,
                    self._tokens.at(answer.body.start),
                    self._tokens.at(answer.body.end),
                ),
                medium=None,
                figures=self._figures.within(answer.body.start, answer.body.end),
                why="interview: the answer to a question",
            )
            for answer in self._answers
        ]

    def _interviewed(self, end: Offset) -> Span | None:
        """Whom an introduction that ends at `end` names: حوار مع فلان."""
        forms, last = self._tokens.forms, self._tokens.at(end)
        for index in range(last - 2):
            if forms[index].removeprefix("ال") in self._words.talks and forms[index + 1] == "مع":
                name = self._parts.phrases.after(index + 2, last)
                if name > index + 2:
                    return Span(*self._mention(Speaker(index + 2, name, None)))
        return None

    def _tweet(self, tweet: Tweet) -> Claim:
        """What an embedded tweet claims."""
        text = self._tokens.text
        start: Offset = tweet.body.start
        first, last = self._tokens.at(start), self._tokens.at(tweet.body.end)
        end = self._tokens.ends[self._parts.trimmed(first, last) - 1]
        while end > start + 1 and text[end - 1] in "!. ؟?":
            end -= 1
        if self._pairs.get(self._tokens.at(start)) == self._tokens.at(end) - 1 and end - start > 2:
            start, end = start + 1, end - 1
        return Claim(
            start=start,
            end=end,
            content=text[start:end],
            speaker=tweet.author.of(text),
            speaker_start=tweet.author.start,
            speaker_end=tweet.author.end,
            speaker_implicit=False,
            cue=tweet.dash.of(text),
            cue_start=tweet.dash.start,
            cue_end=tweet.dash.end,
            form="direct",
            polarity=polarity_of(self._tokens, self._words, None, None, first, last),
            medium="تويتر",
            figures=self._figures.within(start, end),
            why="tweet: name and handle above it"
            if tweet.author.end < start
            else "tweet: signature dash with name and handle",
        )
