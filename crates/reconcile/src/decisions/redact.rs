//! Words that are not to be shown, wherever they stand in what is made of a report.

use std::collections::BTreeSet;

use model::{
    About, Act, Attribution, Claim, Decision, Filler, Imprint, Place, Span, Subject, Time, Translation,
};
use serde_json::Value;

use crate::{Told, Wording};

/// What stands for a sign of a word that is not shown: as long as the sign in bytes and in code points, so that whatever follows
/// stays where it was.
fn mask(sign: char) -> char {
    match sign.len_utf8() {
        1 => '*',
        2 => '¤',
        3 => '█',
        _ => '🮋',
    }
}

/// What stands in place of a translation that is not shown.
const NOT_SHOWN: &str = "[withheld with words of the report]";

/// The words of a report that are not to be shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Redaction {
    /// In small letters, the longest first.
    words: Vec<Vec<char>>,
}

impl Redaction {
    /// Of the words that stand at `spans` of a text.
    pub fn of(text: &str, spans: impl IntoIterator<Item = Span>) -> Self {
        let points: Vec<char> = text.chars().collect();
        let at = |span: Span| points.get(span.start as usize..span.end as usize).map(small);
        let words: BTreeSet<Vec<char>> = spans
            .into_iter()
            .filter_map(at)
            .filter(|words| words.iter().any(|sign| !sign.is_whitespace()))
            .collect();
        let mut words: Vec<Vec<char>> = words.into_iter().collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        Self { words }
    }

    /// Whether everything may be shown.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// A text of the same length in which none of the words can be read.
    pub fn mask(&self, text: &str) -> String {
        let mut points: Vec<char> = text.chars().collect();
        let plain = small(&points);
        for word in &self.words {
            for at in 0..(plain.len() + 1).saturating_sub(word.len()) {
                if plain[at..].starts_with(word) && is_whole(&plain, at, word.len()) {
                    points[at..at + word.len()]
                        .iter_mut()
                        .filter(|sign| !sign.is_whitespace())
                        .for_each(|sign| *sign = mask(*sign));
                }
            }
        }
        points.into_iter().collect()
    }

    /// What a report tells, without the words.
    pub fn told(&self, told: Told) -> Told {
        if self.is_empty() {
            return told;
        }
        let Told { imprint, text, claims } = told;
        let masked = |text: Option<String>| text.map(|text| self.mask(&text));
        let url = imprint.url.filter(|url| self.mask(url) == *url);
        let input = self.mask(&imprint.input);
        let imprint = Imprint { title: masked(imprint.title), input, url, ..imprint };
        let claims = claims.into_iter().map(|claim| self.claim(claim)).collect();
        Told { imprint, text: self.mask(&text), claims }
    }

    /// The words by which a report is known again, without those that are not shown: a part of a name tells too much.
    pub fn wordings(&self, wordings: Vec<Wording>) -> Vec<Wording> {
        let parts: BTreeSet<String> = self
            .words
            .iter()
            .flat_map(|words| words.split(|sign| !sign.is_alphanumeric()).map(|part| part.iter().collect()))
            .collect();
        let shows = |word: &String| !word.split(' ').any(|part| parts.contains(part));
        let shown = |mut wording: Wording| {
            wording.names.retain(shows);
            wording.full_names.retain(shows);
            wording.lemmas.retain(shows);
            wording
        };
        wordings.into_iter().map(shown).collect()
    }

    /// A claim without the words.
    pub fn claim(&self, mut claim: Claim) -> Claim {
        claim.evidence.quote = self.mask(&claim.evidence.quote);
        claim.input = self.mask(&claim.input);
        claim.time = claim.time.and_then(|time| self.time(time));
        claim.roles.values_mut().flatten().for_each(|filler| self.filler(filler));
        claim.said_by.iter_mut().for_each(|source| self.source(source));
        for place in &mut claim.places {
            self.place(place);
        }
        for person in &mut claim.persons {
            person.names.iter_mut().for_each(|name| *name = self.mask(name));
            self.mask_some(&mut person.occupation);
        }
        if let Some(count) = &mut claim.count {
            count.text = self.mask(&count.text);
            self.mask_some(&mut count.part_of);
        }
        claim
    }

    fn filler(&self, filler: &mut Filler) {
        if self.mask_some(&mut filler.text) {
            (filler.actor, filler.affiliation) = (None, None);
        }
        if let Some(whole) = &mut filler.refers_to {
            whole.text = self.mask(&whole.text);
        }
        self.mask_some(&mut filler.occupation);
        filler.said_by.iter_mut().flatten().for_each(|source| self.source(source));
        filler.candidates.iter_mut().flatten().for_each(|candidate| self.filler(candidate));
    }

    fn source(&self, source: &mut Attribution) {
        if self.mask_some(&mut source.text) {
            source.actor = None;
        }
    }

    /// A place that is not named is not to be found by its id or on a map either.
    fn place(&self, place: &mut Place) {
        let text = self.mask(&place.text);
        if text != place.text || self.mask_some(&mut place.name) {
            (place.name, place.id, place.lat, place.lon) = (None, None, None, None);
        }
        place.text = text;
    }

    /// A time that is not told is not to be read off its days either.
    fn time(&self, mut time: Time) -> Option<Time> {
        let (Time::State { text, .. } | Time::Occurrence { text, .. }) = &time;
        if self.mask(text) != *text {
            return None;
        }
        if let Time::Occurrence { anchor: Some(anchor), .. } = &mut time {
            anchor.text = self.mask(&anchor.text);
        }
        Some(time)
    }

    /// A decision without the words, in what it is about, in what it says and in why: it is told so, and kept as it was taken.
    pub fn decision(&self, decision: Decision) -> Decision {
        if self.is_empty() {
            return decision;
        }
        let subject = |subject: Subject| Subject { quote: self.mask(&subject.quote), ..subject };
        let all = |subjects: Vec<Subject>| subjects.into_iter().map(subject).collect();
        let act = match decision.act {
            Act::Confirm { claim } => Act::Confirm { claim: subject(claim) },
            Act::Reject { claim } => Act::Reject { claim: subject(claim) },
            Act::Correct { claim, fields } => {
                let value = |(path, value)| (path, self.value(value));
                Act::Correct { claim: subject(claim), fields: fields.into_iter().map(value).collect() }
            }
            Act::Add { claim } => Act::Add { claim: Box::new(self.claim(*claim)) },
            Act::Merge { incidents } => Act::Merge { incidents: all(incidents) },
            Act::Split { leaving, staying } => Act::Split { leaving: all(leaving), staying: all(staying) },
            Act::Note { about: About::Claim(claim) } => Act::Note { about: About::Claim(subject(claim)) },
            Act::Note { about: About::Incident(claim) } => {
                Act::Note { about: About::Incident(subject(claim)) }
            }
            // What is withheld stands there in other words.
            Act::Translate { report, translation } => {
                let translation = Translation { words: NOT_SHOWN.to_owned(), ..translation };
                Act::Translate { report, translation }
            }
            act @ (Act::Note { about: About::Report(_) }
            | Act::Redact { .. }
            | Act::Erase { .. }
            | Act::Undo { .. }) => act,
        };
        Decision { act, reason: self.mask(&decision.reason) }
    }

    /// A value that somebody typed.
    fn value(&self, value: Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.mask(&text)),
            Value::Array(values) => values.into_iter().map(|value| self.value(value)).collect(),
            Value::Object(fields) => {
                fields.into_iter().map(|(key, value)| (key, self.value(value))).collect()
            }
            value => value,
        }
    }

    /// Masks a text, and tells whether it held any of the words.
    fn mask_some(&self, text: &mut Option<String>) -> bool {
        let masked = text.as_ref().map(|text| self.mask(text));
        let changed = masked != *text;
        *text = masked;
        changed
    }
}

/// Small letters, one for one; where a line ends, words go on.
fn small(points: impl AsRef<[char]>) -> Vec<char> {
    let small =
        |sign: &char| if sign.is_whitespace() { ' ' } else { sign.to_lowercase().next().unwrap_or(*sign) };
    points.as_ref().iter().map(small).collect()
}

/// Whether the signs before and after are of no word.
fn is_whole(points: &[char], at: usize, length: usize) -> bool {
    let is_letter =
        |at: Option<usize>| at.and_then(|at| points.get(at)).is_some_and(|sign| sign.is_alphanumeric());
    !is_letter(at.checked_sub(1)) && !is_letter(Some(at + length))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::testing::{claim, filled, told};

    const TEXT: &str = "Amina Rauf, a nurse, said that Rauf's clinic in Besna was hit.";

    fn redaction() -> Redaction {
        Redaction::of(TEXT, [Span { start: 0, end: 10 }, Span { start: 31, end: 35 }])
    }

    #[test]
    fn words_are_masked_wherever_they_stand_and_whole_words_alone() {
        assert_eq!(redaction().mask(TEXT), "***** ****, a nurse, said that ****'s clinic in Besna was hit.");
        assert_eq!(redaction().mask("amina rauf; Rauford; Amina\nRauf"), "***** ****; Rauford; *****\n****");
        assert_eq!(Redaction::default().mask(TEXT), TEXT);
        let foreign = "سعد 𝒜mé";
        let masked = Redaction::of(foreign, [Span { start: 0, end: 7 }]).mask(foreign);
        assert_eq!((masked.len(), masked.chars().count()), (foreign.len(), foreign.chars().count()));
        assert!(Redaction::of(TEXT, [Span { start: 60, end: 900 }]).is_empty());
    }

    #[test]
    fn nothing_that_is_made_of_the_report_shows_them() {
        let person = json!({"persons": [{"names": ["Amina Rauf"], "span": [0, 10], "age": null, "gender": null,
            "occupation": "nurse", "status": null, "fate": "injured"}]});
        let hit = claim(
            "clm_1",
            "shelling",
            TEXT,
            &[&filled("target", Some("Rauf's clinic"), "actor", "rauf"), &person],
        );
        let mut told = told("rpt_1", None, &[hit]);
        told.text = TEXT.to_owned();
        told.imprint.title = Some("Nurse Amina Rauf speaks".to_owned());
        let told = redaction().told(told);
        let all = format!("{told:?}").to_lowercase();
        assert!(!all.contains("rauf") && !all.contains("amina"), "{all}");
        assert!(all.contains("nurse") && all.contains("besna"));
        let names = ["amina", "rauf", "besna"].map(str::to_owned);
        let wording = Wording { names: names.into(), lemmas: vec!["rauf".to_owned()], ..Wording::default() };
        let shown = redaction().wordings(vec![wording]);
        assert_eq!((shown[0].names.len(), shown[0].lemmas.len()), (1, 0));
    }

    #[test]
    fn decisions_are_told_without_them() {
        let stated =
            claim("clm_1", "shelling", TEXT, &[&filled("target", Some("Rauf's clinic"), "actor", "rauf")]);
        let (one, other) =
            (|| Subject::of(&stated), Subject { quote: "elsewhere".to_owned(), ..Subject::of(&stated) });
        let named = json!({"persons": [{"names": ["Amina Rauf"]}], "age": 41});
        for act in [
            Act::Confirm { claim: one() },
            Act::Reject { claim: one() },
            Act::Correct { claim: one(), fields: [("persons".to_owned(), named)].into() },
            Act::Add { claim: Box::new(stated.clone()) },
            Act::Merge { incidents: vec![one(), other.clone()] },
            Act::Split { leaving: vec![one()], staying: vec![other] },
            Act::Note { about: About::Claim(one()) },
            Act::Note { about: About::Incident(one()) },
            Act::Translate {
                report: stated.report.clone(),
                translation: Translation { language: "ar".to_owned(), words: "Rauf".to_owned(), by: None },
            },
            Act::Redact { report: stated.report.clone(), spans: Vec::new() },
        ] {
            let kind = act.kind();
            let told = redaction().decision(Decision { act, reason: "Rauf asked for it".to_owned() });
            let all = serde_json::to_string(&told).expect("JSON").to_lowercase();
            assert!(!all.contains("rauf") && all.contains("asked for it"), "{all}");
            assert_eq!(told.act.kind(), kind);
        }
        let undo = Decision { act: Act::Undo { decision: 4 }, reason: "Rauf".to_owned() };
        assert_eq!(Redaction::default().decision(undo.clone()), undo);
    }

    #[test]
    fn what_is_told_of_a_time_or_an_address_does_not_give_them_away() {
        let time = |text: &str, anchor: &str| {
            json!({"text": text, "span": [0, 4], "from": "2031-03-05", "to": "2031-03-05", "precision": "day",
                "basis": "stated", "anchor": {"text": anchor, "span": [0, 4]}})
        };
        let of = |time: Value| claim("clm_1", "shelling", TEXT, &[&json!({"time": time})]);
        assert_eq!(redaction().claim(of(time("Rauf's day", "the day"))).time, None);
        let told = redaction().claim(of(time("the day", "the burial of Rauf"))).time;
        let Some(Time::Occurrence { from: Some(_), anchor: Some(anchor), .. }) = told else {
            panic!("{told:?}")
        };
        assert_eq!(anchor.text, "the burial of ****");
        let mut named = told_of_address("https://karmeh.example/amina/rauf/1");
        assert_eq!(redaction().told(named.clone()).imprint.url, None);
        named.imprint.url = Some("https://karmeh.example/1".to_owned());
        let shown = redaction().told(named.clone()).imprint;
        assert_eq!((shown.url, shown.input.as_str()), (named.imprint.url, "**** in besna.txt"));
    }

    fn told_of_address(url: &str) -> Told {
        let mut told = told("rpt_1", None, &[]);
        (told.imprint.url, told.imprint.input) = (Some(url.to_owned()), "rauf in besna.txt".to_owned());
        told
    }
}
