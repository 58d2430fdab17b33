//! Times that hang on an event: "at the outset of the battle", "during fighting", "three days after the ceasefire".

use model::{Basis, ByToken, Parse, TimeKind, TimeMention, TimePrecision, TimeRelation, TokenRange};

use super::lexicon::TimeLexicon;
use super::relations::preposition;

/// The times of a report that hang on an event, given those that do not.
pub(super) fn find(parse: &Parse, lexicon: &TimeLexicon, times: &[TimeMention]) -> Vec<TimeMention> {
    let times: ByToken<&TimeMention> = times.iter().collect();
    (0..parse.len())
        .filter(|&i| is_event(parse, lexicon, i))
        .filter_map(|event| {
            let (tokens, relation) = placed(parse, lexicon, &times, event)?;
            Some(anchored(parse, &times, event, tokens, relation))
        })
        .collect()
}

fn is_event(parse: &Parse, lexicon: &TimeLexicon, i: usize) -> bool {
    let governed = matches!(parse.dep(i), "pobj" | "pcomp");
    let noun = matches!(parse.pos(i), "NOUN" | "PROPN") || parse.tag(i) == "VBG" && governed;
    noun && (lexicon.is_event(&parse.lemma(i).to_lowercase()) || lexicon.is_event(parse.lower(i)))
}

/// The phrase that sets the event in time, with its relation.
fn placed(
    parse: &Parse,
    lexicon: &TimeLexicon,
    times: &ByToken<&TimeMention>,
    event: usize,
) -> Option<(TokenRange, TimeRelation)> {
    let first = left_edge(parse, event);
    let governor = first.checked_sub(1)?;
    if lexicon.words.of.contains(parse.lower(governor)) {
        let counted = times.of(governor.saturating_sub(1)).is_some();
        return phase(parse, lexicon, governor, event).filter(|_| !counted);
    }
    let relation = temporal(parse, lexicon, first)?;
    let before = times.among(first.checked_sub(2));
    let start =
        before.into_iter().find(|time| is_amount_before(time, first)).map_or(first, |time| time.tokens.first);
    Some((TokenRange::new(start, event + 1), relation))
}

/// "the outset of the battle", where `of` stands before the event.
fn phase(
    parse: &Parse,
    lexicon: &TimeLexicon,
    of: usize,
    event: usize,
) -> Option<(TokenRange, TimeRelation)> {
    let words = &lexicon.words;
    // "killed in an outbreak of violence": an outbreak that nobody knows of dates nothing.
    let indefinite = |noun: usize| {
        parse.child(noun, &["det"]).is_some_and(|det| parse.morph(det).contains("Definite=Ind"))
    };
    let noun = of
        .checked_sub(1)
        .filter(|&noun| words.phases_of_event.contains(parse.lower(noun)) && !indefinite(noun))?;
    let first = left_edge(parse, noun);
    let governor = parse.lower(first.checked_sub(1)?);
    let temporal = words.phase_prepositions.contains(governor) || words.event_prepositions.contains(governor);
    temporal.then(|| {
        (
            TokenRange::new(first, event + 1),
            preposition(parse, lexicon, first).unwrap_or(TimeRelation::During),
        )
    })
}

/// The relation of a preposition that sets the event after it in time; "by" does not, for it also names who acts.
fn temporal(parse: &Parse, lexicon: &TimeLexicon, first: usize) -> Option<TimeRelation> {
    let word = |back: usize| first.checked_sub(back).map(|at| parse.lower(at));
    let two = word(2).zip(word(1)).map(|(a, b)| format!("{a} {b}"));
    let prepositions = &lexicon.words.event_prepositions;
    let sets = prepositions.contains(word(1)?) || two.is_some_and(|two| prepositions.lists(&two));
    sets.then(|| preposition(parse, lexicon, first)).flatten()
}

/// Whether the time is an amount right before the preposition ("three days after").
fn is_amount_before(time: &TimeMention, first: usize) -> bool {
    time.kind == TimeKind::Duration && time.tokens.end + 1 == first
}

/// The first word of the noun phrase that `noun` ends: its determiner, adjectives, numbers and compounds.
fn left_edge(parse: &Parse, noun: usize) -> usize {
    let left = ["det", "amod", "compound", "nummod", "poss", "nmod", "npadvmod", "quantmod"];
    let sentence = parse.sentence_of(noun).tokens.first;
    let modifiers = parse.children_by(noun, &left).filter(|&child| child < noun && child >= sentence);
    modifiers.map(|child| edge_below(parse, child)).min().unwrap_or(noun)
}

fn edge_below(parse: &Parse, token: usize) -> usize {
    parse.children(token).filter(|&child| child < token).min().unwrap_or(token)
}

fn anchored(
    parse: &Parse,
    times: &ByToken<&TimeMention>,
    event: usize,
    tokens: TokenRange,
    relation: TimeRelation,
) -> TimeMention {
    let dated =
        date_of(parse, times, event).filter(|time| time.from.is_some() && time.tokens.first >= tokens.first);
    let is_away = times
        .among([tokens.first])
        .any(|time| time.kind == TimeKind::Duration && time.tokens.first == tokens.first);
    let dated = dated.filter(|_| !is_away);
    TimeMention {
        tokens,
        head: super::head(parse, tokens),
        kind: TimeKind::Date,
        value: dated.and_then(|time| time.value.clone()),
        from: dated.and_then(|time| time.from),
        to: dated.and_then(|time| time.to),
        precision: dated.map_or(TimePrecision::Open, |time| time.precision),
        basis: dated.map_or(Basis::Stated, |time| time.basis),
        relation,
        anchor: Some(event),
    }
}

/// The date that the event itself carries ("the 2003 invasion", "the battle of June 2014").
fn date_of<'t>(parse: &Parse, times: &ByToken<&'t TimeMention>, event: usize) -> Option<&'t TimeMention> {
    let of_event = |head: usize| {
        let governor = parse.head(head);
        governor == event || parse.dep(governor) == "prep" && parse.head(governor) == event
    };
    // The parser often hangs "in 2003" on another word of the sentence; right after the event it is the event's.
    let follows = |first: usize| first == event + 2 && parse.tag(event + 1) == "IN";
    let near = parse.sentence_of(event).tokens.iter().chain([event + 2]);
    times.among(near).copied().find(|time| {
        matches!(time.kind, TimeKind::Date | TimeKind::Time)
            && (of_event(time.head) || follows(time.tokens.first))
    })
}
