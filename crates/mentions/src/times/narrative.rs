//! The narrative's own time: the last time that the running text has told of, until it comes back to the present.

use jiff::civil::Date;
use model::{Parse, Sentence};

use super::calendar::Period;
use super::lexicon::TimeLexicon;
use super::tense::{Tense, tense_of};

/// Where in time the text is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Narrative {
    /// The last time told of.
    pub time: Option<Period>,
    /// Whether that time was told by the calendar ("in 2003"), and not from the report's day ("on Tuesday").
    pub by_calendar: bool,
    /// The sentence that told it.
    pub sentence: usize,
}

impl Narrative {
    /// The narrative at the start of a sentence: one told in the present has left the past.
    pub fn entering(self, parse: &Parse, lexicon: &TimeLexicon, sentence: Sentence) -> Self {
        if is_present(parse, lexicon, sentence) { Self::default() } else { self }
    }

    /// The year that a date in `sentence` without one belongs to. A dated report falls back to its own year sooner:
    /// only the sentence of the narrative's time and the next one hold on to it.
    pub fn year(&self, sentence: usize, report: Option<Date>) -> Option<i16> {
        let near = report.is_none() || sentence <= self.sentence + 1;
        let time = self.time.filter(|_| self.by_calendar && near)?;
        (time.from.year() == time.to.year()).then(|| time.from.year())
    }
}

/// Whether no verb of the sentence tells of the past and one that leads it tells of the present.
fn is_present(parse: &Parse, lexicon: &TimeLexicon, sentence: Sentence) -> bool {
    let tense = |i: usize| tense_of(parse, lexicon, i, 0);
    let verbs = || sentence.tokens.iter().filter(|&i| matches!(parse.pos(i), "VERB" | "AUX"));
    let finite = |i: &usize| matches!(parse.tag(*i), "VBD" | "VBN");
    let leads = |i: &usize| parse.dep(*i) == "ROOT" && tense(*i) != Tense::Past;
    verbs().any(|i| leads(&i))
        && !verbs().any(|i| finite(&i) && tense(i) == Tense::Past && parse.tag(i) == "VBD")
}
