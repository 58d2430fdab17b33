//! Reads the files of a spaCy model: MessagePack, and JSON inside it.

use std::collections::BTreeMap;

use rmpv::Value;

use crate::ModelError;

/// The files of a model by their paths in it.
#[derive(Clone, Copy)]
pub(crate) struct Files<'a>(pub(crate) &'a BTreeMap<String, Vec<u8>>);

impl<'a> Files<'a> {
    fn bytes(self, member: &'static str) -> Result<&'a [u8], ModelError> {
        self.0.get(member).map(Vec::as_slice).ok_or(ModelError::Missing(member))
    }

    pub(crate) fn text(self, member: &'static str) -> Result<&'a str, ModelError> {
        str::from_utf8(self.bytes(member)?).map_err(|error| unreadable(member, error))
    }

    /// Decodes a file of MessagePack.
    pub(crate) fn decode(self, member: &'static str) -> Result<Value, ModelError> {
        rmpv::decode::read_value(&mut self.bytes(member)?).map_err(|error| unreadable(member, error))
    }
}

/// Says what is wrong with a file.
pub(crate) fn unreadable(member: &'static str, reason: impl ToString) -> ModelError {
    ModelError::Unreadable { member, reason: reason.to_string() }
}

/// A value of a decoded file; it knows its file, so that errors can say where they are.
#[derive(Clone, Copy)]
pub(crate) struct Entry<'a> {
    pub(crate) member: &'static str,
    pub(crate) value: &'a Value,
}

impl<'a> Entry<'a> {
    fn with(self, value: &'a Value) -> Self {
        Self { value, ..self }
    }

    fn expected<T>(self, found: Option<T>, what: &str) -> Result<T, ModelError> {
        found.ok_or_else(|| unreadable(self.member, format!("{what} was expected")))
    }

    /// The pairs of a map.
    pub(crate) fn pairs(self) -> Result<Vec<(Self, Self)>, ModelError> {
        let pairs = self.expected(self.value.as_map(), "a map")?;
        Ok(pairs.iter().map(|(key, value)| (self.with(key), self.with(value))).collect())
    }

    /// What stands under `key` in a map; names are strings in some files and bytes in others.
    pub(crate) fn get(self, key: &str) -> Option<Self> {
        let is_key =
            |found: &Value| found.as_str().map(str::as_bytes).or(found.as_slice()) == Some(key.as_bytes());
        self.value.as_map()?.iter().find(|(found, _)| is_key(found)).map(|(_, value)| self.with(value))
    }

    pub(crate) fn field(self, key: &str) -> Result<Self, ModelError> {
        self.expected(self.get(key), key)
    }

    pub(crate) fn items(self) -> Result<Vec<Self>, ModelError> {
        let items = self.expected(self.value.as_array(), "a list")?;
        Ok(items.iter().map(|value| self.with(value)).collect())
    }

    pub(crate) fn item(self, index: usize) -> Result<Self, ModelError> {
        self.expected(self.items()?.get(index).copied(), "a longer list")
    }

    pub(crate) fn text(self) -> Result<&'a str, ModelError> {
        self.expected(self.value.as_str(), "a text")
    }

    pub(crate) fn number(self) -> Result<u64, ModelError> {
        self.expected(self.value.as_u64(), "a number")
    }

    /// The value that is itself packed as MessagePack inside bytes.
    pub(crate) fn unpacked(self) -> Result<Value, ModelError> {
        let mut bytes = self.expected(self.value.as_slice(), "bytes")?;
        rmpv::decode::read_value(&mut bytes).map_err(|error| unreadable(self.member, error))
    }

    /// An array of numbers, with its dimensions.
    pub(crate) fn tensor(self) -> Result<Tensor, ModelError> {
        let shape: Vec<usize> = self
            .field("shape")?
            .items()?
            .into_iter()
            .map(|size| size.number().map(|size| size as usize))
            .collect::<Result<_, _>>()?;
        let bytes = self.expected(self.field("data")?.value.as_slice(), "bytes")?;
        let numbers: Vec<f32> = bytes.as_chunks().0.iter().map(|four| f32::from_le_bytes(*four)).collect();
        let is_plain =
            self.field("type")?.text()? == "<f4" && shape.iter().product::<usize>() == numbers.len();
        self.expected(is_plain.then_some(Tensor { shape, numbers }), "an array of f32")
    }
}

/// Numbers with dimensions; the last one varies fastest.
#[derive(Debug)]
pub(crate) struct Tensor {
    pub(crate) shape: Vec<usize>,
    pub(crate) numbers: Vec<f32>,
}

/// Actions with their labels, in the order of the classes: by action, then from the most frequent label down.
pub(crate) fn moves(files: Files<'_>, member: &'static str) -> Result<Vec<(u8, String)>, ModelError> {
    let decoded = files.decode(member)?;
    let json = Entry { member, value: &decoded }.field("moves")?.text()?;
    let table: BTreeMap<String, BTreeMap<String, i64>> =
        serde_json::from_str(json).map_err(|error| unreadable(member, error))?;
    let mut moves = Vec::new();
    for (action, labels) in table {
        let action: u8 = action.parse().map_err(|error| unreadable(member, error))?;
        let mut labels: Vec<(i64, String)> =
            labels.into_iter().map(|(label, count)| (count, label)).collect();
        labels.sort_unstable_by(|a, b| b.cmp(a));
        moves.extend(labels.into_iter().map(|(_, label)| (action, label)));
    }
    Ok(moves)
}

/// The tags in the order of the tagger's scores.
pub(crate) fn tags(files: Files<'_>) -> Result<Vec<String>, ModelError> {
    let member = "tagger/cfg";
    let cfg: serde_json::Value =
        serde_json::from_str(files.text(member)?).map_err(|error| unreadable(member, error))?;
    serde_json::from_value(cfg["labels"].clone()).map_err(|error| unreadable(member, error))
}

/// All strings that fit an expression of the small kind that the rules use: `^n[ou]thin'?$`.
///
/// Letters, one of several letters in brackets, and a question mark behind what may be missing; none if the expression
/// is of another kind.
pub(crate) fn strings_of(expression: &str) -> Option<Vec<String>> {
    let mut rest = expression.strip_prefix('^')?.strip_suffix('$')?;
    let mut strings = vec![String::new()];
    while let Some(first) = rest.chars().next() {
        let choices: Vec<char> = match rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((choices, after)) => {
                rest = after;
                choices.chars().collect()
            }
            None => {
                rest = &rest[first.len_utf8()..];
                vec![first]
            }
        };
        if choices.iter().any(|c| !c.is_alphanumeric() && *c != '\'') {
            return None;
        }
        let longer = |string: &String| choices.iter().map(|c| format!("{string}{c}")).collect::<Vec<_>>();
        let grown: Vec<String> = strings.iter().flat_map(longer).collect();
        match rest.strip_prefix('?') {
            Some(after) => {
                rest = after;
                strings.extend(grown);
            }
            None => strings = grown,
        }
    }
    Some(strings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_expressions_are_spelled_out() {
        for (expression, expected) in [
            ("^n'?t$", Some(vec!["nt", "n't"])),
            ("^n[ou]thin'$", Some(vec!["nothin'", "nuthin'"])),
            ("^y'?$", Some(vec!["y", "y'"])),
            ("^a+$", None),
            ("^[^a]$", None),
            ("free", None),
        ] {
            let expected: Option<Vec<String>> =
                expected.map(|list| list.into_iter().map(String::from).collect());
            assert_eq!(strings_of(expression), expected, "{expression}");
        }
    }
}
