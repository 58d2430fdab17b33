//! Who says so: the subject of a saying word, whom that one cites, and what is inserted ("…, officials said").

use model::{Attribution, Factuality, Parse, Stance};

use super::{Footing, Step, completes, denies_subject, second_subject};
use crate::codebook::Speech;
use crate::fillers;
use crate::grammar::{self, Function};
use crate::lexicon::holds;
use crate::matching::{Match, Reading};
use crate::misses::Reason;

/// "claimed responsibility", "denied", "blamed": who is the subject of such words says so.
pub(super) fn own_stance(reading: Reading<'_>, found: &Match<'_>, footing: &mut Footing) {
    let Some(stance) = found.trigger.stance.filter(|_| !denies_subject(reading, found)) else { return };
    let sources: Vec<usize> = found
        .arguments
        .iter()
        .filter(|argument| argument.function == Function::Subject)
        .map(|argument| argument.head)
        .collect();
    attribute(reading, &sources, stance, footing);
}

/// "according to the ministry", beside a word.
pub(super) fn according_to(reading: Reading<'_>, head: usize, footing: &mut Footing) {
    let parse = reading.parse;
    let words = &reading.codebook.lexicon.footing;
    for child in parse.children_by(head, &["prep", "advmod", "advcl", "mark"]) {
        if !holds(&words.according, parse.lower(child), parse.lower(child)) {
            continue;
        }
        let mut sources = grammar::objects_of_preposition(parse, child);
        sources.extend(
            parse.children_by(child, &["prep"]).flat_map(|to| grammar::objects_of_preposition(parse, to)),
        );
        footing.weaken(Factuality::Reported);
        attribute(reading, &sources, Stance::States, footing);
    }
}

/// What a word above says of the event that hangs on it.
pub(super) fn above(
    reading: Reading<'_>,
    found: &Match<'_>,
    step: &Step,
    granted: bool,
    footing: &mut Footing,
) {
    if !completes(reading.parse, step) {
        return;
    }
    if takes_back(reading, step) {
        said(reading, found, step, Factuality::Reported, Stance::Retracts, footing);
    }
    for cue in super::cues(reading.parse, step) {
        let (lower, lemma) = (reading.parse.lower(cue), reading.parse.lemma(cue));
        let Some(saying) = reading.codebook.lexicon.footing.saying(lower, lemma) else { continue };
        // What is taken for granted is no matter of opinion.
        if !(granted && saying.factuality >= Factuality::Believed) {
            said(reading, found, step, saying.factuality, saying.stance, footing);
        }
    }
}

/// "withdrew his statement that": verbs that take back words only where words are their object.
fn takes_back(reading: Reading<'_>, step: &Step) -> bool {
    let parse = reading.parse;
    let words = &reading.codebook.lexicon.footing;
    let of_words = words.saying(parse.lower(step.child), parse.lemma(step.child)).is_some();
    of_words && holds(&words.taking_back, parse.lower(step.governor), parse.lemma(step.governor))
}

/// A saying word above: its subject is the source.
fn said(
    reading: Reading<'_>,
    found: &Match<'_>,
    step: &Step,
    factuality: Factuality,
    stance: Stance,
    footing: &mut Footing,
) {
    let parse = reading.parse;
    // "There were no reports of fighting": nobody says anything.
    if denies_mention(reading, step.governor) {
        footing.silence(Some(Reason::LeftOpen));
        return;
    }
    if is_negated(reading, step.governor) {
        let known = found.speech == Speech::Noun && fillers::is_definite(reading, found.head);
        // "did not confirm the attack" tells nothing of an attack that was told before.
        footing.silence(known.then_some(Reason::LeftOpen));
        footing.weaken(Factuality::Unclear);
        return;
    }
    footing.weaken(factuality);
    let sources = speakers(reading, step);
    attribute(reading, &cited(reading, &[step.governor, step.child], &sources), Stance::States, footing);
    attribute(reading, &sources, stance, footing);
    let opinion = factuality >= Factuality::Believed;
    if sources.is_empty() && (!opinion || grammar::is_passive(parse, step.governor)) {
        unnamed(stance, footing);
    }
}

/// "no reports": nothing of the kind is said.
fn denies_mention(reading: Reading<'_>, noun: usize) -> bool {
    let parse = reading.parse;
    let none = &reading.codebook.lexicon.footing.none;
    parse.children_by(noun, &["det"]).any(|word| none.iter().any(|known| known == parse.lower(word)))
}

/// "did not say", "neither confirmed nor denied".
fn is_negated(reading: Reading<'_>, verb: usize) -> bool {
    let parse = reading.parse;
    let none = &reading.codebook.lexicon.footing.none;
    let neither = parse
        .children_by(verb, &["preconj", "cc", "advmod"])
        .any(|word| none.iter().any(|known| known == parse.lower(word)));
    neither
        || parse.child(verb, &["neg"]).is_some()
        || (parse.dep(verb) == "conj" && parse.head(verb) != verb && {
            parse
                .children_by(parse.head(verb), &["preconj"])
                .any(|word| none.iter().any(|known| known == parse.lower(word)))
        })
}

/// Who says what a saying word reports.
fn speakers(reading: Reading<'_>, step: &Step) -> Vec<usize> {
    let parse = reading.parse;
    let raising =
        matches!(parse.dep(step.child), "nsubjpass" | "nsubj") && second_subject(parse, step).is_none();
    if let Some(speaker) = of_oneself(reading, step.governor) {
        return grammar::coordinated(parse, speaker);
    }
    if let Some(speaker) = speaker_above(reading, step.governor).filter(|_| says_beside(reading, step.child))
    {
        return vec![speaker];
    }
    let speakers: Vec<usize> = if raising && !grammar::is_passive(parse, step.governor) {
        Vec::new()
    } else if grammar::is_verbal(parse, step.governor) {
        grammar::subjects(parse, step.governor)
    } else {
        parse.children_by(step.governor, &["poss"]).filter(|&owner| !speaks_above(reading, owner)).collect()
    };
    speakers.into_iter().filter(|&speaker| speaker != step.child).collect()
}

/// "The rebels claimed to have attacked": unlike those who are "believed to have", they say so themselves.
fn of_oneself(reading: Reading<'_>, verb: usize) -> Option<usize> {
    let parse = reading.parse;
    let words = &reading.codebook.lexicon.footing.of_oneself;
    let active =
        parse.child(verb, &["auxpass", "nsubjpass"]).is_none() && parse.child(verb, &["xcomp"]).is_some();
    let speaks = active && holds(words, parse.lower(verb), parse.lemma(verb));
    speaks.then(|| parse.child(verb, &["nsubj"])).flatten()
}

/// "…, saying that": a participle of saying reports its clause by itself.
pub(crate) fn says_beside(reading: Reading<'_>, clause: usize) -> bool {
    let parse = reading.parse;
    let words = &reading.codebook.lexicon.footing;
    let verb = parse.head(clause);
    parse.dep(clause) == "ccomp"
        && parse.dep(verb) == "advcl"
        && parse.tag(verb) == "VBG"
        && words.saying(parse.lower(verb), parse.lemma(verb)).is_some()
}

/// Who says something beside: whoever says what it hangs on ("the army denied that its drones struck, saying …").
fn speaker_above(reading: Reading<'_>, participle: usize) -> Option<usize> {
    let parse = reading.parse;
    let words = &reading.codebook.lexicon.footing;
    let mut at = participle;
    for _ in 0..parse.len() {
        let above = parse.head(at);
        if above == at {
            return None;
        }
        at = above;
        if words.saying(parse.lower(at), parse.lemma(at)).is_some() {
            return grammar::subjects(parse, at).into_iter().next();
        }
    }
    None
}

/// "retracted his statement": he who retracts it is the one whose statement it was.
fn speaks_above(reading: Reading<'_>, owner: usize) -> bool {
    let parse = reading.parse;
    let words = &reading.codebook.lexicon.footing;
    let noun = parse.head(owner);
    let verb = parse.head(noun);
    let (lower, lemma) = (parse.lower(verb), parse.lemma(verb));
    parse.tag(owner) == "PRP$"
        && parse.dep(noun) == "dobj"
        && (words.saying(lower, lemma).is_some() || holds(&words.taking_back, lower, lemma))
}

/// "a news agency, citing a governor, said": whom a source has it from.
fn cited(reading: Reading<'_>, clauses: &[usize], sources: &[usize]) -> Vec<usize> {
    let parse = reading.parse;
    let citing = &reading.codebook.lexicon.footing.citing;
    clauses
        .iter()
        .chain(sources)
        .flat_map(|&word| parse.children_by(word, &["advcl", "acl"]))
        .filter(|&verb| parse.tag(verb) == "VBG" && holds(citing, parse.lower(verb), parse.lemma(verb)))
        .flat_map(|verb| grammar::logical_objects(parse, verb))
        .collect()
}

/// "is said to have", "reportedly": somebody says so, and the text does not tell who.
pub(super) fn unnamed(stance: Stance, footing: &mut Footing) {
    if footing.said_by.is_empty() {
        footing.said_by.push(Attribution { text: None, span: None, actor: None, stance, party: false });
    }
}

/// "…, officials said" or "as officials said", hung on the clause that it reports.
pub(super) fn inserted(reading: Reading<'_>, clause: usize, footing: &mut Footing) {
    let parse = reading.parse;
    let words = &reading.codebook.lexicon.footing;
    for inserted in parse.children_by(clause, &["parataxis", "ccomp", "advcl"]) {
        let Some(saying) = words.saying(parse.lower(inserted), parse.lemma(inserted)) else { continue };
        if reports_clause(parse, words, inserted) {
            footing.weaken(saying.factuality);
            let sources = grammar::subjects(parse, inserted);
            attribute(reading, &cited(reading, &[inserted], &sources), Stance::States, footing);
            attribute(reading, &sources, saying.stance, footing);
        }
    }
}

/// Whether a clause of saying reports the one that it hangs on, not words of its own.
fn reports_clause(parse: &Parse, words: &crate::lexicon::Footing, inserted: usize) -> bool {
    let attributive = parse
        .children_by(inserted, &["mark", "advmod"])
        .any(|mark| holds(&words.attributive, parse.lower(mark), parse.lower(mark)));
    let bare = parse.child(inserted, &["ccomp", "xcomp", "dobj"]).is_none()
        && parse.child(inserted, &["mark"]).is_none();
    attributive || (bare && parse.dep(inserted) != "advcl")
}

pub(super) fn attribute(reading: Reading<'_>, sources: &[usize], stance: Stance, footing: &mut Footing) {
    for &source in sources {
        if !footing.sources.contains(&source) {
            footing.said_by.retain(|known| known.text.is_some());
            footing.sources.push(source);
            footing.said_by.push(fillers::source(reading, source, stance));
        }
    }
}
