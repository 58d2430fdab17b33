//! How far a run is, on terminals, and what is said meanwhile.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressStyle};
use publish::printable;

use super::say;

/// Below this number there is nothing to watch: all is done too soon.
const MANY: usize = 10;

/// A bar on standard error, where that is a terminal and there is something to watch.
pub struct Progress(ProgressBar);

impl Progress {
    /// A bar over `n` of what `noun` says ("inputs").
    pub fn over(n: usize, noun: &str) -> Self {
        if n < MANY || !io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let style = ProgressStyle::with_template(&format!("{{bar:32}} {{pos}}/{{len}} {noun}, {{eta}} left"));
        Self(ProgressBar::new(n as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())))
    }

    /// Goes on by one.
    pub fn step(&self) {
        self.0.inc(1);
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }

    /// Says something about an input: what it holds, and even its name, may be anything.
    pub fn tell(&self, message: &str) {
        self.0.suspend(|| say(&printable(message)));
    }

    /// Does what writes to the terminal, with the bar out of the way.
    pub fn suspend<T>(&self, write: impl FnOnce() -> T) -> T {
        self.0.suspend(write)
    }
}
