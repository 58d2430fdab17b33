//! Why a report gave the claims that it gave: each sentence with its tree, its mentions, its claims and its near misses.

mod draw;
mod mentions;
mod placed;
mod tree;

use claims::Miss;
use model::{Claim, NounClass, Parse, Report, ReportId, Sentence, Span};
use serde::Serialize;

pub use draw::draw;

use crate::Coded;
use crate::output::mentions::{self as written, Mention};
use placed::{Sentences, shown};

/// A report, sentence by sentence.
#[derive(Serialize)]
pub struct Explained<'a> {
    pub report: &'a ReportId,
    pub input: &'a str,
    pub sentences: Vec<ExplainedSentence>,
}

/// A sentence with everything that was made of it.
#[derive(Serialize)]
pub struct ExplainedSentence {
    /// Its number in the report, from 1.
    pub sentence: usize,
    /// What its block is to the report: `headline`, `body`, …
    pub part: &'static str,
    pub span: Span,
    pub text: String,
    pub tokens: Vec<Word>,
    mentions: Vec<Mention>,
    pub claims: Vec<Claim>,
    pub misses: Vec<NearMiss>,
}

/// A token of a sentence in its tree.
#[derive(Serialize)]
pub struct Word {
    pub text: String,
    pub span: Span,
    pub lemma: String,
    pub pos: String,
    pub tag: String,
    pub dep: String,
    /// Index within the sentence; a root governs itself.
    pub head: usize,
    /// What the noun names, where it heads a phrase.
    pub class: Option<NounClass>,
}

/// A near miss with its reason in words.
#[derive(Serialize)]
pub struct NearMiss {
    #[serde(flatten)]
    pub miss: Miss,
    pub why: String,
}

/// Explains the sentences of a report, or only the one with the number `only`.
pub fn explain<'a>(
    report: &'a Report,
    (coded, misses): &(Coded, Vec<Miss>),
    only: Option<usize>,
) -> Explained<'a> {
    let mentions = written::all(report, &coded.parse, &coded.mentions);
    let spans = coded.parse.sentences.iter().map(|sentence| coded.parse.bytes(sentence.tokens));
    let spans = Sentences(spans.map(|bytes| report.points.span(bytes)).collect());
    let mentioned = spans.touched(&mentions);
    let claimed = spans.beginning(coded.claims.iter().map(|claim| claim.evidence.trigger));
    let missed = spans.beginning(misses.iter().map(|miss| miss.span));
    let wanted = coded.parse.sentences.iter().enumerate();
    let wanted = wanted.filter(|(index, _)| only.is_none_or(|only| only == index + 1));
    let sentences = wanted
        .map(|(index, &sentence)| {
            let span = spans.0[index];
            ExplainedSentence {
                sentence: index + 1,
                part: report.blocks.get(sentence.block).map_or("body", |block| block.part.as_str()),
                span,
                text: coded.parse.bytes(sentence.tokens).cut(&report.text).to_owned(),
                tokens: words(report, coded, sentence),
                mentions: mentioned[index].iter().map(|&at| shown(&mentions[at], span)).collect(),
                claims: claimed[index].iter().map(|&at| coded.claims[at].clone()).collect(),
                misses: missed[index].iter().map(|&at| told(&misses[at])).collect(),
            }
        })
        .collect();
    Explained { report: &report.id, input: &report.input, sentences }
}

fn words(report: &Report, coded: &Coded, sentence: Sentence) -> Vec<Word> {
    let parse = &coded.parse;
    let first = sentence.tokens.first;
    let word = |token: usize| Word {
        text: parse.word(token).to_owned(),
        span: report.points.span(parse.tokens[token].span),
        lemma: parse.lemma(token).to_owned(),
        pos: parse.pos(token).to_owned(),
        tag: parse.tag(token).to_owned(),
        dep: parse.dep(token).to_owned(),
        head: governor(parse, sentence, token) - first,
        class: coded.mentions.class(token),
    };
    sentence.tokens.iter().map(word).collect()
}

/// The head of a token within its sentence; itself where that lies outside.
fn governor(parse: &Parse, sentence: Sentence, token: usize) -> usize {
    Some(parse.head(token)).filter(|&head| sentence.tokens.contains(head)).unwrap_or(token)
}

fn told(miss: &Miss) -> NearMiss {
    NearMiss { miss: miss.clone(), why: miss.reason.to_string() }
}
