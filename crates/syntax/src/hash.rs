//! Names become numbers: ids of strings, and the rows of the embedding tables that an id selects.

use hashbrown::HashTable;

/// Strings whose id is a number of spaCy's own, instead of a hash.
const RESERVED: &str = include_str!("../data/reserved.tsv");

/// Gives every string its id.
#[derive(Debug)]
pub(crate) struct StringIds {
    reserved: HashTable<(&'static str, u64)>,
}

impl StringIds {
    pub(crate) fn new() -> Self {
        let mut reserved = HashTable::with_capacity(512);
        for (name, id) in RESERVED.lines().filter_map(|line| line.split_once('\t')) {
            let id = id.parse().unwrap_or(0);
            reserved.insert_unique(murmur64(name.as_bytes(), 1), (name, id), |(name, _)| {
                murmur64(name.as_bytes(), 1)
            });
        }
        Self { reserved }
    }

    /// The id of a string: 0 if it is empty, its number if it is reserved, else its hash.
    pub(crate) fn id(&self, text: &str) -> u64 {
        if text.is_empty() {
            return 0;
        }
        let hash = murmur64(text.as_bytes(), 1);
        self.reserved.find(hash, |(name, _)| *name == text).map_or(hash, |&(_, id)| id)
    }
}

/// MurmurHash64A.
pub(crate) fn murmur64(bytes: &[u8], seed: u64) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mut hash = seed ^ (bytes.len() as u64).wrapping_mul(M);
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        let word = u64::from_le_bytes(*word).wrapping_mul(M);
        hash = (hash ^ (word ^ (word >> 47)).wrapping_mul(M)).wrapping_mul(M);
    }
    if !rest.is_empty() {
        let rest = rest.iter().rev().fold(0, |sum, &byte| (sum << 8) | u64::from(byte));
        hash = (hash ^ rest).wrapping_mul(M);
    }
    hash = (hash ^ (hash >> 47)).wrapping_mul(M);
    hash ^ (hash >> 47)
}

/// The four numbers that select rows of an embedding table for `key`: MurmurHash3 (x64, 128 bits) of its eight bytes.
pub(crate) fn buckets(key: u64, seed: u64) -> [u32; 4] {
    let mut low = key.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    low ^= seed ^ 8;
    let mut high = seed ^ 8;
    low = low.wrapping_add(high);
    high = high.wrapping_add(low);
    low = spread(low);
    high = spread(high);
    low = low.wrapping_add(high);
    high = high.wrapping_add(low);
    [low as u32, (low >> 32) as u32, high as u32, (high >> 32) as u32]
}

fn spread(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_strings_are_hashed_and_reserved_ones_are_not() {
        let ids = StringIds::new();
        assert_eq!(ids.id(""), 0);
        assert_eq!(ids.id("the"), 0x670e_66a6_3573_9a92);
        assert_eq!(ids.id("123456789"), 0x1c8a_c7c7_d0fc_5cf9);
        assert_eq!(ids.id("X"), 0x65);
        assert_eq!(ids.id("mark"), 0x1a7);
    }

    #[test]
    fn a_key_selects_four_buckets() {
        assert_eq!(buckets(0, 8), [0; 4]);
        assert_eq!(buckets(1, 8), [1_161_550_108, 2_247_783_286, 1_742_325_162, 1_224_191_281]);
    }

    #[derive(serde::Deserialize)]
    struct Cases {
        string_ids: Vec<(String, String)>,
        buckets: Vec<(String, u64, [u32; 4])>,
    }

    fn hexadecimal(digits: &str) -> u64 {
        u64::from_str_radix(digits, 16).expect("hexadecimal digits")
    }

    #[test]
    fn hashes_are_those_of_spacy() {
        let Some(cases) = crate::data::fixture("hash_cases.json") else { return };
        let cases: Cases = serde_json::from_str(&cases).expect("cases");
        let ids = StringIds::new();
        for (text, id) in &cases.string_ids {
            assert_eq!(ids.id(text), hexadecimal(id), "{text:?}");
        }
        for (key, seed, expected) in &cases.buckets {
            assert_eq!(buckets(hexadecimal(key), *seed), *expected);
        }
    }
}
