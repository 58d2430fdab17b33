//! Who says or thinks what: every source, cue and content of a report, whether or not it is about an event.

use model::{Attributed, Parse, Phrase, Stance, TokenRange};

use crate::fillers;
use crate::grammar;
use crate::lexicon::holds;
use crate::matching::Reading;
use crate::quotations;

/// Every attribution of a report, in order of its cues.
pub(crate) fn find(reading: Reading<'_>) -> Vec<Attributed> {
    // Whatever is said inside a quotation is a part of what its speaker says.
    let is_quoted = |token: usize| quotations::around(reading.quoted, token).is_some();
    (0..reading.parse.len())
        .filter(|&token| !is_quoted(token))
        .filter_map(|token| by_saying(reading, token).or_else(|| by_according(reading, token)))
        .collect()
}

/// "officials said that …", "…, officials said", "is believed to …".
fn by_saying(reading: Reading<'_>, cue: usize) -> Option<Attributed> {
    let parse = reading.parse;
    if !matches!(parse.pos(cue), "VERB" | "NOUN" | "ADJ") {
        return None;
    }
    let words = &reading.codebook.lexicon.footing;
    let (lower, lemma) = (parse.lower(cue), parse.lemma(cue));
    let attitude = || holds(&words.attitude, lower, lemma).then_some(Stance::States);
    let stance = words.saying(lower, lemma).map(|saying| saying.stance).or_else(attitude)?;
    let source = source_of(reading, cue);
    let content = content_of(reading, cue).or_else(|| quoted_beside(reading, source?, cue))?;
    // Without a source only a verb tells that somebody says so ("is expected to"); "in order to" has none.
    if source.is_none() && !grammar::is_passive(parse, cue) {
        return None;
    }
    let cue = TokenRange::new(cue, cue + 1);
    let content = quotations::whole(reading.quoted, parse, cue, content);
    let n_words = content.iter().flat_map(|range| range.iter()).filter(|&i| parse.pos(i) != "PUNCT").count();
    // "Said so" and "find it" tell nothing.
    (n_words > 1).then(|| attributed(reading, source, cue, content, stance))
}

/// The clause or quotation that completes a cue, as ranges of tokens without the cue's own words.
fn content_of(reading: Reading<'_>, cue: usize) -> Option<Vec<TokenRange>> {
    let parse = reading.parse;
    let completing: Vec<usize> = parse.children_by(cue, &["ccomp", "xcomp", "acl", "csubj"]).collect();
    if let Some(&clause) = completing.first() {
        let whole = parse.subtree(clause);
        let source = parse.child(cue, &["nsubj"]).map_or(cue, |source| parse.subtree(source).first);
        let cue = TokenRange::new(source.min(cue), cue + 1);
        let is_interrupted = whole.first < cue.first && cue.end < whole.end;
        let content = if is_interrupted { around(parse, whole, cue) } else { vec![trimmed(parse, whole)] };
        return Some(content);
    }
    let inserted = matches!(parse.dep(cue), "parataxis" | "ccomp" | "advcl") && parse.head(cue) != cue;
    if inserted && parse.child(cue, &["nsubj"]).is_some() {
        return Some(around(parse, parse.subtree(parse.head(cue)), parse.subtree(cue)));
    }
    let object = parse.child(cue, &["dobj"]).filter(|_| parse.pos(cue) == "VERB");
    let content = parse.subtree(object.or_else(|| topic(reading, cue))?);
    let end = predicated(parse, cue).map_or(content.end, |end| end.max(content.end));
    Some(vec![trimmed(parse, TokenRange::new(content.first, end))])
}

/// Where that ends which a cue says of its object: "called it a mistake", "described the raid as a mistake".
fn predicated(parse: &Parse, cue: usize) -> Option<usize> {
    let of_object = parse.children_by(cue, &["oprd", "prep"]);
    let says_what = |&child: &usize| parse.dep(child) == "oprd" || parse.lower(child) == "as";
    of_object.filter(says_what).map(|child| parse.subtree(child).end).max()
}

/// The quotation beside "she asked", which the parser takes for a sentence of its own.
fn quoted_beside(reading: Reading<'_>, source: usize, cue: usize) -> Option<Vec<TokenRange>> {
    let parse = reading.parse;
    let said = parse.pos(cue) == "VERB" && parse.head(source) == cue;
    let phrase = parse.subtree(source);
    let clause = TokenRange::new(phrase.first.min(cue), phrase.end.max(cue + 1));
    quotations::beside(reading.quoted, parse, clause).filter(|_| said).map(|stretch| vec![stretch])
}

/// What somebody speaks of, asks for or is against: "called for a ceasefire".
fn topic(reading: Reading<'_>, cue: usize) -> Option<usize> {
    let parse = reading.parse;
    let topics = &reading.codebook.lexicon.footing.topic;
    let preposition =
        parse.children_by(cue, &["prep"]).find(|&to| topics.iter().any(|word| word == parse.lower(to)))?;
    parse.child(preposition, &["pobj", "pcomp"])
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
    let cue = TokenRange::new(cue, to + 1);
    let content = quotations::whole(reading.quoted, parse, cue, content);
    Some(attributed(reading, Some(source), cue, content, Stance::States))
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
        source: source.map(|head| phrase(reading, &words_of_source(reading, head, cue.first))),
        actor: known.and_then(|known| known.actor),
        cue: phrase(reading, &[cue]),
        content: phrase(reading, &content),
        stance,
    }
}

/// The words that name a source, with the pronoun that stands for it beside the cue: "a clerk … who".
fn words_of_source(reading: Reading<'_>, source: usize, cue: usize) -> Vec<TokenRange> {
    let parse = reading.parse;
    let named = fillers::shown(reading, source);
    let pronoun = parse
        .children_by(cue, &["nsubj", "nsubjpass"])
        .find(|&subject| matches!(parse.tag(subject), "WP" | "WDT") && !named.contains(subject));
    std::iter::once(named).chain(pronoun.map(|at| TokenRange::new(at, at + 1))).collect()
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
    fn whoever_hopes_or_asks_is_a_source_too() {
        check("Residents hope that the bridge will open.", &["Residents hope: that the bridge will open"]);
        check("The bloc called for a ceasefire.", &["The bloc called: a ceasefire"]);
    }

    #[test]
    fn a_quotation_is_one_content_with_whatever_is_said_in_it() {
        check(
            "“We believe the rebels left,” a farmer said. “They took our goats.”",
            &["a farmer said: “We believe the rebels left,” … “They took our goats.”"],
        );
    }

    #[test]
    fn a_quotation_that_is_a_sentence_of_its_own_belongs_to_the_cue_beside_it() {
        check("“Who opened the gate?” a guard asked.", &["a guard asked: “Who opened the gate?”"]);
    }

    #[test]
    fn what_is_said_of_the_object_is_content() {
        check("Villagers described the raid as a mistake.", &["Villagers described: the raid as a mistake"]);
    }

    #[test]
    fn a_pronoun_stands_beside_whom_it_means() {
        check(
            "The guard met clerks who said that the gate was open.",
            &["clerks … who said: that the gate was open"],
        );
    }

    #[test]
    fn what_nobody_says_is_not_attributed() {
        check("In order to open the bridge, the council said so.", &[]);
        check("Gunmen killed two herders.", &[]);
        check("Gunmen shot at two herders.", &[]);
    }
}
