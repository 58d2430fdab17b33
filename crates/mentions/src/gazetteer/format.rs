//! The gazetteer's file: a header, an index of names, lists of candidates, fixed records, and strings.
//!
//! Numbers are little-endian. The header is the magic word, the version, a checksum of all that follows it, and the
//! lengths of the sections in their order:
//!
//! ```text
//! index     fst map: key -> the only candidate, marked by [`ONLY`], or where the list of candidates starts
//! lists     per list: count u32, record numbers u32 each
//! records   28 bytes each
//!           towns come last, in order of their GeoNames numbers
//! members   pairs of record numbers (member, region), sorted
//! strings   per string: length u8, UTF-8 bytes
//! ```

use super::GazetteerError;

pub(super) const MAGIC: &[u8; 8] = b"annalsgz";
pub(super) const VERSION: u32 = 1;
pub(super) const SECTIONS: usize = 5;
pub(super) const HEADER: usize = 8 + 4 + 4 + 8 + 8 * SECTIONS;
pub(super) const RECORD: usize = 28;
/// Stands for "no record" and "no coordinate".
pub(super) const NONE: u32 = u32::MAX;

/// Marks a value of the index that is a record number rather than the start of a list.
pub(super) const ONLY: u64 = 1 << 40;

/// One fixed record, as it lies in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    /// Offset of the name in the strings.
    pub name: u32,
    /// GeoNames' number of a town; of any other place the offset of its id in the strings.
    pub id: u32,
    /// Hundred-thousandths of a degree; [`NONE`] as `i32` where unknown.
    pub lat: i32,
    pub lon: i32,
    pub population: u32,
    /// The record that contains this one, or [`NONE`].
    pub parent: u32,
    /// ISO 3166-1 alpha-2 in ASCII, or zeros.
    pub country: [u8; 2],
    pub kind: u8,
    pub usual: u8,
}

impl Row {
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.name.to_le_bytes());
        out.extend(self.id.to_le_bytes());
        out.extend(self.lat.to_le_bytes());
        out.extend(self.lon.to_le_bytes());
        out.extend(self.population.to_le_bytes());
        out.extend(self.parent.to_le_bytes());
        out.extend(self.country);
        out.push(self.kind);
        out.push(self.usual);
    }

    /// The record number `index` of the section, if there is one.
    pub(super) fn read(records: &[u8], index: u32) -> Option<Self> {
        let start = (index as usize).checked_mul(RECORD)?;
        let bytes = records.get(start..start.checked_add(RECORD)?)?;
        Some(Self {
            name: number(bytes, 0)?,
            id: number(bytes, 4)?,
            lat: number(bytes, 8)? as i32,
            lon: number(bytes, 12)? as i32,
            population: number(bytes, 16)?,
            parent: number(bytes, 20)?,
            country: [*bytes.get(24)?, *bytes.get(25)?],
            kind: *bytes.get(26)?,
            usual: *bytes.get(27)?,
        })
    }
}

/// The number at byte `at`.
pub(super) fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u64> {
    let eight = bytes.get(at..at.checked_add(8)?)?;
    Some(u64::from_le_bytes(eight.try_into().ok()?))
}

/// The string that starts at byte `at`; empty where there is none.
pub(super) fn string(strings: &[u8], at: u32) -> &str {
    let at = at as usize;
    let text = strings.get(at).and_then(|&length| strings.get(at + 1..at + 1 + usize::from(length)));
    text.and_then(|text| std::str::from_utf8(text).ok()).unwrap_or("")
}

/// The file of these sections.
pub(super) fn file(sections: [Vec<u8>; SECTIONS]) -> Vec<u8> {
    let mut out = vec![0; HEADER];
    for section in &sections {
        out.extend_from_slice(section);
    }
    let sum = checksum(out.get(HEADER..).unwrap_or(&[]));
    let mut header = Vec::with_capacity(HEADER);
    header.extend_from_slice(MAGIC);
    header.extend(VERSION.to_le_bytes());
    header.extend((RECORD as u32).to_le_bytes());
    header.extend(sum.to_le_bytes());
    for section in &sections {
        header.extend((section.len() as u64).to_le_bytes());
    }
    out.splice(..HEADER, header);
    out
}

/// A gazetteer of the same names, after `change` to everything that lies behind the index of names.
pub fn altered(bytes: &[u8], change: impl FnOnce(&mut [u8])) -> Result<Vec<u8>, GazetteerError> {
    let (_, [index, ..]) = open(bytes)?;
    let mut altered = bytes.to_vec();
    if let Some(rest) = altered.get_mut(index.end..) {
        change(rest);
    }
    let sum = checksum(altered.get(HEADER..).unwrap_or(&[]));
    altered.splice(16..24, sum.to_le_bytes());
    Ok(altered)
}

/// Where the sections lie.
pub(super) type Layout = [std::ops::Range<usize>; SECTIONS];

/// The checksum of a file and where its sections lie, after the whole file has been checked against the checksum.
pub(super) fn open(bytes: &[u8]) -> Result<(u64, Layout), GazetteerError> {
    if bytes.get(..8) != Some(MAGIC.as_slice()) {
        return Err(GazetteerError::NotAGazetteer);
    }
    match (number(bytes, 8), number(bytes, 12)) {
        (Some(VERSION), Some(record)) if record as usize == RECORD => {}
        (Some(version), _) if version != VERSION => return Err(GazetteerError::Version { found: version }),
        _ => return Err(GazetteerError::Damaged),
    }
    let body = bytes.get(HEADER..).ok_or(GazetteerError::Damaged)?;
    let sum = checksum(body);
    if long(bytes, 16) != Some(sum) {
        return Err(GazetteerError::Damaged);
    }
    lay_out(bytes).map(|layout| (sum, layout)).ok_or(GazetteerError::Damaged)
}

fn lay_out(bytes: &[u8]) -> Option<Layout> {
    let mut ranges = Layout::default();
    let mut start = HEADER;
    for (section, range) in ranges.iter_mut().enumerate() {
        let length = usize::try_from(long(bytes, 24 + 8 * section)?).ok()?;
        let end = start.checked_add(length).filter(|&end| end <= bytes.len())?;
        *range = start..end;
        start = end;
    }
    (start == bytes.len()).then_some(ranges)
}

/// A checksum that four independent lanes make quick: damage is found before anything is believed.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut lanes = [PRIME, PRIME.rotate_left(16), PRIME.rotate_left(32), PRIME.rotate_left(48)];
    let blocks = bytes.chunks_exact(32);
    let rest = blocks.remainder();
    for block in blocks {
        for (lane, word) in lanes.iter_mut().zip(block.chunks_exact(8)) {
            *lane = mix(*lane, word);
        }
    }
    for word in rest.chunks(8) {
        lanes[0] = mix(lanes[0], word);
    }
    lanes.iter().fold(bytes.len() as u64, |sum, lane| (sum ^ lane).wrapping_mul(PRIME).rotate_left(29))
}

fn mix(lane: u64, word: &[u8]) -> u64 {
    let mut eight = [0; 8];
    eight.iter_mut().zip(word).for_each(|(to, from)| *to = *from);
    (lane ^ u64::from_le_bytes(eight)).wrapping_mul(0xD6E8_FEB8_6659_FD93).rotate_left(31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let row = Row {
            name: 7,
            id: 9,
            lat: -3_633_500,
            lon: 4_311_889,
            population: 1_683_000,
            parent: NONE,
            country: *b"IQ",
            kind: 3,
            usual: 1,
        };
        let mut bytes = Vec::new();
        row.write(&mut bytes);
        assert_eq!(bytes.len(), RECORD);
        assert_eq!(Row::read(&bytes, 0), Some(row));
        assert_eq!(Row::read(&bytes, 1), None);
        assert_eq!(Row::read(&bytes, NONE), None);
    }

    #[test]
    fn the_checksum_sees_every_byte() {
        let bytes: Vec<u8> = (0..100).collect();
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert_ne!(checksum(&bytes), checksum(&damaged), "byte {at}");
        }
    }
}
