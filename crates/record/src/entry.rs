//! An entry of the log: what was done, when, and by whom.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use model::{Imprint, ReportId};
use serde::{Deserialize, Serialize};

use crate::Hash;

/// Who does something to the record, and when: the record is the one place where a clock belongs, and the caller reads it.
#[derive(Debug, Clone)]
pub struct Signature {
    pub time: Timestamp,
    pub who: String,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// The record was made.
    Created,
    /// A report was received, with its original.
    Received,
    /// A report was received as its imprint alone: its claims are coded by hand, from words that are not here.
    Described,
    /// The same bytes came again, by another name.
    Duplicate,
    /// An input was not read.
    Refused,
    /// A claim was handed in that the reader did not make.
    Imported,
    /// A person decided something.
    Decided,
}

impl Action {
    const ALL: [Self; 7] = [
        Self::Created,
        Self::Received,
        Self::Described,
        Self::Duplicate,
        Self::Refused,
        Self::Imported,
        Self::Decided,
    ];

    /// The word for it in the log.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Received => "received",
            Self::Described => "described",
            Self::Duplicate => "duplicate",
            Self::Refused => "refused",
            Self::Imported => "imported",
            Self::Decided => "decided",
        }
    }

    /// The action that a word of the log stands for.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.as_str() == word)
    }
}

/// An entry as it stands in the log. It holds hashes and references, never words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// From 1, without gaps.
    pub sequence: i64,
    /// The hash of the entry before.
    pub previous: Hash,
    /// UTC, as RFC 3339 writes it.
    pub time: String,
    pub who: String,
    /// The word for the action; `Action::named` tells which.
    pub action: String,
    /// The id of the report or claim that it is about.
    pub subject: Option<String>,
    /// The original of a report.
    pub original: Option<Hash>,
    /// What was said with it, as JSON: `Receipt`, `Refusal`, a claim, or a decision.
    pub words: Option<Hash>,
    pub hash: Hash,
}

impl Entry {
    /// The hash that seals the entry: over all its fields but this one, in their order.
    pub fn seal(&self) -> Hash {
        let sequence = self.sequence.to_string();
        Hash::of_fields([
            Some(sequence.as_str()),
            Some(self.previous.as_str()),
            Some(&self.time),
            Some(&self.who),
            Some(&self.action),
            self.subject.as_deref(),
            self.original.as_ref().map(Hash::as_str),
            self.words.as_ref().map(Hash::as_str),
        ])
    }
}

/// How a report was received: what it takes to read its original again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The path as given, or the row's `id`.
    pub input: String,
    /// What the original is written in, as a media type.
    pub media_type: String,
    /// The day of publication that the command gave to reports that bring none of their own.
    pub published: Option<Date>,
    /// The language that the command gave to reports that do not say theirs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// What is known of a report whose words are not here; as JSON it is the report's original.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Description {
    pub title: Option<String>,
    pub published: Option<Date>,
    pub publisher: Option<String>,
    pub url: Option<String>,
}

impl Description {
    /// The imprint of the report that it describes, named in `input`.
    pub fn imprint(self, report: ReportId, input: &str) -> Imprint {
        let Self { title, published, publisher, url } = self;
        Imprint { report, input: input.to_owned(), title, published, publisher, url }
    }
}

/// Why an input was not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The path as given.
    pub input: String,
    /// The line of the row, from 1, where it is one.
    pub line: Option<usize>,
    pub because: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { input, line, because } = self;
        match line {
            Some(line) => write!(f, "{input}, line {line}: {because}"),
            None => write!(f, "{input}: {because}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            sequence: 2,
            previous: Hash::of(b"1"),
            time: "2031-03-05T10:00:00Z".to_owned(),
            who: "anna".to_owned(),
            action: Action::Received.as_str().to_owned(),
            subject: Some("rpt_0".to_owned()),
            original: Some(Hash::of(b"original")),
            words: None,
            hash: Hash::zero(),
        }
    }

    #[test]
    fn every_field_is_sealed() {
        let sealed = entry().seal();
        let changed = [
            Entry { sequence: 3, ..entry() },
            Entry { previous: Hash::of(b"2"), ..entry() },
            Entry { time: "2031-03-05T10:00:01Z".to_owned(), ..entry() },
            Entry { who: "ann".to_owned(), ..entry() },
            Entry { action: Action::Duplicate.as_str().to_owned(), ..entry() },
            Entry { subject: None, ..entry() },
            Entry { original: None, ..entry() },
            Entry { words: Some(Hash::of(b"")), ..entry() },
        ];
        assert!(changed.iter().all(|entry| entry.seal() != sealed));
        assert_eq!(Entry { hash: Hash::of(b"another"), ..entry() }.seal(), sealed);
    }

    #[test]
    fn actions_are_found_by_their_words() {
        assert!(Action::ALL.iter().all(|action| Action::named(action.as_str()) == Some(*action)));
        assert_eq!(Action::named("invented"), None);
    }
}
