//! The parts of a brief, as its page and the desk show them.

use std::collections::BTreeMap;

use model::{
    Band, Claim, Control, Counted, Heading, IncidentHarm, Line, Place, Plan, PolicyHarm, ReportId,
    ReportSeen, Situation, Standing,
};

use super::chart::{self, Bar, Days, Held};
use super::telling::{self, Shown};
use crate::map::{Map, country_name, map};
use crate::words::{self, one_line};

/// A brief of a place.
pub(crate) struct Brief<'a> {
    pub name: String,
    pub country: String,
    pub id: String,
    pub at: String,
    pub known: String,
    /// What it does not hold, in words; empty if everything is in it.
    pub left_out: String,
    /// Who holds it, in one sentence.
    pub holder: String,
    /// The first and the last day of the line of bands.
    pub edges: Option<(String, String)>,
    pub bands: Vec<Row<'a>>,
    /// Places within it, with who holds them.
    pub parts: Vec<(String, String)>,
    pub timeline: Vec<Entry>,
    pub map: Option<Map>,
    pub sections: Vec<Section<'a>>,
    pub harm: Vec<Policy<'a>>,
    pub disputes: Vec<(&'static str, String)>,
    pub reports: Vec<Source>,
    /// Whether claims and incidents have pages of their own, as they do at the desk.
    pub is_linked: bool,
}

/// Lines under a heading.
pub(crate) struct Section<'a> {
    /// What links name it by.
    pub name: String,
    pub head: &'static str,
    pub rows: Vec<Row<'a>>,
}

/// What is told, with its words.
pub(crate) struct Row<'a> {
    pub when: String,
    pub what: String,
    pub says: String,
    pub footing: String,
    pub by: String,
    /// Who reviewed it, and what came of that; empty where nobody did.
    pub review: String,
    /// What came of it, of a plan.
    pub outcome: &'static str,
    pub held: Option<Held>,
    pub quotes: Vec<Quote<'a>>,
}

/// A sentence, with the claims that it states.
pub(crate) struct Quote<'a> {
    pub text: String,
    pub report: String,
    pub claims: Vec<&'a str>,
}

/// A dated line of the timeline, and the section that has its words.
pub(crate) struct Entry {
    pub when: String,
    pub what: String,
    pub says: String,
    pub section: String,
}

/// What a policy makes of the harm.
pub(crate) struct Policy<'a> {
    pub label: String,
    pub totals: Vec<String>,
    pub because: Vec<String>,
    pub incidents: Vec<Incident<'a>>,
}

/// What a policy makes of an incident.
pub(crate) struct Incident<'a> {
    pub id: &'a str,
    pub when: String,
    pub says: String,
    pub killed: Option<Bar>,
}

/// A report, and when it became known.
pub(crate) struct Source {
    pub name: String,
    pub known: String,
    pub is_dated: bool,
}

impl<'a> Brief<'a> {
    /// The brief of a situation.
    pub fn of(situation: &'a Situation) -> Self {
        let telling = Telling::of(situation);
        let days = Days::of(situation);
        let Situation { place, control, .. } = situation;
        Self {
            name: one_line(&place.name),
            country: place.country.as_deref().map(|code| one_line(country_name(code))).unwrap_or_default(),
            id: place.id.as_deref().map(one_line).unwrap_or_default(),
            at: situation.at.to_string(),
            known: situation.known.to_string(),
            left_out: telling::left_out(situation).unwrap_or_default(),
            holder: telling::holder(control),
            edges: days.map(|days| (days.first.to_string(), days.last.to_string())),
            bands: control.bands.iter().map(|band| telling.band(band, days)).collect(),
            parts: situation
                .parts
                .iter()
                .map(|part| (words::place(&part.place), held(&part.control)))
                .collect(),
            timeline: telling.timeline(),
            map: map(places(situation)),
            sections: telling.sections(),
            harm: situation.harm.iter().map(policy).filter(|policy| !policy.incidents.is_empty()).collect(),
            disputes: situation
                .disputed
                .iter()
                .map(|one| (words::disputed(one.about), one_line(&one.words)))
                .collect(),
            reports: situation.reports.iter().map(source).collect(),
            is_linked: false,
        }
    }
}

/// The places of all lines, each with the number of its line.
fn places(situation: &Situation) -> impl Iterator<Item = (usize, &Place)> {
    let plans = situation.plans.iter().map(|plan| &plan.line);
    let lines = situation.lines.values().flatten().chain(plans).chain(&situation.undated);
    lines.enumerate().flat_map(|(number, line)| line.places.iter().map(move |place| (number, place)))
}

fn held(control: &Control) -> String {
    telling::holder(control)
}

/// A situation on its way into words.
struct Telling<'a> {
    shown: Shown<'a>,
    reports: BTreeMap<&'a ReportId, &'a ReportSeen>,
}

impl<'a> Telling<'a> {
    fn of(situation: &'a Situation) -> Self {
        let reports = situation.reports.iter().map(|seen| (&seen.imprint.report, seen)).collect();
        Self { shown: Shown::of(situation), reports }
    }

    fn band(&self, band: &'a Band, days: Option<Days>) -> Row<'a> {
        let until = match &band.until {
            Some(until) => format!("until {}", telling::bounds(until)),
            None => format!("last said {}", telling::bounds(&band.last_said)),
        };
        let claims = self.shown.claims(&band.claims).into_iter().chain(self.shown.claims(&band.ended_by));
        Row {
            when: format!("from {}", telling::bounds(&band.from)),
            what: telling::names(&band.by),
            says: until,
            footing: telling::footing(band.factuality),
            by: String::new(),
            review: String::new(),
            outcome: "",
            held: days.map(|days| days.held(band)),
            quotes: self.quotes(claims),
        }
    }

    fn row(&self, line: &'a Line) -> Row<'a> {
        let told = self.shown.line(line);
        Row {
            when: told.when,
            what: words::told(&told.what),
            says: told.says,
            footing: told.footing,
            by: told.by,
            review: told.review,
            outcome: "",
            held: None,
            quotes: self.quotes(told.claims.into_iter()),
        }
    }

    fn plan(&self, plan: &'a Plan) -> Row<'a> {
        let outcome = self.shown.claims(&plan.outcome_claims);
        let mut row = self.row(&plan.line);
        row.quotes.extend(self.quotes(outcome.into_iter()));
        Row { outcome: telling::outcome(plan.outcome), ..row }
    }

    /// The sentences of some claims, each once.
    fn quotes(&self, claims: impl Iterator<Item = &'a Claim>) -> Vec<Quote<'a>> {
        let mut quotes: Vec<(&ReportId, Quote<'a>)> = Vec::new();
        for claim in claims {
            let (id, text) = (claim.id.as_str(), one_line(&claim.evidence.quote));
            match quotes.iter_mut().find(|(report, quote)| **report == claim.report && quote.text == text) {
                Some((_, quote)) if quote.claims.contains(&id) => {}
                Some((_, quote)) => quote.claims.push(id),
                None => {
                    let report = self.reports.get(&claim.report).map(|seen| name(seen)).unwrap_or_default();
                    quotes.push((&claim.report, Quote { text, report, claims: vec![id] }));
                }
            }
        }
        quotes.into_iter().map(|(_, quote)| quote).collect()
    }

    fn timeline(&self) -> Vec<Entry> {
        let entry = |(heading, told): (Heading, telling::Told<'_>)| Entry {
            when: told.when,
            what: words::told(&told.what),
            says: told.says,
            section: words::word(&heading),
        };
        self.shown.dated().into_iter().map(entry).collect()
    }

    fn sections(&self) -> Vec<Section<'a>> {
        let situation = self.shown.situation;
        let rows = |lines: &'a [Line]| lines.iter().map(|line| self.row(line)).collect();
        let headed = situation.lines.iter().map(|(heading, lines)| Section {
            name: words::word(heading),
            head: telling::head(*heading),
            rows: rows(lines),
        });
        let plans = Section {
            name: "plans".to_owned(),
            head: "Plans, and what came of them",
            rows: situation.plans.iter().map(|plan| self.plan(plan)).collect(),
        };
        let more = [
            ("wider", "Of what it lies in, by the same reports", &situation.wider),
            ("undated", "By that day or only later, in reports without a date", &situation.undated),
        ];
        let more = more.map(|(name, head, lines)| Section { name: name.to_owned(), head, rows: rows(lines) });
        headed.chain([plans]).chain(more).filter(|section| !section.rows.is_empty()).collect()
    }
}

/// A report by who published it, else by its title or the name that it came by.
fn name(seen: &ReportSeen) -> String {
    let imprint = &seen.imprint;
    let name = imprint.publisher.as_deref().or(imprint.title.as_deref());
    let name = one_line(name.unwrap_or(crate::page::last_name(&imprint.input)));
    let day = imprint.published.map_or_else(|| "no date".to_owned(), |day| day.to_string());
    format!("{name}, {day}")
}

fn source(seen: &ReportSeen) -> Source {
    Source { name: name(seen), known: seen.known.to_string(), is_dated: seen.imprint.published.is_some() }
}

fn policy(harm: &PolicyHarm) -> Policy<'_> {
    let figures = || harm.incidents.iter().flat_map(|incident| &incident.figures);
    let bounds = figures()
        .filter(|figure| figure.of == Counted::Killed)
        .flat_map(|figure| [figure.low, figure.high, figure.best]);
    let most = bounds.flatten().max().unwrap_or(0);
    Policy {
        label: one_line(&harm.label),
        totals: harm.totals.iter().map(telling::total).collect(),
        because: harm.because.iter().map(|reason| one_line(&reason.words)).collect(),
        incidents: harm.incidents.iter().map(|one| incident(one, most)).collect(),
    }
}

fn incident(harm: &IncidentHarm, most: u64) -> Incident<'_> {
    let because: Vec<String> = harm.because.iter().map(|reason| one_line(&reason.words)).collect();
    let figures: Vec<String> = harm.figures.iter().filter_map(telling::figure).collect();
    let says = match harm.standing {
        Standing::OutOfScope => format!("out of scope: {}", because.join("; ")),
        Standing::NotAttributable => format!("not attributable: {}", because.join("; ")),
        Standing::Counted if figures.is_empty() => "no figure".to_owned(),
        Standing::Counted => figures.join("; "),
    };
    let killed = harm.figures.iter().find(|figure| figure.of == Counted::Killed);
    Incident {
        id: harm.incident.as_str(),
        when: harm.from.map_or_else(|| "undated".to_owned(), |day| day.to_string()),
        says,
        killed: killed.and_then(|figure| chart::range(figure, most)),
    }
}
