//! Recognises the times of a text; what they come to is the business of [`resolve`](super::resolve).

use model::{Parse, TokenRange};

use super::atoms::Reader;
use super::lexicon::{Side, TimeLexicon};
use super::meaning::{Base, Expression, Fields, Meaning, Moment};
use super::{amounts, moments, ranges};

/// A form of time: what starts at a position, with the position after it.
type Form = for<'l> fn(&Reader<'l>, usize) -> Option<(Meaning<'l>, usize)>;

/// The forms that are no moments.
const OTHERS: [Form; 5] = [adjective, amounts::duration, amounts::stretch, amounts::set, reference];

/// The times of a report in order of text, none within another.
pub(super) fn recognise<'l>(parse: &'l Parse, lexicon: &'l TimeLexicon) -> Vec<Expression<'l>> {
    let mut found = Vec::new();
    for block in blocks(parse) {
        read_block(&Reader::new(parse, lexicon, block), &mut found);
    }
    found
}

/// The tokens of each block.
pub(super) fn blocks(parse: &Parse) -> Vec<TokenRange> {
    let mut blocks: Vec<(usize, TokenRange)> = Vec::new();
    for sentence in &parse.sentences {
        match blocks.last_mut() {
            Some((block, tokens)) if *block == sentence.block => tokens.end = sentence.tokens.end,
            _ => blocks.push((sentence.block, sentence.tokens)),
        }
    }
    blocks.into_iter().map(|(_, tokens)| tokens).collect()
}

fn read_block<'l>(r: &Reader<'l>, found: &mut Vec<Expression<'l>>) {
    let mut at = 0;
    while at < r.atoms.len() {
        if !r.lexicon.opens(r.text(at)) {
            at += 1;
            continue;
        }
        match longest(r, at) {
            Some((meaning, end)) if end > at => {
                let tokens = r.tokens(at, end);
                if !is_within_name(r.parse, tokens) && !heads_name(r.parse, tokens, &meaning) {
                    found.push(Expression { tokens, meaning });
                }
                at = r.end_of_token(end - 1);
            }
            _ => at += 1,
        }
    }
}

/// What starts at a position in any form; the longest wins, and of equally long ones the last.
fn longest<'l>(r: &Reader<'l>, at: usize) -> Option<(Meaning<'l>, usize)> {
    // A moment, which also begins most ranges, takes the longest to read: it is read once.
    let first = moments::moment(r, at);
    let others = OTHERS.iter().filter_map(|form| form(r, at));
    let calendar = [moment(r, at, first.clone()), echo(r, at), ranges::range(r, at, first)];
    others.chain(calendar.into_iter().flatten()).max_by_key(|(_, end)| *end)
}

/// Whether the words are part of a longer name ("the 17 November Group").
fn is_within_name(parse: &Parse, tokens: TokenRange) -> bool {
    let Some(entity) = parse.entity_at(tokens.first) else { return false };
    let longer = entity.tokens.first < tokens.first || entity.tokens.end > tokens.end;
    longer && ["ORG", "PERSON", "FAC", "WORK_OF_ART", "LAW", "PRODUCT"].contains(&parse.label(entity))
}

/// Whether a date without a year is the front of a name ("the 17 February Brigade").
fn heads_name(parse: &Parse, tokens: TokenRange, meaning: &Meaning) -> bool {
    let Meaning::Moment(Moment { base: Base::Calendar(Fields { year: None, .. }), .. }) = meaning else {
        return false;
    };
    let named = |head: usize| {
        head >= tokens.end && parse.pos(head) == "PROPN" && parse.child(head, &["det"]).is_some()
    };
    tokens.iter().any(|i| matches!(parse.dep(i), "compound" | "nmod") && named(parse.head(i)))
}

fn moment<'l>(r: &Reader<'l>, at: usize, first: Option<(Moment<'l>, usize)>) -> Option<(Meaning<'l>, usize)> {
    let weekend = moments::the_weekend(r, at);
    let moment = first.into_iter().chain(weekend).max_by_key(|(_, end)| *end);
    moment.map(|(moment, end)| (Meaning::Moment(moment), end))
}

/// "now", "recently", "the near future".
fn reference<'l>(r: &Reader<'l>, at: usize) -> Option<(Meaning<'l>, usize)> {
    let lists = &r.lexicon.references;
    let sides = [(&lists.past, Side::Past), (&lists.present, Side::Present), (&lists.future, Side::Future)];
    let found = sides.into_iter().filter_map(|(list, side)| Some((r.phrase(list, at)?, side)));
    let (end, side) = found.max_by_key(|(end, _)| *end)?;
    Some((Meaning::Reference(side), end))
}

/// "recent strikes", "the current offensive".
fn adjective<'l>(r: &Reader<'l>, at: usize) -> Option<(Meaning<'l>, usize)> {
    let side = *r.entry(&r.lexicon.reference_adjectives, at)?;
    (r.tag(at) == "JJ").then_some((Meaning::Reference(side), at + 1))
}

/// "ever since", "at the time".
fn echo<'l>(r: &Reader<'l>, at: usize) -> Option<(Meaning<'l>, usize)> {
    let (end, relation) = r.phrase_entry(&r.lexicon.echoes, at)?;
    (!r.lexicon.words.of.contains(r.word(end))).then_some((Meaning::Echo(*relation), end))
}
