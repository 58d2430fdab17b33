//! The flow on one page: report -> parse -> mentions -> claims.

use claims::Miss;
use model::{Attributed, ByteSpan, Claim, Mentions, Parse, Predicate, Report};

use crate::coder::Coder;
use crate::documents;

/// What a coder makes of one report, stage by stage.
#[derive(Debug)]
pub struct Coded {
    /// Sentences, tokens, heads and named spans.
    pub parse: Parse,
    /// Quantities, times, places, actors and people, and what refers to what.
    pub mentions: Mentions,
    /// Who did what to whom, says who, and how surely.
    pub claims: Vec<Claim>,
}

impl Coder {
    /// Codes one report.
    pub fn code(&self, report: &Report) -> Coded {
        let (parse, mentions) = self.find(report);
        let claims = claims::code(report, &parse, &mentions, &self.codebook);
        Coded { parse, mentions, claims }
    }

    /// Codes one report, and tells why other words that the codebook knows gave no claim.
    pub fn explain(&self, report: &Report) -> (Coded, Vec<Miss>) {
        let (parse, mentions) = self.find(report);
        let claims::Explanation { mended, claims, misses } =
            claims::explain(report, &parse, &mentions, &self.codebook);
        (Coded { parse: mended.unwrap_or(parse), mentions, claims }, misses)
    }

    /// Finds who says or thinks what in one report, whether or not it is about an event.
    pub fn attribute(&self, report: &Report) -> Vec<Attributed> {
        let (parse, mentions) = self.find(report);
        claims::attribute(report, &parse, &mentions, &self.codebook)
    }

    /// Finds on what footing every verb, noun and adjective of one report stands.
    pub fn predicates(&self, report: &Report) -> Vec<Predicate> {
        let (parse, mentions) = self.find(report);
        claims::predicates(report, &parse, &mentions, &self.codebook)
    }

    /// Finds what one report names.
    pub fn find(&self, report: &Report) -> (Parse, Mentions) {
        let parse = self.parse(report);
        let mentions = mentions::find(report, &parse, &self.knowledge);
        (parse, mentions)
    }

    /// Parses each block of one report as one document, or a very long one as several, in one parse over the whole. Of a report that is in
    /// another language than English nothing is parsed, and so nothing is found or claimed.
    pub fn parse(&self, report: &Report) -> Parse {
        let words = self.words(report);
        let blocks = report.blocks.iter().enumerate().filter(|_| report.is_english());
        let documents: Vec<(usize, ByteSpan)> = blocks
            .flat_map(|(block, of)| documents::of(&words, of.span).map(move |document| (block, document)))
            .collect();
        let texts: Vec<&str> = documents.iter().map(|(_, document)| document.cut(&words)).collect();
        let parses = self.with_scratch(|scratch| self.model.parse_all(&texts, scratch));
        let parses = documents.iter().zip(parses).map(|((block, of), parse)| (*block, of.start, parse));
        let parses = parses.collect();
        Parse::join(words, parses)
    }

    /// The words to parse: the text without its markup, in ordinary case where a block has no case of its own.
    fn words(&self, report: &Report) -> String {
        let mut words = report.without_markup().into_owned();
        for block in &report.blocks {
            let original = block.span.cut(&words);
            let recased = mentions::recase(original, &self.knowledge, &|word| self.model.knows_word(word));
            if let Some(recased) = recased.filter(|recased| recased.len() == original.len()) {
                words.replace_range(block.span.start as usize..block.span.end as usize, &recased);
            }
        }
        words
    }
}
