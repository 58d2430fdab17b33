//! CSV: one report a row, below a row that names the columns.

mod columns;
mod rows;

use std::borrow::Cow;

use csv::StringRecord;
use model::Report;

pub use columns::{Columns, ColumnsError};
pub use rows::RowEnds;

use crate::row::Row;
use crate::{Format, IngestError, MAX_ROW_BYTES, Options, Problem, Reading, decode};

/// What may part the columns: whichever the row of names has most of.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// Reads the rows of `bytes`, the first of which names the columns.
pub fn read(bytes: &[u8], input: &str, options: &Options<'_>) -> Reading {
    let bytes = decode::without_marks(bytes);
    let delimiter = delimiter(bytes);
    let mut rows = rows::rows(bytes, delimiter);
    let Some((_, head)) = rows.next() else { return Reading::refused(input, Problem::NoWords) };
    let table = match Table::below(head, delimiter, input, options) {
        Ok(table) => table,
        Err(problem) => return Reading::refused(input, problem),
    };
    let mut reading = Reading::default();
    for (line, row) in rows {
        match table.read(row) {
            Ok(report) => reading.reports.push(report),
            Err(problem) => {
                reading.refused.push(IngestError { input: input.to_owned(), line: Some(line), problem })
            }
        }
    }
    reading
}

/// What parts the columns of CSV that begins with `bytes`.
pub fn delimiter(bytes: &[u8]) -> u8 {
    let head = bytes.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    let outside = head.split(|&byte| byte == b'"').step_by(2);
    let n_of = |delimiter: u8| outside.clone().flatten().filter(|&&byte| byte == delimiter).count();
    // The first of those that are as frequent.
    DELIMITERS.into_iter().rev().max_by_key(|&delimiter| n_of(delimiter)).unwrap_or(b',')
}

/// Whether the first line of `bytes` names the column of the text, and others beside it.
pub fn is_head(bytes: &[u8], columns: &Columns) -> bool {
    let delimiter = delimiter(bytes);
    let head = rows::rows(bytes, delimiter).next();
    let names = head.and_then(|(_, head)| fields(head, delimiter).ok());
    names.is_some_and(|names| names.len() > 1 && columns.find(&names).is_ok())
}

/// The fields of one row.
fn fields(row: &[u8], delimiter: u8) -> Result<Vec<String>, Problem> {
    if row.len() > MAX_ROW_BYTES {
        return Err(Problem::TooLong);
    }
    // Whatever is not UTF-8 is guessed from the whole row: a field says too little.
    let decoded = match std::str::from_utf8(row) {
        Ok(row) => Cow::Borrowed(row),
        Err(_) => Cow::Owned(decode::decode_page(row)?.text),
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(decoded.as_bytes());
    let mut record = StringRecord::new();
    reader.read_record(&mut record).map_err(Problem::Csv)?;
    Ok(record.iter().map(str::to_owned).collect())
}

/// A row of these fields, without line end.
fn written(fields: &[&str], delimiter: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    // Nothing fails that is written to memory.
    let _ = writer.write_record(fields);
    let mut row = writer.into_inner().unwrap_or_default();
    row.truncate(row.trim_ascii_end().len());
    row
}

/// The rows below one row of names.
struct Table<'a> {
    /// The row of names, with the usual ones for the columns that are read.
    head: Cow<'a, [u8]>,
    delimiter: u8,
    found: columns::Found,
    input: &'a str,
    options: &'a Options<'a>,
}

impl<'a> Table<'a> {
    fn below(
        head: &'a [u8],
        delimiter: u8,
        input: &'a str,
        options: &'a Options<'a>,
    ) -> Result<Self, Problem> {
        let names = fields(head, delimiter)?;
        let found = options.columns.find(&names)?;
        let head = if *options.columns == Columns::USUAL {
            Cow::Borrowed(head)
        } else {
            Cow::Owned(written(&found.usual_names(&names), delimiter))
        };
        Ok(Self { head, delimiter, found, input, options })
    }

    fn read(&self, row: &[u8]) -> Result<Report, Problem> {
        let fields = fields(row, self.delimiter)?;
        let said = |at: Option<usize>| {
            at.and_then(|at| fields.get(at)).filter(|field| !field.trim().is_empty()).cloned()
        };
        let found = &self.found;
        let row_of = Row {
            id: said(found.id),
            text: said(Some(found.text)).ok_or(Problem::NoWords)?,
            title: said(found.title),
            published: said(found.published),
            publisher: said(found.publisher),
            url: said(found.url),
            language: None,
        };
        // A row means nothing without the names above it.
        let original = Format::Csv.original(&[&self.head, b"\n".as_slice(), row].concat());
        row_of.report(original, self.input, self.options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Layout, ingest_as};

    fn read_with(bytes: &[u8], columns: &str) -> Reading {
        let (layout, columns) = (Layout::default(), Columns::of(columns).expect("columns"));
        let options = Options { columns: &columns, ..Options::new(Format::Csv, &layout) };
        read(bytes, "wire.csv", &options)
    }

    #[test]
    fn each_row_is_a_report() {
        let reading = read_with(
            b"id,published,Text,publisher,seen\r\nw1,2031-03-05,\"Shells fell, twice.\nFour died.\",Wire,x\n\n,,One fled.\n",
            "",
        );
        assert!(reading.refused.is_empty(), "{:?}", reading.refused);
        let [one, two] = &reading.reports[..] else { panic!("{:?}", reading.reports) };
        assert_eq!((one.input.as_str(), one.text.as_str()), ("w1", "Shells fell, twice.\nFour died."));
        assert_eq!(one.published, Some(jiff::civil::date(2031, 3, 5)));
        assert_eq!((two.input.as_str(), two.publisher.as_deref()), ("wire.csv", None));
    }

    #[test]
    fn columns_have_names_of_their_own() {
        let bytes = "Date;Body;Paper\n2031-03-05;\"Four \"\"rebels\"\" died; one fled.\";Wire\n".as_bytes();
        let reading = read_with(bytes, "text=Body,published=Date,publisher=Paper");
        let report = &reading.reports[0];
        assert_eq!(report.text, "Four \"rebels\" died; one fled.");
        assert_eq!(report.publisher.as_deref(), Some("Wire"));
        let missing = read_with(bytes, "text=Story");
        assert!(missing.refused[0].to_string().contains("Date, Body, Paper"), "{}", missing.refused[0]);
        let missing = read_with(bytes, "text=Body,url=Link");
        assert!(missing.refused[0].to_string().contains("\"Link\""), "{}", missing.refused[0]);
    }

    #[test]
    fn a_row_is_named_with_the_names_above_it() {
        let one = read_with(b"text\nFour died.\nOne fled.\n", "");
        let two = read_with(b"text\nOne fled.\n", "");
        let other = read_with(b"text,title\nOne fled.\n", "");
        assert_eq!(one.reports[1].id, two.reports[0].id);
        assert_ne!(other.reports[0].id, two.reports[0].id);
        // With the usual names for its columns, a row needs no map to be read again.
        let mapped = read_with(b"text;\"Body; long\"\nnone;One fled.\n", "text=Body; long");
        for report in [&one.reports[1], &mapped.reports[0]] {
            let again = ingest_as(Format::Csv, &report.original.bytes);
            assert_eq!((&again.reports[0].id, again.reports[0].text.as_str()), (&report.id, "One fled."));
        }
    }

    #[test]
    fn a_bad_row_is_refused_alone() {
        let reading = read_with(
            b"text\tpublished\n\"Four\ndied.\"\t2031-03-05\nOne fled.\tMay\n \t2031-03-05\nNi\x9a.\t\n",
            "",
        );
        let lines: Vec<_> = reading.refused.iter().filter_map(|refused| refused.line).collect();
        assert_eq!(lines, [4, 5]);
        assert_eq!(reading.reports.len(), 2);
    }

    #[test]
    fn a_field_without_end_is_refused() {
        let long = [b"text,url\n\"".to_vec(), vec![b'a'; MAX_ROW_BYTES + 5]].concat();
        let reading = read_with(&long, "");
        assert!(matches!(reading.refused[0].problem, Problem::TooLong));
        assert!(reading.reports.is_empty());
    }
}
