//! Which words of a report name events of the codebook, and who stands around them.

mod conditions;
mod light;
mod rolls;
mod shadows;
mod surroundings;
mod wording;

use model::{Mentions, Parse, Part, Report, TokenRange};

use crate::codebook::{Codebook, Speech, Trigger};
use crate::forms::Wording;
use crate::grammar::Argument;
use crate::misses::{self, Miss, Reason};

pub(crate) use light::whole_of_partitive;
pub(crate) use wording::is_called;

/// What the matching looks at.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'a> {
    pub report: &'a Report,
    pub parse: &'a Parse,
    /// What stands between quotation marks, in order of text.
    pub quoted: &'a [TokenRange],
    pub mentions: &'a Mentions,
    pub codebook: &'a Codebook,
}

impl Reading<'_> {
    /// What the block of a token is to the report.
    pub(crate) fn part(&self, token: usize) -> Option<Part> {
        let block = self.parse.sentence_of(token).block;
        self.report.blocks.get(block).map(|block| block.part)
    }
}

/// Words of the report that a trigger of the codebook recognises.
#[derive(Debug, Clone)]
pub(crate) struct Match<'a> {
    pub event_type: usize,
    pub trigger: &'a Trigger,
    /// The wording that fired.
    pub name: &'a str,
    pub speech: Speech,
    pub head: usize,
    /// The trigger's tokens in order of text.
    pub tokens: Vec<usize>,
    /// The word whose clause says that it happened: the trigger itself, or the light verb beside it.
    pub predicate: usize,
    pub arguments: Vec<Argument>,
    /// Words above that are part of what others say of the event ("claimed responsibility for"), not its sources.
    pub deaf_to: Vec<usize>,
    /// A longer wording around the light verb speaks of the event as known ("denied carrying out the bombing").
    pub granted: bool,
}

/// All matches of a report in order of text; of those that share a head word, the ones with the longest wording.
pub(crate) fn find<'a>(reading: Reading<'a>, misses: &mut Vec<Miss>) -> Vec<Match<'a>> {
    let mut found: Vec<Match<'a>> =
        (0..reading.parse.len()).filter_map(|token| at(reading, token, misses)).collect();
    found.sort_by_key(|found| (found.head, std::cmp::Reverse(found.tokens.len())));
    let mut found = shadows::without_shadowed(reading, found, misses);
    shadows::grant(reading, &mut found);
    found
}

fn outranked(reading: Reading<'_>, by: &Match<'_>) -> Reason {
    Reason::Outranked { by: misses::rule(reading, by.event_type, by.name) }
}

/// The match at a token: one event type for one word.
fn at<'a>(reading: Reading<'a>, token: usize, misses: &mut Vec<Miss>) -> Option<Match<'a>> {
    let parse = reading.parse;
    if matches!(parse.dep(token), "aux" | "auxpass") {
        // An auxiliary names nothing: in "have fled" nobody has anything.
        return None;
    }
    let wordings = reading.codebook.forms.starting(parse.lower(token), parse.lemma(token));
    let mut found: Vec<Match<'a>> =
        wordings.into_iter().filter_map(|wording| fire(reading, token, wording, misses)).collect();
    // The longest wording wins, then the trigger that asks for most: it knows most.
    found.sort_by_key(|one| (std::cmp::Reverse(one.tokens.len()), std::cmp::Reverse(one.trigger.demands())));
    let mut found = found.into_iter();
    let best = found.next()?;
    misses.extend(found.map(|other| Miss::of(reading, &other, outranked(reading, &best))));
    Some(best)
}

/// The match of a wording at a token; where all of its words are there and it does not fire, a miss.
fn fire<'a>(
    reading: Reading<'a>,
    token: usize,
    wording: &'a Wording,
    misses: &mut Vec<Miss>,
) -> Option<Match<'a>> {
    let tokens = wording::whole(reading, token, wording)?;
    if let Some(reason) = unlike(reading, token, wording.speech) {
        misses.push(Miss::new(reading, &tokens, (wording.event_type, &wording.name), reason));
        return None;
    }
    let trigger = &reading.codebook.types[wording.event_type].triggers[wording.trigger];
    let found = Match {
        event_type: wording.event_type,
        name: &wording.name,
        ..bare(reading, trigger, wording.speech, token, tokens)
    };
    if let Some(reason) = conditions::unmet(reading, &found) {
        misses.push(Miss::of(reading, &found, reason));
        return None;
    }
    Some(found)
}

/// Why a token cannot be the first word of a wording, if it cannot.
fn unlike(reading: Reading<'_>, token: usize, speech: Speech) -> Option<Reason> {
    if reading.mentions.times.among([token]).any(|time| time.anchor.is_none()) {
        return Some(Reason::PartOfTime);
    }
    let pos = reading.parse.pos(token);
    (!wording::speaks(reading.parse, token, speech))
        .then(|| Reason::PartOfSpeech { asked: speech, pos: pos.to_owned() })
}

/// Words that match a trigger, whatever its wordings and conditions ask.
pub(crate) fn bare<'a>(
    reading: Reading<'_>,
    trigger: &'a Trigger,
    speech: Speech,
    head: usize,
    tokens: Vec<usize>,
) -> Match<'a> {
    let (predicate, arguments) = surroundings::of(reading, trigger, speech, head, &tokens);
    Match {
        event_type: 0,
        trigger,
        name: "",
        speech,
        head,
        tokens,
        predicate,
        arguments,
        deaf_to: Vec::new(),
        granted: false,
    }
}

#[cfg(test)]
mod tests;
