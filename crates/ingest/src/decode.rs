//! Bytes to text: UTF-8 where it is, else the encoding that the bytes speak for.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use model::Diagnostic;

use crate::{MAX_CODE_POINTS, MAX_REPORT_BYTES, Problem};

/// What is looked at of bytes that are too many to be decoded, to tell whether they are text at all.
const PREFIX: usize = 8192;

/// A page names its encoding within as many bytes, as browsers ask of it.
const NAMED_WITHIN: usize = 1024;

/// Bytes behind all byte order marks of UTF-8: a file that was put together of others may begin with two.
pub fn without_marks(mut bytes: &[u8]) -> &[u8] {
    while let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        bytes = rest;
    }
    bytes
}

/// A text with what had to be said about its bytes.
#[derive(Debug)]
pub struct Decoded {
    /// Without byte-order mark, otherwise untouched.
    pub text: String,
    pub diagnostics: Vec<Diagnostic>,
}

/// Decodes `bytes`, unless they are no text or too much of it.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Problem> {
    if bytes.len() > MAX_REPORT_BYTES {
        let prefix = bytes.get(..PREFIX).unwrap_or(bytes);
        return Err(if is_binary_bytes(prefix) { Problem::Binary } else { Problem::TooLong });
    }
    let decoded = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => decode_as(encoding, bytes.get(mark..).unwrap_or_default()),
        None => decode_unmarked(bytes),
    };
    check(decoded)
}

/// Decodes the bytes of a page or a file of rows, whose own reader bounds them; an encoding that a page names holds, unless the
/// bytes speak for another one.
pub fn decode_page(bytes: &[u8]) -> Result<Decoded, Problem> {
    let named = || named_encoding(bytes).filter(|_| unmarked_utf16(bytes).is_none());
    let decoded = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => decode_as(encoding, bytes.get(mark..).unwrap_or_default()),
        None if std::str::from_utf8(bytes).is_ok() => decode_unmarked(bytes),
        None => named().map_or_else(|| decode_unmarked(bytes), |encoding| decode_as(encoding, bytes)),
    };
    if is_binary(&decoded.text) { Err(Problem::Binary) } else { Ok(decoded) }
}

/// The encoding that the head of a page names: `<meta charset="windows-1251">`.
fn named_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..NAMED_WITHIN).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=")?;
    let name = after.trim_start_matches(['"', '\'', ' ']);
    let end =
        name.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_')).unwrap_or(name.len());
    Encoding::for_label(name.get(..end)?.as_bytes())
}

fn decode_unmarked(bytes: &[u8]) -> Decoded {
    if let Some(encoding) = unmarked_utf16(bytes) {
        return decode_as(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), diagnostics: Vec::new() };
    }
    if is_damaged_utf8(bytes) { decode_as(UTF_8, bytes) } else { decode_as(detect(bytes), bytes) }
}

/// The byte order of UTF-16 without a mark: text has null bytes only there, and every space and most letters of European
/// languages have theirs on the same side, but for a letter here and there (U+0100).
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let (big, little) = pairs.iter().fold((0, 0), |(big, little), [first, second]| {
        (big + usize::from(*first == 0), little + usize::from(*second == 0))
    });
    let is_most = |n: usize, other: usize| n > 0 && 2 * n >= pairs.len() && 20 * other <= n;
    match rest {
        [] if is_most(little, big) => Some(UTF_16LE),
        [] if is_most(big, little) => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether bytes that are not UTF-8 are so only here and there: more of what lies beyond ASCII is right than wrong.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (right, wrong) = bytes.utf8_chunks().fold((0, 0), |(right, wrong), chunk| {
        let wide = chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        (right + wide, wrong + usize::from(!chunk.invalid().is_empty()))
    });
    right > wrong
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
    let mut diagnostics = Vec::new();
    if encoding != UTF_8 {
        diagnostics.push(remark(format!("not UTF-8: read as {}", encoding.name())));
    }
    if has_errors {
        diagnostics.push(remark(format!("some bytes are not {}: shown as \u{fffd}", encoding.name())));
    }
    Decoded { text: text.into_owned(), diagnostics }
}

fn remark(message: String) -> Diagnostic {
    Diagnostic { span: None, message, hint: Some("save it as UTF-8 if words look wrong".to_owned()) }
}

fn check(decoded: Decoded) -> Result<Decoded, Problem> {
    if is_binary(&decoded.text) {
        return Err(Problem::Binary);
    }
    if decoded.text.chars().count() > MAX_CODE_POINTS {
        return Err(Problem::TooLong);
    }
    Ok(decoded)
}

fn is_binary_bytes(bytes: &[u8]) -> bool {
    Encoding::for_bom(bytes).is_none() && unmarked_utf16(bytes).is_none() && bytes.contains(&0)
}

/// Whether a text holds what no text does: a null character, or one control character in twenty.
fn is_binary(text: &str) -> bool {
    let is_stray = |c: &char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{1b}');
    let stray = text.chars().filter(is_stray).count();
    text.contains('\0') || stray * 20 > text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &str, n_remarks: usize) {
        let decoded = decode(bytes).expect("text");
        assert_eq!(decoded.text, expected);
        assert_eq!(decoded.diagnostics.len(), n_remarks, "{:?}", decoded.diagnostics);
    }

    #[test]
    fn utf8_is_untouched() {
        check("Shells\r\nfell\u{a0}on Šid.".as_bytes(), "Shells\r\nfell\u{a0}on Šid.", 0);
        check(b"", "", 0);
    }

    #[test]
    fn a_byte_order_mark_is_removed() {
        check(b"\xef\xbb\xbfTwo shells", "Two shells", 0);
        check(b"\xff\xfeT\0w\0o\0", "Two", 1);
    }

    #[test]
    fn other_encodings_are_detected_and_said() {
        check(
            b"Forces from Ni\x9a shelled the caf\xe9 \x96 twice.",
            "Forces from Niš shelled the café – twice.",
            1,
        );
    }

    #[test]
    fn utf16_needs_no_mark() {
        let text = "Shells fell near the market of Āgra and on Niš, قتل two.";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&little, text, 1);
        check(&big, text, 1);
        assert!(matches!(decode(&little[1..]), Err(Problem::Binary)), "half a character is missing");
        assert!(matches!(decode(b"a\0b\0\0c"), Err(Problem::Binary)), "both orders at once");
        assert!(matches!(decode(b"two words\0"), Err(Problem::Binary)), "one null is no order");
        assert!(matches!(decode(&little.repeat(100_000)), Err(Problem::TooLong)));
    }

    #[test]
    fn a_page_may_name_its_encoding() {
        let page = b"<meta charset='windows-1251'><p>\xca\xe0\xf0\xec\xe5";
        assert_eq!(decode_page(page).expect("text").text, "<meta charset='windows-1251'><p>Карме");
        let wrong = "<meta charset=latin1><p>Niš".as_bytes();
        assert_eq!(decode_page(wrong).expect("text").text, "<meta charset=latin1><p>Niš");
    }

    #[test]
    fn damaged_utf8_stays_utf8() {
        check(b"Ni\xc5\xa1 and \xc5\xa0id \xff fell.", "Niš and Šid \u{fffd} fell.", 1);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(matches!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Err(Problem::Binary)));
        assert!(matches!(decode(&[1, 2, 3, 4, 5]), Err(Problem::Binary)));
        assert!(matches!(decode(&vec![0; 5_000_000]), Err(Problem::Binary)));
    }

    #[test]
    fn a_report_has_at_most_a_million_characters() {
        assert!(decode("é".repeat(MAX_CODE_POINTS).as_bytes()).is_ok());
        assert!(matches!(decode("é".repeat(MAX_CODE_POINTS + 1).as_bytes()), Err(Problem::TooLong)));
        assert!(matches!(decode("a".repeat(5_000_000).as_bytes()), Err(Problem::TooLong)));
    }
}
