//! Feeds: one report an entry.

use feed_rs::model::{Entry, Feed};
use model::{Original, Report};
use quick_xml::Reader;
use quick_xml::encoding::DecodingReader;
use quick_xml::events::{BytesStart, Event};
use serde::Serialize;

use crate::report::{self, About};
use crate::{Format, Options, Problem, Reading, html};

/// Elements of a feed lie in each other at most as deep, the XHTML of its entries included.
const MAX_DEPTH: usize = 256;

/// A tag, and those that it lies in, have at most as many attributes.
const MAX_ATTRIBUTES: usize = 1000;

/// What a JSON Feed says it is.
const VERSION: &str = "https://jsonfeed.org/version/1.1";

/// An entry as it is kept: a JSON Feed that holds it alone.
#[derive(Serialize)]
struct Kept<'a> {
    version: &'static str,
    /// Of the feed.
    title: &'a str,
    items: [KeptEntry<'a>; 1],
}

#[derive(Serialize)]
struct KeptEntry<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    content_html: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    authors: Option<[KeptAuthor<'a>; 1]>,
}

#[derive(Serialize)]
struct KeptAuthor<'a> {
    name: &'a str,
}

/// Reads the entries of the feed in `bytes`.
pub fn read(bytes: &[u8], input: &str, options: &Options<'_>) -> Reading {
    let feed = match parse(bytes) {
        Ok(feed) => feed,
        Err(problem) => return Reading::refused(input, problem),
    };
    let mut reading = Reading::default();
    for (entry, number) in feed.entries.iter().zip(1..) {
        let input = format!("{input}#{number}");
        reading.append(Reading::of(&input, report(entry, publisher(&feed), &input, options)));
    }
    reading
}

/// Reads an entry again that was kept by itself.
pub fn read_entry(bytes: &[u8], input: &str, options: &Options<'_>) -> Reading {
    let report = parse(bytes).and_then(|feed| {
        let entry = feed.entries.first().ok_or_else(|| Problem::Feed("it has no entry".to_owned()))?;
        report(entry, publisher(&feed), input, options)
    });
    Reading::of(input, report)
}

fn publisher(feed: &Feed) -> Option<&str> {
    feed.title.as_ref().map(|title| title.content.as_str()).filter(|title| !title.is_empty())
}

fn parse(bytes: &[u8]) -> Result<Feed, Problem> {
    check_depth(bytes)?;
    let parser = feed_rs::parser::Builder::new().sanitize_content(false).build();
    parser.parse(bytes).map_err(|error| Problem::Feed(error.to_string()))
}

/// Refuses XML that is nested so deeply, or has so many attributes, that reading it would take beyond its length.
fn check_depth(bytes: &[u8]) -> Result<(), Problem> {
    if bytes.trim_ascii_start().starts_with(b"{") {
        return Ok(());
    }
    let mut reader = Reader::from_reader(DecodingReader::new(bytes));
    let (mut open, mut buffer) = (Vec::new(), Vec::new());
    // What is wrong with it is told by whoever reads the feed.
    while let Ok(event) = reader.read_event_into(&mut buffer) {
        let n_around = open.last().copied().unwrap_or(0);
        match event {
            Event::Start(tag) => open.push(n_around + n_attributes(&tag)),
            Event::Empty(tag) if n_around + n_attributes(&tag) > MAX_ATTRIBUTES => {
                return Err(Problem::TooManyElements);
            }
            Event::End(_) => drop(open.pop()),
            Event::Eof => return Ok(()),
            _ => {}
        }
        if open.len() > MAX_DEPTH {
            return Err(Problem::TooDeep);
        }
        if open.last().is_some_and(|&n| n > MAX_ATTRIBUTES) {
            return Err(Problem::TooManyElements);
        }
        buffer.clear();
    }
    Ok(())
}

fn n_attributes(tag: &BytesStart<'_>) -> usize {
    tag.attributes_raw().bytes().filter(|&byte| byte == b'=').count()
}

fn report(
    entry: &Entry,
    publisher: Option<&str>,
    input: &str,
    options: &Options<'_>,
) -> Result<Report, Problem> {
    let moment = entry.published.or(entry.updated);
    let about = About {
        title: entry.title.as_ref().map(|title| html::text(&title.content)).transpose()?,
        published: moment.and_then(|moment| moment.date_naive().to_string().parse().ok()),
        publisher: publisher.map(str::to_owned),
        byline: author(entry).map(str::to_owned),
        url: entry.links.first().map(|link| link.href.clone()),
        language: None,
    };
    let words = html::text(content(entry))?;
    report::headed(original(entry, publisher), input, about, &words, options)
}

fn original(entry: &Entry, publisher: Option<&str>) -> Original {
    let moment = entry.published.or(entry.updated);
    let kept = KeptEntry {
        id: &entry.id,
        url: entry.links.first().map(|link| link.href.as_str()),
        title: entry.title.as_ref().map(|title| title.content.as_str()),
        content_html: content(entry),
        date_published: moment.map(|moment| moment.to_rfc3339()),
        authors: author(entry).map(|name| [KeptAuthor { name }]),
    };
    let kept = Kept { version: VERSION, title: publisher.unwrap_or_default(), items: [kept] };
    // Strings alone are always JSON.
    Format::Entry.original(&serde_json::to_vec(&kept).unwrap_or_default())
}

fn author(entry: &Entry) -> Option<&str> {
    entry.authors.first().and_then(|author| author.name.as_deref()).filter(|name| !name.is_empty())
}

/// The content of an entry, or its summary where it brings none.
fn content(entry: &Entry) -> &str {
    let body = entry.content.as_ref().and_then(|content| content.body.as_deref());
    let summary = entry.summary.as_ref().map(|summary| summary.content.as_str());
    body.filter(|body| !body.trim().is_empty()).or(summary).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use model::Part;

    use super::*;
    use crate::ingest_as;

    fn read_feed(bytes: &[u8]) -> Reading {
        ingest_as(Format::Feed, bytes)
    }

    #[test]
    fn each_entry_is_a_report() {
        let reading = read_feed(
            b"<?xml version='1.0'?><rss version='2.0'><channel><title>Karmeh Wire</title><link>https://karmeh.example</link>
            <item><title>Shells kill four &amp; hurt two</title><link>https://karmeh.example/1</link>
              <pubDate>Wed, 05 Mar 2031 10:00:00 +0000</pubDate><guid>w1</guid>
              <description>&lt;p&gt;Four people died.&lt;/p&gt;&lt;p&gt;Two were hurt.&lt;/p&gt;</description></item>
            <item><title>Mine kills herder</title></item><item/></channel></rss>",
        );
        let [one, two] = &reading.reports[..] else { panic!("{reading:?}") };
        assert_eq!(one.text, "Shells kill four & hurt two\n\nFour people died.\n\nTwo were hurt.");
        assert_eq!(one.blocks[0].part, Part::Headline);
        assert_eq!(one.published, Some(jiff::civil::date(2031, 3, 5)));
        assert_eq!(one.publisher.as_deref(), Some("Karmeh Wire"));
        assert_eq!(one.url.as_deref(), Some("https://karmeh.example/1"));
        assert_eq!((one.input.as_str(), two.input.as_str()), ("input#1", "input#2"));
        assert_eq!(two.text, "Mine kills herder");
        assert_eq!(reading.refused[0].to_string(), "input#3: no words in it to be read");
    }

    #[test]
    fn atom_and_json_are_feeds_too() {
        let atom = read_feed(
            b"<feed xmlns='http://www.w3.org/2005/Atom'><title>Karmeh Wire</title><id>f</id><updated>2031-03-06T00:00:00Z</updated>
            <entry><id>e</id><title>Strike</title><updated>2031-03-05T23:00:00-02:00</updated><author><name>A. Omar</name></author>
            <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Four <b>people</b> died.</p></div></content></entry></feed>",
        );
        assert_eq!(atom.reports[0].text, "Strike\n\nFour people died.");
        assert_eq!(atom.reports[0].byline.as_deref(), Some("A. Omar"));
        // Feeds give moments, and their day is that of Greenwich.
        assert_eq!(atom.reports[0].published, Some(jiff::civil::date(2031, 3, 6)));
        let json = read_feed(
            b"{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Wire\",\"items\":[{\"id\":\"1\",\"content_html\":\"<p>Four died.\"}]}",
        );
        assert_eq!(json.reports[0].text, "Four died.");
    }

    #[test]
    fn an_entry_is_named_by_what_it_says() {
        let feed = |items: &str| {
            format!("<rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>").into_bytes()
        };
        let one = "<item><title>Four died</title><guid>1</guid></item>";
        let two = "<item><title>One fled</title><guid>2</guid></item>";
        let first = read_feed(&feed(one));
        let next = read_feed(&feed(&[two, one].concat()));
        assert_eq!(first.reports[0].id, next.reports[1].id);
        assert_eq!(next.reports[1].input, "input#2");
    }

    #[test]
    fn what_is_no_feed_is_refused() {
        for bytes in
            [b"Shells fell.".as_slice(), b"<rss", b"<kml></kml>", b"{\"a\":1}", b"", b"<rss version='2.0'><x"]
        {
            let reading = read_feed(bytes);
            assert!(matches!(reading.refused[0].problem, Problem::Feed(_)), "{reading:?}");
        }
        let deep = format!("<rss version='2.0'>{}", "<a xml:base='b/'>".repeat(100_000));
        let deep = read_feed(deep.as_bytes());
        assert!(matches!(deep.refused[0].problem, Problem::TooDeep), "{deep:?}");
        let many: String = (0..10_000).map(|n| format!("xmlns:a{n}='b' ")).collect();
        let many = format!("<rss version='2.0' {many}><channel/></rss>");
        assert!(matches!(read_feed(many.as_bytes()).refused[0].problem, Problem::TooManyElements));
    }
}
