//! The words that a claim stands on: its quote, where it stands in the report, and where in it single words stand.

use model::{Basis, Span};

/// A quote and its place.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    pub quote: &'a str,
    /// In the report's text; where that is not in the record, the quote is all the text there is.
    pub span: Span,
}

impl<'a> Words<'a> {
    /// The words of `quote` in `text`.
    pub fn of(quote: &'a str, text: Option<&str>) -> Result<Self, String> {
        if quote.trim().is_empty() {
            return Err("it has no quote: a claim needs the words that state it".to_owned());
        }
        let n_before = match text {
            Some(text) => {
                let at = text.find(quote).ok_or(
                    "the quote does not stand in the report: copy it letter for letter, within one paragraph",
                )?;
                n_points(text.get(..at).unwrap_or(""))
            }
            None => 0,
        };
        Ok(Self { quote, span: Span { start: n_before, end: n_before + n_points(quote) } })
    }

    /// Where words stand in the quote, and whether they do: what does not stand there was worked out from the whole.
    pub fn find(&self, words: &str) -> (Span, Basis) {
        match self.quote.find(words).filter(|_| !words.is_empty()) {
            Some(at) => {
                let start = self.span.start + n_points(self.quote.get(..at).unwrap_or(""));
                (Span { start, end: start + n_points(words) }, Basis::Stated)
            }
            None => (self.span, Basis::Inferred),
        }
    }
}

/// The length of a text in code points.
fn n_points(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// What a span cuts out of a text.
pub fn cut(text: &str, span: Span) -> String {
    let n = span.end.saturating_sub(span.start) as usize;
    text.chars().skip(span.start as usize).take(n).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_found_in_code_points() {
        let text = "Süß. Vier Menschen starben in Köln.";
        let words = Words::of("Vier Menschen starben in Köln.", Some(text)).expect("found");
        assert_eq!(cut(text, words.span), "Vier Menschen starben in Köln.");
        let (span, basis) = words.find("Köln");
        assert_eq!((cut(text, span).as_str(), basis), ("Köln", Basis::Stated));
        assert_eq!(words.find("Cologne"), (words.span, Basis::Inferred));
    }

    #[test]
    fn without_a_text_the_quote_is_the_text() {
        let words = Words::of("Starben vier?", None).expect("words");
        assert_eq!(words.span, Span { start: 0, end: 13 });
        assert_eq!(words.find("vier").0, Span { start: 8, end: 12 });
    }

    #[test]
    fn words_that_are_not_there_are_refused() {
        assert!(Words::of("Five died.", Some("Four died.")).is_err_and(|why| why.contains("does not stand")));
        assert!(Words::of("  ", None).is_err_and(|why| why.contains("no quote")));
    }
}
