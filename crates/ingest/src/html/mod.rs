//! HTML: the main text of a page, and what the page says of it; or the whole text, where HTML is but how a mail or a feed writes it.

mod inert;
mod sink;
mod tree;

use dom_query::Document;
use dom_smoothie::{Article, Config, Readability, TextMode};

pub use inert::inert;

use crate::report::{self, About};
use crate::{Format, Options, Problem, Reading, day, decode};

/// A page is nested at most as deep: browsers stop at 512, and people at about 60.
pub const MAX_DEPTH: usize = 256;

/// A page has at most as many elements, texts and comments: finding the main text compares neighbours with each other.
pub const MAX_NODES: usize = 60_000;

/// What holds no words for people.
const UNSEEN: &str = "head, script, style, template, noscript, svg, math, iframe, object";

/// Reads the one report on a page.
pub fn read(bytes: &[u8], input: &str, options: &Options<'_>) -> Reading {
    let page = decode::decode_page(bytes).and_then(|decoded| Ok((page(&decoded.text)?, decoded.diagnostics)));
    match page {
        Ok(((about, text), diagnostics)) => {
            let original = Format::Html.original(bytes);
            let report = report::headed(original, input, about, &text, options);
            Reading { diagnostics, ..Reading::of(input, report) }
        }
        Err(problem) => Reading::refused(input, problem),
    }
}

/// What a page says of its main text, and that text.
fn page(html: &str) -> Result<(About, String), Problem> {
    let document = tree::tree(html)?;
    let canonical = address(&document);
    let whole = || whole_text(tree::tree(html)?);
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let article = Readability::with_document(document, None, Some(config)).and_then(|mut page| page.parse());
    match article {
        Ok(article) if !article.text_content.trim().is_empty() => {
            let text = article.text_content.to_string();
            Ok((about(article, canonical), text))
        }
        // Too little on it to tell the main text from the rest.
        _ => Ok((About { url: canonical, ..About::default() }, whole()?)),
    }
}

fn address(document: &Document) -> Option<String> {
    let link = document.select_single("link[rel='canonical'][href]").attr("href")?;
    said(Some(link.to_string())).filter(|link| link.starts_with("http"))
}

fn about(article: Article, canonical: Option<String>) -> About {
    let publisher = said(article.site_name);
    About {
        title: said(Some(article.title))
            .map(|title| without_publisher(&title, publisher.as_deref()).to_owned()),
        published: article.published_time.as_deref().and_then(day::in_words),
        publisher,
        byline: said(article.byline),
        url: canonical.or(said(article.url)),
        // What pages say of their language is often what their templates were made for.
        language: None,
    }
}

/// A title without the name of its site behind it, and the sign that parts them: "Shells hit mill | Karmeh Wire".
fn without_publisher<'a>(title: &'a str, publisher: Option<&str>) -> &'a str {
    let parted = || title.strip_suffix(publisher?)?.trim_end().rsplit_once(char::is_whitespace);
    match parted() {
        Some((short, sign)) if !sign.contains(char::is_alphanumeric) => short.trim_end(),
        _ => title,
    }
}

/// What is said at all, on one line.
fn said(words: Option<String>) -> Option<String> {
    let words: Vec<String> = words?.split_whitespace().map(str::to_owned).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// All the text of HTML that is no page with a main text: of a mail, or of an entry of a feed.
pub fn text(html: &str) -> Result<String, Problem> {
    whole_text(tree::tree(html)?)
}

fn whole_text(document: Document) -> Result<String, Problem> {
    document.select(UNSEEN).remove();
    Ok(document.formatted_text().trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest_as;

    const BODY: &str = "<p>Shells hit the old mill of Karmeh early on Wednesday, and two of the guards who slept there were killed, \
        the mayor said. Nobody has said who fired them.</p><p>The road to the mill stays closed until it has been searched for what \
        did not go off.</p><ul><li>One house burned.<li>A bridge fell.</ul>";

    fn report(head: &str) -> model::Report {
        let html = format!(
            "<html><head>{head}</head><body><nav><a href=/>Home</a></nav><article>{BODY}</article><footer>All rights</footer></body></html>"
        );
        ingest_as(Format::Html, html.as_bytes()).reports.pop().expect("a report")
    }

    #[test]
    fn the_main_text_is_taken_with_what_the_page_says_of_it() {
        let report = report(
            "<title>Shells hit mill | Karmeh Wire</title><meta property='og:site_name' content='Karmeh Wire'>
             <meta name=author content='A. Omar'><meta property='article:published_time' content='2031-03-05T23:00:00-08:00'>
             <link rel=canonical href='https://karmeh.example/mill'>",
        );
        assert!(report.text.starts_with("Shells hit mill\n\nShells hit the old mill"), "{}", report.text);
        assert!(report.text.ends_with("One house burned.\nA bridge fell."), "{}", report.text);
        assert_eq!(report.published, Some(jiff::civil::date(2031, 3, 5)));
        let said = [report.publisher, report.byline, report.url].map(Option::unwrap_or_default);
        assert_eq!(said, ["Karmeh Wire", "A. Omar", "https://karmeh.example/mill"]);
    }

    #[test]
    fn what_a_page_does_not_say_is_not_said() {
        let report = report("<link rel=canonical href='/mill'>");
        assert_eq!(
            (report.title, report.published, report.publisher, report.byline, report.url),
            (None, None, None, None, None)
        );
    }

    #[test]
    fn a_page_of_few_words_is_read_whole() {
        let reading = ingest_as(
            Format::Html,
            b"<title>x</title><script>var a;</script><p>Two <b>guards</b> died.<p>One fled.",
        );
        assert!(reading.reports[0].text.ends_with("Two guards died.\n\nOne fled."), "{reading:?}");
        let empty = ingest_as(Format::Html, b"<img src=a.png>");
        assert!(matches!(empty.refused[0].problem, Problem::NoWords), "{empty:?}");
    }

    #[test]
    fn a_title_loses_the_name_of_its_site() {
        let wire = Some("Wire");
        assert_eq!(without_publisher("Mill hit | Wire", wire), "Mill hit");
        assert_eq!(without_publisher("Who hit the mill? - Wire", wire), "Who hit the mill?");
        for title in ["Wire", "Guards cut Wire", "Barbed-Wire", "Mill hit"] {
            assert_eq!(without_publisher(title, wire), title);
        }
    }
}
