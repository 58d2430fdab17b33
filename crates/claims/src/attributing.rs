//! Who says or thinks what: every source, cue and content of a report, whether or not it is about an event.

use model::{Attributed, Parse, Phrase, Stance, TokenRange};

use crate::fillers;
use crate::grammar;
use crate::lexicon::holds;
use crate::matching::Reading;

/// Every attribution of a report, in order of its cues.
pub(crate) fn find(reading: Reading<'_>) -> Vec<Attributed> {
    (0..reading.parse.len())
        .filter_map(|token| by_saying(reading, token).or_else(|| by_according(reading, token)))
        .collect()
}

/// "officials said that …", "…, officials said", "is believed to …".
fn by_saying(reading: Reading<'_>, cue: usize) -> Option<Attributed> {
    let parse = reading.parse;
    let saying = reading.codebook.lexicon.footing.saying(parse.lower(cue), parse.lemma(cue))?;
    if !matches!(parse.pos(cue), "VERB" | "NOUN" | "ADJ") {
        return None;
    }
    let content = content_of(reading, cue)?;
    let source = source_of(reading, cue);
    Some(attributed(reading, source, TokenRange::new(cue, cue + 1), content, saying.stance))
}

/// The clause or quotation that completes a cue, as ranges of tokens without the cue's own words.
fn content_of(reading: Reading<'_>, cue: usize) -> Option<Vec<TokenRange>> {
    let parse = reading.parse;
    let completing: Vec<usize> = parse.children_by(cue, &["ccomp", "xcomp", "acl", "csubj"]).collect();
    if let Some(&clause) = completing.first() {
        return Some(vec![trimmed(parse, parse.subtree(clause))]);
    }
    let inserted = matches!(parse.dep(cue), "parataxis" | "ccomp" | "advcl") && parse.head(cue) != cue;
    if inserted && parse.child(cue, &["nsubj"]).is_some() {
        return Some(around(parse, parse.subtree(parse.head(cue)), parse.subtree(cue)));
    }
    if parse.pos(cue) == "VERB" {
        let object = parse.child(cue, &["dobj"])?;
        return Some(vec![trimmed(parse, parse.subtree(object))]);
    }
    None
}

/// The tokens of `whole` before and after `hole`.
fn around(parse: &Parse, whole: TokenRange, hole: TokenRange) -> Vec<TokenRange> {
    [
        TokenRange::new(whole.first, hole.first.max(whole.first)),
        TokenRange::new(hole.end.min(whole.end), whole.end),
    ]
    .into_iter()
    .map(|range| trimmed(parse, range))
    .filter(|range| range.first < range.end)
    .collect()
}

fn trimmed(parse: &Parse, mut range: TokenRange) -> TokenRange {
    let edge =
        |token: usize| parse.pos(token) == "SPACE" || matches!(parse.word(token), "," | "." | ";" | ":");
    while range.first < range.end && edge(range.first) {
        range.first += 1;
    }
    while range.end > range.first && edge(range.end - 1) {
        range.end -= 1;
    }
    range
}

fn source_of(reading: Reading<'_>, cue: usize) -> Option<usize> {
    let parse = reading.parse;
    if grammar::is_verbal(parse, cue) {
        return grammar::subjects(parse, cue).into_iter().next();
    }
    parse.child(cue, &["poss"])
}

/// "according to officials, …".
fn by_according(reading: Reading<'_>, cue: usize) -> Option<Attributed> {
    let parse = reading.parse;
    let words = &reading.codebook.lexicon.footing.according;
    if !holds(words, parse.lower(cue), parse.lower(cue)) || parse.head(cue) == cue {
        return None;
    }
    let to = parse.child(cue, &["prep"]).unwrap_or(cue);
    let source = grammar::objects_of_preposition(parse, to).into_iter().next()?;
    let content = around(parse, parse.subtree(parse.head(cue)), parse.subtree(cue));
    Some(attributed(reading, Some(source), TokenRange::new(cue, to + 1), content, Stance::States))
}

fn attributed(
    reading: Reading<'_>,
    source: Option<usize>,
    cue: TokenRange,
    content: Vec<TokenRange>,
    stance: Stance,
) -> Attributed {
    let known = source.map(|head| fillers::source(reading, head, stance));
    Attributed {
        source: source.map(|head| phrase(reading, &[fillers::shown(reading, head)])),
        actor: known.and_then(|known| known.actor),
        cue: phrase(reading, &[cue]),
        content: phrase(reading, &content),
        stance,
    }
}

fn phrase(reading: Reading<'_>, ranges: &[TokenRange]) -> Phrase {
    let pieces: Vec<(String, model::Span)> =
        ranges.iter().map(|&range| fillers::cut(reading, range)).collect();
    Phrase {
        text: pieces.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join(" … "),
        spans: pieces.into_iter().map(|(_, span)| span).collect(),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::attributions;

    /// `"source: content"` of each attribution of `text`.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = attributions(text)
            .iter()
            .map(|one| {
                let source = one.source.as_ref().map_or("?", |source| source.text.as_str());
                format!("{source} {}: {}", one.cue.text, one.content.text)
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn cues_before_after_and_beside_what_is_said() {
        check("Officials said gunmen killed two herders.", &["Officials said: gunmen killed two herders"]);
        check("Two herders were killed, police said.", &["police said: Two herders were killed"]);
        check(
            "Gunmen killed two herders, according to residents.",
            &["residents according to: Gunmen killed two herders"],
        );
    }

    #[test]
    fn what_nobody_says_is_not_attributed() {
        check("Gunmen killed two herders.", &[]);
        check("Gunmen shot at two herders.", &[]);
    }
}
