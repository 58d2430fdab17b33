//! Puts a report into the family whose words it shares: copies, updates and excerpts of one text.

use std::collections::BTreeMap;

use model::{Family, Kin, Kinship, ReportId};
use reconcile::families::{self, Fingerprint, Member, Story};
use reconcile::{Grouping, Told};
use record::{Batch, RecordError, View};

/// Stores the family that a report belongs to, which is new to the record, and those that others belong to since it came: one that was
/// published before them may be what they go back to.
pub fn join(batch: &Batch<'_>, told: &Told, grouping: &Grouping) -> Result<(), RecordError> {
    let (story, report) = (Story::of(&told.text), &told.imprint.report);
    let fingerprint = Fingerprint::from(&story);
    batch.put_report_keys(report, &story.keys())?;
    batch.put_fingerprint(report, &fingerprint.to_bytes())?;
    let view = batch.view();
    let Some(known) = view.known_since(report)? else { return Ok(()) };
    let newcomer = Member { report: report.clone(), known, fingerprint };
    let mut others = Vec::new();
    for like in view.reports_like(report, grouping.n_each_key())? {
        others.extend(member(view, &like)?);
    }
    let mut kin: Vec<Kin> = families::nearest(&newcomer, &others, grouping).into_iter().collect();
    for other in others.iter().filter(|other| other.known > newcomer.known) {
        kin.extend(moved(view, other, &newcomer, grouping)?);
    }
    put(batch, &newcomer, kin)
}

/// A report as a member of families.
fn member(view: View<'_>, report: &ReportId) -> Result<Option<Member>, RecordError> {
    let Some(known) = view.known_since(report)? else { return Ok(None) };
    let bytes = view.fingerprint(report)?.unwrap_or_default();
    Ok(Some(Member { report: report.clone(), known, fingerprint: Fingerprint::from_bytes(&bytes) }))
}

/// How a later report hangs on the newcomer, if that is nearer to it than what it hung on.
fn moved(
    view: View<'_>,
    later: &Member,
    newcomer: &Member,
    grouping: &Grouping,
) -> Result<Option<Kin>, RecordError> {
    let mut others = vec![newcomer.clone()];
    if let Some(before) = kin_of(view, &later.report)? {
        others.extend(member(view, &before.of)?);
    }
    Ok(families::nearest(later, &others, grouping).filter(|kin| kin.of == newcomer.report))
}

/// Stores the families of all reports that `kin` touches.
fn put(batch: &Batch<'_>, newcomer: &Member, kin: Vec<Kin>) -> Result<(), RecordError> {
    let view = batch.view();
    let mut before: Vec<Family> = Vec::new();
    for report in kin.iter().flat_map(|kin| [&kin.report, &kin.of]) {
        before.extend(view.family_of(report)?.filter(|family| !before.contains(family)));
    }
    let mut known = BTreeMap::from([(newcomer.report.clone(), newcomer.known)]);
    for report in before.iter().flat_map(Family::members) {
        known.extend(view.known_since(report)?.map(|since| (report.clone(), since)));
    }
    for family in families::join(&before, kin, &known) {
        batch.put_family(&family)?;
    }
    Ok(())
}

/// How a report hangs on an earlier one; none if it is the first of its family.
fn kin_of(view: View<'_>, report: &ReportId) -> Result<Option<Kin>, RecordError> {
    let family = view.family_of(report)?;
    Ok(family.and_then(|family| family.kin.into_iter().find(|kin| kin.report == *report)))
}

/// What a report is to an earlier one, in words: "an update of a.txt: 2 sentences more, 1 less". None if it is the first of its
/// family.
pub fn told(view: View<'_>, report: &ReportId) -> Result<Option<String>, RecordError> {
    let Some(kin) = kin_of(view, report)? else { return Ok(None) };
    let Some(earlier) = view.imprint(&kin.of)? else { return Ok(None) };
    let kinship = match kin.kinship {
        Kinship::Copy => "a copy",
        Kinship::Update => "an update",
        Kinship::Excerpt => "an excerpt",
    };
    let name = format!("{kinship} of {}", earlier.input_name());
    Ok(Some(match changes(&kin) {
        Some(changes) => format!("{name}: {changes}"),
        None => name,
    }))
}

/// What a report adds and leaves out; none if nothing.
fn changes(kin: &Kin) -> Option<String> {
    let sentences = |n: usize| if n == 1 { "1 sentence".to_owned() } else { format!("{n} sentences") };
    match (kin.n_added, kin.n_dropped) {
        (0, 0) => None,
        (added, 0) => Some(format!("{} more", sentences(added))),
        (0, dropped) => Some(format!("{} less", sentences(dropped))),
        (added, dropped) => Some(format!("{} more, {dropped} less", sentences(added))),
    }
}
