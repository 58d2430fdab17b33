//! What was found in a report, by the sentences that it stands in.

use model::Span;

use crate::output::mentions::{Mention, Understood, Words};

/// How many phrases of a chain a sentence shows on either side of it.
const MOST_SHOWN: usize = 25;

/// The sentences of a report in order of text, as spans that never overlap.
pub struct Sentences(pub Vec<Span>);

impl Sentences {
    /// For each sentence the numbers of the things that begin in it.
    pub fn beginning(&self, spans: impl Iterator<Item = Span>) -> Vec<Vec<usize>> {
        let mut placed = vec![Vec::new(); self.0.len()];
        for (number, span) in spans.enumerate() {
            let after = self.0.partition_point(|sentence| sentence.start <= span.start);
            let holds = |at: &usize| self.0[*at].end > span.start;
            if let Some(at) = after.checked_sub(1).filter(holds) {
                placed[at].push(number);
            }
        }
        placed
    }

    /// For each sentence the numbers of the mentions that share words with it, a chain where any phrase of it does.
    pub fn touched(&self, mentions: &[Mention]) -> Vec<Vec<usize>> {
        let mut placed: Vec<Vec<usize>> = vec![Vec::new(); self.0.len()];
        for (number, mention) in mentions.iter().enumerate() {
            for span in mention.spans() {
                for at in self.overlapping(span) {
                    if placed[at].last() != Some(&number) {
                        placed[at].push(number);
                    }
                }
            }
        }
        placed
    }

    fn overlapping(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.0.partition_point(|sentence| sentence.end <= span.start);
        first..self.0.partition_point(|sentence| sentence.start < span.end).max(first)
    }
}

/// A mention as a sentence shows it: of a chain the phrases nearest to it.
pub fn shown(mention: &Mention, sentence: Span) -> Mention {
    let understood = match &mention.understood {
        Understood::Chain { chain, members } => {
            Understood::Chain { chain: *chain, members: nearest(members, sentence).to_vec() }
        }
        other => other.clone(),
    };
    Mention { text: mention.text.clone(), span: mention.span, understood }
}

/// The members of a chain nearest to a sentence, in order of text.
fn nearest(members: &[Words], sentence: Span) -> &[Words] {
    let here = members.partition_point(|member| member.span.start < sentence.start);
    let behind = members.partition_point(|member| member.span.start < sentence.end);
    &members[here.saturating_sub(MOST_SHOWN)..members.len().min(behind + MOST_SHOWN)]
}

#[cfg(test)]
mod tests {
    use model::ChainKind;

    use super::*;

    fn span(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    fn chain(starts: impl Iterator<Item = u32>) -> Mention {
        let word = |start| Words { text: "it".to_owned(), span: span(start, start + 2) };
        let members: Vec<Words> = starts.map(word).collect();
        let understood = Understood::Chain { chain: ChainKind::Other, members };
        Mention { text: "it".to_owned(), span: span(0, 2), understood }
    }

    #[test]
    fn everything_stands_in_its_sentences() {
        let sentences = Sentences(vec![span(0, 10), span(11, 20), span(25, 30)]);
        let begun = sentences.beginning([span(9, 12), span(22, 24), span(25, 26)].into_iter());
        assert_eq!(begun, [vec![0], vec![], vec![2]]);
        let touched = sentences.touched(&[chain([0, 4, 26].into_iter()), chain([9].into_iter())]);
        assert_eq!(touched, [vec![0, 1], vec![], vec![0]]);
    }

    #[test]
    fn of_a_long_chain_a_sentence_shows_what_is_near() {
        let long = chain((0..1000).map(|n| 10 * n));
        let members = |mention: &Mention| match &mention.understood {
            Understood::Chain { members, .. } => members.len(),
            _ => 0,
        };
        assert_eq!(members(&shown(&long, span(5000, 5010))), 2 * MOST_SHOWN + 1);
        assert_eq!(members(&shown(&chain((0..9).map(|n| 10 * n)), span(0, 10))), 9);
    }
}
