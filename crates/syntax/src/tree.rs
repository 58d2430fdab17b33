//! What follows from heads: the reach of every token, sentence starts, and arcs that cross.

use model::{Symbol, Symbols};

/// The first and the last token below each token, itself included.
#[derive(Debug, Default)]
pub(crate) struct Reach {
    first: Vec<usize>,
    last: Vec<usize>,
}

/// Rounds after which the reach is taken as it is, as spaCy does; trees without crossing arcs need one.
const ROUNDS: usize = 12;

impl Reach {
    /// Works out the reach of every token of a tree.
    pub(crate) fn of(&mut self, tree: &[(usize, Symbol)]) {
        self.first.clear();
        self.first.extend(0..tree.len());
        self.last.clear();
        self.last.extend(0..tree.len());
        for _ in 0..ROUNDS {
            (0..tree.len()).for_each(|i| self.widen(tree[i].0, i));
            (0..tree.len()).rev().for_each(|i| self.widen(tree[i].0, i));
            if self.heads_stay_inside(tree) {
                break;
            }
        }
    }

    fn widen(&mut self, head: usize, child: usize) {
        self.first[head] = self.first[head].min(self.first[child]);
        self.last[head] = self.last[head].max(self.last[child]);
    }

    /// The first token of every sentence.
    fn starts<'a>(&'a self, tree: &'a [(usize, Symbol)]) -> impl Iterator<Item = usize> + 'a {
        tree.iter().enumerate().filter(|&(i, &(head, _))| head == i).map(|(i, _)| self.first[i])
    }

    /// Marks the first token of every sentence.
    pub(crate) fn mark_starts(&self, tree: &[(usize, Symbol)], marks: &mut Vec<bool>) {
        marks.clear();
        marks.resize(tree.len(), false);
        for start in self.starts(tree) {
            marks[start] = true;
        }
    }

    /// Whether no head lies outside its token's sentence.
    fn heads_stay_inside(&self, tree: &[(usize, Symbol)]) -> bool {
        let mut marks = Vec::new();
        self.mark_starts(tree, &mut marks);
        let mut current = 0;
        for i in 0..tree.len() {
            if (i > 0 && marks[i]) || i + 1 == tree.len() {
                if tree[current..i].iter().any(|&(head, _)| head < current || head > i) {
                    return false;
                }
                current = i;
            }
        }
        true
    }
}

/// A label that says where the arc would go if arcs could cross: `X||Y` is an `X` of the token that is labelled `Y`.
#[derive(Debug, Clone, Copy)]
struct Lifted {
    symbol: Symbol,
    label: Symbol,
    head_label: Symbol,
}

/// All lifted labels.
#[derive(Debug, Default)]
pub(crate) struct LiftedLabels(Vec<Lifted>);

impl LiftedLabels {
    /// Finds the lifted labels among `labels`.
    pub(crate) fn among(labels: impl IntoIterator<Item = Symbol>, symbols: &mut Symbols) -> Self {
        let lifted = |symbol: Symbol| {
            let name = symbols.name(symbol).to_owned();
            let (label, head_label) = name.split_once("||")?;
            Some(Lifted { symbol, label: symbols.intern(label), head_label: symbols.intern(head_label) })
        };
        Self(labels.into_iter().filter_map(lifted).collect())
    }

    /// Gives lifted arcs the head that they were lifted from. `is_space` tells whitespace, which is never a head.
    pub(crate) fn lower(
        &self,
        tree: &mut [(usize, Symbol)],
        reach: &mut Reach,
        is_space: impl Fn(usize) -> bool,
    ) {
        let is_lifted = |label| self.0.iter().any(|lifted| lifted.symbol == label);
        if !tree.iter().any(|&(_, label)| is_lifted(label)) {
            return;
        }
        reach.of(tree);
        for i in 0..tree.len() {
            let (head, label) = tree[i];
            if let Some(lifted) = self.0.iter().find(|lifted| lifted.symbol == label) {
                let wanted = |child: usize| child != i && !is_space(child);
                let found = below(tree, reach, head, lifted.head_label, wanted);
                tree[i] = (found.unwrap_or(head), lifted.label);
            }
        }
    }
}

/// The nearest token below `top` that has `label`, level by level; only `wanted` tokens are looked at.
fn below(
    tree: &[(usize, Symbol)],
    reach: &Reach,
    top: usize,
    label: Symbol,
    wanted: impl Fn(usize) -> bool,
) -> Option<usize> {
    let children = Children::of(tree);
    let mut level = vec![top];
    // A tree has no more levels than tokens; heads that run in a circle must not keep us here.
    for _ in 0..tree.len() {
        let mut next = Vec::new();
        for &head in &level {
            let near = reach.first[head]..reach.last[head] + 1;
            for child in children.under(head).filter(|&child| near.contains(&child) && wanted(child)) {
                if tree[child].1 == label {
                    return Some(child);
                }
                next.push(child);
            }
        }
        if next.is_empty() {
            return None;
        }
        level = next;
    }
    None
}

/// The children of every token, in order of text.
struct Children {
    first: Vec<Option<usize>>,
    /// The next child of the same head.
    next: Vec<Option<usize>>,
}

impl Children {
    fn of(tree: &[(usize, Symbol)]) -> Self {
        let mut children = Self { first: vec![None; tree.len()], next: vec![None; tree.len()] };
        for (child, &(head, _)) in tree.iter().enumerate().rev() {
            if head != child {
                children.next[child] = children.first[head].replace(child);
            }
        }
        children
    }

    fn under(&self, head: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.first[head], |&child| self.next[child])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(heads: &[usize]) -> Vec<usize> {
        let tree: Vec<(usize, Symbol)> = heads.iter().map(|&head| (head, Symbol(0))).collect();
        let mut reach = Reach::default();
        reach.of(&tree);
        reach.starts(&tree).collect()
    }

    #[test]
    fn sentences_start_at_the_left_edge_of_their_roots() {
        assert!(starts(&[]).is_empty());
        assert_eq!(starts(&[0]), [0]);
        assert_eq!(starts(&[1, 1, 1, 4, 4]), [0, 3]);
    }

    #[test]
    fn a_lifted_arc_finds_its_head_below() {
        let mut symbols = Symbols::default();
        let [root, lifted, object, relative] =
            ["ROOT", "relcl||dobj", "dobj", "relcl"].map(|name| symbols.intern(name));
        let labels = LiftedLabels::among([root, lifted, object], &mut symbols);
        let mut tree = vec![(0, root), (0, object), (0, lifted)];
        labels.lower(&mut tree, &mut Reach::default(), |_| false);
        assert_eq!(tree, [(0, root), (0, object), (1, relative)]);
        let mut tree = vec![(0, root), (0, object), (0, lifted)];
        labels.lower(&mut tree, &mut Reach::default(), |child| child == 1);
        assert_eq!(tree, [(0, root), (0, object), (0, relative)]);
    }
}
