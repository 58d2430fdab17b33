//! Reports of texts: who they are by their original, what is said of them, and their blocks.

use jiff::civil::Date;
use model::{ByteSpan, CodePoints, Original, Report, ReportId};
use sha2::{Digest, Sha256};

use crate::blocks::{self, Kind, Piece};
use crate::lines::trimmed;
use crate::{Format, MAX_CODE_POINTS, Options, Problem, dateline, label, markdown, text};

/// What came with a text, if anything did.
#[derive(Debug, Default)]
pub struct About {
    pub title: Option<String>,
    pub published: Option<Date>,
    pub publisher: Option<String>,
    pub byline: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
}

/// The report of a text that is kept as it came, in plain text or Markdown.
pub fn untouched(
    original: Original,
    input: &str,
    about: About,
    text: String,
    options: &Options<'_>,
) -> Report {
    let (pieces, markup) = match options.format {
        Format::Markdown => markdown::pieces(&text),
        _ => (text::pieces(&text), Vec::new()),
    };
    Report { markup, ..report(original, input, about, text, &pieces, options) }
}

/// The report of words that were taken from something that shows a title above them: the title is the first line of the text,
/// and its headline.
pub fn headed(
    original: Original,
    input: &str,
    about: About,
    words: &str,
    options: &Options<'_>,
) -> Result<Report, Problem> {
    let title = about.title.as_deref().unwrap_or_default();
    let body = without_title(words.trim(), title);
    let (text, pieces) = if title.is_empty() || body.is_empty() {
        let text = [title, body].concat();
        let pieces = text::pieces(&text);
        (text, pieces)
    } else {
        below(title, body)
    };
    if text.chars().count() > MAX_CODE_POINTS {
        return Err(Problem::TooLong);
    }
    if pieces.is_empty() {
        return Err(Problem::NoWords);
    }
    Ok(report(original, input, about, text, &pieces, options))
}

/// A body without the title that it repeats at its head.
fn without_title<'a>(body: &'a str, title: &str) -> &'a str {
    let (first, rest) = body.split_once('\n').unwrap_or((body, ""));
    if first.trim() == title { rest.trim_start() } else { body }
}

/// A title above a body, and the pieces of both.
fn below(title: &str, body: &str) -> (String, Vec<Piece>) {
    let text = format!("{title}\n\n{body}");
    let start = text.len() - body.len();
    let moved = |piece: Piece| {
        let ByteSpan { start: first, end } = piece.span;
        Piece::new(piece.kind, ByteSpan::new(start + first as usize, start + end as usize))
    };
    let headline = trimmed(&text, ByteSpan::new(0, title.len())).map(|span| Piece::new(Kind::Heading, span));
    let pieces = headline.into_iter().chain(text::pieces(body).into_iter().map(moved)).collect();
    (text, pieces)
}

fn report(
    original: Original,
    input: &str,
    about: About,
    text: String,
    pieces: &[Piece],
    options: &Options<'_>,
) -> Report {
    let blocks = blocks::name(&text, pieces, options.layout);
    let blocks = label::set_apart(&text, dateline::set_apart(&text, blocks), options.layout);
    Report {
        id: ReportId::of_hash(&Sha256::digest(&original.bytes)),
        input: input.to_owned(),
        title: about.title,
        published: about.published.or(options.published).or_else(|| dateline::published(&text, &blocks)),
        publisher: about.publisher,
        byline: about.byline,
        url: about.url,
        language: about.language,
        original,
        points: CodePoints::of(&text),
        text,
        blocks,
        markup: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use model::Part;

    use super::*;
    use crate::Layout;

    fn blocks(title: Option<&str>, words: &str) -> Result<Vec<(Part, String)>, Problem> {
        let layout = Layout::default();
        let about = About { title: title.map(str::to_owned), ..About::default() };
        let original = Format::Html.original(b"<p>");
        let options = Options::new(Format::Html, &layout);
        let report = headed(original, "page.html", about, words, &options)?;
        let cut = |block: &model::Block| (block.part, block.span.cut(&report.text).to_owned());
        Ok(report.blocks.iter().map(cut).collect())
    }

    #[test]
    fn a_title_is_the_headline_once() {
        let expected = [
            (Part::Headline, "Shells kill four in Karmeh".to_owned()),
            (Part::Body, "Four people died.".to_owned()),
        ];
        let title = Some("Shells kill four in Karmeh");
        assert_eq!(blocks(title, "Four people died.").expect("words"), expected);
        assert_eq!(
            blocks(title, "\nShells kill four in Karmeh\n\nFour people died.").expect("words"),
            expected
        );
    }

    #[test]
    fn a_title_alone_is_the_text() {
        let only = [(Part::Body, "Shells kill four".to_owned())];
        assert_eq!(blocks(Some("Shells kill four"), "").expect("words"), only);
        assert_eq!(blocks(None, "Shells kill four").expect("words"), only);
        assert!(matches!(blocks(Some("—"), " \n"), Err(Problem::NoWords)));
        assert!(matches!(blocks(None, ""), Err(Problem::NoWords)));
    }
}
