//! Whether a chunk of text is an address on the web, which is never split.

use crate::characters::{Characters, Set};

/// Whether the whole of `text` is an address: scheme and user are optional, a host is needed.
pub(crate) fn is_url(characters: &Characters, text: &str) -> bool {
    // A host holds at least one dot, so most words need no closer look.
    text.contains('.')
        && (tail_has_host(characters, text)
            || without_scheme(characters, text).is_some_and(|rest| tail_has_host(characters, rest)))
}

fn without_scheme<'a>(characters: &Characters, text: &'a str) -> Option<&'a str> {
    let (scheme, rest) = text.split_once("://")?;
    let fits = |c| characters.is(c, Set::Word) || matches!(c, '+' | '-' | '.');
    (scheme.chars().nth(1).is_some() && scheme.chars().all(fits)).then_some(rest)
}

/// Whether a host stands at the start of `text` or behind one of its `@`, with at least one character before it.
fn tail_has_host(characters: &Characters, text: &str) -> bool {
    let first = text.chars().next().map_or(0, char::len_utf8);
    host_leads(characters, text)
        || text.match_indices('@').any(|(at, _)| at >= first && host_leads(characters, &text[at + 1..]))
}

/// Whether `text` is a host, perhaps with a port, a path, a query or a fragment.
fn host_leads(characters: &Characters, text: &str) -> bool {
    let part_of_host = |c| matches!(c, '.' | '_' | '-') || HOST.iter().any(|&set| characters.is(c, set));
    let (host, rest) = text.split_at(text.find(|c| !part_of_host(c)).unwrap_or(text.len()));
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(['/', '?', '#']);
    let follows = match rest.strip_prefix(':') {
        None => ends(rest),
        Some(port) => {
            let rest = port.trim_start_matches(|c| characters.is(c, Set::Decimal));
            let digits = port[..port.len() - rest.len()].chars().count();
            (2..=5).contains(&digits) && ends(rest)
        }
    };
    follows && (is_address(characters, host) || is_domain(characters, host))
}

/// What a host can hold beside dots and dashes.
const HOST: [Set; 3] = [Set::UrlLabel, Set::UrlTop, Set::Decimal];

fn is_domain(characters: &Characters, host: &str) -> bool {
    let Some((labels, top)) = host.rsplit_once('.') else { return false };
    (2..=63).contains(&top.chars().count())
        && top.chars().all(|c| characters.is(c, Set::UrlTop))
        && labels.split('.').all(|label| is_label(characters, label))
}

fn is_label(characters: &Characters, label: &str) -> bool {
    let edge = |c| characters.is(c, Set::UrlLabel);
    (1..=64).contains(&label.chars().count())
        && label.starts_with(edge)
        && label.ends_with(edge)
        && label.chars().all(|c| edge(c) || c == '_' || c == '-')
}

/// Whether `host` is four numbers with dots between them that address a public machine.
fn is_address(characters: &Characters, host: &str) -> bool {
    let mut parts = host.split('.');
    let (Some(a), Some(b), Some(c), Some(d), None) =
        (parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let octet = |text, first, last| is_octet(characters, text, first, last);
    octet(a, '1', "223")
        && octet(b, '0', "255")
        && octet(c, '0', "255")
        && octet(d, '1', "254")
        && !is_private(characters, a, b)
}

/// Whether `text` is a number up to `limit` that begins with `first` or a higher digit, unless it has three digits.
///
/// Any script's digits may stand where every digit fits, as `\d` stands in spaCy's expression.
fn is_octet(characters: &Characters, text: &str, first: char, limit: &str) -> bool {
    let any = |c: &char| characters.is(*c, Set::Decimal);
    let chars: Vec<char> = text.chars().take(4).collect();
    let limit: Vec<char> = limit.chars().collect();
    match chars.as_slice() {
        // A single digit, or two, may only be of another script where 0 is allowed to lead.
        [a] | [a, _] if first == '1' && !('1'..='9').contains(a) => false,
        [a] => any(a),
        [a, b] => any(a) && any(b),
        ['1', b, c] => any(b) && any(c),
        ['2', b, c] if b.is_ascii_digit() && *b < limit[1] => any(c),
        ['2', b, c] => *b == limit[1] && c.is_ascii_digit() && *c <= limit[2],
        _ => false,
    }
}

fn is_private(characters: &Characters, a: &str, b: &str) -> bool {
    let sixteen_to_thirty_one = || match *b.chars().collect::<Vec<_>>().as_slice() {
        ['1', c] => ('6'..='9').contains(&c),
        ['2', c] => characters.is(c, Set::Decimal),
        ['3', c] => c == '0' || c == '1',
        _ => false,
    };
    matches!(a, "10" | "127")
        || matches!((a, b), ("169", "254") | ("192", "168"))
        || (a == "172" && sixteen_to_thirty_one())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_words() {
        let characters = Characters::new();
        for (text, expected) in [
            ("example.org", true),
            ("https://example.org/a?b#c", true),
            ("user@mail.example.org", true),
            ("example.org:8080/x", true),
            ("example.org:8", false),
            ("EXAMPLE.ORG", false),
            ("end.Start", false),
            ("no-dots", false),
            ("8.8.8.8", true),
            ("8.8.8.0", false),
            ("223.255.255.254", true),
            ("224.1.1.1", false),
            ("10.0.0.1", false),
            ("172.20.1.1", false),
            ("172.32.1.1", true),
            ("a.b", false),
            ("@", false),
            ("", false),
        ] {
            assert_eq!(is_url(&characters, text), expected, "{text:?}");
        }
    }
}
