//! Who was harmed, by a row of a table: all of them, children, women and men among them, and those whom it calls by name.

use claims::EventType;
use model::{AgeGroup, Amount, Count, Filler, Form, Gender, Measure, PersonHarmed};

use super::columns::Row;
use super::table::{amount, filler, victim_status};
use super::words::Words;

/// Columns that count some of those who were harmed, with what these are.
const GROUPS: [(&str, AgeGroup, Option<Gender>); 3] = [
    ("children", AgeGroup::Child, None),
    ("women", AgeGroup::Adult, Some(Gender::Female)),
    ("men", AgeGroup::Adult, Some(Gender::Male)),
];

/// The column of names.
const NAMED: &str = "named";

/// Nobody is older than that; a greater number behind a name is no age.
const OLDEST: u32 = 130;

/// What a row tells by one claim.
pub struct Told<'a> {
    pub kind: &'a EventType,
    pub count: Option<Count>,
    /// Who is counted, where that is not what the row's own column says.
    pub counted: Option<Filler>,
    pub persons: Vec<PersonHarmed>,
}

impl<'a> Told<'a> {
    /// Of a type, with a figure or without.
    pub fn of(kind: &'a EventType, count: Option<Count>) -> Self {
        Self { kind, count, counted: None, persons: Vec::new() }
    }
}

/// The children, women and men of a row, as parts of those whom it counts.
pub fn groups<'a>(row: Row<'_>, words: Words<'_>, told: &[Told<'a>]) -> Result<Vec<Told<'a>>, String> {
    let mut groups = Vec::new();
    for (column, age_group, gender) in GROUPS {
        let Some((amount, text)) = amount(row, column)? else { continue };
        let harm = Harm::of(column, told)?;
        let status = victim_status(row)?;
        let counted = Filler { age_group: Some(age_group), gender, ..filler(column, status, words) };
        let part_of = harm.whole.clone();
        let count = Count { part_of, ..count(harm.role.clone(), amount, text, words) };
        groups.push(Told { counted: Some(counted), ..Told::of(harm.kind, Some(count)) });
    }
    Ok(groups)
}

/// Those whom a row names, parted by semicolons, each with the age that stands behind the name: a claim each, as of people whom a report
/// lists.
pub fn named<'a>(row: Row<'_>, words: Words<'_>, told: &[Told<'a>]) -> Result<Vec<Told<'a>>, String> {
    let mut cells: Vec<&str> = Vec::new();
    for cell in row.cell(NAMED).unwrap_or_default().split(';').map(str::trim) {
        if !cell.is_empty() && !cells.contains(&cell) {
            cells.push(cell);
        }
    }
    let mut named = Vec::with_capacity(cells.len());
    for cell in cells {
        let harm = Harm::of(NAMED, told)?;
        let status = victim_status(row)?;
        let (name, age) = name_and_age(cell);
        let counted = filler(name, status, words);
        let one = Amount::exactly(Form::Listed, 1.0);
        let count = count(harm.role.clone(), one, name.to_owned(), words);
        let person = PersonHarmed {
            names: vec![name.to_owned()],
            span: count.span,
            age,
            gender: None,
            occupation: None,
            status,
            fate: harm.kind.fate.clone(),
        };
        let told = Told { counted: Some(counted), persons: vec![person], ..Told::of(harm.kind, Some(count)) };
        named.push(told);
    }
    Ok(named)
}

/// What happened to those whom a row counts and names.
struct Harm<'a> {
    kind: &'a EventType,
    /// The role that they are in.
    role: String,
    /// The words for how many they are in all, where the row has a figure.
    whole: Option<String>,
}

impl<'a> Harm<'a> {
    /// By the first claim of a row that does something to people: its own type, else killed before injured. What a column of people has
    /// no such claim for is not guessed.
    fn of(column: &str, told: &[Told<'a>]) -> Result<Self, String> {
        let found = told.iter().find_map(|one| {
            let role = one.kind.counts.clone().filter(|_| one.kind.fate.is_some())?;
            let whole = one.count.as_ref().map(|count| count.text.clone());
            Some(Self { kind: one.kind, role, whole })
        });
        found.ok_or_else(|| {
            format!("{column} tells of people, and not what happened to them: give killed, injured or a type")
        })
    }
}

/// A count of people in a role.
pub fn count(role: String, amount: Amount, text: String, words: Words<'_>) -> Count {
    let (span, _) = words.find(&text);
    let (measure, unit) = (Measure::Total, "people".to_owned());
    Count { amount, of: role, measure, unit, as_of: None, part_of: None, text, span }
}

/// "Maro Ito, 41".
fn name_and_age(cell: &str) -> (&str, Option<u32>) {
    let parted = cell.rsplit_once(',').and_then(|(name, age)| {
        let age = age.trim().parse().ok().filter(|age| *age <= OLDEST)?;
        Some((name.trim(), Some(age)))
    });
    parted.filter(|(name, _)| !name.is_empty()).unwrap_or((cell, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_stands_behind_a_name() {
        assert_eq!(name_and_age("Maro Ito, 41"), ("Maro Ito", Some(41)));
        for cell in ["Maro Ito", "Ito, Maro", "Maro Ito, 2031", ", 41", "Maro Ito, 41 years"] {
            assert_eq!(name_and_age(cell), (cell, None));
        }
    }
}
