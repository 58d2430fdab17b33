//! Who first says a thing: the innermost source, else the outlet. Outlets that quote one ministry are one origin.

use std::collections::{BTreeMap, BTreeSet};

use model::{Attribution, Origin, OriginKind, ReportId};

use crate::dossier::{Dossier, Statement};
use crate::lexicon::words;
use crate::told::Told;

/// The origins of one incident, in the order in which they first speak.
#[derive(Debug, Default)]
pub(crate) struct Origins {
    pub list: Vec<Origin>,
    places: BTreeMap<Key, usize>,
    /// The names that the sources of each report have there, by the text that it goes back to.
    called: BTreeMap<ReportId, Vec<String>>,
    /// Whom each outlet quotes on the occurrence.
    quoted: BTreeMap<usize, BTreeSet<usize>>,
}

/// What makes two sources one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Actor(String),
    /// Words that name a source, without those that name nobody.
    Name(String),
    /// The own voice of a report that does not say who published it, and of all copies of it.
    Voice(ReportId),
    /// All unnamed sources: two of them cannot be told from each other.
    Unnamed,
}

/// A statement, and the place of its origin among all origins of an incident.
pub(crate) type Given<'a> = (Statement<'a>, usize);

/// What is stated of an incident, and by whom.
#[derive(Debug)]
pub(crate) struct Testimony<'a> {
    pub given: Vec<Given<'a>>,
    pub origins: Origins,
}

impl<'a> Testimony<'a> {
    /// What some statements say, in their order.
    pub fn of(dossier: &Dossier<'_>, statements: Vec<Statement<'a>>) -> Self {
        let mut origins = Origins::default();
        let mut given = Vec::with_capacity(statements.len());
        // By the text in which they speak: the outlet, and those whom it quotes.
        let mut voices: BTreeMap<&str, (Option<usize>, BTreeSet<usize>)> = BTreeMap::new();
        for statement @ Statement { told, claim } in statements {
            let place = origins.of(dossier, told, &claim.said_by);
            given.push((statement, place));
            let (own, named) = voices.entry(dossier.head_of(told)).or_default();
            if claim.said_by.is_empty() {
                *own = Some(place);
            } else if statement.is_told() && origins.is_named(place) {
                named.insert(place);
            }
        }
        for (own, named) in voices.into_values() {
            own.into_iter().for_each(|own| origins.quote(own, &named));
        }
        Self { given, origins }
    }
}

impl Origins {
    /// How many of some origins count. All unnamed ones are one, and none where somebody is named. An outlet that quotes another of
    /// them in a report on the occurrence tells what that one told it, as far as anybody can see.
    pub fn n_independent(&self, places: &BTreeSet<usize>) -> usize {
        let quotes_one = |place| self.quoted.get(place).is_some_and(|quoted| !quoted.is_disjoint(places));
        let n_named = places.iter().filter(|place| self.is_named(**place) && !quotes_one(place)).count();
        n_named.max(places.len().min(1))
    }

    fn is_named(&self, place: usize) -> bool {
        self.list.get(place).is_some_and(|origin| origin.kind != OriginKind::Unnamed)
    }

    /// Notes whom an outlet quotes.
    fn quote(&mut self, outlet: usize, named: &BTreeSet<usize>) {
        for place in named.iter().filter(|place| **place != outlet) {
            let name = self.list.get(*place).and_then(|origin| origin.name.clone());
            if self.quoted.entry(outlet).or_default().insert(*place)
                && let Some(origin) = self.list.get_mut(outlet)
            {
                origin.quotes.extend(name);
            }
        }
    }

    /// The place in the list of whoever first says what `said_by` carries: innermost first, empty for the report's own voice.
    pub fn of(&mut self, dossier: &Dossier<'_>, told: &Told, said_by: &[Attribution]) -> usize {
        let (key, origin) = match said_by.first() {
            Some(source) => source_of(source, &dossier.lexicon.origins.unnamed),
            None => voice_of(dossier, told),
        };
        let key = self.fuller(dossier.head(&told.imprint.report), key);
        let place = *self.places.entry(key).or_insert(self.list.len());
        if place == self.list.len() {
            self.list.push(origin);
        } else if let Some(known) = self.list.get_mut(place) {
            join(known, origin);
        }
        self.carry(place, &told.imprint.report);
        place
    }

    /// Within one report a source may be called by more words or by fewer: "the regional governor" is "the governor".
    fn fuller(&mut self, head: &ReportId, key: Key) -> Key {
        let Key::Name(name) = key else { return key };
        let called = self.called.entry(head.clone()).or_default();
        match called.iter().find(|known| is_part_of(&name, known) || is_part_of(known, &name)) {
            Some(known) => Key::Name(known.clone()),
            None => {
                called.push(name.clone());
                Key::Name(name)
            }
        }
    }

    /// Notes that a report carries what an origin says.
    fn carry(&mut self, place: usize, report: &ReportId) {
        if let Some(origin) = self.list.get_mut(place).filter(|origin| !origin.reports.contains(report)) {
            origin.reports.push(report.clone());
        }
    }
}

/// A source of the text.
fn source_of(source: &Attribution, unnamed: &BTreeSet<String>) -> (Key, Origin) {
    let called = source.text.as_deref().unwrap_or("");
    let name = bare(called, unnamed);
    let key = match (&source.actor, name) {
        (Some(actor), _) => Key::Actor(actor.clone()),
        (None, Some(name)) => Key::Name(name),
        (None, None) => Key::Unnamed,
    };
    let is_named = key != Key::Unnamed;
    let kind = if is_named { OriginKind::Source } else { OriginKind::Unnamed };
    let name = is_named.then(|| called.to_owned());
    let origin = Origin {
        kind,
        name,
        actor: source.actor.clone(),
        party: source.party,
        reports: Vec::new(),
        quotes: Vec::new(),
    };
    (key, origin)
}

/// The own voice of a report: its publisher's, else that of the text that it goes back to.
fn voice_of(dossier: &Dossier<'_>, told: &Told) -> (Key, Origin) {
    let head = dossier.head(&told.imprint.report);
    let publisher = dossier.report(head).unwrap_or(told).imprint.publisher.clone();
    let key = match &publisher {
        Some(name) => {
            Key::Name(bare(name, &dossier.lexicon.origins.unnamed).unwrap_or_else(|| name.to_lowercase()))
        }
        None => Key::Voice(head.clone()),
    };
    (
        key,
        Origin {
            kind: OriginKind::Outlet,
            name: publisher,
            actor: None,
            party: false,
            reports: Vec::new(),
            quotes: Vec::new(),
        },
    )
}

/// A source's words without those around them that name nobody; null if nothing is left.
fn bare(called: &str, unnamed: &BTreeSet<String>) -> Option<String> {
    let all: Vec<String> = words(called).collect();
    let names = |word: &String| !unnamed.contains(word);
    let (first, last) = (all.iter().position(names)?, all.iter().rposition(names)?);
    all.get(first..=last).map(|kept| kept.join(" "))
}

/// Whether all words of a name are words of another.
fn is_part_of(name: &str, other: &str) -> bool {
    name.split(' ').all(|word| other.split(' ').any(|again| again == word))
}

fn join(known: &mut Origin, again: Origin) {
    known.party |= again.party;
    known.actor = known.actor.take().or(again.actor);
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::testing::{self, lexicon};

    /// The names of the origins of sources that speak in turn, each in a report of its own.
    fn names(sources: &[&str]) -> Vec<Option<String>> {
        let lexicon = lexicon();
        let told: Vec<Told> = sources.iter().map(|_| testing::told("rpt_1", None, &[])).collect();
        let dossier = Dossier::new(&told, &[], &lexicon);
        let mut origins = Origins::default();
        for (source, told) in sources.iter().zip(&told) {
            origins.of(&dossier, told, &[testing::source(source)]);
        }
        origins.list.into_iter().map(|origin| origin.name).collect()
    }

    #[test]
    fn what_a_source_speaks_in_is_no_source() {
        let sources = ["Radio Lemna", "a Facebook post from Radio Lemna", "the news agency Radio Lemna"];
        assert_eq!(names(&sources), [Some("Radio Lemna".to_owned())]);
    }

    #[test]
    fn described_sources_are_told_apart_by_their_words() {
        assert_eq!(names(&["hospital sources", "security sources", "Hospital officials"]).len(), 2);
    }

    #[test]
    fn fewer_words_in_one_report_make_no_other_source() {
        assert_eq!(names(&["the governor", "the regional governor", "the governor of Ost"]).len(), 1);
        assert_eq!(names(&["the health ministry", "the defence ministry"]).len(), 2);
    }

    #[test]
    fn unnamed_sources_never_make_two() {
        assert_eq!(names(&["Several local sources", "residents", "reports on social media"]), [None]);
    }

    #[test]
    fn a_copy_speaks_with_the_voice_of_its_head() {
        let lexicon = lexicon();
        let told = [testing::told("rpt_1", None, &[]), testing::told("rpt_2", None, &[])];
        let families = [testing::copies("rpt_1", "rpt_2")];
        let dossier = Dossier::new(&told, &families, &lexicon);
        let mut origins = Origins::default();
        assert_eq!([0, 0], [origins.of(&dossier, &told[0], &[]), origins.of(&dossier, &told[1], &[])]);
        let apart = Dossier::new(&told, &[], &lexicon);
        let mut origins = Origins::default();
        assert_eq!([0, 1], [origins.of(&apart, &told[0], &[]), origins.of(&apart, &told[1], &[])]);
    }

    #[test]
    fn an_outlet_that_another_quotes_is_one_origin() {
        let lexicon = lexicon();
        let told = [testing::told("rpt_1", Some("Radio Lemna"), &[]), testing::told("rpt_2", None, &[])];
        let dossier = Dossier::new(&told, &[], &lexicon);
        let mut origins = Origins::default();
        origins.of(&dossier, &told[0], &[]);
        origins.of(&dossier, &told[1], &[testing::source("Radio Lemna")]);
        assert_eq!(origins.list.len(), 1);
    }

    /// How many origins tell of a killing. Each statement has a report, and a source or none.
    fn n_independent(statements: &[(&str, Option<&str>)]) -> usize {
        let lexicon = lexicon();
        let killing = |(place, (report, source)): (usize, &(&str, Option<&str>))| {
            let said_by = source.map_or(json!({}), testing::said_by);
            testing::told(
                report,
                None,
                &[testing::claim(&format!("clm_{place}"), "killing", "", &[&said_by])],
            )
        };
        let told: Vec<Told> = statements.iter().enumerate().map(killing).collect();
        let dossier = Dossier::new(&told, &[], &lexicon);
        let all: Vec<Statement<'_>> =
            told.iter().map(|told| Statement { told, claim: &told.claims[0] }).collect();
        let Testimony { origins, .. } = Testimony::of(&dossier, all);
        origins.n_independent(&(0..origins.list.len()).collect())
    }

    #[test]
    fn an_outlet_is_no_origin_beside_whom_it_quotes() {
        let (ministry, hospital) = (Some("the Ministry of Relief"), Some("the hospital of Ost"));
        assert_eq!(n_independent(&[("rpt_1", None), ("rpt_1", ministry)]), 1);
        assert_eq!(n_independent(&[("rpt_1", ministry), ("rpt_1", None), ("rpt_1", hospital)]), 2);
        assert_eq!(n_independent(&[("rpt_1", None), ("rpt_1", ministry), ("rpt_2", ministry)]), 1);
    }

    #[test]
    fn an_outlet_that_quotes_nobody_on_it_is_an_origin() {
        let ministry = Some("the Ministry of Relief");
        assert_eq!(n_independent(&[("rpt_1", None)]), 1);
        assert_eq!(n_independent(&[("rpt_1", None), ("rpt_2", ministry)]), 2);
        assert_eq!(n_independent(&[("rpt_1", None), ("rpt_2", None)]), 2);
        // Residents could be anybody: the outlet speaks, and is one.
        assert_eq!(n_independent(&[("rpt_1", None), ("rpt_1", Some("residents"))]), 1);
        assert_eq!(n_independent(&[("rpt_1", Some("residents")), ("rpt_2", Some("local sources"))]), 1);
    }
}
