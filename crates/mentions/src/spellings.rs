//! How nouns are listed: in the singular, alone or with the word before them.

use std::borrow::Cow;

use model::Parse;

use crate::words::FirstLetters;

/// What `find` makes of the noun at token `i`, by the first form that it may be listed as and that `find` knows: with the
/// word before it, then alone, the plural before the singular.
pub fn look_up<T>(parse: &Parse, i: usize, mut find: impl FnMut(&str) -> Option<T>) -> Option<T> {
    let before = i.checked_sub(1).map_or("", |before| parse.lower(before));
    let (lower, lemma) = (parse.lower(i), lower_lemma(parse, i));
    let other = Some((&*lemma, "")).filter(|(lemma, _)| *lemma != lower);
    let mut spelling = String::with_capacity(before.len() + lower.len() + lemma.len() + 2);
    for beside in [Some(before), None] {
        for (stem, ending) in stems(lower).chain(other) {
            spelling.clear();
            for part in beside.into_iter().chain(beside.map(|_| " ")).chain([stem, ending]) {
                spelling.push_str(part);
            }
            if let Some(found) = find(&spelling) {
                return Some(found);
            }
        }
    }
    None
}

/// The lemma of token `i`: that of a name may hold capitals.
fn lower_lemma(parse: &Parse, i: usize) -> Cow<'_, str> {
    let lemma = parse.lemma(i);
    let is_lower = lemma.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { Cow::from(lemma) } else { Cow::from(lemma.to_lowercase()) }
}

/// All that the noun at token `i` may be listed as, in the order of [`look_up`].
pub fn spellings(parse: &Parse, i: usize) -> Vec<String> {
    let mut all = Vec::new();
    look_up(parse, i, |spelling| {
        all.push(spelling.to_owned());
        None::<()>
    });
    all
}

/// The word and what it may be the plural of, likeliest first. Lemmas are not asked, because the model gets some of them wrong.
pub fn singulars(word: &str) -> impl Iterator<Item = Cow<'_, str>> {
    stems(word)
        .map(|(stem, ending)| if ending.is_empty() { stem.into() } else { format!("{stem}{ending}").into() })
}

/// Endings of plurals, each with that of the singular.
const PLURALS: [(&str, &str); 8] =
    [("", ""), ("s", ""), ("ies", "y"), ("es", ""), ("ves", "f"), ("ves", "fe"), ("men", "man"), ("'s", "")];

/// As [`singulars`], each in two parts.
fn stems(word: &str) -> impl Iterator<Item = (&str, &'static str)> {
    let may_be_plural = word.ends_with(['s', 'n']);
    PLURALS[..if may_be_plural { PLURALS.len() } else { 1 }]
        .iter()
        .filter_map(move |&(plural, singular)| Some((word.strip_suffix(plural)?, singular)))
        .filter(|(stem, ending)| !(stem.is_empty() && ending.is_empty()))
}

/// How the nouns of a list begin, themselves and in the plural: that tells of most nouns that [`look_up`] would spell them in vain.
#[derive(Debug, Default)]
pub struct Beginnings(FirstLetters);

impl Beginnings {
    /// Of words, or pairs of words, of which the second one is the noun.
    pub fn of<'a>(entries: impl IntoIterator<Item = &'a String>) -> Self {
        let mut letters = FirstLetters::default();
        for entry in entries {
            let noun = entry.rsplit(' ').next().unwrap_or(entry);
            letters.add(noun);
            // The plural of a short noun may begin otherwise: "men".
            for (plural, singular) in PLURALS {
                if let Some(stem) = noun.strip_suffix(singular).filter(|stem| stem.len() < 2) {
                    letters.add(&format!("{stem}{plural}"));
                }
            }
        }
        Self(letters)
    }

    /// Whether `look_up` may find token `i` in the list; where not, it would not.
    pub fn may_list(&self, parse: &Parse, i: usize) -> bool {
        self.0.may_have(parse.lower(i)) || self.0.may_have(&lower_lemma(parse, i))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::frozen;

    #[test]
    fn a_noun_that_is_listed_begins_like_its_list() {
        let list = ["man", "woman", "body", "air force", "missile", "person", "life"].map(str::to_owned);
        let beginnings = Beginnings::of(&list);
        let mut n_passed_over = 0;
        for (text, n_listed) in [
            ("The bodies of 9 women were found in a shallow grave.", 2),
            ("The ministry said the air force dropped barrel bombs.", 1),
            ("At least 12 were killed when missiles struck apartment buildings.", 1),
        ] {
            let parse = frozen(include_str!("../../../tests/parses/people.jsonl"), text);
            let is_listed = |i: &usize| {
                look_up(&parse, *i, |spelling| list.contains(&spelling.to_owned()).then_some(())).is_some()
            };
            let (may, may_not): (Vec<usize>, _) =
                (0..parse.len()).partition(|&i| beginnings.may_list(&parse, i));
            assert_eq!(may.iter().filter(|i| is_listed(i)).count(), n_listed, "{text}");
            assert!(!may_not.iter().any(is_listed), "{text}");
            n_passed_over += may_not.len();
        }
        assert!(n_passed_over > 20, "only {n_passed_over} words were passed over");
        for (singular, plural) in [("man", "men"), ("wife", "wives")] {
            assert!(Beginnings::of(&[singular.to_owned()]).0.may_have(plural), "{plural}");
        }
    }
}
