//! Claims that say the same as one line, with all who say so.

use std::collections::BTreeMap;

use model::{Claim, Count, Dating, Filler, Line, Party, Place, When};

use super::dating::Dated;
use crate::dossier::{Dossier, Statement};
use crate::origins::Origins;

/// Lines on their way, in the order in which they were first told.
#[derive(Debug, Default)]
pub(super) struct Lines {
    lines: Vec<Line>,
    /// The place of each line by what it says.
    known: BTreeMap<String, usize>,
}

impl Lines {
    /// Adds what a claim says to the line that says the same, else as a line of its own.
    pub fn take(
        &mut self,
        dossier: &Dossier<'_>,
        statement: Statement<'_>,
        dated: Dated<'_>,
        origins: &mut Origins,
    ) {
        let line = line(dossier, statement, dated, origins);
        let place = *self.known.entry(content(&line)).or_insert(self.lines.len());
        match self.lines.get_mut(place) {
            Some(known) => join(known, line),
            None => self.lines.push(line),
        }
    }

    /// The lines in order of time, those without a date last.
    pub fn sorted(mut self) -> Vec<Line> {
        self.lines.sort_by_key(|line| order(&line.when));
        self.lines
    }
}

/// Where a time stands among others: by its first day, else by its last; after all others if it is open.
pub(super) fn order(when: &When) -> (bool, Option<jiff::civil::Date>, Option<jiff::civil::Date>) {
    (when.dating == Dating::Open, when.from.or(when.to), when.to)
}

/// What one claim says.
pub(super) fn line(
    dossier: &Dossier<'_>,
    Statement { told, claim }: Statement<'_>,
    dated: Dated<'_>,
    origins: &mut Origins,
) -> Line {
    Line {
        event_type: claim.event_type.clone(),
        factuality: claim.factuality,
        polarity: claim.polarity,
        realis: claim.realis,
        roles: roles(claim),
        count: claim.count.clone(),
        places: claim.places.clone(),
        when: dated.when(claim),
        origins: vec![origins.of(dossier, told, &claim.said_by)],
        claims: vec![claim.id.clone()],
    }
}

fn roles(claim: &Claim) -> BTreeMap<String, Vec<Party>> {
    let parties = |fillers: &Vec<Filler>| fillers.iter().map(party).collect();
    claim.roles.iter().map(|(role, fillers)| (role.clone(), parties(fillers))).collect()
}

/// Somebody by the fullest mention of the report.
pub(super) fn party(filler: &Filler) -> Party {
    let fullest = filler.refers_to.as_ref().map(|whole| whole.text.clone());
    Party {
        name: fullest.or_else(|| filler.text.clone()),
        actor: filler.actor.clone(),
        status: filler.status,
    }
}

/// What a line says, whoever says so: lines of the same content are one. What is told as of the day of its report is the same on
/// another day.
fn content(line: &Line) -> String {
    let days = (line.when.dating != Dating::Published).then_some((line.when.from, line.when.to));
    let places: Vec<_> = line.places.iter().map(spot).collect();
    let what = (&line.event_type, line.polarity, line.realis, line.when.dating, days);
    format!("{:?}", (what, counted(line.count.as_ref()), places, called(line)))
}

fn counted(count: Option<&Count>) -> Option<(&model::Amount, model::Measure, &str, &str)> {
    count.map(|count| (&count.amount, count.measure, count.unit.as_str(), count.of.as_str()))
}

/// What tells one place of a claim from another.
fn spot(place: &Place) -> (String, model::PlaceRole, model::PlaceRelation, Option<&str>) {
    (super::key(place), place.role, place.relation, place.site_kind.as_deref())
}

/// Who fills which role: by actors, where these are known.
fn called(line: &Line) -> Vec<(&str, Vec<String>)> {
    let name = |party: &Party| {
        party
            .actor
            .clone()
            .or_else(|| party.name.as_ref().map(|name| name.to_lowercase()))
            .unwrap_or_default()
    };
    line.roles.iter().map(|(role, parties)| (role.as_str(), parties.iter().map(name).collect())).collect()
}

fn join(known: &mut Line, again: Line) {
    // The order of the enum is that of certainty.
    known.factuality = known.factuality.min(again.factuality);
    known.when.from = known.when.from.min(again.when.from);
    known.when.to = known.when.to.max(again.when.to);
    known.origins.extend(again.origins);
    known.origins.sort_unstable();
    known.origins.dedup();
    known.claims.extend(again.claims);
}
