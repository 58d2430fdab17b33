//! Words from anywhere on a terminal: none of them may move its cursor, colour it or turn the order of what it shows.

/// `text` with a replacement character for each that a terminal would obey instead of showing it.
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || is_direction(c) { '\u{fffd}' } else { c }).collect()
}

/// Characters that turn the direction of all that follows, whatever its script.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_not_shown() {
        assert_eq!(printable("\u{1b}[2Ja\nb\u{9b}c\u{202e}d"), "\u{fffd}[2Ja\u{fffd}b\u{fffd}c\u{fffd}d");
        assert_eq!(printable("Niš 👩‍👧 قتل"), "Niš 👩‍👧 قتل");
    }
}
