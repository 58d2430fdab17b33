//! The text of a report cut where a highlight begins or ends: highlights nest and overlap, elements only nest.

use std::collections::BTreeMap;

use model::{ByteSpan, Claim, Report, Span};

use super::MOST_LINKED;

/// A report's text with the bytes of its claims.
pub struct Text<'a> {
    text: &'a str,
    marked: Vec<Marked<'a>>,
    /// The numbers in `marked` of the claims whose quotes begin at a byte.
    starts: BTreeMap<u32, Vec<usize>>,
}

/// A claim with its places in the text.
struct Marked<'a> {
    claim: &'a Claim,
    number: usize,
    quote: ByteSpan,
    trigger: ByteSpan,
    /// The words of its fields: who, whom, how many, where, when, who says so.
    fields: Vec<ByteSpan>,
}

impl Marked<'_> {
    fn highlights(&self) -> impl Iterator<Item = ByteSpan> + '_ {
        std::iter::once(self.trigger).chain(self.fields.iter().copied())
    }
}

/// A claim of a block with its ordinal there, from 1.
type Ordered<'m, 'a> = (usize, &'m Marked<'a>);

/// Neighbouring pieces: a sentence that states claims, or what stands between such sentences.
pub struct Stretch<'a> {
    pub is_quote: bool,
    pub pieces: Vec<Piece<'a>>,
}

/// Words that bear the same highlights.
pub struct Piece<'a> {
    pub text: &'a str,
    /// The ledger of the shortest trigger here.
    pub ledger: Option<&'a str>,
    /// `m1` in the trigger of the block's first claim, `f1` in its fields.
    pub classes: String,
    /// One for each claim whose trigger ends here.
    pub notes: Vec<Note<'a>>,
}

impl Piece<'_> {
    /// Whether the words bear no highlight.
    pub fn is_plain(&self) -> bool {
        self.ledger.is_none() && self.classes.is_empty()
    }
}

/// The number of a claim behind the words that name it.
pub struct Note<'a> {
    /// The claim's number in the report, and in its block.
    pub number: usize,
    pub ordinal: usize,
    pub claim: &'a str,
    pub ledger: &'a str,
    pub event_type: &'a str,
}

impl<'a> Text<'a> {
    pub fn of(report: &'a Report, claims: &'a [Claim]) -> Self {
        let bytes = |span: Span| report.points.bytes(span);
        let marked: Vec<Marked<'a>> = claims
            .iter()
            .zip(1..)
            .map(|(claim, number)| Marked {
                claim,
                number,
                quote: bytes(claim.evidence.span),
                trigger: bytes(claim.evidence.trigger),
                fields: field_spans(claim).into_iter().map(bytes).collect(),
            })
            .collect();
        let mut starts: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (at, marked) in marked.iter().enumerate() {
            starts.entry(marked.quote.start).or_default().push(at);
        }
        Self { text: &report.text, marked, starts }
    }

    /// The claims that a block states, with their numbers in the report.
    pub fn claims_in(&self, block: ByteSpan) -> impl Iterator<Item = (usize, &'a Claim)> + '_ {
        self.marked_in(block).map(|marked| (marked.number, marked.claim))
    }

    fn marked_in(&self, block: ByteSpan) -> impl Iterator<Item = &Marked<'a>> {
        let starts = self.starts.range(block.start..block.end.max(block.start));
        let mut inside: Vec<usize> = starts.flat_map(|(_, numbers)| numbers.iter().copied()).collect();
        inside.sort_unstable();
        inside.into_iter().filter_map(|at| self.marked.get(at))
    }

    /// What stands between two blocks, if it has any words.
    pub fn unread(&self, start: u32, end: u32) -> Option<Stretch<'a>> {
        let text = ByteSpan { start, end }.cut(self.text);
        let piece = || Piece { text, ledger: None, classes: String::new(), notes: Vec::new() };
        let has_words = text.chars().any(char::is_alphanumeric);
        has_words.then(|| Stretch { is_quote: false, pieces: vec![piece()] })
    }

    /// The words of a block, cut at the quotes of its claims and in these at every highlight.
    pub fn stretches(&self, block: ByteSpan) -> Vec<Stretch<'a>> {
        let marked: Vec<&Marked<'a>> = self.marked_in(block).collect();
        let quotes = quotes(&marked);
        let by_quote = by_quote(&quotes, &marked);
        let mut stretches = Vec::new();
        let mut at = block.start;
        for (quote, marked) in quotes.into_iter().zip(by_quote) {
            stretches.extend(self.stretch(ByteSpan { start: at, end: quote.start.max(at) }, &[]));
            stretches.extend(self.stretch(quote, &marked));
            at = quote.end.max(at);
        }
        stretches.extend(self.stretch(ByteSpan { start: at, end: block.end.max(at) }, &[]));
        stretches
    }

    fn stretch(&self, span: ByteSpan, marked: &[Ordered<'_, 'a>]) -> Option<Stretch<'a>> {
        let mut cuts: Vec<u32> = marked
            .iter()
            .flat_map(|(_, marked)| marked.highlights())
            .flat_map(|highlight| [highlight.start, highlight.end])
            .chain([span.start, span.end])
            .filter(|&cut| span.start <= cut && cut <= span.end)
            .collect();
        cuts.sort_unstable();
        cuts.dedup();
        let piece = |pair: &[u32]| match *pair {
            [start, end] => Some(self.piece(ByteSpan { start, end }, marked)),
            _ => None,
        };
        let pieces: Vec<Piece<'a>> = cuts.windows(2).filter_map(piece).collect();
        (!pieces.is_empty()).then_some(Stretch { is_quote: !marked.is_empty(), pieces })
    }

    fn piece(&self, span: ByteSpan, marked: &[Ordered<'_, 'a>]) -> Piece<'a> {
        let mut classes = Vec::new();
        let mut notes = Vec::new();
        for &(ordinal, marked) in marked {
            let here = [(marked.trigger.contains(span), 'm'), (within(span, &marked.fields), 'f')];
            let linked = here.into_iter().filter(|(is_here, _)| *is_here && ordinal <= MOST_LINKED);
            classes.extend(linked.map(|(_, kind)| format!("{kind}{ordinal}")));
            if marked.trigger.contains(span) && marked.trigger.end == span.end {
                notes.push(note(marked, ordinal));
            }
        }
        let named = marked.iter().map(|(_, marked)| marked).filter(|marked| marked.trigger.contains(span));
        let shortest = named.min_by_key(|marked| marked.trigger.end - marked.trigger.start);
        Piece {
            text: span.cut(self.text),
            ledger: shortest.map(|marked| marked.claim.ledger.as_str()),
            classes: classes.join(" "),
            notes,
        }
    }
}

fn within(span: ByteSpan, fields: &[ByteSpan]) -> bool {
    fields.iter().any(|field| field.contains(span))
}

fn note<'a>(marked: &Marked<'a>, ordinal: usize) -> Note<'a> {
    Note {
        number: marked.number,
        ordinal,
        claim: marked.claim.id.as_str(),
        ledger: &marked.claim.ledger,
        event_type: &marked.claim.event_type,
    }
}

/// The quotes of some claims, each once and in order; those that overlap are one.
fn quotes(marked: &[&Marked<'_>]) -> Vec<ByteSpan> {
    let mut all: Vec<ByteSpan> = marked.iter().map(|marked| marked.quote).collect();
    all.sort_unstable();
    let mut quotes: Vec<ByteSpan> = Vec::new();
    for quote in all {
        match quotes.last_mut() {
            Some(last) if last.overlaps(quote) => *last = last.cover(quote),
            _ => quotes.push(quote),
        }
    }
    quotes
}

/// For each quote the claims of the block that have a highlight in it, in order.
fn by_quote<'m, 'a>(quotes: &[ByteSpan], marked: &[&'m Marked<'a>]) -> Vec<Vec<Ordered<'m, 'a>>> {
    let mut by_quote: Vec<Vec<Ordered<'m, 'a>>> = vec![Vec::new(); quotes.len()];
    for (&marked, ordinal) in marked.iter().zip(1..) {
        for highlight in marked.highlights() {
            let first = quotes.partition_point(|quote| quote.end <= highlight.start);
            let end = quotes.partition_point(|quote| quote.start < highlight.end).max(first);
            for inside in &mut by_quote[first..end] {
                if inside.last().is_none_or(|(last, _)| *last != ordinal) {
                    inside.push((ordinal, marked));
                }
            }
        }
    }
    by_quote
}

/// The spans of everything that a claim says.
fn field_spans(claim: &Claim) -> Vec<Span> {
    let fillers = claim.roles.values().flatten().filter_map(|filler| filler.span);
    let sources = claim.said_by.iter().filter_map(|source| source.span);
    let time = claim.time.iter().map(|time| match time {
        model::Time::State { span, .. } | model::Time::Occurrence { span, .. } => *span,
    });
    let count = claim.count.iter().map(|count| count.span);
    let places = claim.places.iter().map(|place| place.span);
    fillers.chain(sources).chain(time).chain(count).chain(places).collect()
}
