//! Rules that turn tags into parts of speech and morphology, and mend single words.

use std::collections::BTreeMap;

use model::{Symbol, Symbols};

use crate::ModelError;
use crate::bytes::Reader;
use crate::hash::StringIds;

/// What a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Attribute {
    Tag,
    Lower,
    Dep,
    IsSpace,
}

impl Attribute {
    /// All, with their names in spaCy's files, in the order of their numbers in a packed model.
    pub(crate) const NAMED: [(&str, Self); 4] =
        [("TAG", Self::Tag), ("LOWER", Self::Lower), ("DEP", Self::Dep), ("IS_SPACE", Self::IsSpace)];
}

/// What a rule can set, by its name in spaCy's files, in the order of the numbers in a packed model.
pub(crate) const SETTINGS: [&str; 5] = ["TAG", "POS", "MORPH", "DEP", "LEMMA"];

/// What rules look at in one token: numbers of labels, the id of the word in lower case, 1 for whitespace.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen {
    pub(crate) tag: Symbol,
    pub(crate) lower: u64,
    pub(crate) dep: Symbol,
    pub(crate) is_space: bool,
}

impl Seen {
    fn get(&self, attribute: Attribute) -> u64 {
        match attribute {
            Attribute::Tag => u64::from(self.tag.0),
            Attribute::Lower => self.lower,
            Attribute::Dep => u64::from(self.dep.0),
            Attribute::IsSpace => u64::from(self.is_space),
        }
    }
}

/// What a rule does to a token.
#[derive(Debug)]
pub(crate) enum Setting {
    Tag(Symbol),
    Pos(Symbol),
    Morph(Symbol),
    Dep(Symbol),
    Lemma(Box<str>),
}

impl Setting {
    fn read(reader: &mut Reader<'_>, symbols: &mut Symbols) -> Result<Self, ModelError> {
        let (kind, value) = (reader.byte()? as usize, reader.text()?);
        match SETTINGS.get(kind) {
            Some(&"TAG") => Ok(Self::Tag(symbols.intern(value))),
            Some(&"POS") => Ok(Self::Pos(symbols.intern(value))),
            Some(&"MORPH") => Ok(Self::Morph(symbols.intern(value))),
            Some(&"DEP") => Ok(Self::Dep(symbols.intern(value))),
            Some(&"LEMMA") => Ok(Self::Lemma(value.into())),
            _ => Err(ModelError::Damaged("a rule sets something unknown")),
        }
    }
}

/// A rule that holds, and the token that it changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hit {
    rule: usize,
    pub(crate) token: usize,
}

/// One condition: the attribute is, or is not, one of the values.
#[derive(Debug)]
struct Test {
    attribute: Attribute,
    is_one: bool,
    values: Vec<u64>,
}

impl Test {
    fn read(reader: &mut Reader<'_>, symbols: &mut Symbols, ids: &StringIds) -> Result<Self, ModelError> {
        let (_, attribute) = *Attribute::NAMED
            .get(reader.byte()? as usize)
            .ok_or(ModelError::Damaged("a rule looks at something unknown"))?;
        let is_one = reader.byte()? == 1;
        let values = reader.list(|reader| {
            let text = reader.text()?;
            Ok(match attribute {
                Attribute::Tag | Attribute::Dep => u64::from(symbols.intern(text).0),
                Attribute::Lower => ids.id(text),
                Attribute::IsSpace => u64::from(text == "true"),
            })
        })?;
        Ok(Self { attribute, is_one, values })
    }

    fn holds(&self, seen: &Seen) -> bool {
        self.values.contains(&seen.get(self.attribute)) == self.is_one
    }
}

/// Conditions on one or two tokens in a row; the rule changes the one at `target`, counted from the first.
#[derive(Debug)]
struct Pattern {
    rule: usize,
    target: usize,
    tests: Vec<Vec<Test>>,
}

impl Pattern {
    fn holds(&self, seen: &[Seen]) -> bool {
        seen.len() >= self.tests.len()
            && self.tests.iter().zip(seen).all(|(tests, seen)| tests.iter().all(|test| test.holds(seen)))
    }

    /// The values of `attribute` without which the pattern cannot hold.
    fn needs(&self, attribute: Attribute) -> Option<&[u64]> {
        let tests = self.tests.first()?;
        tests
            .iter()
            .find(|test| test.attribute == attribute && test.is_one)
            .map(|test| test.values.as_slice())
    }
}

/// What patterns are looked up by, the most telling first.
const INDEXED: [Attribute; 3] = [Attribute::Lower, Attribute::Tag, Attribute::Dep];

/// The rules, in their order.
#[derive(Debug)]
pub(crate) struct Rules {
    patterns: Vec<Pattern>,
    settings: Vec<Vec<Setting>>,
    /// Patterns by what their first token must have: a word, else a tag, else a label.
    index: BTreeMap<(Attribute, u64), Vec<usize>>,
    /// Patterns whose first token may have any.
    others: Vec<usize>,
}

impl Rules {
    pub(crate) fn read(
        reader: &mut Reader<'_>,
        symbols: &mut Symbols,
        ids: &StringIds,
    ) -> Result<Self, ModelError> {
        let (mut rules, mut patterns) = (0, Vec::new());
        let settings = reader.list(|reader| {
            let target = reader.byte()? as usize;
            patterns.extend(reader.list(|reader| {
                let tests = reader.list(|reader| reader.list(|reader| Test::read(reader, symbols, ids)))?;
                Ok(Pattern { rule: rules, target, tests })
            })?);
            rules += 1;
            reader.list(|reader| Setting::read(reader, symbols))
        })?;
        if patterns.iter().any(|pattern| pattern.target >= pattern.tests.len()) {
            return Err(ModelError::Damaged("a rule changes a token that it does not look at"));
        }
        Ok(Self::indexed(patterns, settings))
    }

    fn indexed(patterns: Vec<Pattern>, settings: Vec<Vec<Setting>>) -> Self {
        let mut rules = Self { patterns, settings, index: BTreeMap::new(), others: Vec::new() };
        for (at, pattern) in rules.patterns.iter().enumerate() {
            let needs = |attribute| pattern.needs(attribute).map(|values| (attribute, values));
            match INDEXED.into_iter().find_map(needs) {
                None => rules.others.push(at),
                Some((attribute, values)) => {
                    for &value in values {
                        rules.index.entry((attribute, value)).or_default().push(at);
                    }
                }
            }
        }
        rules
    }

    /// Puts into `hits` the rules that hold, each with the first token, in the order in which they are to be applied.
    ///
    /// All look at the document as it is before any of them is applied.
    pub(crate) fn find(&self, seen: &[Seen], hits: &mut Vec<Hit>) {
        hits.clear();
        for (first, token) in seen.iter().enumerate() {
            let listed = INDEXED.into_iter().filter_map(|by| self.index.get(&(by, token.get(by))));
            for &at in listed.flatten().chain(&self.others) {
                let pattern = &self.patterns[at];
                if pattern.holds(&seen[first..]) {
                    hits.push(Hit { rule: pattern.rule, token: first + pattern.target });
                }
            }
        }
        hits.sort_unstable();
        hits.dedup();
    }

    /// What the rule of a hit sets.
    pub(crate) fn settings(&self, hit: Hit) -> &[Setting] {
        &self.settings[hit.rule]
    }
}
