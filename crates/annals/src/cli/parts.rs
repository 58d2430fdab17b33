//! The bytes of an input in parts, so that none is held whole that is longer than any report.

use std::io::{self, BufRead, Read};

use ingest::{Format, Layout, MAX_REPORT_BYTES, MAX_ROW_BYTES, Options, Reading};
use jiff::civil::Date;

/// Rows are handed on when there are as many bytes of them.
const PART_BYTES: usize = 1 << 20;

/// Some of an input, in the order of the input: the whole of a text, or whole rows.
#[derive(Debug)]
pub struct Part {
    bytes: Vec<u8>,
    format: Format,
    /// Lines of the input before this part.
    n_lines_before: usize,
}

impl Part {
    /// The reports of the part, and what was refused with its line in the whole input.
    pub fn read(&self, name: &str, published: Option<Date>, layout: &Layout) -> Reading {
        let mut reading =
            ingest::read(&self.bytes, name, &Options { format: self.format, published, layout });
        for line in reading.refused.iter_mut().filter_map(|refused| refused.line.as_mut()) {
            *line += self.n_lines_before;
        }
        reading
    }
}

/// Reads an input part by part. A text, or a row, that is longer than any that is read is cut off behind the limit:
/// `ingest` refuses what is left of it.
pub struct Parts {
    reader: Box<dyn BufRead>,
    format: Format,
    n_lines: usize,
    is_done: bool,
}

impl Parts {
    /// The parts of what `reader` gives; without a known format, of the one that its beginning shows.
    pub fn of(reader: impl BufRead + 'static, format: Option<Format>) -> io::Result<Self> {
        let parts = |reader, format| Self { reader, format, n_lines: 0, is_done: false };
        if let Some(format) = format {
            return Ok(parts(Box::new(reader), format));
        }
        let mut reader = reader;
        let mut head = Vec::new();
        reader.by_ref().take(MAX_REPORT_BYTES as u64 + 1).read_to_end(&mut head)?;
        let format = Format::of_bytes(&head);
        Ok(parts(Box::new(io::Cursor::new(head).chain(reader)), format))
    }

    fn next_part(&mut self) -> io::Result<Part> {
        let n_lines_before = self.n_lines;
        let mut bytes = Vec::new();
        if self.format == Format::Jsonl {
            while !self.is_done && bytes.len() < PART_BYTES {
                self.is_done = !self.read_row(&mut bytes)?;
            }
        } else {
            self.reader.by_ref().take(MAX_REPORT_BYTES as u64 + 1).read_to_end(&mut bytes)?;
            self.is_done = true;
        }
        Ok(Part { bytes, format: self.format, n_lines_before })
    }

    /// Appends one row with its line end; false at the end of the input.
    fn read_row(&mut self, rows: &mut Vec<u8>) -> io::Result<bool> {
        let n = self.reader.by_ref().take(MAX_ROW_BYTES as u64 + 1).read_until(b'\n', rows)?;
        if n > MAX_ROW_BYTES && !rows.ends_with(b"\n") {
            self.reader.skip_until(b'\n')?;
            rows.push(b'\n');
        }
        self.n_lines += 1;
        Ok(n > 0)
    }
}

impl Iterator for Parts {
    type Item = io::Result<Part>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_done {
            return None;
        }
        let part = self.next_part();
        self.is_done |= part.is_err();
        Some(part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(bytes: Vec<u8>, format: Option<Format>) -> Vec<Part> {
        let parts = Parts::of(io::Cursor::new(bytes), format).expect("a reader");
        parts.map(|part| part.expect("bytes")).collect()
    }

    #[test]
    fn a_text_is_one_part_cut_off_behind_the_limit() {
        let short = parts(b"Shells fell.".to_vec(), None);
        assert_eq!(short.iter().map(|part| part.bytes.as_slice()).collect::<Vec<_>>(), [b"Shells fell."]);
        assert_eq!(parts(Vec::new(), Some(Format::Text)).len(), 1);
        let long = parts(vec![b'a'; 2 * MAX_REPORT_BYTES], None);
        assert_eq!(long.iter().map(|part| part.bytes.len()).collect::<Vec<_>>(), [MAX_REPORT_BYTES + 1]);
    }

    #[test]
    fn rows_come_in_parts_of_whole_lines() {
        let row = format!("{{\"text\":\"{}\"}}\r\n", "a".repeat(300_000));
        let parts = parts(row.repeat(9).into_bytes(), None);
        assert!(parts.iter().all(|part| part.format == Format::Jsonl && part.bytes.len() % row.len() == 0));
        assert_eq!(parts.iter().map(|part| part.n_lines_before).collect::<Vec<_>>(), [0, 4, 8]);
    }

    #[test]
    fn a_row_without_end_is_cut_off_and_the_next_one_is_whole() {
        let rows = [vec![b'{'; 3 * MAX_ROW_BYTES], b"\n{}".to_vec()].concat();
        let parts = parts(rows, Some(Format::Jsonl));
        let rows: Vec<usize> =
            parts.iter().flat_map(|part| part.bytes.split(|&byte| byte == b'\n')).map(<[u8]>::len).collect();
        assert_eq!(rows, [MAX_ROW_BYTES + 1, 0, 2]);
        assert_eq!(parts.iter().map(|part| part.n_lines_before).collect::<Vec<_>>(), [0, 1]);
    }
}
