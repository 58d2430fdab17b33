//! An explanation for a terminal: sentence by sentence, the tree above what was found in it.

use console::truncate_str;
use model::Claim;

use super::{Explained, ExplainedSentence, NearMiss, Word, mentions, tree};
use crate::table::{Look, columns, wrap};
use publish::words::{self, footing, joined, one_line};

/// Columns of the kind of a mention, of a role, of anything that names a line.
const NAMES: usize = 11;

/// Lines of text are not wider than is good to read.
const WIDEST: usize = 80;

/// All sentences of an explanation.
pub fn draw(explained: &Explained<'_>, look: Look) -> String {
    let look = Look { width: look.width.clamp(60, WIDEST), ..look };
    let title = look.bold().apply_to(one_line(explained.input));
    let id = look.dim().apply_to(explained.report.as_str());
    let sentences = explained.sentences.iter().map(|sentence| draw_sentence(sentence, look));
    std::iter::once(format!("{title} {id}\n")).chain(sentences).collect::<Vec<_>>().join("\n")
}

fn draw_sentence(sentence: &ExplainedSentence, look: Look) -> String {
    let number = format!(
        "{} {}",
        look.bold().apply_to(format!("[{}]", sentence.sentence)),
        look.dim().apply_to(sentence.part)
    );
    let text: String =
        wrap(&one_line(&sentence.text), look.width - 2).iter().map(|line| format!("  {line}\n")).collect();
    let tree = tree::draw(&sentence.tokens, |word| trigger(sentence, word), look);
    [
        format!("{number}\n{text}\n{tree}"),
        section("MENTIONS", of_mentions(sentence, look), look),
        section("CLAIMS", sentence.claims.iter().map(|claim| of_claim(claim, look)).collect(), look),
        section("NOT CLAIMED", of_misses(&sentence.misses, look), look),
    ]
    .concat()
}

/// The event type whose trigger begins with a word.
fn trigger(sentence: &ExplainedSentence, word: &Word) -> Option<String> {
    let begun = sentence.claims.iter().filter(|claim| claim.evidence.trigger.start == word.span.start);
    Some(joined(begun.map(|claim| claim.event_type.clone()))).filter(|types| !types.is_empty())
}

fn section(head: &str, body: String, look: Look) -> String {
    if body.is_empty() { String::new() } else { format!("\n{}\n{body}", look.dim().apply_to(head)) }
}

fn of_mentions(sentence: &ExplainedSentence, look: Look) -> String {
    let third = (look.width - NAMES) / 2 - 3;
    let widths = [NAMES, third, look.width - NAMES - third - 6];
    let told = sentence.mentions.iter().filter_map(|mention| Some((mention, mentions::told(mention)?)));
    told.map(|(mention, (kind, understood))| {
        let cells = [kind.to_owned(), one_line(&mention.text), understood];
        indented(&columns(&cells, &widths, |cell, column| match column {
            0 => look.dim().apply_to(cell).to_string(),
            _ => cell.to_owned(),
        }))
    })
    .collect()
}

/// The rule that fired and what it gave.
fn of_claim(claim: &Claim, look: Look) -> String {
    let rule = look.dim().apply_to(format!("rule {}", claim.rule));
    let head = format!("  {} {rule}\n", look.bold().apply_to(&claim.event_type));
    let roles =
        claim.roles.iter().map(|(role, fillers)| (role.clone(), joined(fillers.iter().map(words::filler))));
    let rest = [
        ("count", claim.count.as_ref().map(|count| words::how_many(claim, count)).unwrap_or_default()),
        ("where", joined(claim.places.iter().map(words::place))),
        ("when", claim.time.as_ref().map(words::time).unwrap_or_default()),
        ("said by", joined(claim.said_by.iter().map(words::source))),
        ("footing", footing(claim)),
    ];
    let rest = rest.into_iter().map(|(name, value)| (name.to_owned(), value));
    let lines = roles.chain(rest).filter(|(_, value)| !value.is_empty());
    let widths = [NAMES, look.width - NAMES - 6];
    let fields = lines.map(|(name, value)| {
        let field = columns(&[name, value], &widths, |cell, column| match column {
            0 => look.dim().apply_to(cell).to_string(),
            _ => cell.to_owned(),
        });
        indented(&indented(&field))
    });
    head + &fields.collect::<String>()
}

/// The reasons of all rules, below the words and the type that they have in common.
fn of_misses(misses: &[NearMiss], look: Look) -> String {
    let same = |one: &NearMiss, other: &NearMiss| {
        (one.miss.span, &one.miss.rule) == (other.miss.span, &other.miss.rule)
    };
    let mut drawn = String::new();
    for group in misses.chunk_by(same) {
        drawn += &group.first().map(|first| words_of_miss(first, look)).unwrap_or_default();
        for why in group {
            let lines = wrap(&why.why, look.width - 4);
            drawn.extend(lines.iter().map(|line| format!("    {}\n", look.footing().apply_to(line))));
        }
    }
    drawn
}

fn words_of_miss(miss: &NearMiss, look: Look) -> String {
    let words = truncate_str(&one_line(&miss.miss.text), look.width / 2, "…").into_owned();
    let rule = look.dim().apply_to(format!("rule {}", miss.miss.rule));
    format!("  {} “{words}” {rule}\n", miss.miss.event_type)
}

fn indented(lines: &str) -> String {
    lines.lines().map(|line| format!("  {line}\n")).collect()
}
