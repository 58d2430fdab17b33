//! Which sets a character belongs to: letters, digits, marks that end a word, and so on.

/// The sets, one a line: a name, then code points or ranges in hexadecimal.
const SETS: &str = include_str!("../data/characters.txt");

/// A set of characters; see `data/README.md` for what the names mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Set {
    Prefix,
    Suffix,
    DotAfter,
    DotAfterTwo,
    Icon,
    InfixDotAfter,
    InfixDotBefore,
    Alpha,
    Alnum,
    UrlTop,
    UrlLabel,
    Word,
    Decimal,
    Space,
    Letter,
    Upper,
    Digit,
}

/// The sets by their names in the data file; the order is that of the bits in [`Sets`].
const NAMES: [(&str, Set); 17] = [
    ("prefix", Set::Prefix),
    ("suffix", Set::Suffix),
    ("dot-after", Set::DotAfter),
    ("dot-after-two", Set::DotAfterTwo),
    ("icon", Set::Icon),
    ("infix-dot-after", Set::InfixDotAfter),
    ("infix-dot-before", Set::InfixDotBefore),
    ("alpha", Set::Alpha),
    ("alnum", Set::Alnum),
    ("url-top", Set::UrlTop),
    ("url-label", Set::UrlLabel),
    ("word", Set::Word),
    ("decimal", Set::Decimal),
    ("space", Set::Space),
    ("letter", Set::Letter),
    ("upper", Set::Upper),
    ("digit", Set::Digit),
];

/// All the sets that one character belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Sets(u32);

impl Sets {
    pub(crate) fn has(self, set: Set) -> bool {
        self.0 & (1 << set as u32) != 0
    }
}

/// Looks up the sets of any character.
#[derive(Debug)]
pub(crate) struct Characters {
    ascii: [Sets; 128],
    /// From each code point up to the next one listed, all characters belong to the same sets.
    changes: Vec<(u32, Sets)>,
}

impl Characters {
    pub(crate) fn new() -> Self {
        let mut flips: Vec<(u32, u32)> = SETS.lines().flat_map(flips).collect();
        flips.sort_unstable();
        let mut changes: Vec<(u32, Sets)> = vec![(0, Sets::default())];
        let mut now = 0;
        for (at, bit) in flips {
            now ^= bit;
            match changes.last_mut() {
                Some(last) if last.0 == at => last.1 = Sets(now),
                _ => changes.push((at, Sets(now))),
            }
        }
        let mut characters = Self { ascii: [Sets::default(); 128], changes };
        characters.ascii = std::array::from_fn(|at| characters.listed(at as u32));
        characters
    }

    /// The sets that `c` belongs to.
    pub(crate) fn sets(&self, c: char) -> Sets {
        self.ascii.get(c as usize).copied().unwrap_or_else(|| self.listed(c as u32))
    }

    /// Whether `c` belongs to `set`.
    pub(crate) fn is(&self, c: char, set: Set) -> bool {
        self.sets(c).has(set)
    }

    fn listed(&self, at: u32) -> Sets {
        let after = self.changes.partition_point(|&(start, _)| start <= at);
        after.checked_sub(1).and_then(|i| self.changes.get(i)).map_or(Sets::default(), |&(_, sets)| sets)
    }
}

/// The code points at which one set begins or ends, with the set's bit.
fn flips(line: &str) -> impl Iterator<Item = (u32, u32)> {
    let mut words = line.split(' ');
    let name = words.next().unwrap_or("");
    let bit = NAMES.iter().find(|(known, _)| *known == name).map_or(0, |&(_, set)| 1 << set as u32);
    words.filter_map(range).flat_map(move |(first, last)| [(first, bit), (last + 1, bit)])
}

fn range(word: &str) -> Option<(u32, u32)> {
    let (first, last) = word.split_once('-').unwrap_or((word, word));
    Some((u32::from_str_radix(first, 16).ok()?, u32::from_str_radix(last, 16).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_belong_to_their_sets() {
        let characters = Characters::new();
        for (c, set, expected) in [
            ('\u{1c}', Set::Space, true),
            ('\u{a0}', Set::Space, true),
            ('_', Set::Space, false),
            ('Ж', Set::Upper, true),
            ('ж', Set::Upper, false),
            ('²', Set::Digit, true),
            ('²', Set::Decimal, false),
            ('٣', Set::Decimal, true),
            ('Ⅷ', Set::Letter, false),
            ('字', Set::Letter, true),
            ('(', Set::Prefix, true),
            ('-', Set::Prefix, false),
            ('|', Set::DotAfter, true),
        ] {
            assert_eq!(characters.is(c, set), expected, "{c:?} {set:?}");
        }
    }

    #[test]
    fn every_line_of_the_data_names_a_set() {
        for (line, (name, _)) in SETS.lines().zip(NAMES) {
            assert_eq!(line.split(' ').next(), Some(name));
        }
        assert_eq!(SETS.lines().count(), NAMES.len());
    }
}
