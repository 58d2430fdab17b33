//! Pages to one text: without what stands at the head or foot of every page, and without the breaks of words at line ends.

use std::collections::{BTreeMap, BTreeSet};

/// A line is a running head or foot if as many pages have it at the same place.
const MIN_REPEATS: usize = 3;

/// The lines of the text of `pages`, in which a sentence runs on over a line or a page.
pub fn join(pages: &[String]) -> String {
    let pages: Vec<Vec<&str>> =
        pages.iter().map(|page| page.trim().lines().map(str::trim).collect()).collect();
    let mut text = String::new();
    for page in without_running_lines(pages) {
        let page = page.join("\n");
        let goes_on = text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | '-'));
        if !text.is_empty() && !page.trim().is_empty() {
            text.push_str(if goes_on { "\n" } else { "\n\n" });
        }
        text.push_str(page.trim());
    }
    without_breaks(&text)
}

/// The pages without lines that stand, but for their numbers, at the head or foot of several.
fn without_running_lines(mut pages: Vec<Vec<&str>>) -> Vec<Vec<&str>> {
    let heads: fn(&Vec<&str>) -> Option<String> = |page| page.first().map(|line| shape(line));
    let feet: fn(&Vec<&str>) -> Option<String> = |page| page.last().map(|line| shape(line));
    let (heads, feet) = (repeated(pages.iter().filter_map(heads)), repeated(pages.iter().filter_map(feet)));
    for page in &mut pages {
        if page.last().is_some_and(|line| feet.contains(&shape(line))) {
            page.pop();
        }
        if page.first().is_some_and(|line| heads.contains(&shape(line))) {
            page.remove(0);
        }
    }
    pages
}

/// A line with every number alike.
fn shape(line: &str) -> String {
    let mut shape = String::new();
    for c in line.chars() {
        let c = if c.is_numeric() { '0' } else { c };
        if !(c == '0' && shape.ends_with('0')) {
            shape.push(c);
        }
    }
    shape
}

fn repeated(lines: impl Iterator<Item = String>) -> BTreeSet<String> {
    let mut n_of: BTreeMap<String, usize> = BTreeMap::new();
    for line in lines.filter(|line| !line.is_empty()) {
        *n_of.entry(line).or_default() += 1;
    }
    n_of.into_iter().filter(|(_, n)| *n >= MIN_REPEATS).map(|(line, _)| line).collect()
}

/// The text with words whole that are broken at line ends. A hyphen stays where the text writes the word with it elsewhere, and
/// before a capital or a number: there it may always have been one.
fn without_breaks(text: &str) -> String {
    let words: BTreeSet<&str> = text.split_whitespace().map(|word| word.trim_matches(is_sign)).collect();
    let mut whole = String::with_capacity(text.len());
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        whole.push_str(line);
        let Some(next) = lines.peek() else { break };
        match broken(line, next) {
            Some((first, second)) if words.contains(format!("{first}-{second}").as_str()) => {}
            Some(_) => drop(whole.pop()),
            None => whole.push('\n'),
        }
    }
    whole
}

/// The halves of a word that a line ends in and the next goes on with.
fn broken<'a>(line: &'a str, next: &'a str) -> Option<(&'a str, &'a str)> {
    let line = line.strip_suffix('-').filter(|line| line.ends_with(char::is_alphabetic))?;
    let first = line.split_whitespace().next_back()?.trim_start_matches(is_sign);
    let second = next.split_whitespace().next()?.trim_end_matches(is_sign);
    second.starts_with(char::is_lowercase).then_some((first, second))
}

fn is_sign(c: char) -> bool {
    !c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pages: &[&str], expected: &str) {
        let pages: Vec<String> = pages.iter().map(|page| (*page).to_owned()).collect();
        assert_eq!(join(&pages), expected);
    }

    #[test]
    fn running_heads_and_feet_are_no_words_of_the_text() {
        check(
            &[
                "\nKarmeh Monitor\n\nShells fell on\n\n1 of 3\n",
                "Karmeh Monitor\nthe market.\n2 of 3",
                "Karmeh Monitor\nFour died.\n3 of 3",
            ],
            "Shells fell on\nthe market.\n\nFour died.",
        );
    }

    #[test]
    fn lines_that_only_two_pages_share_stay() {
        check(&["Four died.", "Four died."], "Four died.\n\nFour died.");
        check(&["One died.", "", "Two fled."], "One died.\n\nTwo fled.");
        check(&[], "");
    }

    #[test]
    fn broken_words_are_made_whole() {
        check(&["Shells struck the mar-\nket of Karmeh."], "Shells struck the market of Karmeh.");
        check(&["At least four peo-", "ple died."], "At least four people died.");
    }

    #[test]
    fn hyphens_that_belong_to_words_stay() {
        check(
            &["A house-to-house search; a house-to-\nhouse search."],
            "A house-to-house search; a house-to-house search.",
        );
        check(
            &["The US-\nIraqi force and T-\n72 tanks -\nleft."],
            "The US-\nIraqi force and T-\n72 tanks -\nleft.",
        );
    }
}
