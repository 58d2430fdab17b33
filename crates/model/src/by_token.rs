//! Mentions in order of text, found by the tokens that they are of.

use std::ops::Deref;

/// A thing that is looked up by tokens.
pub trait OfTokens {
    /// The indices of the tokens by which it is found.
    fn found_by(&self) -> impl Iterator<Item = usize>;
}

/// A list that knows which of its things is the first of each token.
#[derive(Debug, Clone, PartialEq)]
pub struct ByToken<T> {
    listed: Vec<T>,
    /// By token: the number of the first thing of it, plus one; 0 where there is none.
    first: Vec<u32>,
}

impl<T> ByToken<T> {
    /// The first thing of token `i`.
    pub fn of(&self, i: usize) -> Option<&T> {
        let number = self.first.get(i)?.checked_sub(1)?;
        self.listed.get(number as usize)
    }

    /// The things, to be changed in anything but their tokens.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.listed.iter_mut()
    }
}

impl<T: OfTokens> ByToken<T> {
    /// Adds a thing at the end.
    pub fn push(&mut self, thing: T) {
        let number = self.listed.len() as u32 + 1;
        for token in thing.found_by() {
            if self.first.len() <= token {
                self.first.resize(token + 1, 0);
            }
            if self.first[token] == 0 {
                self.first[token] = number;
            }
        }
        self.listed.push(thing);
    }
}

impl<T> Default for ByToken<T> {
    fn default() -> Self {
        Self { listed: Vec::new(), first: Vec::new() }
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
}
