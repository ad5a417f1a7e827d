"""A text's statements, claims and facts, put together from the parts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from store.claims.cues import Source, Verb, find_cues
from store.claims.extents import Extents
from store.claims.figures import WEEKDAY, figures_within, find_figures
from store.claims.headlines import headline
from store.claims.lexicon import Lexicon, lexicon
from store.claims.patterns import Finding, Patterns
from store.claims.phrases import Phrases
from store.claims.quotes import Quotation, find_quotations, outermost
from store.claims.sources import Attributed, read_source
from store.claims.speakers import Speaker, Speakers
from store.claims.statements import article_segments, cut, narrates
from store.claims.tone import form_of, medium_in, polarity_of
from store.claims.tweets import Tweet, find_tweets
from store.claims.words import Tokens, tokenise
from store.model import Claim, Extraction, Fact, Figure, Offset, Outline, Span

EXTRACTOR = "rules-1"
"""The version of the rules and the lexicon; it is kept with what they found."""

_SPEECH = 5
"""What stands in a quotation of so many words is its speaker's; cues there report nothing for the article."""


def extract(text: str, outline: Outline) -> Extraction:
    """The claims and facts of `text`, in order; `outline` without statements will do."""
    return read_claims(text, outline)[1]


def read_claims(text: str, outline: Outline) -> tuple[Outline, Extraction]:
    """`outline` with its statements, and the claims and facts of `text`, in order.

    Every span lies in `text` and its content is that stretch of it, unchanged.
    """
    tokens = tokenise(text)
    words = lexicon()
    segments = article_segments(outline.paragraphs, outline.furniture)
    quotations = find_quotations(tokens, segments)
    tweets = find_tweets(text, segments, lambda span: narrates(tokens, span, words))
    statements = cut(tokens, segments, quotations, tweets, words)
    reader = _Reader(tokens, words, quotations, outline.title)
    claims = reader.claims(statements, tweets)
    figures = find_figures(tokens)
    claims = [replace(claim, figures=figures_within(figures, claim.start, claim.end)) for claim in claims]
    facts = _facts(tokens, statements, {tweet.body.start for tweet in tweets}, claims, figures)
    return replace(outline, statements=statements), Extraction(tuple(claims), tuple(facts), EXTRACTOR)


@dataclass(slots=True)
class _Part:
    """A claim in the making: a finding or an attribution with its content's extent."""

    cue: tuple[int, int]
    first: int
    last: int
    finding: Finding | None = None
    speaker: Speaker | None = None
    implicit: bool = False
    nested: bool = False
    why: str = ""
    direct: bool = False
    zone: tuple[int, int] = (0, 0)
    """Where the channel may be named."""


class _Reader:
    """Reads the claims of one text, statement by statement."""

    def __init__(
        self, tokens: Tokens, words: Lexicon, quotations: Sequence[Quotation], title: Span | None
    ) -> None:
        self._tokens = tokens
        self._words = words
        self._title = title
        self._pairs = {pair.opening: pair.closing for pair in quotations}
        self._closings = set(self._pairs.values())
        self._speech = [pair for pair in outermost(quotations) if pair.words(tokens) >= _SPEECH]
        self._phrases = Phrases(tokens, words, self._pairs)
        self._patterns = Patterns(tokens, words, self._pairs, self._phrases)
        self._extents = Extents(tokens, words, self._pairs, self._phrases)
        self._speakers = Speakers(tokens, words, self._phrases)

    def claims(self, statements: Sequence[Span], tweets: Sequence[Tweet]) -> list[Claim]:
        """All claims, in the order of their contents."""
        verbs, sources = find_cues(self._tokens, self._words)
        verbs = [verb for verb in verbs if not self._quoted(verb.first)]
        sources = [source for source in sources if not self._quoted(source.first)]
        tweeted = {tweet.body.start: tweet for tweet in tweets}
        claims: list[Claim] = []
        v = s = 0
        for statement in statements:
            if statement.start in tweeted:
                claims.append(self._tweet(tweeted[statement.start]))
                continue
            first, last = self._tokens.at(statement.start), self._tokens.at(statement.end)
            while v < len(verbs) and verbs[v].first < first:
                v += 1
            v_end = v
            while v_end < len(verbs) and verbs[v_end].first < last:
                v_end += 1
            while s < len(sources) and sources[s].first < first:
                s += 1
            s_end = s
            while s_end < len(sources) and sources[s_end].first < last:
                s_end += 1
            title = self._title is not None and statement.start == self._title.start
            if v < v_end or s < s_end:
                parts = self._statement(verbs[v:v_end], sources[s:s_end], first, last, title)
                claims.extend(self._claim(part) for part in parts)
            v, s = v_end, s_end
        claims.extend(self._headline(claims))
        claims.sort(key=lambda claim: (claim.start, claim.end))
        return claims

    def _quoted(self, index: int) -> bool:
        """Whether the token at `index` is part of what a quotation says."""
        place = bisect_left(self._speech, index, key=lambda pair: pair.closing)
        return place < len(self._speech) and self._speech[place].opening < index

    def _statement(
        self, verbs: list[Verb], sources: list[Source], first: int, last: int, title: bool
    ) -> list[_Part]:
        """The claims of one statement, the tokens from `first` to before `last`."""
        forms = self._tokens.forms
        while last > first + 1 and forms[last - 1] in (".", "…"):
            last -= 1
        findings = self._patterns.find(verbs, first, last, title)
        attributed: list[Attributed] = []
        boundaries: list[int] = []
        for source in sources:
            read = read_source(source, first, last, self._tokens, self._words, self._phrases, self._pairs)
            if isinstance(read, int):
                boundaries.append(read)
            elif read is not None:
                attributed.append(read)
                boundaries.append(self._extents.before_conjunction(read.first, first))
        inside = [(item.first, item.speaker[1]) for item in attributed]
        findings = [f for f in findings if not any(a <= f.cue.first < b for a, b in inside)]
        findings = [f for f in findings if not self._recites(f)]
        subjects = [self._speakers.beside(finding, first) for finding in findings]
        for finding, subject in zip(findings, subjects, strict=True):
            begin = self._extents.clause_begin(
                finding, subject.first if subject else finding.cue.first, first
            )
            if begin is not None:
                boundaries.append(begin)
        for verb in verbs:
            if not verb.form.entry.reports and (verb.joined or verb.form.kind == "participle"):
                boundaries.append(self._extents.before_conjunction(verb.first, first))
        boundaries.sort()
        parts = self._findings(findings, subjects, boundaries, first)
        parts.extend(self._attributions(attributed, parts, boundaries, first, last))
        return parts

    def _recites(self, finding: Finding) -> bool:
        """Whether a cue introduces scripture or a proverb."""
        return any(
            form in self._words.scripture for form in self._tokens.forms[finding.cue.last : finding.gap][:2]
        )

    def _findings(
        self, findings: list[Finding], subjects: list[Speaker | None], boundaries: list[int], first: int
    ) -> list[_Part]:
        """The claims of a statement's verbs, with their speakers."""
        parts: list[_Part] = []
        main: Speaker | None = None
        reach = -1
        nouns = sorted([*boundaries, *(f.cue.first for f in findings if f.cue.form.kind == "masdar")])
        for finding, speaker in zip(findings, subjects, strict=True):
            end = self._extents.cut(finding, nouns if finding.opener == "object" else boundaries)
            if end <= finding.first:
                continue
            nested = finding.cue.first < reach
            implicit = speaker is None
            if speaker is None:
                speaker = self._speakers.implied(finding, first, main)
            if not nested:
                reach = max(reach, end)
                if speaker is not None:
                    main = speaker
                    self._speakers.remember(speaker)
            form = finding.cue.form
            why = f"{form.entry.lemma} ({form.kind}) + {finding.opener}"
            direct = finding.quoted or (finding.opener == "colon" and not finding.quoted)
            zone = (finding.cue.last, finding.gap)
            parts.append(
                _Part(
                    (finding.cue.first, finding.cue.last),
                    finding.first,
                    end,
                    finding,
                    speaker,
                    implicit,
                    nested,
                    why,
                    direct,
                    zone,
                )
            )
        return parts

    def _attributions(
        self, attributed: list[Attributed], parts: list[_Part], boundaries: list[int], first: int, last: int
    ) -> list[_Part]:
        """The claims of a statement's prepositions of attribution."""
        out: list[_Part] = []
        for item in attributed:
            speaker = Speaker(*item.speaker, None)
            if item.leads:
                begin = item.content
                end = next((b for b in boundaries if b > begin), last)
                if any(part.first <= begin < part.last and part.cue[0] > item.first for part in parts):
                    continue
                why = "attribution before its content"
            else:
                end = item.content
                behind = self._clause_before(item, parts, first)
                if behind is None:
                    continue
                begin = behind
                why = "attribution after its content"
            end = self._extents.trimmed(begin, end)
            if end - begin < 3:
                continue
            self._speakers.remember(speaker)
            zone = (item.last, item.speaker[0])
            out.append(
                _Part((item.first, item.last), begin, end, None, speaker, False, False, why, False, zone)
            )
        return out

    def _clause_before(self, item: Attributed, parts: list[_Part], first: int) -> int | None:
        """Where the clause begins that an attribution stands behind; None if a cue already reports it."""
        begin = first
        for part in parts:
            if part.cue[0] < item.first:
                begin = max(begin, part.last if part.last < item.content else part.first)
                if part.first < item.content <= part.last + 1:
                    clause = self._last_break(part.first, item.content)
                    if clause == part.first:
                        return None
                    begin = clause
                    part.last = self._extents.trimmed(part.first, clause - 1)
        while begin < item.content and not self._tokens.forms[begin][0].isalnum():
            begin += 1
        return begin

    def _last_break(self, first: int, last: int) -> int:
        """The beginning of the last clause from `first` to before `last` that a conjunction after a comma begins."""
        forms = self._tokens.forms
        for index in range(last - 1, first, -1):
            if forms[index] in self._words.breaks and forms[index - 1] in ("،", ","):
                return index + 1
        return first

    def _claim(self, part: _Part) -> Claim:
        """The claim with its offsets and words."""
        tokens = self._tokens
        text = tokens.text
        start, end = tokens.starts[part.first], tokens.ends[part.last - 1]
        cue_start, cue_end = tokens.starts[part.cue[0]], tokens.ends[part.cue[1] - 1]
        speaker = self._mention(part.speaker)
        return Claim(
            start=start,
            end=end,
            content=text[start:end],
            speaker=speaker.of(text) if speaker else None,
            speaker_start=speaker.start if speaker else None,
            speaker_end=speaker.end if speaker else None,
            speaker_implicit=part.implicit,
            cue=text[cue_start:cue_end],
            cue_start=cue_start,
            cue_end=cue_end,
            form="direct" if part.direct else form_of(tokens, self._pairs, part.first, part.last),
            polarity=polarity_of(
                tokens,
                self._words,
                part.finding,
                part.speaker.first if part.speaker else None,
                part.first,
                part.last,
            ),
            medium=medium_in(tokens, self._words, self._pairs, *part.zone),
            why=part.why,
        )

    def _mention(self, speaker: Speaker | None) -> Span | None:
        """The speaker's offsets, without quotation marks around all of it."""
        if speaker is None:
            return None
        first, last = speaker.first, speaker.last
        if self._pairs.get(first) == last - 1 and last - first > 2:
            first, last = first + 1, last - 1
        while (
            last > first + 1
            and not self._tokens.forms[last - 1][0].isalnum()
            and last - 1 not in self._closings
        ):
            last -= 1
        return Span(self._tokens.starts[first], self._tokens.ends[last - 1])

    def _headline(self, claims: list[Claim]) -> list[Claim]:
        """The claim of a title of the form "X: ..."."""
        if self._title is None:
            return []
        known = {claim.speaker for claim in claims if claim.speaker and not claim.speaker_implicit}
        found = headline(self._tokens, self._words, self._phrases, self._pairs, self._title, known)
        if found is None or any(
            claim.cue_start is not None and self._title.start <= claim.start < self._title.end
            for claim in claims
        ):
            return []
        name, colon, first, last = found
        part = _Part(
            (colon, colon + 1), first, last, speaker=Speaker(*name, None), why="headline colon", direct=True
        )
        return [self._claim(part)]

    def _tweet(self, tweet: Tweet) -> Claim:
        """What an embedded tweet claims."""
        text = self._tokens.text
        first, last = self._tokens.at(tweet.body.start), self._tokens.at(tweet.body.end)
        end = self._tokens.ends[self._extents.trimmed(first, last) - 1]
        while end > tweet.body.start + 1 and text[end - 1] in "!. ؟?":
            end -= 1
        return Claim(
            start=tweet.body.start,
            end=end,
            content=text[tweet.body.start : end],
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
            why="tweet: signature dash with name and handle",
        )


def _facts(
    tokens: Tokens,
    statements: Sequence[Span],
    tweets: Container[Offset],
    claims: Sequence[Claim],
    figures: Sequence[Figure],
) -> list[Fact]:
    """What the outlet says itself, where it holds a figure: of each statement what no claim covers.

    A weekday alone makes no fact. `tweets` are where statements begin that are tweets. Where the figure stands between a cue and its content ("announced in 2014
    that") the fact reaches to the content's end.
    """
    facts: list[Fact] = []
    number = 0
    for statement in statements:
        here = figures_within(figures, statement.start, statement.end)
        while number < len(claims) and claims[number].end <= statement.start:
            number += 1
        if all(figure.unit == WEEKDAY for figure in here) or statement.start in tweets:
            continue
        ahead = number
        start = statement.start
        while ahead < len(claims) and claims[ahead].start < statement.end:
            claim = claims[ahead]
            ahead += 1
            if claim.start > start:
                reported = claim.cue_end is not None and start <= claim.cue_end <= claim.start
                end = claim.end if reported and claim.form == "indirect" else claim.start
                facts.extend(
                    _fact(tokens, start, claim.start, end, figures, claim.cue_end if reported else None)
                )
            start = max(start, claim.end, claim.cue_end or 0)
            if claim.speaker_end is not None and claim.speaker_end < statement.end:
                start = max(start, claim.speaker_end)
        facts.extend(_fact(tokens, start, statement.end, statement.end, figures, None))
    return facts


def _fact(
    tokens: Tokens, start: Offset, until: Offset, end: Offset, figures: Sequence[Figure], cue: Offset | None
) -> list[Fact]:
    """The fact from `start` to `end`, if a figure stands in it before `until` and, if given, after `cue`."""
    held = [f for f in figures_within(figures, start if cue is None else cue, until) if f.unit != WEEKDAY]
    if not held or (cue is not None and end == until):
        return []
    first, last = tokens.at(start), tokens.at(end)
    while first < last and not tokens.forms[first][0].isalnum() and tokens.starts[first] < held[0].start:
        first += 1
    while last > first + 1 and tokens.forms[last - 1] in (".", "،", ",", "؛", "و", ":"):
        last -= 1
    if tokens.count_words(first, last) < 3:
        return []
    start, end = tokens.starts[first], tokens.ends[last - 1]
    return [Fact(start, end, tokens.text[start:end], figures_within(figures, start, end))]
