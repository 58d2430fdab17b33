//! The source matrix: what each origin says of an incident, one row an origin, in its words.

use std::collections::BTreeMap;

use model::{
    AgeGroup, Assessment, Claim, Column, Factuality, Filler, Gender, Imprint, Incident, Origin, OriginKind,
    PersonHarmed, Quote, Realis, Row, Time, Words,
};

use crate::dossier::{Dossier, Statement};
use crate::lexicon::ColumnTypes;
use crate::origins::Testimony;
use crate::policy::{Case, Policy, judge, status_name};
use crate::tallies::{counted, counted_words};

/// What is known of an incident, source by source, and what a policy makes of it.
pub fn assess(dossier: &Dossier<'_>, incident: &Incident, policy: &Policy) -> Assessment {
    let case = Case::of(dossier, incident);
    let statements: Vec<Statement<'_>> = case.testimony.given.iter().map(|(one, _)| *one).collect();
    let mut reports: Vec<&Imprint> = Vec::new();
    for statement in &statements {
        let imprint = &statement.told.imprint;
        if !reports.iter().any(|report| report.report == imprint.report) {
            reports.push(imprint);
        }
    }
    Assessment {
        incident: incident.id.clone(),
        inputs: reports.into_iter().map(|report| report.input_name().to_owned()).collect(),
        verdict: judge(&case, policy),
        rows: rows(dossier, case.testimony),
        contradictions: incident.contradictions.clone(),
        quotes: statements.iter().map(quote).collect(),
        provenance: statements.first().map(|first| first.claim.provenance.clone()).unwrap_or_default(),
    }
}

fn quote(statement: &Statement<'_>) -> Quote {
    let claim = statement.claim;
    let input = statement.told.imprint.input_name().to_owned();
    Quote {
        claim: claim.id.clone(),
        input,
        quote: claim.evidence.quote.clone(),
        review: claim.review.clone(),
    }
}

/// The rows of the source matrix, in the order in which the origins first speak.
pub fn matrix(dossier: &Dossier<'_>, incident: &Incident) -> Vec<Row> {
    rows(dossier, Testimony::of(dossier, dossier.statements(incident)))
}

fn rows(dossier: &Dossier<'_>, Testimony { given, mut origins }: Testimony<'_>) -> Vec<Row> {
    let mut cells: Vec<Cells> = Vec::new();
    let mut put = |origin: usize, column: Column, words: Words| {
        while cells.len() <= origin {
            cells.push(Cells::new());
        }
        if let Some(row) = cells.get_mut(origin) {
            add(row.entry(column).or_default(), words);
        }
    };
    for (statement, origin) in given.iter().filter(|(one, _)| one.claim.realis == Realis::Actual) {
        let (claim, origin) = (statement.claim, *origin);
        said(statement, &dossier.lexicon.columns)
            .into_iter()
            .for_each(|(column, words)| put(origin, column, words));
        for filler in claim.roles.get("perpetrator").into_iter().flatten() {
            let own = filler.said_by.as_ref().filter(|chain| !chain.is_empty());
            let origin = own.map_or(origin, |chain| origins.of(dossier, statement.told, chain));
            put(origin, Column::WhoDidIt, perpetrator(claim, filler));
        }
    }
    let rows = origins.list.into_iter().zip(cells);
    rows.filter(|(_, cells)| !cells.is_empty())
        .map(|(origin, cells)| Row { label: label(dossier, &origin), origin, cells })
        .collect()
}

type Cells = BTreeMap<Column, Vec<Words>>;

/// The same words stand in a cell once, on the surest footing of the claims that have them.
fn add(cell: &mut Vec<Words>, words: Words) {
    match cell.iter_mut().find(|known| known.text.to_lowercase() == words.text.to_lowercase()) {
        Some(known) => known.factuality = known.factuality.min(words.factuality),
        None => cell.push(words),
    }
}

/// What a row is headed by.
fn label(dossier: &Dossier<'_>, origin: &Origin) -> String {
    let voice = || {
        let report = origin.reports.first().and_then(|report| dossier.report(dossier.head(report)));
        report.map(|told| told.imprint.input_name().to_owned())
    };
    match origin.kind {
        OriginKind::Unnamed => "unnamed sources".to_owned(),
        OriginKind::Outlet | OriginKind::Source => origin.name.clone().or_else(voice).unwrap_or_default(),
    }
}

/// What a claim says under all columns but that of who did it.
fn said(statement: &Statement<'_>, columns: &ColumnTypes) -> Vec<(Column, Words)> {
    let claim = statement.claim;
    let words = |text: String| Words { text, factuality: claim.factuality, claim: claim.id.clone() };
    let mut said: Vec<(Column, String)> = Vec::new();
    let harmed = harmed(statement);
    if !harmed.is_empty() {
        said.extend(columns_of(claim, columns).into_iter().map(|column| (column, harmed.clone())));
    }
    said.extend(one_by_one(claim, columns));
    said.extend(claim.persons.iter().filter_map(named).map(|name| (Column::Named, name)));
    let victims = claim.roles.get("victim").into_iter().flatten();
    let status = victims.filter_map(|victim| victim.status).map(status_name);
    said.extend(status.map(|status| (Column::Status, status.to_owned())));
    let means = claim.roles.get("means").into_iter().flatten().filter_map(|means| means.text.clone());
    let means: Vec<String> = means.collect();
    // "Shells hit the market" names the means; "the shelling" is its own.
    if claim.ledger == "attacks" && means.is_empty() {
        said.push((Column::Means, statement.trigger()));
    }
    said.extend(means.into_iter().map(|means| (Column::Means, means)));
    said.extend(claim.places.iter().map(|place| (Column::Place, place.text.clone())));
    let time = claim.time.as_ref().map(|time| match time {
        Time::State { text, .. } | Time::Occurrence { text, .. } => text.clone(),
    });
    said.extend(time.map(|time| (Column::Time, time)));
    said.into_iter().map(|(column, text)| (column, words(text))).collect()
}

/// Those harmed, in the words of the claim.
fn harmed(statement: &Statement<'_>) -> String {
    let claim = statement.claim;
    let victims = claim.roles.get("victim").map_or(&[][..], Vec::as_slice);
    match (&claim.count, victims) {
        (Some(count), _) => {
            let words = counted_words(claim);
            // A vague word may stand outside of the noun phrase: "scores of" civilians.
            if words.contains(count.text.as_str()) { words } else { format!("{} {words}", count.text) }
        }
        (None, []) => statement.trigger(),
        (None, victims) => victims.iter().filter_map(fullest).collect::<Vec<_>>().join(", "),
    }
}

/// Somebody by the fullest mention of the report: "them" are those whom it stands for.
fn fullest(filler: &Filler) -> Option<&str> {
    filler.refers_to.as_ref().map(|whole| whole.text.as_str()).or(filler.text.as_deref())
}

/// The columns of those harmed: children, women and men in columns of their own, if they were killed and all are of one group.
fn columns_of(claim: &Claim, columns: &ColumnTypes) -> Vec<Column> {
    let is_killed = columns.killed.contains(&claim.event_type);
    let mut groups = counted(claim).iter().map(group);
    let first = groups.next().flatten();
    if let Some(group) = first.filter(|_| is_killed && groups.all(|group| group == first)) {
        return vec![group];
    }
    let injured = columns.injured.contains(&claim.event_type).then_some(Column::Injured);
    is_killed.then_some(Column::Killed).into_iter().chain(injured).collect()
}

/// Those of a list of killed who are not all of one group, each under the column of his or her own.
fn one_by_one<'a>(claim: &'a Claim, columns: &ColumnTypes) -> impl Iterator<Item = (Column, String)> + 'a {
    let people = counted(claim);
    let is_killed = columns.killed.contains(&claim.event_type);
    let is_mixed = is_killed && people.windows(2).any(|pair| group(&pair[0]) != group(&pair[1]));
    people
        .iter()
        .filter(move |_| is_mixed)
        .filter_map(|filler| Some((group(filler)?, fullest(filler)?.to_owned())))
}

/// Children, women or men: those of whom a filler says so. A girl is a child.
fn group(filler: &Filler) -> Option<Column> {
    match (filler.age_group, filler.gender) {
        (Some(AgeGroup::Child), _) => Some(Column::Children),
        (Some(AgeGroup::Adult | AgeGroup::Elderly), Some(Gender::Female)) => Some(Column::Women),
        (Some(AgeGroup::Adult | AgeGroup::Elderly), Some(Gender::Male)) => Some(Column::Men),
        _ => None,
    }
}

/// "Maro Ito, 41".
fn named(person: &PersonHarmed) -> Option<String> {
    let name = person.names.first()?;
    Some(person.age.map_or_else(|| name.clone(), |age| format!("{name}, {age}")))
}

/// Who did it, on his own footing; "unknown" where that is what is said.
fn perpetrator(claim: &Claim, filler: &Filler) -> Words {
    let is_denied = claim.factuality == Factuality::Denied;
    let factuality = filler.factuality.filter(|_| !is_denied).unwrap_or(claim.factuality);
    let text = filler.text.clone().unwrap_or_else(|| "unknown".to_owned());
    Words { text, factuality, claim: claim.id.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{chosen, claim, copies, count, filled, lexicon, said_by, told, victim};
    use crate::{Told, describe};
    use serde_json::json;

    fn rows(told: &[Told], families: &[model::Family]) -> Vec<Row> {
        let lexicon = lexicon();
        let dossier = Dossier::new(told, families, &lexicon);
        let incident = describe(&dossier, chosen(told)).expect("an incident");
        matrix(&dossier, &incident)
    }

    fn texts(row: &Row, column: Column) -> Vec<&str> {
        row.cells.get(&column).into_iter().flatten().map(|words| words.text.as_str()).collect()
    }

    #[test]
    fn copies_fold_into_one_row() {
        let killing = |id: &str| {
            claim(
                id,
                "killing",
                "",
                &[&victim("nine miners", "status", "civilian"), &count("exact", 9, "nine")],
            )
        };
        let told = [told("rpt_1", None, &[killing("clm_1")]), told("rpt_2", None, &[killing("clm_2")])];
        assert_eq!(rows(&told, &[]).len(), 2);
        let folded = rows(&told, &[copies("rpt_1", "rpt_2")]);
        assert_eq!(folded.len(), 1);
        assert_eq!(texts(&folded[0], Column::Killed), ["nine miners"]);
        assert_eq!(folded[0].origin.reports.len(), 2);
    }

    #[test]
    fn children_have_a_column_of_their_own() {
        let killing = claim(
            "clm_1",
            "killing",
            "",
            &[&victim("two girls", "age_group", "child"), &count("exact", 2, "two")],
        );
        let rows = rows(&[told("rpt_1", None, &[killing])], &[]);
        assert_eq!(
            (texts(&rows[0], Column::Children), texts(&rows[0], Column::Killed)),
            (vec!["two girls"], vec![])
        );
    }

    #[test]
    fn people_of_a_list_stand_in_the_columns_of_their_groups() {
        let mut killing = claim("clm_1", "killing", "", &[&count("listed", 3, "Maro Ito, his wife and Jun")]);
        let one = |text: &str, group: &str, gender: &str| json!({"text": text, "age_group": group, "gender": gender, "basis": "stated"});
        let victims = json!([one("Maro Ito", "adult", "male"), one("Jun", "child", "male"), {"text": "his wife", "gender": "female", "basis": "stated"}]);
        killing.roles.insert("victim".to_owned(), serde_json::from_value(victims).expect("fillers"));
        let rows = rows(&[told("rpt_1", None, &[killing])], &[]);
        assert_eq!(texts(&rows[0], Column::Men), ["Maro Ito"]);
        assert_eq!(texts(&rows[0], Column::Children), ["Jun"]);
        assert!(texts(&rows[0], Column::Women).is_empty());
        assert_eq!(texts(&rows[0], Column::Killed), ["Maro Ito, his wife and Jun"]);
    }

    #[test]
    fn who_is_unknown_is_unknown() {
        let attribution = claim(
            "clm_1",
            "attribution",
            "",
            &[&filled("perpetrator", None, "factuality", "unclear"), &said_by("Radio Lemna")],
        );
        let rows = rows(&[told("rpt_1", None, &[attribution])], &[]);
        assert_eq!(
            (rows[0].label.as_str(), texts(&rows[0], Column::WhoDidIt)),
            ("Radio Lemna", vec!["unknown"])
        );
    }
}
