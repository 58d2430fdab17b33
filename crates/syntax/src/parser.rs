//! Heads and labels, by an arc-eager transition system: a stack, a buffer, and one action after the other.

use std::ops::Range;

use model::{Symbol, Symbols};

use crate::ModelError;
use crate::bytes::Reader;
use crate::kernels::{Kernel, Lanes, WIDTH};
use crate::scorer::{Scorer, ScorerMemory, best};

/// Tokens that describe a state.
const SLOTS: usize = 8;

/// What the parser can do, in the order of the classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    Shift,
    Reduce,
    Left,
    Right,
    Break,
}

const ACTIONS: [Action; 5] = [Action::Shift, Action::Reduce, Action::Left, Action::Right, Action::Break];

/// Chooses actions until every token is done.
#[derive(Debug)]
pub(crate) struct Parser {
    /// The classes of each action.
    classes: [Range<usize>; ACTIONS.len()],
    labels: Vec<Symbol>,
    scorer: Scorer<SLOTS>,
    root: Symbol,
}

impl Parser {
    pub(crate) fn read(reader: &mut Reader<'_>, symbols: &mut Symbols) -> Result<Self, ModelError> {
        let moves = reader.list(|reader| Ok((reader.byte()?, symbols.intern(reader.text()?))))?;
        let classes = std::array::from_fn(|action| class_range(&moves, action as u8));
        let scorer = Scorer::read(reader, moves.len())?;
        let labels = moves.into_iter().map(|(_, label)| label).collect();
        Ok(Self { classes, labels, scorer, root: symbols.intern("ROOT") })
    }

    /// Parses the document of `vectors`; `tree` then holds every token's head and label. `watch` sees the
    /// scores of every step.
    pub(crate) fn parse(
        &self,
        kernel: Kernel,
        vectors: &[Lanes],
        memory: &mut ScorerMemory,
        state: &mut State,
        tree: &mut Vec<(usize, Symbol)>,
        mut watch: impl FnMut(&[Option<usize>], &[Lanes]),
    ) {
        self.scorer.prepare(memory);
        state.start(vectors.len() / WIDTH);
        while !state.is_final() {
            let slots = state.slots();
            let scores = self.scorer.score(kernel, vectors, slots, memory);
            watch(&slots, scores);
            let valid = ACTIONS.into_iter().filter(|&action| state.allows(action));
            let chosen = best(scores, valid.flat_map(|action| self.classes[action as usize].clone()));
            // Every state allows something; a model without a class for it must not keep us here.
            let Some(class) = chosen else { break };
            state.apply(self.action(class), self.labels[class]);
        }
        state.finish(self.root, tree);
    }

    fn action(&self, class: usize) -> Action {
        let taken = |&action: &Action| self.classes[action as usize].contains(&class);
        ACTIONS.into_iter().find(taken).unwrap_or(Action::Reduce)
    }

    /// The labels of the arcs that it makes.
    pub(crate) fn labels(&self) -> &[Symbol] {
        &self.labels
    }
}

/// The classes of action `number`; they stand side by side.
pub(crate) fn class_range(moves: &[(u8, Symbol)], number: u8) -> Range<usize> {
    let first = moves.iter().position(|&(action, _)| action == number).unwrap_or(moves.len());
    let count = moves[first..].iter().take_while(|&&(action, _)| action == number).count();
    first..first + count
}

/// The stack, the buffer and the arcs made so far.
#[derive(Debug, Default)]
pub(crate) struct State {
    count: usize,
    stack: Vec<usize>,
    /// Tokens that went back from the stack to the front of the buffer, the foremost last.
    returned: Vec<usize>,
    /// The first token that was never on the stack.
    next: usize,
    heads: Vec<Option<usize>>,
    labels: Vec<Symbol>,
    /// The child on the left, and on the right, that each token got last.
    last_left: Vec<Option<usize>>,
    last_right: Vec<Option<usize>>,
    /// The child that the same head got before on the same side.
    earlier: Vec<Option<usize>>,
    /// Tokens that returned without a head must not be shifted again.
    unshiftable: Vec<bool>,
    starts_sentence: Vec<bool>,
}

fn refill<T: Clone>(list: &mut Vec<T>, count: usize, value: T) {
    list.clear();
    list.resize(count, value);
}

impl State {
    fn start(&mut self, count: usize) {
        self.count = count;
        self.stack.clear();
        self.returned.clear();
        self.next = 0;
        refill(&mut self.heads, count, None);
        refill(&mut self.labels, count, Symbol::default());
        refill(&mut self.last_left, count, None);
        refill(&mut self.last_right, count, None);
        refill(&mut self.earlier, count, None);
        refill(&mut self.unshiftable, count, false);
        refill(&mut self.starts_sentence, count, false);
        if let Some(first) = self.starts_sentence.first_mut() {
            *first = true;
        }
    }

    /// Puts head and label of every token into `tree`; a token without a head is a root, and its own head.
    fn finish(&self, root: Symbol, tree: &mut Vec<(usize, Symbol)>) {
        let arcs = self.heads.iter().zip(&self.labels).enumerate();
        let arc = |(i, (head, &label)): (usize, (&Option<usize>, &Symbol))| {
            head.map_or((i, root), |head| (head, label))
        };
        tree.clear();
        tree.extend(arcs.map(arc));
    }

    fn is_final(&self) -> bool {
        self.stack.is_empty() && self.buffer_length() == 0
    }

    fn buffer_length(&self) -> usize {
        self.count - self.next + self.returned.len()
    }

    /// The token at `depth` on the stack; 0 is its top.
    fn stacked(&self, depth: usize) -> Option<usize> {
        self.stack.iter().rev().nth(depth).copied()
    }

    /// The token at `ahead` in the buffer; 0 is its front.
    fn buffered(&self, ahead: usize) -> Option<usize> {
        match ahead.checked_sub(self.returned.len()) {
            None => self.returned.iter().rev().nth(ahead).copied(),
            Some(ahead) => Some(self.next + ahead).filter(|&token| token < self.count),
        }
    }

    /// The tokens that describe the state.
    fn slots(&self) -> [Option<usize>; SLOTS] {
        let (front, top) = (self.buffered(0), self.stacked(0));
        [
            front,
            self.buffered(1),
            top,
            self.stacked(1),
            self.stacked(2),
            front.and_then(|front| self.last_left[front]),
            top.and_then(|top| self.last_left[top]),
            top.and_then(|top| self.last_right[top]),
        ]
    }

    fn allows(&self, action: Action) -> bool {
        let front = self.buffered(0);
        let front_starts = front.is_some_and(|front| self.starts_sentence[front]);
        match action {
            Action::Shift => {
                let shiftable = front.is_some_and(|front| !front_starts && !self.unshiftable[front]);
                front.is_some() && (self.stack.is_empty() || (self.buffer_length() >= 2 && shiftable))
            }
            Action::Reduce => !self.stack.is_empty(),
            Action::Left | Action::Right => !self.stack.is_empty() && front.is_some() && !front_starts,
            Action::Break => match (front, self.buffered(1)) {
                (Some(front), Some(second)) => second == front + 1 && !self.starts_sentence[second],
                _ => false,
            },
        }
    }

    /// Does what is allowed.
    fn apply(&mut self, action: Action, label: Symbol) {
        let (front, top) = (self.buffered(0), self.stacked(0));
        match (action, front, top) {
            (Action::Shift, Some(front), _) => self.push(front),
            (Action::Reduce, _, Some(top)) => self.reduce(top),
            (Action::Left, Some(front), Some(top)) => {
                self.add_arc(front, top, label);
                self.unshiftable[front] = false;
                self.stack.pop();
            }
            (Action::Right, Some(front), Some(top)) => {
                self.add_arc(top, front, label);
                self.push(front);
            }
            (Action::Break, ..) => {
                if let Some(second) = self.buffered(1) {
                    self.starts_sentence[second] = true;
                }
            }
            _ => {}
        }
    }

    /// Moves the front of the buffer onto the stack.
    fn push(&mut self, front: usize) {
        if self.returned.pop().is_none() {
            self.next += 1;
        }
        self.stack.push(front);
    }

    /// Takes the top off the stack; it returns to the buffer if it has no head and others wait below.
    fn reduce(&mut self, top: usize) {
        self.stack.pop();
        if self.heads[top].is_none() && !self.stack.is_empty() {
            self.unshiftable[top] = true;
            self.returned.push(top);
        }
    }

    fn add_arc(&mut self, head: usize, child: usize, label: Symbol) {
        if let Some(old) = self.heads[child] {
            // The child is always the latest of its head when its arc is replaced.
            *self.last_child(old, child) = self.earlier[child];
        }
        let latest = self.last_child(head, child).replace(child);
        self.earlier[child] = latest;
        self.heads[child] = Some(head);
        self.labels[child] = label;
    }

    /// The latest child of `head` on the side where `child` stands.
    fn last_child(&mut self, head: usize, child: usize) -> &mut Option<usize> {
        let side = if head > child { &mut self.last_left } else { &mut self.last_right };
        &mut side[head]
    }
}
