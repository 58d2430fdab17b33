//! Whoever does for the desk what a reader of the record does not do: read texts, code them, judge and write.

use std::collections::BTreeMap;

use jiff::civil::Date;
use model::{Assessment, Incident, IncidentId, Proposal, Report, ReportId, Situation, Translation};
use record::{RecordError, StoredDecision, View};

/// What the desk asks of the program that it runs in.
pub trait Staff: Send + Sync + 'static {
    /// The policies by name and label, in order of name.
    fn policies(&self) -> Vec<(String, String)>;

    /// The event types of the codebook, in order of name.
    fn event_types(&self) -> Vec<EventType>;

    /// A report of the record, read from its original again; none where its words are not in the record.
    fn read_again(&self, view: View<'_>, report: &ReportId) -> Result<Option<Report>, RecordError>;

    /// The original of a report of the record, as far as it may be handed out.
    fn archived(&self, view: View<'_>, report: &ReportId) -> Result<Archived, RecordError>;

    /// The words of an archived page as markup that does nothing; none where there is no page that may be shown.
    fn page(&self, view: View<'_>, report: &ReportId) -> Result<Option<String>, RecordError>;

    /// What each policy makes of an incident of the record.
    fn assess(&self, view: View<'_>, incident: &Incident) -> Result<Vec<Assessment>, RecordError>;

    /// What texts on one incident come to, without keeping any of them.
    fn try_out(&self, uploads: &[Upload], common: &Common) -> Result<Tried, Unable>;

    /// Takes texts into the record, and tells what became of each.
    fn add(&self, uploads: &[Upload], common: &Common) -> Result<Vec<Became>, Unable>;

    /// Decisions as they are told: without the words of reports that are withheld.
    fn tell(
        &self,
        view: View<'_>,
        decisions: Vec<StoredDecision>,
    ) -> Result<Vec<StoredDecision>, RecordError>;

    /// Decides over what the machine made, and gives the place of the decision in the log.
    fn decide(&self, proposal: &Proposal, reason: &str) -> Result<i64, Undecided>;

    /// Assessments as a spreadsheet; in words, why there is none.
    fn sheet(&self, assessments: &[Assessment], sheet: Sheet) -> Result<Vec<u8>, String>;

    /// Takes in a row of a source matrix that somebody filled by hand.
    fn fill(&self, filling: &Filling, reason: &str) -> Result<Filled, Undecided>;

    /// The situation of a place that is called so, at a day and as known at another: today, where none is given. Harm by the policy
    /// of a name, else by all.
    fn situate(&self, view: View<'_>, asked: &AskedPlace) -> Result<Situation, Unplaced>;

    /// How a claim or an incident came about and changed; none if the record does not hold it.
    fn history(&self, view: View<'_>, subject: &str) -> Result<Option<Vec<Step>>, Unable>;

    /// Tells whoever runs the program what went wrong; its readers are told no more than that something did.
    fn complain(&self, what: &str);
}

/// The original of a report, as far as it may be handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Archived {
    /// It is not in the record: only its imprint is known, or it was erased.
    Absent,
    /// Words of it are withheld.
    Withheld,
    /// A page, of as many bytes as it came with; `Staff::page` has it as it may be shown.
    Page { n_bytes: usize },
    /// A file of another kind.
    File { media_type: String, bytes: Vec<u8> },
}

/// A category of the codebook.
#[derive(Debug, Clone)]
pub struct EventType {
    pub name: String,
    pub ledger: String,
}

/// A text as somebody handed it in.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The name of the file, or what stands for it.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// What is said of all texts at once, for those that do not say it themselves.
#[derive(Debug, Clone, Default)]
pub struct Common {
    pub published: Option<Date>,
    /// As a tag: `ar`, `uk`.
    pub language: Option<String>,
}

/// What texts came to.
#[derive(Debug)]
pub struct Tried {
    /// One a policy; empty where the texts tell of no harm and of no attack.
    pub assessments: Vec<Assessment>,
    /// What became of each text.
    pub became: Vec<Became>,
}

/// What became of a text that was handed in.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Became {
    /// The name that it came by.
    pub input: String,
    /// Whether it was read, or was there before.
    pub taken: bool,
    /// What became of it, in words: "read, 12 claims", "duplicate of evening.txt", "refused because …".
    pub words: String,
    /// The report that it is in the record, if it is one.
    pub report: Option<String>,
}

/// Why something cannot be done.
#[derive(Debug)]
pub enum Unable {
    Record(RecordError),
    /// Texts cannot be read; the words say why, to whoever runs the program.
    Reader(String),
}

impl From<RecordError> for Unable {
    fn from(error: RecordError) -> Self {
        Self::Record(error)
    }
}

/// Why nothing was decided.
#[derive(Debug)]
pub enum Undecided {
    /// It cannot be decided; the words say why, and what to do.
    Refused(String),
    Unable(Unable),
}

impl<E: Into<Unable>> From<E> for Undecided {
    fn from(error: E) -> Self {
        Self::Unable(error.into())
    }
}

/// What a spreadsheet is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    Csv,
    Workbook,
}

/// A row of a source matrix, or some of its cells, filled by hand.
#[derive(Debug, Clone)]
pub struct Filling {
    pub of: FillingOf,
    /// The incident that it is about.
    pub incident: IncidentId,
    /// What it says, by the columns that `annals claims import` knows in CSV.
    pub cells: BTreeMap<String, String>,
    pub translation: Option<Translation>,
}

/// The report that a row is about.
#[derive(Debug, Clone)]
pub enum FillingOf {
    Held(ReportId),
    /// One that is new: `text`, and what else a row of JSON lines says of a report.
    Typed(BTreeMap<String, String>),
}

/// What became of a row.
#[derive(Debug, Clone, serde::Serialize, utoipa::ToSchema)]
pub struct Filled {
    /// The report that it is about.
    pub report: String,
    /// The places of its decisions in the log: what undoes them names these.
    pub decisions: Vec<i64>,
}

/// One step in the history of a claim or an incident.
#[derive(Debug, Clone, serde::Serialize, utoipa::ToSchema)]
pub struct Step {
    /// The entry of the log that it stands for.
    pub sequence: i64,
    /// UTC, as RFC 3339 writes it.
    pub time: String,
    pub who: String,
    /// What happened, in words.
    pub what: String,
    /// Why, as far as it is said.
    pub because: Vec<String>,
    pub changes: Vec<Change>,
}

/// A value that changed; null where nothing was said.
#[derive(Debug, Clone, serde::Serialize, utoipa::ToSchema)]
pub struct Change {
    pub field: String,
    pub from: Option<String>,
    pub to: Option<String>,
}

/// Which situation is asked for.
#[derive(Debug, Clone)]
pub struct AskedPlace {
    /// The place by its name, its name and country, or its id in the gazetteer.
    pub called: String,
    pub at: Option<Date>,
    pub known: Option<Date>,
    /// What was over before is left out.
    pub since: Option<Date>,
    pub policy: Option<String>,
}

/// Why there is no situation.
#[derive(Debug)]
pub enum Unplaced {
    /// No place is called so.
    Unknown(String),
    /// Several are.
    Several(Vec<PlaceChoice>),
    Record(RecordError),
}

/// A place that may be meant.
#[derive(Debug, Clone, serde::Serialize, utoipa::ToSchema)]
pub struct PlaceChoice {
    /// Its id in the gazetteer.
    pub id: String,
    /// What it is and where.
    pub words: String,
}
