//! Situations of places, from reports to answers: a made siege at every pair of days, and the two dispatches that Annals began with.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use annals::situating::{self, By, Days};
use annals::{Files, policies, situation};
use jiff::civil::Date;
use mentions::Gazetteer;
use model::{Bound, Bounds, Control, Dating, Heading, Held, HolderStanding, LeftOut, Number, Situation};
use reconcile::Policy;
use reconcile::situation::Headings;
use record::Record;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tempfile::TempDir;

/// A record of some files, with all that situations are made by.
struct Desk {
    _folder: TempDir,
    record: Record,
    gazetteer: Gazetteer,
    policies: Vec<Policy>,
    lexicon: reconcile::Lexicon,
    headings: Headings,
}

impl Desk {
    /// None, with a printed line, without the model.
    fn of(inputs: &[&Path]) -> Option<Self> {
        Self::by(&["add"], inputs)
    }

    /// By what a command makes of some files.
    fn by(command: &[&str], inputs: &[&Path]) -> Option<Self> {
        common::coder()?;
        let folder = tempfile::tempdir().expect("a folder");
        let run = |arguments: &[&str], inputs: &[&Path]| {
            let mut annals = Command::new(env!("CARGO_BIN_EXE_annals"));
            let done = annals
                .args(arguments)
                .args(inputs)
                .current_dir(folder.path())
                .env_remove("ANNALS_RECORD")
                .output();
            assert!(done.expect("annals runs").status.success());
        };
        run(&["init"], &[]);
        run(command, inputs);
        let record = Record::open(&folder.path().join("annals.db")).expect("a record");
        let files = Files::embedded();
        Some(Self {
            _folder: folder,
            record,
            gazetteer: Gazetteer::from_bytes(
                std::fs::read(common::root().join("gazetteers/sample.annals")).expect("bytes"),
            )
            .expect("a gazetteer"),
            policies: policies::all(&files).expect("policies"),
            lexicon: policies::lexicon(&files).expect("a lexicon"),
            headings: files.headings().expect("headings"),
        })
    }

    fn situation(&self, place: &str, at: Date, known: Date) -> Situation {
        self.since(place, Days { at, known, since: None })
    }

    fn since(&self, place: &str, days: Days) -> Situation {
        let view = self.record.view();
        let meant = situating::find_place(view, &self.gazetteer, place).expect("a place");
        let by = By { policies: &self.policies, lexicon: &self.lexicon, headings: &self.headings };
        let situation = situating::situate(view, meant, days, by).expect("a situation");
        assert_contract(&situation);
        situation
    }
}

/// Holds a situation against its schema, its claims against theirs, and looks whether all that is named is there.
fn assert_contract(situation: &Situation) {
    let json = serde_json::to_value(situation).expect("JSON");
    let schema: Value =
        serde_json::from_str(&common::text("docs/situation.schema.json")).expect("a JSON schema");
    let validator = jsonschema::draft202012::new(&schema).expect("a valid schema");
    let errors: Vec<String> =
        validator.iter_errors(&json).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    for claim in json["claims"].as_array().expect("claims") {
        common::assert_valid(&claim.to_string());
    }
    let again: Situation = serde_json::from_value(json).expect("a situation");
    assert_eq!(&again, situation);
    let claims: BTreeSet<_> = situation.claims.iter().map(|claim| &claim.id).collect();
    let lines = situation.lines.values().flatten().chain(&situation.wider).chain(&situation.undated);
    for line in lines.chain(situation.plans.iter().map(|plan| &plan.line)) {
        assert!(!line.claims.is_empty() && line.claims.iter().all(|claim| claims.contains(claim)));
        assert!(line.origins.iter().all(|origin| *origin < situation.origins.len()));
    }
}

/// The answers of one day, by the day from which on they are known.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Day {
    at: Date,
    holder: BTreeMap<Date, String>,
    #[serde(default)]
    killed: BTreeMap<Date, String>,
    #[serde(default)]
    displaced: BTreeMap<Date, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answers {
    day: Vec<Day>,
}

/// What is known by a day.
fn by(answers: &BTreeMap<Date, String>, known: Date) -> &str {
    answers.range(..=known).next_back().map_or("", |(_, answer)| answer)
}

#[test]
fn a_siege_is_answered_at_every_day_as_known_at_every_other() {
    let siege = common::root().join("tests/siege");
    let Some(desk) = Desk::of(&[&siege.join("reports.jsonl")]) else { return };
    let answers: Answers = toml::from_str(&common::text("tests/siege/answers.toml")).expect("answers");
    let mut known: BTreeSet<Date> = answers.day.iter().map(|day| day.at).collect();
    known.extend(common::text("tests/siege/reports.jsonl").lines().map(published));
    let mut wrong = Vec::new();
    for day in &answers.day {
        for known in &known {
            let situation = desk.situation("Karmeh", day.at, *known);
            let given = [holder(&situation.control), killed(&situation), displaced(&situation)];
            let wanted = [&day.holder, &day.killed, &day.displaced].map(|answers| by(answers, *known));
            // Before anything is known nothing is stated.
            let wanted = [if wanted[0].is_empty() { "none" } else { wanted[0] }, wanted[1], wanted[2]];
            if given != wanted {
                wrong.push(format!("at {} as known on {known}: {given:?}, not {wanted:?}", day.at));
            }
            assert!(situation.reports.iter().all(|report| report.known <= *known));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn published(row: &str) -> Date {
    let row: Value = serde_json::from_str(row).expect("a row");
    row["published"].as_str().and_then(|day| day.parse().ok()).expect("a day")
}

/// Who holds a place, in the notation of `tests/siege/answers.toml`.
fn holder(control: &Control) -> String {
    let name = |held: &Option<Held>| {
        held.as_ref()
            .and_then(|held| held.by.first())
            .and_then(|party| party.name.clone())
            .unwrap_or_default()
    };
    let as_of = || match control.last_stated.as_ref().and_then(|held| held.as_of.latest) {
        Some(Bound::Date(day)) => day.to_string(),
        _ => "an unknown day".to_owned(),
    };
    match control.standing {
        HolderStanding::Stated => format!("stated:{}", name(&control.holder)),
        HolderStanding::LastStated => format!("last:{} as of {}", name(&control.last_stated), as_of()),
        HolderStanding::SinceUnsaid => format!("first:{}", name(&control.first_stated)),
        HolderStanding::Disputed => "disputed".to_owned(),
        HolderStanding::Changing => "changing".to_owned(),
        HolderStanding::NotStated => "none".to_owned(),
    }
}

/// The range of the killed under the policy of Airwars.
fn killed(situation: &Situation) -> String {
    let totals =
        situation.harm.iter().filter(|policy| policy.policy == "airwars").flat_map(|policy| &policy.totals);
    let killed = totals.into_iter().find(|total| total.of == model::Counted::Killed);
    match killed.map(|total| (total.low, total.high)) {
        Some((Some(low), Some(high))) if low == high => low.to_string(),
        Some((Some(low), Some(high))) => format!("{low}-{high}"),
        Some(open) => format!("{open:?}"),
        None => String::new(),
    }
}

/// The figures of the displaced, in order of time.
fn displaced(situation: &Situation) -> String {
    let counts = situation.lines[&Heading::Displacement].iter().filter_map(|line| line.count.as_ref());
    let figure = |count: &model::Count| match (count.amount.best, count.amount.high) {
        (Some(best), _) => best.0.to_string(),
        (None, Some(high)) => format!("-{}", high.0),
        (None, None) => count.text.clone(),
    };
    counts.map(figure).collect::<Vec<_>>().join(" ")
}

/// A line without its words: heading, type, realis, what is counted, and its days where they are stated.
fn bare(heading: &str, line: &model::Line) -> String {
    let number = |number: Option<Number>| number.map_or("-".to_owned(), |number| number.0.to_string());
    let count = line.count.as_ref().map(|count| &count.amount);
    let figures = count.map_or("- - -".to_owned(), |amount| {
        format!("{} {} {}", number(amount.low), number(amount.best), number(amount.high))
    });
    let day = |day: Option<Date>| {
        day.filter(|_| line.when.dating == Dating::Stated).map_or("-".to_owned(), |day| day.to_string())
    };
    format!(
        "{heading} {} {} {} {figures} {} {}",
        line.event_type,
        word(line.realis),
        word(line.factuality),
        day(line.when.from),
        day(line.when.to),
    )
}

/// The public word of a value.
fn word(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// All lines of a situation without their words, in order.
fn bare_lines(situation: &Situation) -> Vec<String> {
    let under = situation
        .lines
        .iter()
        .flat_map(|(heading, lines)| lines.iter().map(move |line| bare(&word(heading), line)));
    let plans =
        situation.plans.iter().map(|plan| format!("{} {}", bare("plan", &plan.line), word(plan.outcome)));
    let wider = situation.wider.iter().map(|line| bare("wider", line));
    let undated = situation.undated.iter().map(|line| bare("undated", line));
    under.chain(plans).chain(wider).chain(undated).collect()
}

/// "islamic-state", by the directory; the tie of those whom it does not know.
fn actors(held: &[model::Party]) -> String {
    let actors: Vec<&str> = held.iter().map(|party| party.actor.as_deref().unwrap_or("-")).collect();
    actors.join(" ")
}

fn edges(bounds: &Bounds) -> String {
    let edge = |bound: Option<Bound>| match bound {
        Some(Bound::Date(day)) => day.to_string(),
        Some(Bound::Report) => "report".to_owned(),
        None => "-".to_owned(),
    };
    format!("{}..{}", edge(bounds.earliest), edge(bounds.latest))
}

fn dispatches() -> Option<Desk> {
    let shared = common::shared()?;
    let [massacre, offensive] =
        ["massacre.txt", "offensive.txt"].map(|name| shared.join("dispatches").join(name));
    Desk::of(&[&massacre, &offensive])
}

#[test]
fn who_held_mosul_by_the_two_dispatches() {
    let Some(desk) = dispatches() else { return };
    let ever = Date::MAX;
    let cases = [
        // Held until April by those who are loyal to somebody: since when is not said, and how in April it ended is not either.
        ("2003-03-15", HolderStanding::SinceUnsaid),
        ("2003-03-31", HolderStanding::Stated),
        ("2003-04-15", HolderStanding::Changing),
        // Nobody is carried on across a stated end.
        ("2003-08-01", HolderStanding::NotStated),
        ("2014-01-01", HolderStanding::NotStated),
        ("2014-06-10", HolderStanding::Changing),
        // Neither report has a date: when they were written is not known.
        ("2014-07-15", HolderStanding::LastStated),
        ("2100-01-01", HolderStanding::LastStated),
    ];
    for (at, standing) in cases {
        let situation = desk.situation("Mosul", at.parse().expect("a day"), ever);
        assert_eq!(situation.control.standing, standing, "{at}");
        assert_eq!(situation.control.holder.is_some(), standing == HolderStanding::Stated, "{at}");
    }
    let Control { last_stated, bands, .. } =
        desk.situation("geonames:99072", "2100-01-01".parse().expect("a day"), ever).control;
    let last = last_stated.expect("a holder");
    assert_eq!(
        (actors(&last.by), edges(&last.as_of)),
        ("islamic-state".to_owned(), "2014-06-30..report".to_owned())
    );
    let bands: Vec<String> = bands
        .iter()
        .map(|band| {
            let until = band.until.as_ref().map_or("-".to_owned(), edges);
            format!("{} {} {until}", actors(&band.by), edges(&band.from))
        })
        .collect();
    assert_eq!(bands, ["- -..2003-03-31 2003-04-01..2003-04-30", "islamic-state 2014-06-01..2014-06-30 -"]);
}

#[test]
fn what_the_two_dispatches_tell_of_mosul() {
    let Some(desk) = dispatches() else { return };
    let situation = desk.situation("Mosul", Date::MAX, Date::MAX);
    let given = bare_lines(&situation).join("\n") + "\n";
    let expected = common::root().join("tests/dispatches/situation.txt");
    if std::env::var_os("ANNALS_UPDATE").is_some() {
        std::fs::write(&expected, &given).expect("a writable file");
    }
    assert_eq!(
        given,
        std::fs::read_to_string(&expected).unwrap_or_default(),
        "(ANNALS_UPDATE=1 takes what is given)"
    );
    // The bodies are evidence of the killings, and no second toll.
    let ibc = situation.harm.iter().find(|policy| policy.policy == "ibc").expect("a policy");
    let killed: Vec<_> = ibc.totals.iter().map(|total| (total.low, total.high)).collect();
    assert_eq!(killed, [(Some(122), Some(122))]);
    let text = situation::table(&situation, annals::table::Look { width: 100, colours: false });
    assert!(text.contains("in a report without a date"), "{text}");
}

#[test]
fn before_a_report_was_received_nothing_is_known() {
    let Some(desk) = dispatches() else { return };
    let day: Date = "2014-12-31".parse().expect("a day");
    let situation = desk.situation("Mosul", day, day);
    assert_eq!(situation.control.standing, HolderStanding::NotStated);
    assert!(situation.claims.is_empty() && bare_lines(&situation).is_empty());
}

#[test]
fn every_event_type_stands_under_one_heading() {
    let lexicon: toml::Table = common::text("codebooks/lexicon/situation.toml").parse().expect("TOML");
    let headings = lexicon["headings"].as_table().expect("headings");
    let mut standing: Vec<&str> = headings
        .values()
        .filter_map(|types| types.as_array())
        .flatten()
        .filter_map(|name| name.as_str())
        .collect();
    standing.sort_unstable();
    let types = common::toml_files("codebooks/conflict");
    let mut types: Vec<&str> = types.iter().filter_map(|(name, _)| name.strip_suffix(".toml")).collect();
    types.sort_unstable();
    assert_eq!(standing, types);
}

/// Claims about Mosul by a row each: one of who held it, long ago, and then one of shelling a day.
fn shelled_every_day(n_days: i32) -> String {
    let first = jiff::civil::date(2029, 1, 1);
    let mut rows = "title,publisher,published,quote,type,date,place,holder\n".to_owned();
    rows += "First,Radio Lemna,2028-01-02,Rebels hold Mosul.,control,2028-01-01,Mosul,rebels\n";
    for number in 0..n_days {
        let day = first.checked_add(jiff::Span::new().days(number)).expect("a day");
        // Thirty rows to a report: it is derived anew with each of its claims.
        let report = number / 30;
        rows += &format!(
            "Week {report},Radio Lemna,2031-06-01,Shells fell on day {number}.,shelling,{day},Mosul,\n"
        );
    }
    rows
}

#[test]
fn of_a_place_of_which_much_is_told_the_latest_is_read_and_all_that_tells_who_held_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = folder.path().join("rows.csv");
    std::fs::write(&rows, shelled_every_day(400)).expect("written");
    let Some(desk) = Desk::by(&["claims", "import"], &[&rows]) else { return };
    let last = jiff::civil::date(2031, 7, 1);
    let asked = |since| desk.since("Mosul", Days { at: last, known: last, since });
    let told = |situation: &Situation| situation.lines[&Heading::Fighting].len();
    let cut = asked(None);
    let before = jiff::civil::date(2029, 4, 11);
    assert_eq!(cut.left_out, Some(LeftOut { before: Some(before), undated_after: None, n_claims: 101 }));
    // As many claims are read as are shown, and the one of the holder.
    assert_eq!((told(&cut), cut.claims.len()), (300, 301));
    assert_eq!(cut.control.standing, HolderStanding::LastStated);
    let words = situation::table(&cut, annals::table::Look { width: 100, colours: false });
    assert!(words.contains("101 claims are left out here") && words.contains("2029-04-11"), "{words}");
    let whole = asked(Some(jiff::civil::date(2028, 1, 1)));
    assert_eq!((whole.left_out, told(&whole)), (None, 400));
    assert_eq!(whole.control, cut.control);
}
