//! A report into the record, and what becomes of it.

use annals::derive::{self, Derived};
use annals::families;
use annals::gather::Gathering;
use jiff::civil::Date;
use model::Report;
use publish::printable;
use record::{Batch, Receipt, RecordError, Taken};

use super::account::{Account, number};

/// Takes a report into the batch, with what is derived from it.
pub fn receive(
    batch: &mut Batch<'_>,
    gathering: &mut Gathering<'_>,
    report: &Report,
    published: Option<Date>,
    tell: impl FnOnce() -> Derived,
) -> Result<Became, RecordError> {
    let original = &report.original;
    let receipt = Receipt { input: report.input.clone(), media_type: original.media_type.clone(), published };
    match batch.receive(&report.id, &original.bytes, &receipt)? {
        Taken::Duplicate(first) => Ok(Became::Duplicate(first)),
        Taken::New(sequence) => {
            let derived = tell();
            derive::derive(batch, sequence, &derived, gathering)?;
            let kin = families::told(batch.view(), &report.id)?;
            Ok(Became::Read { n_claims: derived.told.claims.len(), kin })
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
            Self::Duplicate(_) => account.n_duplicates += 1,
            Self::Refused(_) => account.n_refused += 1,
        }
    }

    /// What became of the report that came by a name, in words.
    pub fn words(&self, name: &str) -> String {
        match self {
            Self::Read { n_claims, kin } => {
                let kin = kin.as_ref().map_or_else(String::new, |kin| format!("; {kin}"));
                format!("read, {}{kin}", number(*n_claims, "claim"))
            }
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
