//! What an input is written in.

use model::Original;

use crate::csv::{self, Columns};
use crate::{MAX_REPORT_BYTES, MAX_ROW_BYTES, decode};

/// How reports lie in the bytes of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One report in plain text.
    Text,
    /// One report in Markdown.
    Markdown,
    /// One report a line, as a JSON object.
    Jsonl,
    /// One report a row, below a row that names the columns.
    Csv,
    /// One report on a page.
    Html,
    /// One report an entry, in RSS, Atom or JSON Feed.
    Feed,
    /// One entry of a feed, as it is kept: a JSON Feed of its own.
    Entry,
    /// One report in a mail, and one in each attachment.
    Mail,
    /// One report.
    Pdf,
}

/// What is looked at of bytes to tell what they hold.
const HEAD: usize = 4096;

impl Format {
    /// The format of bytes with or without a name. What opens as a PDF or a page is one, whatever its name; else the extension
    /// decides, and where Annals does not know it, the bytes.
    pub fn of(name: Option<&str>, bytes: &[u8], columns: &Columns) -> Self {
        let opening = opening(bytes);
        Self::of_opening(&opening)
            .or_else(|| name.and_then(Self::of_name))
            .unwrap_or_else(|| Self::of_content(&opening, bytes, columns))
    }

    /// The format that a file name's extension promises; none for extensions that Annals does not know.
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, extension) = name.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "csv" | "tsv" => Some(Self::Csv),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "rss" | "atom" | "xml" => Some(Self::Feed),
            "eml" => Some(Self::Mail),
            "pdf" => Some(Self::Pdf),
            _ => None,
        }
    }

    /// What the bytes of a report in this format are: an IANA media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Text => "text/plain",
            Self::Markdown => "text/markdown",
            // A row of JSON lines is a JSON object.
            Self::Jsonl => "application/json",
            Self::Feed => "application/xml",
            Self::Entry => "application/feed+json",
            Self::Csv => "text/csv",
            Self::Html => "text/html",
            Self::Mail => "message/rfc822",
            Self::Pdf => "application/pdf",
        }
    }

    /// Bytes in this format as the original of a report.
    pub(crate) fn original(self, bytes: &[u8]) -> Original {
        Original { media_type: self.media_type().to_owned(), bytes: bytes.to_owned() }
    }

    /// The format in which an original of a media type is read again.
    pub fn of_original(media_type: &str) -> Option<Self> {
        let kept = [
            Self::Text,
            Self::Markdown,
            Self::Jsonl,
            Self::Csv,
            Self::Html,
            Self::Entry,
            Self::Mail,
            Self::Pdf,
        ];
        kept.into_iter().find(|format| format.media_type() == media_type)
    }

    /// The format that a part of a mail says it has; none for those that say too little.
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        let told = [Self::Csv, Self::Html, Self::Markdown, Self::Mail, Self::Pdf];
        told.into_iter().find(|format| format.media_type() == media_type)
    }

    /// The longest input that is read, in bytes; of rows, the longest row.
    pub fn max_bytes(self) -> usize {
        match self {
            Self::Text | Self::Markdown => MAX_REPORT_BYTES,
            Self::Jsonl | Self::Csv => MAX_ROW_BYTES,
            Self::Html => 8_000_000,
            Self::Feed | Self::Entry => 16_000_000,
            Self::Mail => 32_000_000,
            Self::Pdf => 64_000_000,
        }
    }

    fn of_opening(opening: &str) -> Option<Self> {
        if opening.starts_with("%pdf-") {
            Some(Self::Pdf)
        } else {
            let is_page = opening.starts_with("<!doctype html") || opening.starts_with("<html");
            is_page.then_some(Self::Html)
        }
    }

    /// JSON lines if the first line is a JSON object, CSV if it names the column of the text and others; a feed, a page or a mail
    /// if it opens like one; else plain text.
    fn of_content(opening: &str, bytes: &[u8], columns: &Columns) -> Self {
        if opening.starts_with('{') && opening.contains("://jsonfeed.org/version/") {
            Self::Feed
        } else if is_row(bytes) {
            Self::Jsonl
        } else if opening.starts_with('<') {
            of_elements(opening)
        } else if is_mail(opening) {
            Self::Mail
        } else if csv::is_head(bytes, columns) {
            Self::Csv
        } else {
            Self::Text
        }
    }
}

/// What bytes open with, in lower case, without byte-order mark and white space.
fn opening(bytes: &[u8]) -> String {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    String::from_utf8_lossy(decode::without_marks(head).trim_ascii_start()).to_lowercase()
}

fn is_row(bytes: &[u8]) -> bool {
    let first = bytes.split(|&byte| byte == b'\n').find(|line| !line.trim_ascii().is_empty());
    first.is_some_and(|line| {
        serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(line).is_ok()
    })
}

/// What markup is by its first element: a feed, a page, or prose that begins with "<".
fn of_elements(opening: &str) -> Format {
    let starts = |tag: &str| opening.match_indices(tag).next().map(|(at, _)| at);
    let is_xml = opening.starts_with("<?xml");
    let feed = ["<rss", "<feed", "<rdf:rdf"].into_iter().filter_map(starts).min();
    let page = ["<!doctype html", "<html", "<head", "<body", "<p>", "<div", "<meta"]
        .into_iter()
        .filter_map(starts)
        .min();
    match (feed, page) {
        (Some(feed), page) if page.is_none_or(|page| feed < page) && (is_xml || feed == 0) => Format::Feed,
        (_, Some(_)) => Format::Html,
        _ => Format::Text,
    }
}

/// Whether a text begins with the headers that programs give a mail, beside those that people write above a report.
fn is_mail(opening: &str) -> bool {
    let mut headers = opening.lines().take_while(|line| !line.trim().is_empty());
    let names: Vec<&str> =
        headers.by_ref().filter_map(|line| line.split_once(':')).map(|(name, _)| name).collect();
    let has = |name| names.contains(&name);
    has("from") && (has("message-id") || has("mime-version") || has("received"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_bytes(bytes: &[u8]) -> Format {
        Format::of(None, bytes, &Columns::USUAL)
    }

    #[test]
    fn extensions_name_the_format() {
        assert_eq!(Format::of_name("reports/karmeh.TXT"), Some(Format::Text));
        assert_eq!(Format::of_name("a.b.md"), Some(Format::Markdown));
        assert_eq!(Format::of_name("wire.jsonl"), Some(Format::Jsonl));
        assert_eq!(Format::of_name("mail.eml#2-annex.PDF"), Some(Format::Pdf));
        assert_eq!(Format::of_name("map.png"), None);
        assert_eq!(Format::of_name("README"), None);
    }

    #[test]
    fn rows_are_told_from_prose() {
        assert_eq!(of_bytes(b"\n{\"text\": \"Shells fell.\"}\n"), Format::Jsonl);
        assert_eq!(of_bytes(b"{ a brace alone }"), Format::Text);
        assert_eq!(of_bytes(b"id;Text;published\n1;Shells fell.;"), Format::Csv);
        assert_eq!(of_bytes(b"Text\nShells fell."), Format::Text);
        assert_eq!(of_bytes(b"Shells fell, the text says.\n"), Format::Text);
        assert_eq!(of_bytes(b""), Format::Text);
    }

    #[test]
    fn markup_and_mails_are_told_by_how_they_open() {
        assert_eq!(of_bytes(b"\xef\xbb\xbf <!DOCTYPE HTML><p>Four died."), Format::Html);
        assert_eq!(of_bytes(b"<p>Four died.</p>"), Format::Html);
        assert_eq!(of_bytes(b"<?xml version='1.0'?><!-- x --><rss version='2.0'>"), Format::Feed);
        assert_eq!(of_bytes(b"<?xml version='1.0'?><html xmlns='x'>"), Format::Html);
        assert_eq!(of_bytes(b"<feed xmlns='http://www.w3.org/2005/Atom'>"), Format::Feed);
        assert_eq!(
            of_bytes(b"{\"version\": \"https://jsonfeed.org/version/1.1\",\n\"items\": []}"),
            Format::Feed
        );
        assert_eq!(of_bytes(b"<- back to the market"), Format::Text);
        assert_eq!(of_bytes(b"From: a@b.c\nMessage-ID: <1@b.c>\n\nFour died."), Format::Mail);
        assert_eq!(of_bytes(b"From: our correspondent\nDate: 5 March\n\nFour died."), Format::Text);
    }

    #[test]
    fn what_cannot_be_mistaken_needs_no_name() {
        let of = |name, bytes| Format::of(Some(name), bytes, &Columns::USUAL);
        assert_eq!(of("karmeh.txt", b"%PDF-1.7 ".as_slice()), Format::Pdf);
        assert_eq!(of("karmeh.txt", b"<!doctype html><p>Four died."), Format::Html);
        assert_eq!(of("karmeh.txt", b"{\"text\": \"Shells fell.\"}"), Format::Text);
        assert_eq!(of("karmeh.aspx", b"<div>Four died.</div>"), Format::Html);
    }
}
