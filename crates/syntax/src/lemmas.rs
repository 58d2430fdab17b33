//! Lemmas by rule: endings are replaced until a form is listed, after exceptions.

use hashbrown::HashTable;
use model::Symbol;

use crate::ModelError;
use crate::bytes::Reader;
use crate::characters::{Characters, Set};
use crate::hash::murmur64;
use crate::lexeme::Lexicon;
use crate::texts::Texts;

/// What is known of the words of one part of speech.
#[derive(Debug)]
struct Table {
    /// The id of the part of speech in lower case.
    pos: u64,
    /// Endings and what replaces them.
    rules: Vec<(Box<str>, Box<str>)>,
    /// Irregular forms, sorted, and their lemmas in the same order, parted by line ends.
    exceptions: Texts,
    exception_lemmas: Texts,
    /// All lemmas, sorted.
    lemmas: Texts,
}

impl Table {
    fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        Ok(Self {
            pos: reader.u64()?,
            rules: reader.list(|reader| Ok((reader.text()?.into(), reader.text()?.into())))?,
            exceptions: Texts::read(reader)?,
            exception_lemmas: Texts::read(reader)?,
            lemmas: Texts::read(reader)?,
        })
    }

    /// The forms that the rules make of `lower`.
    fn replaced<'a>(&'a self, lower: &'a str) -> impl Iterator<Item = String> + 'a {
        self.rules
            .iter()
            .filter_map(|(old, new)| Some(format!("{}{new}", lower.strip_suffix(&**old)?)))
            .filter(|form| !form.is_empty())
    }

    fn exceptions(&self, lower: &str) -> impl Iterator<Item = &str> {
        let found = self.exceptions.find(lower);
        found.into_iter().flat_map(|at| self.exception_lemmas.get(at).split('\n'))
    }

    /// The lemma of a word in lower case; none if neither rule nor exception gives a form.
    fn lemma(&self, characters: &Characters, lower: &str) -> Option<String> {
        let is_word = |form: &str| form.chars().all(|c| characters.is(c, Set::Letter));
        let mut forms: Vec<String> = Vec::new();
        let mut unlisted = None;
        for form in self.replaced(lower) {
            if self.lemmas.find(&form).is_some() {
                forms.insert(0, form);
            } else if !is_word(&form) {
                forms.push(form);
            } else {
                unlisted.get_or_insert(form);
            }
        }
        for exception in self.exceptions(lower) {
            if !forms.iter().any(|form| form == exception) {
                forms.insert(0, exception.to_owned());
            }
        }
        forms.into_iter().next().or(unlisted)
    }

    fn knows(&self, lower: &str) -> bool {
        self.lemmas.find(lower).is_some()
            || self.exceptions.find(lower).is_some()
            || self.replaced(lower).any(|form| self.lemmas.find(&form).is_some())
    }
}

/// Gives words their lemmas.
#[derive(Debug)]
pub(crate) struct Lemmatizer {
    tables: Vec<Table>,
}

impl Lemmatizer {
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        Ok(Self { tables: reader.list(Table::read)? })
    }

    /// The lemma of `text` as a `pos` with the features `morph`; `lower` is the text in lower case.
    pub(crate) fn lemma(&self, lexicon: &Lexicon, text: &str, lower: &str, pos: &str, morph: &str) -> String {
        let pos = pos.to_lowercase();
        if matches!(&*pos, "" | "eol" | "space") || is_base_form(&pos, morph) {
            return lower.to_owned();
        }
        let id = lexicon.ids.id(&pos);
        match self.tables.iter().find(|table| table.pos == id) {
            None if pos == "propn" => text.to_owned(),
            None => lower.to_owned(),
            Some(table) => table.lemma(&lexicon.characters, lower).unwrap_or_else(|| text.to_owned()),
        }
    }

    /// Whether a word in lower case is a form of a listed lemma, whatever its part of speech.
    pub(crate) fn knows(&self, lower: &str) -> bool {
        self.tables.iter().any(|table| table.knows(lower))
    }
}

/// The lemmas that were asked for, each worked out once.
#[derive(Debug, Default)]
pub(crate) struct LemmaMemory {
    /// Lexeme, part of speech and morphology, and where their lemma stands in `lemmas`.
    known: HashTable<(u64, usize, usize)>,
    lemmas: String,
}

impl LemmaMemory {
    /// The lemma of a lexeme, by number, with part of speech and morphology; `find` works it out.
    pub(crate) fn lemma(
        &mut self,
        lexeme: u32,
        pos: Symbol,
        morph: Symbol,
        find: impl FnOnce() -> String,
    ) -> &str {
        let key = u64::from(lexeme) << 32 | u64::from(pos.0) << 16 | u64::from(morph.0);
        let hash = |key: u64| murmur64(&key.to_le_bytes(), 1);
        let (start, end) = match self.known.find(hash(key), |known| known.0 == key) {
            Some(&(_, start, end)) => (start, end),
            None => {
                let start = self.lemmas.len();
                self.lemmas.push_str(&find());
                let known = (key, start, self.lemmas.len());
                self.known.insert_unique(hash(key), known, |known| hash(known.0));
                (start, self.lemmas.len())
            }
        };
        &self.lemmas[start..end]
    }

    /// Forgets all.
    pub(crate) fn clear(&mut self) {
        self.known.clear();
        self.lemmas.clear();
    }
}

/// Whether the word is its own lemma, as its features tell.
fn is_base_form(pos: &str, morph: &str) -> bool {
    let feature = |name: &str| morph.split('|').find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
    let finite_present = feature("VerbForm") == Some("Fin") && feature("Tense") == Some("Pres");
    (pos == "noun" && feature("Number") == Some("Sing"))
        || (pos == "verb" && finite_present && feature("Number").is_none())
        || matches!(feature("VerbForm"), Some("Inf" | "None"))
        || feature("Degree") == Some("Pos")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_forms_are_told_by_their_features() {
        for (pos, morph, expected) in [
            ("noun", "Number=Sing", true),
            ("noun", "Number=Plur", false),
            ("propn", "Number=Sing", false),
            ("verb", "Tense=Pres|VerbForm=Fin", true),
            ("verb", "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", false),
            ("aux", "VerbForm=Inf", true),
            ("adj", "Degree=Pos", true),
            ("adj", "Degree=Cmp", false),
            ("verb", "", false),
        ] {
            assert_eq!(is_base_form(pos, morph), expected, "{pos} {morph}");
        }
    }

    #[test]
    fn lemmas_are_those_of_spacy() {
        let (Some(bytes), Some(cases)) = (crate::data::model(), crate::data::fixture("lemma_cases.jsonl"))
        else {
            return;
        };
        let model = crate::Model::from_bytes(&bytes).expect("an installed model");
        for case in cases.lines() {
            let [word, pos, morph, expected]: [String; 4] = serde_json::from_str(case).expect("a case");
            let lower = word.to_lowercase();
            assert_eq!(
                model.lemmatizer.lemma(&model.lexicon, &word, &lower, &pos, &morph),
                expected,
                "{word} {pos}"
            );
        }
    }
}
