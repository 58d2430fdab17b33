//! Who says so, how surely, and whether it took place: read off the words above a trigger.

mod label;
mod quotation;
mod silence;
mod sources;
mod trailing;

use model::{Attribution, Factuality, Parse, Polarity, Realis, Stance};

use crate::codebook::Speech;
use crate::fillers::is_indefinite;
use crate::grammar::{self, Function};
use crate::lexicon::holds;
use crate::matching::{Match, Reading, whole_of_partitive};
use crate::misses::Reason;

pub(crate) use sources::says_beside;

/// The footing of a claim.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Footing {
    pub factuality: Factuality,
    pub polarity: Polarity,
    pub realis: Realis,
    pub said_by: Vec<Attribution>,
    /// Heads of the phrases that name the sources.
    pub sources: Vec<usize>,
    /// Why nothing is claimed: feared, wished or asked for, a condition, a question, a play.
    pub silent: Option<Reason>,
    /// The question word that stands for an unknown argument ("which faction …").
    pub open_question: Option<usize>,
    /// The word that leaves the question open ("unclear").
    pub open_cue: Option<usize>,
}

impl Footing {
    fn new(realis: Realis) -> Self {
        Self {
            factuality: Factuality::Asserted,
            polarity: Polarity::Affirmed,
            realis,
            said_by: Vec::new(),
            sources: Vec::new(),
            silent: None,
            open_question: None,
            open_cue: None,
        }
    }

    /// Nothing is claimed, if there is a reason; the first one stays.
    fn silence(&mut self, reason: Option<Reason>) {
        self.silent = self.silent.take().or(reason);
    }

    fn weaken(&mut self, factuality: Factuality) {
        self.factuality = self.factuality.max(factuality);
    }
}

/// Reads the footing of a match from its own words and from everything that governs them.
pub(crate) fn of(reading: Reading<'_>, found: &Match<'_>) -> Footing {
    let mut footing = Footing::new(found.trigger.realis.unwrap_or_default());
    footing.silent =
        silence::of_question(reading.parse, found.head).or_else(|| silence::of_mock(reading, found));
    if denies_subject(reading, found) {
        footing.polarity = Polarity::Negated;
    } else if let Some(factuality) = found.trigger.factuality {
        footing.weaken(factuality);
    }
    own_words(reading, found, &mut footing);
    climb(reading, found, &mut footing);
    quotation::attribute(reading, found.head, &mut footing);
    if !is_epithet(reading.parse, found, found.head) {
        trailing::attribute(reading, found.head, &mut footing);
    }
    labelled(reading, found, &mut footing);
    if found.trigger.presupposed {
        footing.realis = found.trigger.realis.unwrap_or_default();
    }
    footing
}

/// "Monitor: army shelled town": who labels a headline says so.
fn labelled(reading: Reading<'_>, found: &Match<'_>, footing: &mut Footing) {
    if let Some(source) = label::source(reading, found.head).filter(|_| footing.said_by.is_empty()) {
        footing.weaken(Factuality::Reported);
        sources::attribute(reading, &[source], Stance::States, footing);
    }
}

/// Hedges, negation and auxiliaries of the trigger itself and of the light verb beside it.
fn own_words(reading: Reading<'_>, found: &Match<'_>, footing: &mut Footing) {
    let mut heads = vec![found.head];
    if found.predicate != found.head {
        heads.push(found.predicate);
    }
    if found.speech == Speech::Noun {
        let whole = whole_of_partitive(reading, found.head);
        if whole != found.head {
            heads.push(whole);
        }
    }
    for head in heads {
        beside(reading, head, footing);
    }
    sources::own_stance(reading, found, footing);
}

/// "No group claimed the attack": nobody did, and nobody says so.
fn denies_subject(reading: Reading<'_>, found: &Match<'_>) -> bool {
    let parse = reading.parse;
    let none = &reading.codebook.lexicon.footing.none;
    let is_none = |word: usize| none.iter().any(|known| known == parse.lower(word));
    let subjects = found.arguments.iter().filter(|argument| argument.function == Function::Subject);
    subjects
        .map(|subject| subject.head)
        .any(|head| is_none(head) || parse.children_by(head, &["det"]).any(is_none))
}

/// What hangs on a word: adverbs, negation, auxiliaries.
fn beside(reading: Reading<'_>, head: usize, footing: &mut Footing) {
    let parse = reading.parse;
    let words = &reading.codebook.lexicon.footing;
    for child in parse.children(head) {
        match parse.dep(child) {
            "neg" => footing.polarity = Polarity::Negated,
            "det" if parse.lower(child) == "no" => footing.polarity = Polarity::Negated,
            "advmod" if is_ended(reading, child) => footing.polarity = Polarity::Negated,
            "aux" => auxiliary(reading, head, child, footing),
            "advmod" | "amod" | "advcl" | "acomp" => {
                if let Some(factuality) = words.hedge(parse.lower(child)) {
                    hedge(footing, factuality);
                }
                if let Some(realis) = words
                    .modality(parse.lower(child), parse.lemma(child))
                    .filter(|_| parse.dep(child) == "amod")
                {
                    footing.realis = realis;
                }
            }
            _ => {}
        }
    }
    sources::according_to(reading, head, footing);
}

/// "No longer": what was so is not so any more.
fn is_ended(reading: Reading<'_>, adverb: usize) -> bool {
    let (parse, ended) = (reading.parse, &reading.codebook.lexicon.footing.ended);
    let no = adverb.checked_sub(1).filter(|before| parse.lower(*before) == "no");
    // "No longer than a day" compares.
    let compares = adverb + 1 < parse.len() && parse.lower(adverb + 1) == "than";
    no.is_some() && !compares && ended.iter().any(|known| known == parse.lower(adverb))
}

/// "allegedly" gives a footing but names nobody.
fn hedge(footing: &mut Footing, factuality: Factuality) {
    footing.weaken(factuality);
    if factuality < Factuality::Believed {
        sources::unnamed(Stance::States, footing);
    }
}

/// "may have killed" is an opinion on what was; "may attack" is no event yet.
fn auxiliary(reading: Reading<'_>, head: usize, auxiliary: usize, footing: &mut Footing) {
    let parse = reading.parse;
    let Some(realis) = reading.codebook.lexicon.footing.auxiliary(parse.lower(auxiliary)) else { return };
    let perfect =
        parse.children_by(head, &["aux", "auxpass"]).any(|aux| aux > auxiliary && parse.lemma(aux) == "have");
    if perfect && realis == Realis::Hypothetical {
        footing.weaken(Factuality::Believed);
    } else if footing.realis == Realis::Actual {
        footing.realis = realis;
    }
}

/// One step up the tree: from a word to its governor.
struct Step {
    child: usize,
    governor: usize,
    /// The event only describes a noun below: a relative clause has been left.
    described: bool,
}

/// Climbs from the predicate to the root of the sentence. Once a clause takes the event for granted, only who says
/// so is read from what stands above.
fn climb(reading: Reading<'_>, found: &Match<'_>, footing: &mut Footing) {
    let parse = reading.parse;
    let mut granted = found.trigger.presupposed || found.granted;
    let mut described = false;
    let mut child = foot(reading, found);
    for _ in 0..parse.len() {
        let governor = parse.head(child);
        sources::inserted(reading, child, footing);
        if !granted {
            footing.silence(silence::of_stage(reading, child));
        }
        if governor == child {
            return;
        }
        if is_epithet(parse, found, child) {
            // "reached the besieged town": the report itself calls it so.
            return;
        }
        let step = Step { child, governor, described };
        if is_still_to_come(reading, &step) {
            footing.realis = Realis::Planned;
        } else if takes_for_granted(reading, &step) {
            granted = true;
        }
        if !found.deaf_to.contains(&step.governor) {
            read_step(reading, found, &step, granted, footing);
        }
        if says_beside(reading, child) {
            // "denied it, saying it had struck a depot": what is said beside is not denied.
            return;
        }
        described |= parse.dep(child) == "relcl";
        child = governor;
    }
}

/// Where the climb begins.
fn foot(reading: Reading<'_>, found: &Match<'_>) -> usize {
    match found.speech {
        // "Dozens are feared dead": the verb of an adjective or of "under control" is the first word above it.
        Speech::Adjective | Speech::Preposition => found.head,
        Speech::Noun if found.predicate == found.head => whole_of_partitive(reading, found.head),
        Speech::Verb | Speech::Noun => found.predicate,
    }
}

/// A trigger that stands before a noun to describe it.
pub(crate) fn is_epithet(parse: &Parse, found: &Match<'_>, word: usize) -> bool {
    word == found.head && parse.dep(word) == "amod" && found.speech != Speech::Noun
}

/// Relative clauses, "after …", and nouns that no word of planning or saying governs take the event for granted.
fn takes_for_granted(reading: Reading<'_>, step: &Step) -> bool {
    let parse = reading.parse;
    let words = &reading.codebook.lexicon.footing;
    let infinitive = parse.children_by(step.child, &["aux"]).any(|aux| parse.tag(aux) == "TO");
    match parse.dep(step.child) {
        "relcl" => !infinitive,
        "acl" => !infinitive && !is_cue(reading, step.governor),
        "advcl" => parse
            .children_by(step.child, &["mark", "advmod"])
            .any(|mark| holds(&words.temporal, parse.lower(mark), parse.lower(mark))),
        "pobj" => {
            let mut above = parse.head(step.governor);
            // "called for an end to air raids": what is to end or begin is spoken of in the same breath.
            while holds(&words.bounding, parse.lower(above), parse.lemma(above)) && parse.head(above) != above
            {
                above = parse.head(above);
                if parse.pos(above) == "ADP" {
                    above = parse.head(above);
                }
            }
            // "agreed a truce after the fighting": what came before is not what was agreed.
            let earlier = holds(&words.temporal, parse.lower(step.governor), parse.lower(step.governor));
            earlier || !is_cue(reading, above) && !is_cue(reading, step.governor)
        }
        "amod" | "poss" | "compound" | "nmod" => true,
        _ => false,
    }
}

/// "must resign before the rebels disarm": what comes after something that is still to come is to come itself.
fn is_still_to_come(reading: Reading<'_>, step: &Step) -> bool {
    let parse = reading.parse;
    let words = &reading.codebook.lexicon.footing;
    let marks = |mark: usize| words.prospective.iter().any(|word| word == parse.lower(mark));
    let ahead =
        |aux: usize| matches!(words.auxiliary(parse.lower(aux)), Some(Realis::Planned | Realis::Required));
    parse.dep(step.child) == "advcl"
        && parse.children_by(step.child, &["mark", "advmod"]).any(marks)
        && parse.children_by(step.governor, &["aux"]).any(ahead)
}

fn is_cue(reading: Reading<'_>, token: usize) -> bool {
    let words = &reading.codebook.lexicon.footing;
    let (lower, lemma) = (reading.parse.lower(token), reading.parse.lemma(token));
    words.saying(lower, lemma).is_some()
        || words.modality(lower, lemma).is_some()
        || holds(&words.silent, lower, lemma)
        || holds(&words.negating, lower, lemma)
        || holds(&words.unknown, lower, lemma)
}

fn read_step(reading: Reading<'_>, found: &Match<'_>, step: &Step, granted: bool, footing: &mut Footing) {
    let parse = reading.parse;
    let completes = completes(parse, step);
    if !granted {
        footing.silence(silence::of_condition(reading, step.child));
        shared_auxiliary(reading, step, footing);
        supposed(reading, found, step, footing);
        purpose(reading, step, footing);
        for cue in cues(parse, step).into_iter().filter(|_| completes) {
            modal(reading, step, cue, footing);
        }
    }
    future_in_past(reading, step, footing);
    sources::above(reading, found, step, granted, footing);
    if completes || parse.dep(step.child) == "conj" {
        above(reading, step.governor, granted, footing);
    }
}

/// "said it would withdraw": what was said to come is planned, not supposed.
fn future_in_past(reading: Reading<'_>, step: &Step, footing: &mut Footing) {
    let parse = reading.parse;
    let words = &reading.codebook.lexicon.footing;
    let reported = completes(parse, step)
        && cues(parse, step).iter().any(|&cue| words.saying(parse.lower(cue), parse.lemma(cue)).is_some());
    let would = parse
        .children_by(step.child, &["aux"])
        .any(|aux| words.future_in_past.iter().any(|word| word == parse.lower(aux)));
    if reported && would && footing.realis == Realis::Hypothetical {
        footing.realis = Realis::Planned;
    }
}

/// A governing word and the adjective or noun that it predicates ("it is unclear …", "there is a plan …").
fn cues(parse: &Parse, step: &Step) -> Vec<usize> {
    let predicated =
        parse.children_by(step.governor, &["acomp", "attr", "oprd"]).filter(|&word| word != step.child);
    std::iter::once(step.governor).chain(predicated).collect()
}

/// Words above that make the event feared, untrue, unknown, planned, attempted or required.
fn modal(reading: Reading<'_>, step: &Step, cue: usize, footing: &mut Footing) {
    let words = &reading.codebook.lexicon.footing;
    let (lower, lemma) = (reading.parse.lower(cue), reading.parse.lemma(cue));
    if holds(&words.silent, lower, lemma) {
        footing.silence(Some(Reason::Feared { word: reading.parse.word(cue).to_owned() }));
    }
    if holds(&words.negating, lower, lemma) {
        footing.polarity = Polarity::Negated;
    }
    let negated = [cue, step.governor].into_iter().any(|word| reading.parse.child(word, &["neg"]).is_some());
    if holds(&words.unknown, lower, lemma) || (negated && holds(&words.known, lower, lemma)) {
        unknown(reading, step.child, cue, footing);
    }
    if let Some(realis) = modality(reading, step, cue)
        && footing.realis == Realis::Actual
        && !is_perfect_auxiliary(reading.parse, step, cue)
        && !is_past_need(reading.parse, cue)
        // "died due to the shelling" gives the cause; what "is due" is to come.
        && reading.parse.dep(cue) != "prep"
    {
        footing.realis = realis;
    }
}

/// The realis that a word above gives, by itself or with its preposition ("committed to withdrawing").
fn modality(reading: Reading<'_>, step: &Step, cue: usize) -> Option<Realis> {
    let (parse, words) = (reading.parse, &reading.codebook.lexicon.footing);
    let (lower, lemma) = (parse.lower(cue), parse.lemma(cue));
    let alone = words.modality(lower, lemma);
    if alone.is_some() || parse.dep(step.child) != "prep" {
        return alone;
    }
    let preposition = parse.lower(step.child);
    words.modality(&format!("{lower} {preposition}"), &format!("{lemma} {preposition}"))
}

/// "have" requires only before an infinitive: "has to be done".
fn is_perfect_auxiliary(parse: &Parse, step: &Step, cue: usize) -> bool {
    parse.lemma(cue) == "have" && !(cue == step.governor && parse.dep(step.child) == "xcomp")
}

/// "had to flee" tells that they fled; "has to be done" does not tell that it was.
fn is_past_need(parse: &Parse, cue: usize) -> bool {
    parse.lemma(cue) == "have" && parse.tag(cue) == "VBD" && parse.child(cue, &["neg"]).is_none()
}

/// Adverbs and negation on a governing word that passes its footing down.
fn above(reading: Reading<'_>, governor: usize, granted: bool, footing: &mut Footing) {
    let parse = reading.parse;
    sources::according_to(reading, governor, footing);
    if granted {
        return;
    }
    for child in parse.children(governor) {
        if parse.dep(child) == "advmod"
            && let Some(factuality) = reading.codebook.lexicon.footing.hedge(parse.lower(child))
        {
            hedge(footing, factuality);
        }
    }
}

/// Whether the child completes its governor, so that what the governor says bears on it.
fn completes(parse: &Parse, step: &Step) -> bool {
    match parse.dep(step.child) {
        // "Rebels laid mines; a council said that engineers cleared them": two sentences that a semicolon parts.
        "ccomp" if parts(parse, step) => false,
        "ccomp" | "xcomp" | "dobj" | "csubj" | "csubjpass" | "acl" | "pcomp" | "pobj" | "attr"
        | "parataxis" | "prep" | "oprd" | "acomp" => true,
        // "Gunmen killed 18, police said", where the parser gives "said" two subjects.
        "nsubj" => second_subject(parse, step).is_some(),
        // "An attack was reported"; but in "the battle is thought to be their last" the battle is taken for granted.
        // Who "was accused", and what is told of them on the way, is taken for granted too.
        "nsubjpass" => !step.described && parse.child(step.governor, &["xcomp"]).is_none(),
        // A participle tells what follows from its main clause, and shares its footing: "authorised 600 more, raising …".
        "advcl" => parse.tag(step.child) == "VBG" && parse.child(step.governor, &["xcomp"]).is_some(),
        _ => false,
    }
}

/// Whether a semicolon stands between a clause and the word above it.
fn parts(parse: &Parse, step: &Step) -> bool {
    let end = parse.subtree(step.child).end.saturating_sub(1);
    step.child < step.governor && (end..step.governor).any(|token| parse.word(token) == ";")
}

/// The subject of the governor that stands between the child, its first one, and the governor itself.
fn second_subject(parse: &Parse, step: &Step) -> Option<usize> {
    parse
        .children_by(step.governor, &["nsubj"])
        .find(|&subject| subject > step.child && subject < step.governor)
}

/// "will attack and seize": the auxiliary of the first verb serves the second.
fn shared_auxiliary(reading: Reading<'_>, step: &Step, footing: &mut Footing) {
    let parse = reading.parse;
    let own = parse.children_by(step.child, &["aux", "auxpass", "nsubj", "nsubjpass"]).next().is_some();
    if parse.dep(step.child) != "conj" || own || parse.tag(step.child) != "VB" {
        return;
    }
    for aux in parse.children_by(step.governor, &["aux"]) {
        auxiliary(reading, step.governor, aux, footing);
    }
}

/// "An attack could displace thousands": an attack of which nothing is known is no surer than what it would do.
fn supposed(reading: Reading<'_>, found: &Match<'_>, step: &Step, footing: &mut Footing) {
    let parse = reading.parse;
    let subject = found.speech == Speech::Noun
        && step.child == whole_of_partitive(reading, found.head)
        && matches!(parse.dep(step.child), "nsubj" | "nsubjpass");
    let auxiliaries = || parse.children_by(step.governor, &["aux"]);
    // "An airstrike may have killed ten" is an opinion on the deaths.
    let perfect = auxiliaries().any(|aux| parse.lemma(aux) == "have");
    if subject && !perfect && is_indefinite(reading, step.child) {
        auxiliaries().for_each(|aux| auxiliary(reading, step.governor, aux, footing));
    }
}

/// "moved in to retake the town": intended, not done.
fn purpose(reading: Reading<'_>, step: &Step, footing: &mut Footing) {
    let parse = reading.parse;
    let words = &reading.codebook.lexicon.footing;
    let infinitive = parse.children_by(step.child, &["aux"]).any(|aux| parse.tag(aux) == "TO");
    let aside = matches!(parse.dep(step.child), "advcl" | "acl" | "relcl");
    let above = parse.head(step.governor);
    let realised =
        parse.dep(step.governor) == "dobj" && holds(&words.realising, parse.lower(above), parse.lemma(above));
    // "an attempt to retake the town": the noun says what came of it.
    let told = words.modality(parse.lower(step.governor), parse.lemma(step.governor)).is_some();
    if infinitive && aside && !realised && !told && footing.realis == Realis::Actual {
        footing.realis = Realis::Planned;
    }
}

/// "it is unclear which faction did it": the question word stands for what is not known.
fn unknown(reading: Reading<'_>, clause: usize, cue: usize, footing: &mut Footing) {
    let parse = reading.parse;
    let question = grammar::clause_tokens(parse, clause)
        .into_iter()
        .find(|&token| matches!(parse.tag(token), "WP" | "WDT" | "WP$"));
    footing.open_question =
        question.map(|word| if parse.dep(word) == "det" { parse.head(word) } else { word });
    footing.open_cue = footing.open_question.map(|_| cue);
    if footing.open_question.is_none() {
        footing.weaken(Factuality::Unclear);
    }
}

#[cfg(test)]
mod tests;
