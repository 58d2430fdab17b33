//! Names as keys: one spelling for all the ways in which a name is written.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a key of the index stands for. The mark keeps the kinds of keys apart in one index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyKind {
    /// A name of a place.
    Name,
    /// A word for a country's people ("Iraqi").
    Adjective,
    /// A short form that stands only after a town's name and a comma ("La.").
    Abbreviation,
    /// An article that names carry or drop ("al").
    Article,
    /// A gazetteer id that is no number of GeoNames.
    Id,
}

impl KeyKind {
    fn mark(self) -> char {
        match self {
            Self::Name => '=',
            Self::Adjective => '~',
            Self::Abbreviation => ',',
            Self::Article => '%',
            Self::Id => '#',
        }
    }

    /// The key of the index for a name, adjective or abbreviation as written, or for an id.
    pub(super) fn key(self, written: &str) -> String {
        let folded = match self {
            Self::Id | Self::Article => written.to_owned(),
            Self::Abbreviation => written.chars().filter(|c| c.is_alphanumeric()).collect(),
            Self::Name | Self::Adjective => acronym(written).unwrap_or_else(|| fold(written)),
        };
        let mut key = String::with_capacity(folded.len() + 1);
        key.push(self.mark());
        key.push_str(&folded);
        key
    }
}

/// The letters of a short form in capitals ("U.S.", "DRC"), which keeps its case: "us" is a pronoun.
pub(super) fn acronym(written: &str) -> Option<String> {
    let letters = || written.bytes().filter(|&byte| byte != b'.');
    let short = letters().all(|byte| byte.is_ascii_uppercase()) && (2..=3).contains(&letters().count());
    short.then(|| letters().map(char::from).collect())
}

/// A name without case, diacritics, apostrophes, full stops and hyphens, and without a leading "the".
pub(super) fn fold(written: &str) -> String {
    let mut folded = String::with_capacity(written.len());
    if written.is_ascii() {
        written.bytes().for_each(|byte| push(&mut folded, char::from(byte.to_ascii_lowercase())));
    } else {
        let letters = written.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
        letters.for_each(|c| push(&mut folded, c));
    }
    folded.truncate(folded.trim_end().len());
    if folded.starts_with(ARTICLE) {
        folded.drain(..ARTICLE.len());
    }
    folded
}

/// What names begin with or not in English.
const ARTICLE: &str = "the ";

/// Adds what a key has of a character in lower case.
fn push(folded: &mut String, c: char) {
    match c {
        // Some of these marks of romanisation count as letters in Unicode, but not in English.
        '.' | '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | '`' | '´' | '′' | 'ʹ' | 'ʺ' | 'ˈ' | 'ʽ' =>
            {}
        c if c.is_alphanumeric() => push_letter(folded, c),
        _ if folded.ends_with(' ') || folded.is_empty() => {}
        _ => folded.push(' '),
    }
}

/// Letters that Unicode does not take apart but that English writes plainly.
fn push_letter(folded: &mut String, c: char) {
    match c {
        'ł' => folded.push('l'),
        'ø' => folded.push('o'),
        'đ' | 'ð' => folded.push('d'),
        'ı' => folded.push('i'),
        'ə' => folded.push('a'),
        'ŋ' => folded.push('n'),
        'ß' => folded.push_str("ss"),
        'æ' => folded.push_str("ae"),
        'œ' => folded.push_str("oe"),
        'þ' => folded.push_str("th"),
        c => folded.push(c),
    }
}

/// Whether a name of the sources is one that a text may use: codes in capitals and machine romanisations are none.
pub(super) fn is_written_name(name: &str) -> bool {
    let latin = name.chars().any(|c| c.is_ascii_alphabetic());
    let mixed = name.chars().any(char::is_lowercase) && name.chars().any(char::is_uppercase);
    name.chars().count() >= 2 && (!latin || mixed)
}

/// A folded name without its article, if it has one and enough is left to be a name.
pub(super) fn without_article<'n>(folded: &'n str, is_article: &dyn Fn(&str) -> bool) -> Option<&'n str> {
    let (first, bare) = folded.split_once(' ')?;
    (bare.chars().count() >= 3 && is_article(first)).then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_key_for_all_spellings() {
        let check = |written: &str, key: &str| assert_eq!(fold(written), key, "{written}");
        check("Bogotá", "bogota");
        check("Al Mawşil", "al mawsil");
        check("Deir ez-Zor", "deir ez zor");
        check("Ta'izz", "taizz");
        check("Tāʻizz", "taizz");
        check("The Gambia", "gambia");
        check("Port-au-Prince", "port au prince");
        check("Łódź", "lodz");
        check("St. Louis", "st louis");
        check("Hồ Chí Minh", "ho chi minh");
        check(" - ", "");
    }

    #[test]
    fn short_forms_keep_their_capitals() {
        assert_eq!(KeyKind::Name.key("U.S."), "=US");
        assert_eq!(KeyKind::Name.key("us"), "=us");
        assert_eq!(KeyKind::Name.key("Us"), "=us");
        assert_eq!(KeyKind::Abbreviation.key("N.Y."), ",NY");
    }

    #[test]
    fn codes_and_romanisations_are_no_names() {
        assert!(is_written_name("Mosul"));
        assert!(is_written_name("al-Mawsil"));
        assert!(is_written_name("الموصل"));
        assert!(!is_written_name("OSM"));
        assert!(!is_written_name("almwsl"));
        assert!(!is_written_name(""));
    }

    #[test]
    fn an_article_may_be_left_off() {
        let check = |folded: &str, bare: Option<&str>| {
            assert_eq!(without_article(folded, &|word| word == "al"), bare, "{folded}");
        };
        check("al fashir", Some("fashir"));
        check("alma ata", None);
        check("al a", None);
        check("al", None);
    }
}
