//! Where and when a paragraph is, as its sentences tell that claim nothing: "The visitors were massacred 5-0 in Kano on
//! Saturday. Police arrested two men."
//!
//! Only sentences in the words of violence count (sport, films, fears): an envoy who spoke in another city moves no event
//! there.

use model::{Basis, Place, PlaceRole, Sentence, Time, TimeRelation};

use crate::matching::Reading;
use crate::setting;

/// What the sentences of one paragraph tell, read once and in order of text as far as it is asked for.
pub(super) struct Scene<T> {
    tells: fn(Reading<'_>, Sentence) -> Option<T>,
    block: Option<usize>,
    /// The first sentence that is not read yet.
    next: usize,
    told: Option<T>,
}

impl<T: Clone> Scene<T> {
    /// A scene of which nothing is read yet; `tells` gives what a sentence in the words of violence tells.
    pub(super) fn new(tells: fn(Reading<'_>, Sentence) -> Option<T>) -> Self {
        Self { tells, block: None, next: 0, told: None }
    }

    /// What the nearest telling sentence before the one of `word` tells, in its paragraph. Words come in order of text.
    pub(super) fn before(&mut self, reading: Reading<'_>, word: usize) -> Option<T> {
        let sentences = &reading.parse.sentences;
        let own = reading.parse.tokens[word].sentence;
        let block = reading.parse.sentence_of(word).block;
        if self.block != Some(block) || own < self.next {
            self.block = Some(block);
            self.next = sentences.partition_point(|sentence| sentence.block < block);
            self.told = None;
        }
        for &sentence in sentences.get(self.next..own).into_iter().flatten() {
            if sentence.tokens.iter().any(|token| names_violence(reading, token)) {
                self.told = (self.tells)(reading, sentence).or(self.told.take());
            }
        }
        self.next = self.next.max(own);
        self.told.clone()
    }
}

/// The first named place of a sentence.
pub(super) fn place(reading: Reading<'_>, sentence: Sentence) -> Option<Place> {
    let mut places = reading.mentions.places.among(sentence.tokens.iter());
    let told = places.find(|place| place.name.is_some() && tells(reading, place.head))?;
    Some(setting::public(reading, told, PlaceRole::Site, Basis::Inferred))
}

/// The first dated time of a sentence.
pub(super) fn time(reading: Reading<'_>, sentence: Sentence) -> Option<Time> {
    let mut times = reading.mentions.times.among(sentence.tokens.iter());
    let told = times.find(|time| {
        sentence.tokens.contains(time.head)
            && time.relation == TimeRelation::During
            && time.from.is_some()
            && time.to.is_some()
            && !setting::tells_which(reading.parse, time)
            && tells(reading, time.head)
    })?;
    Some(setting::carried(reading, told))
}

/// Whether a word alone may name an event that does harm or befalls people, whatever stands around it.
fn names_violence(reading: Reading<'_>, token: usize) -> bool {
    let (parse, book) = (reading.parse, reading.codebook);
    let wordings = book.forms.starting(parse.lower(token), parse.lemma(token));
    wordings.iter().filter(|wording| wording.rest.is_empty()).any(|wording| {
        let kind = &book.types[wording.event_type];
        kind.harms || kind.fate.is_some()
    })
}

/// Whether a place or time hangs on a verb that tells what happened, not on one of saying or going.
fn tells(reading: Reading<'_>, head: usize) -> bool {
    let parse = reading.parse;
    let preposition = parse.head(head);
    let verb = if parse.pos(preposition) == "ADP" { parse.head(preposition) } else { preposition };
    let saying = reading.codebook.lexicon.footing.saying(parse.lower(verb), parse.lemma(verb)).is_some();
    let way = &reading.codebook.lexicon.light.way;
    matches!(parse.pos(verb), "VERB" | "AUX")
        && !saying
        && !way.iter().any(|word| word == parse.lower(preposition))
}
