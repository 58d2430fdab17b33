//! Many short strings end to end: quick to load, and to search where they are sorted.

use crate::ModelError;
use crate::bytes::{Reader, Writer};

/// Strings by number.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    /// Where each string ends in `joined`.
    ends: Vec<u32>,
    joined: String,
}

impl Texts {
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        Ok(Self { ends: reader.u32s()?, joined: reader.text()?.to_owned() })
    }

    /// Writes strings in the form that [`Texts::read`] takes.
    pub(crate) fn write<'a>(writer: &mut Writer, texts: impl Iterator<Item = &'a str> + Clone) {
        let mut end = 0;
        let ends: Vec<usize> = texts
            .clone()
            .map(|text| {
                end += text.len();
                end
            })
            .collect();
        writer.list(ends, Writer::size);
        writer.text(&texts.collect::<String>());
    }

    /// The number of strings.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The string with number `index`; empty if there is none.
    pub(crate) fn get(&self, index: usize) -> &str {
        let end = |i: usize| self.ends.get(i).map_or(0, |&end| end as usize);
        let start = index.checked_sub(1).map_or(0, end);
        self.joined.get(start..end(index)).unwrap_or("")
    }

    /// The number of `text` among strings that are sorted.
    pub(crate) fn find(&self, text: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.get(middle).cmp(text) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(words: &[&str]) -> Texts {
        let mut writer = Writer::default();
        Texts::write(&mut writer, words.iter().copied());
        Texts::read(&mut Reader(&writer.0)).expect("what was written")
    }

    #[test]
    fn strings_are_found_by_number_and_by_text() {
        let texts = texts(&["", "bee", "beetle", "été"]);
        for (index, word) in ["", "bee", "beetle", "été"].into_iter().enumerate() {
            assert_eq!(texts.get(index), word);
            assert_eq!(texts.find(word), Some(index));
        }
        assert_eq!(texts.get(4), "");
        assert_eq!(texts.find("be"), None);
    }
}
