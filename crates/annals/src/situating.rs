//! The situation of a place, of what a record holds: which place is meant, and what the record tells of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use mentions::{Gazetteer, PlaceKind, PlaceRecord};
use model::{Claim, ClaimId, Family, Incident, LeftOut, PlaceAsked, ReportId, Situation};
use reconcile::situation::{Asked, Headings, Material, Received, situation};
use reconcile::{Lexicon, Policy, Told};
use record::{PlacesAsked, RecordError, View, Window, Within};

/// Why there is no situation.
#[derive(Debug, thiserror::Error)]
pub enum SituatingError {
    #[error("`{name}` may be {}", told(candidates))]
    Ambiguous { name: String, candidates: Vec<Candidate> },
    #[error("nothing in the record is about `{0}`, which is no place that the gazetteer knows either")]
    Unknown(String),
    #[error(transparent)]
    Record(#[from] RecordError),
}

/// A place that may be meant.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub id: String,
    /// What it is and where: "Mosul (town, Ninawa, Iraq, geonames:99072)".
    pub words: String,
}

fn told(candidates: &[Candidate]) -> String {
    candidates.iter().map(|candidate| candidate.words.as_str()).collect::<Vec<_>>().join("; ")
}

impl SituatingError {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Ambiguous { .. } => {
                Some("name the one that is meant by its id, or with its country: \"Name, Country\"")
            }
            Self::Unknown(_) => Some("name it as reports do, or by its id in the gazetteer"),
            Self::Record(error) => error.hint(),
        }
    }
}

/// A place with all places that count as it.
#[derive(Debug, Clone)]
pub struct Meant {
    pub place: PlaceAsked,
    itself: BTreeSet<String>,
    within: BTreeSet<String>,
    around: BTreeSet<String>,
}

/// The place that is called so: by its id, by its name, or by name and country ("Mosul, Iraq"). Of several, the one of which the
/// record tells; a name that the gazetteer does not know is looked up among the claims.
pub fn find_place(view: View<'_>, gazetteer: &Gazetteer, called: &str) -> Result<Meant, SituatingError> {
    let told = Places { view, gazetteer };
    let candidates = candidates(gazetteer, called);
    if candidates.is_empty() {
        return told.by_name_alone(called);
    }
    let meant: Vec<Meant> = candidates.iter().map(|place| told.meant(place)).collect::<Result<_, _>>()?;
    let mut of_record = Vec::new();
    for meant in &meant {
        if view.tells_of(&meant.keys())? {
            of_record.push(meant);
        }
    }
    match (of_record.as_slice(), meant.as_slice()) {
        ([only], _) => Ok((*only).clone()),
        ([], [only]) => Ok(only.clone()),
        ([], _) => Err(told.ambiguous(called, &candidates)),
        (several, _) => {
            let is_told = |place: &PlaceRecord| {
                let id = gazetteer.id(place);
                several.iter().any(|meant| meant.place.id.as_ref() == Some(&id))
            };
            let told_of: Vec<PlaceRecord> =
                candidates.iter().filter(|place| is_told(place)).copied().collect();
            Err(told.ambiguous(called, &told_of))
        }
    }
}

/// The places of the gazetteer that may be called so.
fn candidates(gazetteer: &Gazetteer, called: &str) -> Vec<PlaceRecord> {
    if let Some(place) = gazetteer.by_id(called) {
        return vec![place];
    }
    let whole = gazetteer.by_name(called);
    let Some((name, country)) = called.rsplit_once(',').filter(|_| whole.is_empty()) else { return whole };
    let country = country.trim();
    let countries: BTreeSet<String> =
        gazetteer.by_name(country).iter().filter_map(|place| place.country().map(str::to_owned)).collect();
    let lies_there = |place: &PlaceRecord| {
        place.country().is_some_and(|code| countries.contains(code) || code.eq_ignore_ascii_case(country))
    };
    gazetteer.by_name(name.trim()).into_iter().filter(lies_there).collect()
}

/// The places that a record tells of, beside those that the gazetteer knows.
struct Places<'a> {
    view: View<'a>,
    gazetteer: &'a Gazetteer,
}

impl Places<'_> {
    fn meant(&self, place: &PlaceRecord) -> Result<Meant, RecordError> {
        let gazetteer = self.gazetteer;
        let around = gazetteer.containers(place).iter().map(|outer| gazetteer.id(outer)).collect();
        Ok(Meant {
            place: PlaceAsked {
                id: Some(gazetteer.id(place)),
                name: gazetteer.name(place).to_owned(),
                country: place.country().map(str::to_owned),
            },
            itself: BTreeSet::from([gazetteer.id(place)]),
            within: self.within(place)?,
            around,
        })
    }

    /// The places of the record that lie within one. Nothing that the gazetteer knows lies within a town.
    fn within(&self, outer: &PlaceRecord) -> Result<BTreeSet<String>, RecordError> {
        if outer.kind == PlaceKind::Town {
            return Ok(BTreeSet::new());
        }
        let lies_within = |id: &String| {
            self.gazetteer.by_id(id).is_some_and(|inner| self.gazetteer.contains(outer, &inner))
        };
        Ok(self.view.places()?.into_iter().filter(lies_within).collect())
    }

    /// A place that only the claims name.
    fn by_name_alone(&self, called: &str) -> Result<Meant, SituatingError> {
        let key = called.trim().to_lowercase();
        if !self.view.tells_of(std::slice::from_ref(&key))? {
            return Err(SituatingError::Unknown(called.to_owned()));
        }
        Ok(Meant {
            place: PlaceAsked { id: None, name: called.trim().to_owned(), country: None },
            itself: BTreeSet::from([key]),
            within: BTreeSet::new(),
            around: BTreeSet::new(),
        })
    }

    fn ambiguous(&self, called: &str, candidates: &[PlaceRecord]) -> SituatingError {
        let candidate = |place: &PlaceRecord| {
            let outer: Vec<String> = self
                .gazetteer
                .containers(place)
                .iter()
                .map(|outer| self.gazetteer.name(outer).to_owned())
                .collect();
            let kind = format!("{:?}", place.kind).to_lowercase();
            let id = self.gazetteer.id(place);
            let words = format!("{} ({kind}, {}, {id})", self.gazetteer.name(place), outer.join(", "));
            Candidate { id, words }
        };
        let candidates = candidates.iter().map(candidate).collect();
        SituatingError::Ambiguous { name: called.to_owned(), candidates }
    }
}

impl Meant {
    /// The place and all places within it.
    fn keys(&self) -> Vec<String> {
        self.itself.union(&self.within).cloned().collect()
    }
}

/// By what a situation is made, beside the record.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    pub policies: &'a [Policy],
    pub lexicon: &'a Lexicon,
    pub headings: &'a Headings,
}

/// The days that are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Days {
    pub at: Date,
    pub known: Date,
    /// What was over before is left out. Without it, as far back as is read at once.
    pub since: Option<Date>,
}

/// Claims of a place that are read at once, going back from the day that is asked for: a town under fire every day would have
/// more of them than anybody reads. All those of the last day are read.
const N_BACK: usize = 300;

/// Claims that are read of what came later than that day, or may have.
const N_ON: usize = 120;

/// The situation of a place at a day, as known at another.
pub fn situate(view: View<'_>, meant: Meant, days: Days, by: By<'_>) -> Result<Situation, RecordError> {
    let places = meant.keys();
    let asked = PlacesAsked { places: &places, at: days.at, known: days.known };
    let window = window(view, &asked, days.since)?;
    let within = view.claims_within(&asked, window, &by.headings.holding())?;
    let left_out = LeftOut { before: window.from, undated_after: window.to, n_claims: within.n_left_out };
    let incidents = view.incidents_with(&within.chosen)?;
    let (reports, families) = Gathered::of(view, &meant, &within, &incidents)?.received(view)?;
    let Meant { place, itself, within, around } = meant;
    let left_out = Some(left_out).filter(|left_out| left_out.n_claims > 0);
    let asked = Asked { place, itself, within, around, at: days.at, known: days.known, left_out };
    let By { policies, lexicon, headings } = by;
    let material = Material {
        reports: &reports,
        families: &families,
        incidents: &incidents,
        policies,
        lexicon,
        headings,
    };
    Ok(situation(&asked, material))
}

/// The window of days of which claims are read.
fn window(view: View<'_>, asked: &PlacesAsked<'_>, since: Option<Date>) -> Result<Window, RecordError> {
    Ok(match since {
        Some(since) => Window { from: Some(since), to: None },
        None => Window { from: view.reached_back(asked, N_BACK)?, to: view.reached_on(asked, N_ON)? },
    })
}

/// The claims that have to do with a place, by the reports that make them.
#[derive(Default)]
struct Gathered(BTreeMap<ReportId, BTreeMap<ClaimId, Claim>>);

impl Gathered {
    fn of(
        view: View<'_>,
        meant: &Meant,
        within: &Within,
        incidents: &[Incident],
    ) -> Result<Self, RecordError> {
        let mut gathered = Self::default();
        let chosen: BTreeSet<&ClaimId> = within.chosen.iter().collect();
        for claim in &chosen {
            gathered.take(view.claim(claim)?);
        }
        let around: Vec<String> = meant.around.iter().cloned().collect();
        let reports: Vec<ReportId> = gathered.0.keys().cloned().collect();
        for report in &reports {
            gathered.take(view.claims_of_report_at(report, &around)?);
        }
        let of_incidents = incidents.iter().flat_map(|incident| &incident.claims).map(|one| &one.claim);
        let more: BTreeSet<&ClaimId> = within.always.iter().chain(of_incidents).collect();
        for claim in more.difference(&chosen) {
            gathered.take(view.claim(claim)?);
        }
        Ok(gathered)
    }

    fn take(&mut self, claims: impl IntoIterator<Item = Claim>) {
        for claim in claims {
            self.0.entry(claim.report.clone()).or_default().insert(claim.id.clone(), claim);
        }
    }

    /// The reports in the order of the record, with the families that they are in. Of those without a date all claims are read: they
    /// tell since when the report can have been written.
    fn received(self, view: View<'_>) -> Result<(Vec<Received>, Vec<Family>), RecordError> {
        let (mut reports, mut families) = (Vec::new(), Vec::new());
        for (report, claims) in self.0 {
            let (Some(imprint), Some(day)) = (view.imprint(&report)?, view.received(&report)?) else {
                continue;
            };
            let mut claims: Vec<Claim> = match imprint.published {
                Some(_) => claims.into_values().collect(),
                None => view.claims(&report)?,
            };
            // In the order of the text.
            claims.sort_by_key(|claim| (claim.evidence.span.start, claim.evidence.trigger.start));
            families.extend(view.family_of(&report)?);
            let told = Told { imprint, text: String::new(), claims };
            reports.push((view.sequence(&report)?, Received { told, day }));
        }
        reports.sort_by_key(|(sequence, _)| *sequence);
        Ok((reports.into_iter().map(|(_, received)| received).collect(), families))
    }
}
