//! Mentions in order of text, found by the tokens that they are of.

use std::collections::BTreeMap;
use std::ops::Deref;

/// A thing that is looked up by tokens.
pub trait OfTokens {
    /// The indices of the tokens by which it is found.
    fn found_by(&self) -> impl Iterator<Item = usize>;
}

impl<T: OfTokens> OfTokens for &T {
    fn found_by(&self) -> impl Iterator<Item = usize> {
        (**self).found_by()
    }
}

/// A list that knows which of its things are found by each token.
#[derive(Debug, Clone, PartialEq)]
pub struct ByToken<T> {
    listed: Vec<T>,
    /// By token: the number of the first thing of it, plus one; 0 where there is none.
    first: Vec<u32>,
    /// Tokens with the numbers of their further things, in order of the list.
    further: BTreeMap<usize, Vec<u32>>,
}

impl<T> ByToken<T> {
    /// The first thing of token `i`.
    pub fn of(&self, i: usize) -> Option<&T> {
        let number = self.first.get(i)?.checked_sub(1)?;
        self.listed.get(number as usize)
    }

    /// The things that any of these tokens finds, each once and in order of the list.
    pub fn among(&self, tokens: impl IntoIterator<Item = usize>) -> impl Iterator<Item = &T> {
        let mut numbers: Vec<u32> = tokens.into_iter().flat_map(|token| self.numbers(token)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into_iter().filter_map(|number| self.listed.get(number as usize))
    }

    /// The numbers of the things of a token.
    fn numbers(&self, token: usize) -> impl Iterator<Item = u32> + '_ {
        let first = self.first.get(token).and_then(|number| number.checked_sub(1));
        first.into_iter().chain(self.further.get(&token).into_iter().flatten().copied())
    }

    /// The things, to be changed in anything but their tokens.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.listed.iter_mut()
    }
}

impl<T: OfTokens> ByToken<T> {
    /// Adds a thing at the end.
    pub fn push(&mut self, thing: T) {
        let number = self.listed.len() as u32;
        for token in thing.found_by() {
            if self.first.len() <= token {
                self.first.resize(token + 1, 0);
            }
            match self.first[token] {
                0 => self.first[token] = number + 1,
                _ => self.further.entry(token).or_default().push(number),
            }
        }
        self.listed.push(thing);
    }
}

impl<T> Default for ByToken<T> {
    fn default() -> Self {
        Self { listed: Vec::new(), first: Vec::new(), further: BTreeMap::new() }
    }
}

impl<T> Deref for ByToken<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.listed
    }
}

impl<T: OfTokens> Extend<T> for ByToken<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, things: I) {
        things.into_iter().for_each(|thing| self.push(thing));
    }
}

impl<T: OfTokens> FromIterator<T> for ByToken<T> {
    fn from_iter<I: IntoIterator<Item = T>>(things: I) -> Self {
        let mut list = Self::default();
        list.extend(things);
        list
    }
}

impl<T: OfTokens> From<Vec<T>> for ByToken<T> {
    fn from(things: Vec<T>) -> Self {
        things.into_iter().collect()
    }
}

impl<'a, T> IntoIterator for &'a ByToken<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.listed.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq)]
    struct Pair(usize, usize);

    impl OfTokens for Pair {
        fn found_by(&self) -> impl Iterator<Item = usize> {
            [self.0, self.1].into_iter()
        }
    }

    #[test]
    fn the_first_thing_of_a_token_is_found() {
        let pairs: ByToken<Pair> = vec![Pair(3, 5), Pair(5, 0)].into();
        assert_eq!(pairs.of(5), Some(&Pair(3, 5)));
        assert_eq!(pairs.of(0), Some(&Pair(5, 0)));
        assert_eq!((pairs.of(1), pairs.of(9)), (None, None));
    }

    #[test]
    fn all_things_of_some_tokens_are_found_once_and_in_order() {
        let pairs: ByToken<Pair> = vec![Pair(3, 5), Pair(5, 0), Pair(7, 8), Pair(5, 5)].into();
        let found = |tokens: &[usize]| -> Vec<usize> {
            let all = pairs.among(tokens.iter().copied());
            all.filter_map(|pair| pairs.iter().position(|other| std::ptr::eq(pair, other))).collect()
        };
        assert_eq!(found(&[5]), [0, 1, 3]);
        assert_eq!(found(&[8, 0, 7, 3]), [0, 1, 2]);
        assert!(found(&[1, 99]).is_empty());
    }
}
