//! TODO

/// A copy of `text` in ordinary case and of the same length, if the text has no case of its own.
pub fn recase(_text: &str, _is_word: &dyn Fn(&str) -> bool) -> Option<String> {
    None
}
