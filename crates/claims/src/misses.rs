//! Near misses: words that a trigger of the codebook names and that gave no claim, each with the reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use model::{Claim, Span, TokenRange};
use serde::Serialize;

use crate::codebook::Speech;
use crate::fillers::cut;
use crate::matching::{Match, Reading};

/// Words that a trigger of the codebook names, and that gave no claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Miss {
    /// The words, in code points of the report.
    pub span: Span,
    pub text: String,
    /// The event type that would have been claimed.
    #[serde(rename = "type")]
    pub event_type: String,
    /// The rule of the codebook: `killing#massacre`.
    pub rule: String,
    pub reason: Reason,
}

/// Why words that a trigger names gave no claim. Its `Display` says so in words for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Reason {
    /// "in March" is no march.
    PartOfTime,
    /// The trigger asks for another part of speech than the words have here.
    PartOfSpeech { asked: Speech, pos: String },
    /// An `if` of the trigger does not hold: what stands `at` a function is none of what it `takes`.
    Unmet { at: String, takes: Vec<String>, found: Vec<String> },
    /// An `unless` of the trigger holds.
    Excluded { at: String, by: Vec<String>, found: Vec<String> },
    /// The trigger asks that a verb say it of a subject.
    Unpredicated,
    /// Another rule explains the same words: it has more of them, or asks for more.
    Outranked { by: String },
    /// One of coordinated event nouns stands for all ("turmoil and unrest").
    Coordinated,
    /// Feared, wished or asked for under this word.
    Feared { word: String },
    /// Told as a condition under this word.
    Condition { word: String },
    /// Asked in a question.
    Question,
    /// Played on a stage or in an exercise, by this word.
    Played { word: String },
    /// An event told before, of which a source would not speak.
    LeftOpen,
    /// The trigger asks for a number.
    Uncounted,
    /// Nothing of what stands around the words, `(where, what)`, fills a role.
    NoRole { around: Vec<(String, String)> },
    /// An event noun of which nothing is said.
    BareMention,
    /// A definite event noun that refers to an event told before.
    RefersBack { to: String },
    /// The report has told the same before.
    Repeats { earlier: String },
}

impl Miss {
    /// Drops a wording at some tokens.
    pub(crate) fn new(
        reading: Reading<'_>,
        tokens: &[usize],
        (event_type, wording): (usize, &str),
        reason: Reason,
    ) -> Self {
        let (text, span) = words(reading, tokens);
        let rule = rule(reading, event_type, wording);
        Self { span, text, event_type: reading.codebook.types[event_type].name.clone(), rule, reason }
    }

    /// Drops a match.
    pub(crate) fn of(reading: Reading<'_>, found: &Match<'_>, reason: Reason) -> Self {
        Self::new(reading, &found.tokens, (found.event_type, found.name), reason)
    }
}

/// Leaves the misses that tell something, in order of text and none twice: none of a type that the same words claim
/// under another rule, and no other part of speech where the right one came further.
pub(crate) fn sift(misses: &mut Vec<Miss>, claims: &[Claim]) {
    let in_other_speech = |miss: &Miss| matches!(miss.reason, Reason::PartOfSpeech { .. });
    let further: BTreeSet<(Span, String)> = misses
        .iter()
        .filter(|miss| !in_other_speech(miss))
        .map(|miss| (miss.span, miss.event_type.clone()))
        .collect();
    let claimed_at = Claimed::of(claims);
    misses.retain(|miss| {
        let claimed = claimed_at
            .over(miss.span)
            .any(|claim| claim.event_type == miss.event_type || in_other_speech(miss));
        let came_further = || further.contains(&(miss.span, miss.event_type.clone()));
        !(claimed || in_other_speech(miss) && came_further())
    });
    misses.sort_by(|a, b| (a.span, &a.event_type).cmp(&(b.span, &b.event_type)));
    misses.dedup_by(|later, earlier| {
        (later.span, &later.event_type, &later.reason) == (earlier.span, &earlier.event_type, &earlier.reason)
    });
}

/// Claims by where their triggers begin.
struct Claimed<'c> {
    by_start: BTreeMap<u32, Vec<&'c Claim>>,
    /// The length of the longest trigger, in code points.
    longest: u32,
}

impl<'c> Claimed<'c> {
    fn of(claims: &'c [Claim]) -> Self {
        let mut by_start: BTreeMap<u32, Vec<&Claim>> = BTreeMap::new();
        for claim in claims {
            by_start.entry(claim.evidence.trigger.start).or_default().push(claim);
        }
        let length = |claim: &Claim| claim.evidence.trigger.end.saturating_sub(claim.evidence.trigger.start);
        Self { by_start, longest: claims.iter().map(length).max().unwrap_or(0) }
    }

    /// The claims whose triggers share words with a span.
    fn over(&self, span: Span) -> impl Iterator<Item = &'c Claim> + '_ {
        let starts = span.start.saturating_sub(self.longest)..span.end.max(span.start);
        let near = self.by_start.range(starts).flat_map(|(_, claims)| claims.iter().copied());
        near.filter(move |claim| claim.evidence.trigger.overlaps(span))
    }
}

/// The name of a rule: its event type and the wording that fired.
pub(crate) fn rule(reading: Reading<'_>, event_type: usize, wording: &str) -> String {
    format!("{}#{wording}", reading.codebook.types[event_type].name)
}

/// The words from the first to the last of some tokens.
pub(crate) fn words(reading: Reading<'_>, tokens: &[usize]) -> (String, Span) {
    let first = tokens.first().copied().unwrap_or_default();
    let last = tokens.last().copied().unwrap_or_default();
    cut(reading, TokenRange::new(first, last + 1))
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PartOfTime => write!(f, "it is part of a time"),
            Self::PartOfSpeech { asked, pos } => {
                write!(f, "the rule asks for {}, and it is read as {pos} here", asked.with_article())
            }
            Self::Unmet { at, takes, found } => {
                write!(f, "{} must be {}; {}", place(at), one_of(takes), standing(found))
            }
            Self::Excluded { at, by, found } => {
                write!(
                    f,
                    "the codebook excludes it where {} is {}; {}",
                    place(at),
                    one_of(by),
                    standing(found)
                )
            }
            Self::Unpredicated => write!(f, "no verb says it of a subject, as the rule asks"),
            Self::Outranked { by } => write!(f, "the rule {by} knows more of the same words"),
            Self::Coordinated => write!(f, "the event noun that it is joined to stands for both"),
            Self::Feared { word } => write!(f, "“{word}” makes it feared, wished or asked for, not told"),
            Self::Condition { word } => write!(f, "“{word}” makes it a condition, not told"),
            Self::Question => write!(f, "it is asked in a question, not told"),
            Self::Played { word } => write!(f, "“{word}” makes it a play or an exercise, not told as done"),
            Self::LeftOpen => write!(f, "the source will not say so, and the words take it as told before"),
            Self::Uncounted => write!(f, "the rule asks for a number, and none is told"),
            Self::NoRole { around } => write!(f, "nothing around it fills a role{}", listed(around)),
            Self::BareMention => write!(f, "it is only mentioned: nothing is said of it"),
            Self::RefersBack { to } => write!(f, "it refers back to “{to}”"),
            Self::Repeats { earlier } => write!(f, "“{earlier}” has told the same before"),
        }
    }
}

/// Where an argument stands, by the name that the codebook gives the place.
fn place(at: &str) -> String {
    match at {
        "subject" | "object" | "attribute" | "complement" | "manner" => format!("its {at}"),
        "indirect" => "its indirect object".to_owned(),
        "possessive" => "its possessor".to_owned(),
        "modifier" => "the word before it".to_owned(),
        "itself" => "its own noun".to_owned(),
        preposition => format!("what follows “{preposition}”"),
    }
}

fn one_of(slots: &[String]) -> String {
    let told = |slot: &String| if slot == "absent" { "nothing".to_owned() } else { slot.clone() };
    slots.iter().map(told).collect::<Vec<_>>().join(", ")
}

fn standing(found: &[String]) -> String {
    if found.is_empty() {
        return "nothing stands there".to_owned();
    }
    let quoted: Vec<String> = found.iter().map(|words| format!("“{words}”")).collect();
    format!("here it is {}", quoted.join(", "))
}

/// What stands around some words, behind a colon.
fn listed(around: &[(String, String)]) -> String {
    let told = |(at, word): &(String, String)| format!("{} is “{word}”", place(at));
    let around: Vec<String> = around.iter().map(told).collect();
    if around.is_empty() { String::new() } else { format!(": {}", around.join(", ")) }
}

impl Speech {
    fn with_article(self) -> &'static str {
        match self {
            Self::Verb => "a verb",
            Self::Noun => "a noun",
            Self::Adjective => "an adjective",
            Self::Preposition => "a preposition",
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::misses;

    /// Why words of a text gave no claim: "killing#kill “killed”: …".
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = misses(text)
            .iter()
            .map(|miss| format!("{} “{}”: {}", miss.rule, miss.text, miss.reason))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn conditions_of_the_codebook_are_told_with_what_stands_there() {
        check(
            "A flood killed two herders.",
            &[
                "killing#kill “killed”: the codebook excludes it where its subject is @misfortune; here it is “flood”",
            ],
        );
        check(
            "The militia held a meeting on Friday.",
            &["abduction#hold “held”: its object must be people; here it is “meeting”"],
        );
        check(
            "The soldiers on the ground in Karsa are tired.",
            &["deployment#on ground “on the ground”: no verb says it of a subject, as the rule asks"],
        );
    }

    #[test]
    fn what_is_feared_asked_or_a_condition_is_told_with_its_word() {
        check(
            "Residents fear that the rebels will attack the port.",
            &["attack#attack “attack”: “fear” makes it feared, wished or asked for, not told"],
        );
        check(
            "If rebels attack the port, the army will respond.",
            &["attack#attack “attack”: “If” makes it a condition, not told"],
        );
        check("Did the army shell the port?", &["attack#shell “shell”: it is asked in a question, not told"]);
    }

    #[test]
    fn what_stands_around_and_fills_no_role_is_told() {
        check(
            "Hassan and Idris, the governor's brothers, were killed.",
            &[
                "killing#kill “killed”: nothing around it fills a role: its object is “Hassan”, its object is “Idris”",
            ],
        );
    }

    #[test]
    fn what_only_plays_an_event_is_told_with_its_word() {
        check(
            "In the film, rebels attack the port.",
            &["attack#attack “attack”: “film” makes it a play or an exercise, not told as done"],
        );
    }

    #[test]
    fn a_rule_that_lacks_its_number_says_so() {
        check(
            "Troops are stationed in Karsa.",
            &["deployment#station “stationed”: the rule asks for a number, and none is told"],
        );
    }

    #[test]
    fn what_was_told_before_is_told_with_its_words() {
        check(
            "Gunmen killed two herders. Gunmen killed two herders.",
            &["killing#kill “killed”: “killed” has told the same before"],
        );
        check(
            "Attacks and raids on the port continued.",
            &["attack#raid “raids”: the event noun that it is joined to stands for both"],
        );
    }

    #[test]
    fn words_that_claim_the_type_by_another_rule_are_no_miss() {
        check("Rebels took control of Karsa.", &[]);
        check("Gunmen shot at two herders.", &[]);
    }
}
