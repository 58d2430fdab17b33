//! What an input is written in.

use model::Original;

/// How reports lie in the bytes of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One report in plain text.
    Text,
    /// One report in Markdown.
    Markdown,
    /// One report a line, as a JSON object.
    Jsonl,
}

impl Format {
    /// What the bytes of a report in this format are: an IANA media type. A row of JSON lines is a JSON object.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Text => "text/plain",
            Self::Markdown => "text/markdown",
            Self::Jsonl => "application/json",
        }
    }

    /// Bytes in this format as the original of a report.
    pub(crate) fn original(self, bytes: &[u8]) -> Original {
        Original { media_type: self.media_type().to_owned(), bytes: bytes.to_owned() }
    }

    /// The format in which an original of a media type is read again.
    pub fn of_original(media_type: &str) -> Option<Self> {
        [Self::Text, Self::Markdown, Self::Jsonl].into_iter().find(|format| format.media_type() == media_type)
    }

    /// The format that a file name's extension promises; none for extensions that Annals does not know.
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, extension) = name.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            _ => None,
        }
    }

    /// The format of bytes without a name: JSON lines if the first line is a JSON object, else plain text.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        let first = bytes.split(|&byte| byte == b'\n').find(|line| !line.trim_ascii().is_empty());
        let is_row = |line| serde_json::from_slice::<serde_json::Map<_, serde_json::Value>>(line).is_ok();
        if first.is_some_and(is_row) { Self::Jsonl } else { Self::Text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_name_the_format() {
        assert_eq!(Format::of_name("reports/karmeh.TXT"), Some(Format::Text));
        assert_eq!(Format::of_name("a.b.md"), Some(Format::Markdown));
        assert_eq!(Format::of_name("wire.jsonl"), Some(Format::Jsonl));
        assert_eq!(Format::of_name("map.png"), None);
        assert_eq!(Format::of_name("README"), None);
    }

    #[test]
    fn rows_are_told_from_prose() {
        assert_eq!(Format::of_bytes(b"\n{\"text\": \"Shells fell.\"}\n"), Format::Jsonl);
        assert_eq!(Format::of_bytes(b"{ a brace alone }"), Format::Text);
        assert_eq!(Format::of_bytes(b""), Format::Text);
    }
}
