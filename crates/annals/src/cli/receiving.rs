//! A report into the record, and what becomes of it.

use annals::derive::{self, Derived};
use annals::families;
use annals::gather::Gathering;
use model::Report;
use publish::printable;
use record::{Batch, Receipt, RecordError, Taken};

use super::account::{Account, number};
use super::inputs::Said;

/// Takes a report into the batch, with what is derived from it; `said` is what was said of its input.
pub fn receive(
    batch: &mut Batch<'_>,
    gathering: &mut Gathering<'_>,
    report: &Report,
    said: &Said,
    tell: impl FnOnce() -> Derived,
) -> Result<Became, RecordError> {
    let original = &report.original;
    let receipt = Receipt {
        input: report.input.clone(),
        media_type: original.media_type.clone(),
        published: said.published,
        language: said.language.clone(),
    };
    match batch.receive(&report.id, &original.bytes, &receipt)? {
        Taken::Duplicate(first) => Ok(Became::Duplicate(first)),
        Taken::New(sequence) => {
            let derived = tell();
            derive::derive(batch, sequence, &derived, gathering)?;
            let kin = families::told(batch.view(), &report.id)?;
            if report.is_english() {
                Ok(Became::Read { n_claims: derived.told.claims.len(), kin })
            } else {
                Ok(Became::Kept { language: report.language.clone().unwrap_or_default(), kin })
            }
        }
    }
}

/// What became of a report.
pub enum Became {
    /// It was read, with as many claims; and what it is to an earlier report whose words it shares.
    Read {
        n_claims: usize,
        kin: Option<String>,
    },
    /// It is in the record and was not read, for it is in another language than English.
    Kept {
        /// As a tag.
        language: String,
        /// As of what was read.
        kin: Option<String>,
    },
    /// It came before, by this name.
    Duplicate(String),
    Refused(String),
}

impl Became {
    /// Counts it.
    pub fn count(&self, account: &mut Account) {
        match self {
            Self::Read { n_claims, .. } => {
                account.n_reports += 1;
                account.n_objects += n_claims;
            }
            Self::Kept { .. } => account.n_kept += 1,
            Self::Duplicate(_) => account.n_duplicates += 1,
            Self::Refused(_) => account.n_refused += 1,
        }
    }

    /// What became of the report that came by a name, in words.
    pub fn words(&self, name: &str) -> String {
        match self {
            Self::Read { n_claims, kin } => format!("read, {}{}", number(*n_claims, "claim"), behind(kin)),
            Self::Kept { language, kin } => format!("kept, {}{}", not_read(language), behind(kin)),
            Self::Duplicate(first) if first == name => "in the record already".to_owned(),
            Self::Duplicate(first) => format!("duplicate of {first}"),
            Self::Refused(because) => format!("refused because {because}"),
        }
    }

    /// The line that tells it.
    pub fn line(&self, name: &str) -> String {
        printable(&format!("{name}: {}", self.words(name))) + "\n"
    }
}

fn behind(kin: &Option<String>) -> String {
    kin.as_ref().map_or_else(String::new, |kin| format!("; {kin}"))
}

/// Why a report in a language, as a tag, was not read, in words.
pub fn not_read(language: &str) -> String {
    let named = if language == "und" { String::new() } else { format!(" ({language})") };
    format!("not read: it is in another language than English{named}")
}
