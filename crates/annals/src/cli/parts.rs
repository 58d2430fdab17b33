//! The bytes of an input in parts, so that none is held whole that is longer than any report.

use std::io::{self, BufRead, Read};

use ingest::{Columns, Format, MAX_REPORT_BYTES, MAX_ROW_BYTES, Options, Reading, RowEnds};

/// Rows are handed on when there are as many bytes of them.
const PART_BYTES: usize = 1 << 20;

/// What is looked at of an input whose name says what it is: enough for what cannot be mistaken, and for the names of columns.
const KNOWN: usize = 1 << 16;

/// Some of an input, in the order of the input: the whole of it, or whole rows.
#[derive(Debug)]
pub struct Part {
    bytes: Vec<u8>,
    format: Format,
    /// Lines of the input before this part.
    n_lines_before: usize,
}

impl Part {
    /// What its bytes are written in.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The reports of the part, and what was refused with its line in the whole input.
    pub fn read(&self, name: &str, options: &Options<'_>) -> Reading {
        let mut reading = ingest::read(&self.bytes, name, options);
        for line in reading.refused.iter_mut().filter_map(|refused| refused.line.as_mut()) {
            *line += self.n_lines_before;
        }
        reading
    }

    /// The rows of the part that hold anything, each with its line in the whole input.
    pub fn rows(&self) -> impl Iterator<Item = (usize, &[u8])> {
        let bytes = ingest::without_marks(&self.bytes);
        let lines = bytes.split(|&byte| byte == b'\n').zip(self.n_lines_before + 1..);
        lines.map(|(row, line)| (line, row)).filter(|(_, row)| !row.trim_ascii().is_empty())
    }
}

/// Reads an input part by part. What is longer than anything that is read is cut off behind the limit, and so is a row: `ingest`
/// refuses what is left of it.
pub struct Parts {
    reader: Box<dyn BufRead>,
    format: Format,
    /// The row that names the columns, in CSV: every part begins with it.
    head: Vec<u8>,
    delimiter: u8,
    n_lines: usize,
    is_done: bool,
}

impl Parts {
    /// The parts of what `reader` gives, in the format that its name and its beginning show.
    pub fn of(reader: impl BufRead + 'static, name: Option<&str>, columns: &Columns) -> io::Result<Self> {
        let mut reader = reader;
        let mut beginning = Vec::new();
        let n_known = if name.and_then(Format::of_name).is_some() { KNOWN } else { MAX_REPORT_BYTES + 1 };
        reader.by_ref().take(n_known as u64).read_to_end(&mut beginning)?;
        let format = Format::of(name, &beginning, columns);
        let delimiter = ingest::delimiter(&beginning);
        let reader = Box::new(io::Cursor::new(beginning).chain(reader));
        let mut parts = Self { reader, format, head: Vec::new(), delimiter, n_lines: 0, is_done: false };
        if format == Format::Csv {
            let mut head = Vec::new();
            parts.is_done = !parts.read_row(&mut head)?;
            parts.head = head;
        }
        Ok(parts)
    }

    fn next_part(&mut self) -> io::Result<Part> {
        let mut bytes = self.head.clone();
        let n_lines_before = self.n_lines - lines(&bytes);
        if matches!(self.format, Format::Jsonl | Format::Csv) {
            while !self.is_done && bytes.len() - self.head.len() < PART_BYTES {
                self.is_done = !self.read_row(&mut bytes)?;
            }
        } else {
            self.reader.by_ref().take(self.format.max_bytes() as u64 + 1).read_to_end(&mut bytes)?;
            self.is_done = true;
        }
        Ok(Part { bytes, format: self.format, n_lines_before })
    }

    /// Appends one row with its line end; false at the end of the input.
    fn read_row(&mut self, rows: &mut Vec<u8>) -> io::Result<bool> {
        let mut ends = match self.format {
            Format::Csv => RowEnds::of_csv(self.delimiter),
            _ => RowEnds::of_lines(),
        };
        let start = rows.len();
        let mut n_bytes = 0;
        loop {
            let bytes = self.reader.fill_buf()?;
            let end = ends.next(bytes);
            let n_read = end.unwrap_or(bytes.len());
            let n_kept = n_read.min((MAX_ROW_BYTES + 1).saturating_sub(rows.len() - start));
            rows.extend_from_slice(bytes.get(..n_kept).unwrap_or_default());
            self.n_lines += lines(bytes.get(..n_read).unwrap_or_default());
            self.reader.consume(n_read);
            n_bytes += n_read;
            if end.is_some() || n_read == 0 {
                break;
            }
        }
        if n_bytes > rows.len() - start {
            rows.push(b'\n');
        }
        Ok(n_bytes > 0)
    }
}

fn lines(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte == b'\n').count()
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

    fn parts(bytes: Vec<u8>, name: Option<&str>) -> Vec<Part> {
        let parts = Parts::of(io::Cursor::new(bytes), name, &Columns::USUAL).expect("a reader");
        parts.map(|part| part.expect("bytes")).collect()
    }

    #[test]
    fn a_text_is_one_part_cut_off_behind_the_limit() {
        let short = parts(b"Shells fell.".to_vec(), None);
        assert_eq!(short.iter().map(|part| part.bytes.as_slice()).collect::<Vec<_>>(), [b"Shells fell."]);
        assert_eq!(parts(Vec::new(), Some("a.txt")).len(), 1);
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
        let parts = parts(rows, Some("a.jsonl"));
        let rows: Vec<usize> =
            parts.iter().flat_map(|part| part.bytes.split(|&byte| byte == b'\n')).map(<[u8]>::len).collect();
        assert_eq!(rows, [MAX_ROW_BYTES + 1, 0, 2]);
        assert_eq!(parts.iter().map(|part| part.n_lines_before).collect::<Vec<_>>(), [0, 1]);
    }

    #[test]
    fn every_part_of_csv_begins_with_the_names_of_its_columns() {
        let row = format!("\"{}\n\",1\n", "a".repeat(400_000));
        let bytes = format!("text,id\n{}", row.repeat(7)).into_bytes();
        let parts = parts(bytes, Some("a.csv"));
        assert!(parts.iter().all(|part| part.bytes.starts_with(b"text,id\n\"")));
        assert_eq!(parts.iter().map(|part| part.n_lines_before).collect::<Vec<_>>(), [0, 6, 12]);
        assert_eq!(parts.iter().map(|part| part.bytes.len() / row.len()).collect::<Vec<_>>(), [3, 3, 1]);
    }

    #[test]
    fn a_field_without_end_is_cut_off() {
        let rows = [b"text,id\n\"".to_vec(), vec![b'a'; 3 * MAX_ROW_BYTES]].concat();
        let parts = parts(rows, Some("a.csv"));
        assert_eq!(parts.iter().map(|part| part.bytes.len()).collect::<Vec<_>>(), [8 + MAX_ROW_BYTES + 2, 8]);
    }
}
