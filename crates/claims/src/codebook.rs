//! The codebook: event types, their roles and the words that trigger them, all of it data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::forms::Forms;
use crate::kinds::Kind;
use crate::lexicon::Lexicon;

/// Event types with an index from words to the triggers that they may start.
#[derive(Debug, Default)]
pub struct Codebook {
    /// In order of name.
    pub types: Vec<EventType>,
    /// By the name that types and triggers use.
    pub roles: BTreeMap<String, Role>,
    pub lexicon: Lexicon,
    /// Hash of program, model, codebook, lexicon, actors and gazetteer: the caller's to say.
    pub provenance: String,
    pub(crate) forms: Forms,
}

/// A codebook that cannot be used, with the file that is at fault.
#[derive(Debug, thiserror::Error)]
pub enum CodebookError {
    /// A file that is no TOML, or that has other keys than the codebook knows.
    #[error("{file}: {source}")]
    Toml { file: String, source: Box<toml::de::Error> },
    /// A trigger that fills a role which its type does not have.
    #[error("{file}: `{word}` is no role of codebooks/roles.toml")]
    UnknownRole { file: String, word: String },
    /// A trigger that names a list which no file has.
    #[error("{file}: the list @{list} is not in codebooks/lexicon/lists.toml")]
    UnknownList { file: String, list: String },
}

/// The ledger of attacks.
pub(crate) const ATTACKS: &str = "attacks";

/// The ledger of who holds which place.
pub(crate) const CONTROL: &str = "control";

/// A category of the codebook: one file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventType {
    pub name: String,
    pub ledger: String,
    pub label: String,
    pub definition: String,
    #[serde(default)]
    pub include: Vec<String>,
    #[serde(default)]
    pub exclude: Vec<String>,
    /// The roles that a claim of this type may have.
    pub roles: Vec<String>,
    /// The role whose fillers are counted.
    pub counts: Option<String>,
    /// What is counted, where it is other than what the words name ("the bodies of 120 civilians": `bodies`).
    pub unit: Option<String>,
    /// Whether claims of this type hold over a time (a state) rather than happen.
    #[serde(default)]
    pub state: bool,
    /// Whether a claim without a place of its own may take it from the report.
    #[serde(default = "yes")]
    pub placed: bool,
    /// What happened to people in the counted role: `killed`, `injured`, …
    pub fate: Option<String>,
    /// Whether the event itself does harm, as a weapon does, and so may be the means of it.
    #[serde(default)]
    pub harms: bool,
    /// Types of this report's claims that such a claim is evidence of ("bodies found" of "killing").
    #[serde(default)]
    pub evidence_of: Vec<String>,
    /// The type whose change, told in the same sentence as a new total, gives the total before.
    pub before: Option<String>,
    #[serde(default, rename = "trigger")]
    pub triggers: Vec<Trigger>,
    #[serde(default, rename = "example")]
    pub examples: Vec<Example>,
}

fn yes() -> bool {
    true
}

/// Words that may name the event, and where the roles stand around them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trigger {
    /// Verbs, each with further words that must hang on it ("take control").
    #[serde(default)]
    pub verb: Vec<String>,
    #[serde(default)]
    pub noun: Vec<String>,
    #[serde(default)]
    pub adjective: Vec<String>,
    /// Prepositions with their nouns ("under control", "in hand").
    #[serde(default)]
    pub phrase: Vec<String>,
    /// What stands as subject, object, possessive, …, and after which preposition.
    #[serde(default)]
    pub roles: BTreeMap<String, Slots>,
    /// Fires only if what stands there is of one of these kinds or words.
    #[serde(default, rename = "if")]
    pub only_if: BTreeMap<String, Slots>,
    /// Does not fire if what stands there is of one of these kinds or words.
    #[serde(default)]
    pub unless: BTreeMap<String, Slots>,
    /// Fires only with a count.
    #[serde(default)]
    pub counted: bool,
    /// The event is taken for granted whatever governs the words ("fight to retain control").
    #[serde(default)]
    pub presupposed: bool,
    /// Fires only where a verb says it of its subject ("are on the ground"), not beside a noun.
    #[serde(default)]
    pub predicated: bool,
    /// The realis that the words themselves give ("plan to", "attempt").
    pub realis: Option<model::Realis>,
    /// How sure the words themselves are.
    pub factuality: Option<model::Factuality>,
    /// What a source does with these words ("claim responsibility").
    pub stance: Option<model::Stance>,
    /// What counts beside these words measure ("death toll": a running total), where it is other than their own words say.
    pub measure: Option<model::Measure>,
}

/// One or more roles, kinds or words.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Slots {
    One(String),
    Many(Vec<String>),
}

impl Slots {
    /// The words in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        match self {
            Self::One(word) => std::slice::from_ref(word).iter(),
            Self::Many(words) => words.iter(),
        }
        .map(String::as_str)
    }
}

/// What may fill a role.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    pub definition: String,
    pub takes: Vec<Kind>,
    /// Whether who fills it is a side of the fighting.
    #[serde(default)]
    pub fights: bool,
}

/// A text with the claims that it must give, or the reason why it gives none.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    pub text: String,
    /// The day of publication, where the text needs one.
    pub published: Option<String>,
    /// The whole claims, in the notation of `tests/suite/README.md`.
    #[serde(default, rename = "claim")]
    pub claims: Vec<toml::Table>,
    /// Why nothing is claimed.
    pub none: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Roles {
    role: BTreeMap<String, Role>,
}

impl Codebook {
    /// Reads a codebook from its files: `(name, contents)`, with `roles.toml`, `lexicon/*.toml` and one file per event type.
    pub fn from_toml(files: &[(&str, &str)]) -> Result<Self, CodebookError> {
        let mut book = Self { lexicon: Lexicon::from_toml(files)?, ..Self::default() };
        for &(file, text) in files {
            if file.ends_with("roles.toml") {
                book.roles = parse::<Roles>(file, text)?.role;
            } else if file.contains("conflict/") {
                book.types.push(parse(file, text)?);
            }
        }
        book.types.sort_by(|a, b| a.name.cmp(&b.name));
        book.check_names()?;
        book.forms = Forms::of(&book);
        Ok(book)
    }

    fn check_names(&self) -> Result<(), CodebookError> {
        for kind in &self.types {
            let file = || format!("conflict/{}.toml", kind.name);
            for trigger in &kind.triggers {
                for word in trigger.roles.values().flat_map(Slots::iter) {
                    if !kind.roles.iter().any(|role| role == word) && !is_setting(word) {
                        return Err(CodebookError::UnknownRole { file: file(), word: word.to_owned() });
                    }
                }
                for list in
                    trigger.words().flat_map(str::split_whitespace).filter_map(|word| word.strip_prefix('@'))
                {
                    if !self.lexicon.lists.contains_key(list) {
                        return Err(CodebookError::UnknownList { file: file(), list: list.to_owned() });
                    }
                }
            }
        }
        Ok(())
    }

    /// The event type called `name`.
    pub fn event_type(&self, name: &str) -> Option<&EventType> {
        self.types.iter().find(|kind| kind.name == name)
    }
}

impl Trigger {
    /// Everything that the trigger names by word: triggers and conditions.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let conditions = self.only_if.values().chain(self.unless.values()).flat_map(Slots::iter);
        self.spellings().map(|(_, words)| words).chain(conditions)
    }

    /// The trigger's wordings with the part of speech of the first word.
    pub(crate) fn spellings(&self) -> impl Iterator<Item = (Speech, &str)> {
        fn of(speech: Speech, words: &[String]) -> impl Iterator<Item = (Speech, &str)> {
            words.iter().map(move |word| (speech, word.as_str()))
        }
        of(Speech::Verb, &self.verb)
            .chain(of(Speech::Noun, &self.noun))
            .chain(of(Speech::Adjective, &self.adjective))
            .chain(of(Speech::Preposition, &self.phrase))
    }
}

/// The part of speech that a trigger's first word has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Speech {
    Verb,
    Noun,
    Adjective,
    Preposition,
}

/// Whether a slot names the setting of the claim rather than a role.
pub(crate) fn is_setting(slot: &str) -> bool {
    matches!(slot, "place" | "origin" | "destination" | "count" | "former")
}

pub(crate) fn parse<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, CodebookError> {
    toml::from_str(text)
        .map_err(|source| CodebookError::Toml { file: file.to_owned(), source: Box::new(source) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::FILES;

    /// What is wrong with the small codebook where one type's file has another text.
    fn fault(name: &str, text: &str) -> String {
        let files: Vec<(&str, &str)> =
            FILES.iter().map(|&(file, own)| (file, if file == name { text } else { own })).collect();
        Codebook::from_toml(&files).expect_err("the file is faulty").to_string()
    }

    const TYPE: &str = r#"
name = "abduction"
ledger = "harm"
label = "Abduction"
definition = "People are held."
roles = ["victim"]
[[trigger]]
"#;

    #[test]
    fn types_are_found_by_name() {
        let book = crate::testing::codebook();
        assert_eq!(book.event_type("killing").map(|kind| kind.label.as_str()), Some("Killing"));
        assert!(book.event_type("weather").is_none());
    }

    #[test]
    fn faults_name_their_file() {
        let file = "conflict/abduction.toml";
        assert_eq!(
            fault(file, &format!("{TYPE}verb = [\"hold\"]\nroles = {{ object = \"guest\" }}")),
            "conflict/abduction.toml: `guest` is no role of codebooks/roles.toml"
        );
        assert_eq!(
            fault(file, &format!("{TYPE}verb = [\"hold @captives\"]")),
            "conflict/abduction.toml: the list @captives is not in codebooks/lexicon/lists.toml"
        );
        assert!(fault(file, &format!("{TYPE}verbs = [\"hold\"]")).starts_with(file));
    }
}
