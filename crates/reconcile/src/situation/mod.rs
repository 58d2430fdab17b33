//! What was so at a place at a date, as known at another: who held it and by whose word, forces, harm, displacement, hazards,
//! damage, plans, and what is disputed. A function of the claims at hand.

mod bands;
mod dating;
mod facts;
mod harm;
mod headings;
mod lines;
mod plans;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use model::{
    Claim, ClaimId, Family, Heading, Incident, LeftOut, Line, PartHeld, Place, PlaceAsked, PlacePrecision,
    PlaceRelation, PlaceRole, Plan, Realis, ReportId, ReportSeen, Situation,
};

use crate::dossier::{Dossier, Statement};
use crate::origins::Origins;
use crate::policy::Case;
use crate::{Lexicon, Policy, Told};
use dating::{Dated, Timing};
use facts::{Facts, Words};
use lines::Lines;

pub use headings::{Headings, HeadingsError};

/// What is asked: a place and two days.
#[derive(Debug, Clone)]
pub struct Asked {
    pub place: PlaceAsked,
    /// The place itself, as claims name it: the gazetteer's id, or the name in small letters.
    pub itself: BTreeSet<String>,
    /// The places within it, likewise.
    pub within: BTreeSet<String>,
    /// The places that it lies in, likewise.
    pub around: BTreeSet<String>,
    pub at: Date,
    pub known: Date,
    /// What is to be left out, but of who holds the place.
    pub left_out: Option<LeftOut>,
}

/// A report, and the day on which the record received it.
#[derive(Debug, Clone)]
pub struct Received {
    pub told: Told,
    pub day: Date,
}

/// What a situation is made of, beside what is asked.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// In the order of the record. Of a report without a date all claims are here, of others at least those of the place that
    /// are not to be left out, those of who holds it, and those of the incidents.
    pub reports: &'a [Received],
    pub families: &'a [Family],
    /// The incidents of the place of which something is not to be left out.
    pub incidents: &'a [Incident],
    pub policies: &'a [Policy],
    pub lexicon: &'a Lexicon,
    pub headings: &'a Headings,
}

/// By what the place of a claim is told from others: the gazetteer's id, else the name in small letters.
pub fn key(place: &Place) -> String {
    place.id.clone().unwrap_or_else(|| place.name.as_ref().unwrap_or(&place.text).to_lowercase())
}

/// The situation of a place at a day, as known at another.
pub fn situation(asked: &Asked, material: Material<'_>) -> Situation {
    let known: Vec<Dated<'_>> =
        material.reports.iter().map(Dated::of).filter(|dated| dated.known() <= asked.known).collect();
    let reports: BTreeSet<&ReportId> =
        known.iter().map(|dated| &dated.received.told.imprint.report).collect();
    let families: Vec<Family> =
        material.families.iter().filter_map(|family| family_of(family, &reports)).collect();
    let told = known.iter().map(|dated| &dated.received.told);
    let dossier = Dossier::new(told, &families, material.lexicon);
    let of_reports: BTreeMap<&ReportId, Dated<'_>> =
        known.iter().map(|dated| (&dated.received.told.imprint.report, *dated)).collect();
    let scene = Scene { asked, material, dossier: &dossier, known: &known, of_reports };
    scene.situation()
}

/// The reports of a family that are known: the earliest of them stands for all.
fn family_of(family: &Family, known: &BTreeSet<&ReportId>) -> Option<Family> {
    let mut members = family.members().filter(|report| known.contains(report));
    let head = members.next()?.clone();
    let is_kin = |report: &ReportId| known.contains(report) && *report != head;
    let kin = family.kin.iter().filter(|kin| is_kin(&kin.report)).cloned().collect();
    Some(Family { head, kin })
}

/// Where a claim lies to the place that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// At it or within it.
    There,
    Around,
    Elsewhere,
}

/// What is known by the day that is asked for.
struct Scene<'a> {
    asked: &'a Asked,
    material: Material<'a>,
    dossier: &'a Dossier<'a>,
    known: &'a [Dated<'a>],
    of_reports: BTreeMap<&'a ReportId, Dated<'a>>,
}

/// The lines of a situation on their way.
#[derive(Default)]
struct Pages<'a> {
    headings: BTreeMap<Heading, Lines>,
    wider: Lines,
    undated: Lines,
    plans: Vec<(Statement<'a>, Dated<'a>)>,
    origins: Origins,
}

impl<'a> Scene<'a> {
    fn situation(&self) -> Situation {
        let mut pages = Pages::default();
        for (dated, claim) in self.claims() {
            self.take(claim, dated, &mut pages);
        }
        let plans = self.plans(&mut pages);
        let (facts, parts) = self.facts();
        let incidents = self.incidents();
        let mut disputed = bands::disputes(&facts);
        disputed.extend(incidents.iter().flat_map(|incident| incident.contradictions.iter().cloned()));
        let harmful = incidents.iter().filter(|incident| self.is_harmful(incident));
        let cases: Vec<Case<'_>> = harmful.map(|incident| Case::of(self.dossier, incident)).collect();
        let harm = self.material.policies.iter().map(|policy| harm::harm(&cases, policy)).collect();
        let mut situation = Situation {
            place: self.asked.place.clone(),
            at: self.asked.at,
            known: self.asked.known,
            left_out: self.asked.left_out,
            control: bands::control(&facts, self.asked.at),
            parts,
            lines: lines_of(pages.headings),
            harm,
            plans,
            wider: pages.wider.sorted(),
            undated: pages.undated.sorted(),
            disputed,
            origins: pages.origins.list,
            reports: Vec::new(),
            claims: Vec::new(),
        };
        situation.claims = self.named(&situation);
        situation.reports = self.seen(&situation.claims);
        situation
    }

    /// All claims that are known, in the order of reports and texts.
    fn claims(&self) -> impl Iterator<Item = (Dated<'a>, &'a Claim)> {
        self.known.iter().flat_map(|dated| dated.received.told.claims.iter().map(|claim| (*dated, claim)))
    }

    fn reach(&self, claim: &Claim) -> Reach {
        let lies = |keys: &BTreeSet<String>| claim.places.iter().any(|place| keys.contains(&key(place)));
        if lies(&self.asked.itself) || lies(&self.asked.within) {
            Reach::There
        } else if lies(&self.asked.around) {
            Reach::Around
        } else {
            Reach::Elsewhere
        }
    }

    fn leaves_out(&self, claim: &Claim, dated: Dated<'_>) -> bool {
        self.asked.left_out.is_some_and(|left_out| {
            let reach = claim.reach(dated.published, dated.known());
            left_out.before.is_some_and(|before| reach.last < before)
                || reach.first.is_none() && left_out.undated_after.is_some_and(|after| reach.last > after)
        })
    }

    fn take(&self, claim: &'a Claim, dated: Dated<'a>, pages: &mut Pages<'a>) {
        let Some(statement) = self.dossier.statement(&claim.id) else { return };
        let (reach, timing) = (self.reach(claim), dated.timing(claim, self.asked.at));
        if reach == Reach::Elsewhere || timing == Timing::Later || self.leaves_out(claim, dated) {
            return;
        }
        let heading = self.material.headings.heading(&claim.event_type);
        let is_plan = claim.realis == Realis::Planned;
        let lines = match (reach, timing) {
            (Reach::Around, _) => &mut pages.wider,
            (_, Timing::Perhaps) => &mut pages.undated,
            _ if is_plan => {
                pages.plans.push((statement, dated));
                if !self.material.headings.plans.stand_with.contains(&heading) {
                    return;
                }
                pages.headings.entry(heading).or_default()
            }
            _ => pages.headings.entry(heading).or_default(),
        };
        lines.take(self.dossier, statement, dated, &mut pages.origins);
    }

    /// The plans, in order of time, each with what came of it.
    fn plans(&self, pages: &mut Pages<'a>) -> Vec<Plan> {
        let told: Vec<plans::Told<'_>> = self
            .claims()
            .filter(|(_, claim)| self.reach(claim) == Reach::There)
            .filter(|(dated, claim)| dated.timing(claim, self.asked.at) == Timing::By)
            .map(|(dated, claim)| plans::Told { claim, dated })
            .collect();
        let plan = |(statement, dated): (Statement<'a>, Dated<'a>)| {
            let plan = plans::Told { claim: statement.claim, dated };
            let (outcome, outcome_claims) = plans::outcome(plan, &told, self.material.headings);
            let line = lines::line(self.dossier, statement, dated, &mut pages.origins);
            Plan { line, outcome, outcome_claims }
        };
        let mut plans: Vec<Plan> = std::mem::take(&mut pages.plans).into_iter().map(plan).collect();
        plans.sort_by_key(|plan| lines::order(&plan.line.when));
        plans
    }

    /// What is said of who holds the place, and who holds places within it.
    fn facts(&self) -> (Facts, Vec<PartHeld>) {
        let words = Words { headings: self.material.headings, lexicon: self.material.lexicon };
        let mut facts = Facts::default();
        let mut of_parts: BTreeMap<String, (Place, Facts)> = BTreeMap::new();
        for (dated, claim) in self.claims().filter(|(_, claim)| self.reach(claim) == Reach::There) {
            for place in held(claim) {
                let key = key(place);
                if self.asked.itself.contains(&key) {
                    facts.take(claim, dated, words);
                } else if !self.asked.around.contains(&key) {
                    let part = of_parts.entry(key).or_insert_with(|| (place.clone(), Facts::default()));
                    part.1.take(claim, dated, words);
                }
            }
        }
        let parts = of_parts.into_values().filter(|(_, facts)| !facts.presences.is_empty());
        let part = |(place, facts): (Place, Facts)| PartHeld {
            place,
            control: bands::control(&facts, self.asked.at),
        };
        (facts, parts.map(part).collect())
    }

    /// The incidents by that day, by what is known of them.
    fn incidents(&self) -> Vec<Incident> {
        let is_by = |claim: &ClaimId| {
            let claim = self.dossier.claim(claim);
            let dated = claim.and_then(|claim| Some((claim, self.of_reports.get(&claim.report)?)));
            dated.is_some_and(|(claim, dated)| dated.timing(claim, self.asked.at) == Timing::By)
        };
        let known = |incident| harm::known(self.dossier, incident, &|belonging| is_by(&belonging.claim));
        self.material.incidents.iter().filter_map(known).collect()
    }

    /// Whether somebody says that people were harmed in it.
    fn is_harmful(&self, incident: &Incident) -> bool {
        let claims = incident.claims.iter().filter_map(|belonging| self.dossier.claim(&belonging.claim));
        let is_harm = |claim: &Claim| self.material.headings.heading(&claim.event_type) == Heading::Harm;
        claims.into_iter().any(|claim| is_harm(claim) && claim.realis == Realis::Actual)
    }

    /// The claims that a situation names.
    fn named(&self, situation: &Situation) -> Vec<Claim> {
        let named = named_in(situation);
        self.claims().filter(|(_, claim)| named.contains(&claim.id)).map(|(_, claim)| claim.clone()).collect()
    }

    /// The reports of some claims, in the order in which they became known.
    fn seen(&self, claims: &[Claim]) -> Vec<ReportSeen> {
        let reports: BTreeSet<&ReportId> = claims.iter().map(|claim| &claim.report).collect();
        let seen = self.known.iter().filter(|dated| reports.contains(&dated.received.told.imprint.report));
        let mut seen: Vec<ReportSeen> = seen
            .map(|dated| ReportSeen {
                imprint: dated.received.told.imprint.clone(),
                received: dated.received.day,
                known: dated.known(),
            })
            .collect();
        seen.sort_by_key(|report| report.known);
        seen
    }
}

/// The places of a claim that are held: the finest ones in which, not near which, it is.
fn held(claim: &Claim) -> Vec<&Place> {
    let is_site = |place: &&Place| {
        place.relation == PlaceRelation::In
            && matches!(place.role, PlaceRole::Site | PlaceRole::Target | PlaceRole::Origin)
    };
    let sites: Vec<&Place> = claim.places.iter().filter(is_site).collect();
    let finest: Option<PlacePrecision> = sites.iter().map(|place| place.precision).min();
    sites.into_iter().filter(|place| Some(place.precision) == finest).collect()
}

/// All headings with their lines.
fn lines_of(mut headings: BTreeMap<Heading, Lines>) -> BTreeMap<Heading, Vec<Line>> {
    let lines = |heading| headings.remove(&heading).unwrap_or_default().sorted();
    Heading::ALL.into_iter().map(lines).zip(Heading::ALL).map(|(lines, heading)| (heading, lines)).collect()
}

/// The ids of all claims that a situation names.
fn named_in(situation: &Situation) -> BTreeSet<&ClaimId> {
    let Situation { control, parts, lines, harm, plans, wider, undated, disputed, .. } = situation;
    let controls = std::iter::once(control).chain(parts.iter().map(|part| &part.control));
    let bands = controls.flat_map(|control| &control.bands);
    let all_lines =
        lines.values().flatten().chain(wider).chain(undated).chain(plans.iter().map(|plan| &plan.line));
    let incidents = harm.iter().flat_map(|policy| &policy.incidents);
    bands
        .flat_map(|band| band.claims.iter().chain(&band.ended_by))
        .chain(all_lines.flat_map(|line| &line.claims))
        .chain(plans.iter().flat_map(|plan| &plan.outcome_claims))
        .chain(disputed.iter().flat_map(|one| one.sides.iter().flatten()))
        .chain(incidents.flat_map(|one| &one.claims))
        .collect()
}
