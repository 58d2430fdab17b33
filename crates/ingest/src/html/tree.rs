//! Pages as trees, built within bounds: a page that would take time or memory beyond its length is refused on the way.

use dom_query::{Document, NodeData, NodeId};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tokenizer::TokenizerOpts;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};

use super::sink::Watched;
use super::{MAX_DEPTH, MAX_NODES};
use crate::Problem;

/// The parser is given as many bytes at a time, and its tree is looked at in between.
const STEP: usize = 1024;

/// The parser compares each attribute of a tag with all before it: how many such comparisons a page may cost at most,
/// beyond those of tags that are shorter than a step.
const MAX_COMPARISONS: u64 = 1_000_000_000;

/// Letters of a page, each counted as often as it has elements around it: whoever looks for the main text reads the text of
/// every element, and so each letter once for each of them.
const MAX_WEIGHT: usize = 200_000_000;

/// The tree of a page, unless it is nested too deeply or holds too much.
pub fn tree(html: &str) -> Result<Document, Problem> {
    let mut parser = parse_document(Watched::default(), options());
    let mut tags = LongTags::default();
    let mut rest = html;
    while !rest.is_empty() {
        let (step, after) = rest.split_at(rest.floor_char_boundary(STEP));
        parser.process(StrTendril::from(step));
        let watched = &parser.tokenizer.sink.sink;
        if watched.is_too_deep() {
            return Err(Problem::TooDeep);
        }
        tags.take(step, watched.n_steps());
        if watched.n_nodes() > MAX_NODES || tags.n_comparisons > MAX_COMPARISONS {
            return Err(Problem::TooManyElements);
        }
        rest = after;
    }
    let document = parser.finish();
    weigh(&document)?;
    Ok(document)
}

fn options() -> ParseOpts {
    // What stands in <noscript> is shown to whoever runs no scripts, as we do not.
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    ParseOpts { tokenizer: TokenizerOpts::default(), tree_builder }
}

/// What tags may cost that are longer than a step: inside one, nothing is put into the tree.
#[derive(Default)]
struct LongTags {
    n_steps: u64,
    /// What may be attributes since something was put into the tree last.
    n_attributes: u64,
    n_comparisons: u64,
}

impl LongTags {
    fn take(&mut self, step: &str, n_steps: u64) {
        if n_steps != self.n_steps {
            *self = Self { n_steps, n_attributes: 0, ..*self };
            return;
        }
        let before = self.n_attributes;
        self.n_attributes += step.bytes().filter(|&byte| may_end_attribute(byte)).count() as u64;
        self.n_comparisons += (self.n_attributes.pow(2) - before.pow(2)) / 2;
    }
}

fn may_end_attribute(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\'')
}

/// Refuses a tree whose text lies so deep that reading it element by element would take too long.
fn weigh(document: &Document) -> Result<(), Problem> {
    let mut waiting: Vec<(NodeId, usize)> = vec![(document.root().id, 0)];
    let mut weight = 0;
    while let Some((id, depth)) = waiting.pop() {
        if depth > MAX_DEPTH {
            return Err(Problem::TooDeep);
        }
        weight += depth * document.tree.query_node_or(&id, 0, |node| length(&node.data));
        if weight > MAX_WEIGHT {
            return Err(Problem::TooManyElements);
        }
        waiting.extend(document.tree.child_ids_of_it(&id, false).map(|child| (child, depth + 1)));
    }
    Ok(())
}

fn length(data: &NodeData) -> usize {
    match data {
        NodeData::Text { contents } => contents.len(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_grows_beyond_its_length_is_refused() {
        let deep = [
            "<div>".repeat(10_000),
            "<b><div></b>".repeat(10_000),
            format!("<table>{}", "<div>".repeat(10_000)),
            "<svg>".repeat(10_000),
        ];
        for html in &deep {
            assert!(matches!(tree(html), Err(Problem::TooDeep)), "{}", &html[..40]);
        }
        let formats: String = (0..200).map(|n| format!("<b id={n}>")).collect();
        let many = [
            "<p>".repeat(100_000),
            format!("<p>{formats}{}", "<p>a".repeat(10_000)),
            format!("<p {}>", (0..60_000).map(|n| format!("a{n} ")).collect::<String>()),
            format!("{}{}", "<div>".repeat(200), "a ".repeat(1_000_000)),
        ];
        for html in &many {
            assert!(matches!(tree(html), Err(Problem::TooManyElements)), "{}", &html[..40]);
        }
    }

    #[test]
    fn pages_as_they_are_fit() {
        let picture = format!("<img src='data:image/png;base64,{}'>", "QUJD".repeat(500_000));
        let rows = format!("<table>{}</table>", "<tr><td>Karmeh<td>4".repeat(8_000));
        let data = format!("<div data-x='{}'>Karmeh</div>", "{ &quot;a&quot; : 1 }, ".repeat(5_000));
        let script = format!("<script>{}</script>", "for (i = 0; i < n; i++) { a(b, c); } ".repeat(50_000));
        let lists = format!("{}Karmeh", "<ul><li>".repeat(100));
        for html in [picture, rows, data, script, lists, "<template>".repeat(10_000), String::new()] {
            assert!(tree(&html).is_ok(), "{:?}", tree(&html).err());
        }
    }
}
