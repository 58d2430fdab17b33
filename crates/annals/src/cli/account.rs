//! What became of all inputs of a run, and the exit code for it.

use super::inputs::Inputs;
use super::{Status, say};

/// What became of all inputs.
#[derive(Debug, Default)]
pub struct Account {
    pub n_inputs: usize,
    pub n_reports: usize,
    /// Reports in the record that are in another language than English.
    pub n_kept: usize,
    /// Claims, or whatever else was asked for.
    pub n_objects: usize,
    pub n_refused: usize,
    pub n_duplicates: usize,
    pub n_passed_over: usize,
}

impl Account {
    /// The account of a run over `inputs`, before any is read.
    pub fn of(inputs: &Inputs) -> Self {
        Self { n_inputs: inputs.names.len(), n_passed_over: inputs.n_passed_over, ..Self::default() }
    }

    /// Says what became of the inputs, and gives the exit code for it.
    pub fn close(&self, noun: &str) -> Status {
        let passed_over = format!("{} passed over (of no kind that is read)", self.n_passed_over);
        let counted = [
            (self.n_reports, format!("{} read", number(self.n_reports, "report"))),
            (self.n_kept, format!("{} in another language kept", number(self.n_kept, "report"))),
            (self.n_duplicates, number(self.n_duplicates, "duplicate")),
            (self.n_refused, format!("{} refused", self.n_refused)),
            (self.n_passed_over, passed_over),
        ];
        let parts: Vec<String> = counted.into_iter().filter(|(n, _)| *n > 0).map(|(_, part)| part).collect();
        let parts = if parts.is_empty() { "nothing to read".to_owned() } else { parts.join(", ") };
        say(&format!("{}: {parts}; {}", number(self.n_inputs, "input"), number(self.n_objects, noun)));
        self.status()
    }

    fn status(&self) -> Status {
        let is_something_done = self.n_reports + self.n_kept + self.n_duplicates > 0;
        match (is_something_done, self.n_refused) {
            (true, 1..) => Status::Findings,
            (false, 1..) => Status::Failed,
            (false, 0) if self.n_inputs == 0 => Status::Failed,
            (_, 0) => Status::Done,
        }
    }
}

/// "1 claim", "2 claims".
pub fn number(n: usize, noun: &str) -> String {
    if n == 1 { format!("{n} {noun}") } else { format!("{n} {noun}s") }
}
