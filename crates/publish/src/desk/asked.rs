//! What an address asks for behind its question mark.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use jiff::civil::Date;
use record::Range;

use super::problem::Problem;

/// Rows of a list on one page.
pub const ROWS: u64 = 50;

/// Names and values, in order.
#[derive(Debug, Clone, Default)]
pub struct Asked(Vec<(String, String)>);

impl Asked {
    /// What names and values ask for.
    pub fn of(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// What was filled in; empty fields of a form ask for nothing.
    fn filled(&self) -> impl Iterator<Item = &(String, String)> {
        self.0.iter().filter(|(_, value)| !value.trim().is_empty())
    }

    /// The first value under a name.
    pub fn one(&self, name: &str) -> Option<&str> {
        self.filled().find(|(known, _)| known == name).map(|(_, value)| value.trim())
    }

    /// The first value under a name, as a form shows it again.
    pub fn field(&self, name: &str) -> String {
        self.one(name).unwrap_or_default().to_owned()
    }

    /// All values under a name.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.filled().filter(|(known, _)| known == name).map(|(_, value)| value.trim().to_owned()).collect()
    }

    /// All values under a name, empty ones too, so that two lists stay in line.
    pub fn every(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(known, _)| known == name).map(|(_, value)| value.trim().to_owned()).collect()
    }

    /// The day under a name.
    pub fn day(&self, name: &str) -> Result<Option<Date>, Problem> {
        let day = self.one(name).map(|day| {
            day.parse().map_err(|_| Problem::bad(format!("“{name}” is a day, as in 2014-06-10.")))
        });
        day.transpose()
    }

    /// The number of the page that is asked for, from 1.
    pub fn page(&self) -> Result<u64, Problem> {
        let page =
            self.one("page").map(|page| page.parse().ok().filter(|page| (1..1_000_000).contains(page)));
        match page {
            Some(None) => Err(Problem::bad("“page” is a number from 1 on.")),
            Some(Some(page)) => Ok(page),
            None => Ok(1),
        }
    }

    /// The rows of the page that is asked for.
    pub fn range(&self) -> Result<Range, Problem> {
        Ok(Range { skip: (self.page()? - 1) * ROWS, n_most: ROWS })
    }

    /// The same as it stands in an address.
    pub fn query(&self) -> String {
        let pairs = self.filled().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
        pairs.collect::<Vec<_>>().join("&")
    }

    /// The same with another value under a name.
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut pairs = self.0.clone();
        pairs.retain(|(known, _)| known != name);
        pairs.push((name.to_owned(), value.to_owned()));
        Self::of(pairs)
    }
}

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Ok(Self::of(pairs(parts.uri.query().unwrap_or_default().as_bytes())))
    }
}

/// The names and values of a form in one line. What is no UTF-8 is replaced.
pub fn pairs(query: &[u8]) -> Vec<(String, String)> {
    let pieces = query.split(|&byte| byte == b'&').filter(|piece| !piece.is_empty());
    let pair = |piece: &[u8]| {
        let mut halves = piece.splitn(2, |&byte| byte == b'=').map(decoded);
        (halves.next().unwrap_or_default(), halves.next().unwrap_or_default())
    };
    pieces.map(pair).collect()
}

fn decoded(text: &[u8]) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, after @ ..] = rest {
        let escaped = after.first_chunk::<2>().filter(|_| *first == b'%');
        let digits = escaped.and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(if *first == b'+' { b' ' } else { *first });
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Text as it may stand in an address.
pub fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_into_an_address_is_read_again() {
        let asked =
            Asked::of(vec![("q".to_owned(), "a b&c=d+é%\"".to_owned()), ("from".to_owned(), " ".to_owned())]);
        assert_eq!(asked.query(), "q=a%20b%26c%3Dd%2B%C3%A9%25%22");
        assert_eq!(Asked::of(pairs(asked.query().as_bytes())).one("q"), Some("a b&c=d+é%\""));
    }

    #[test]
    fn any_query_is_read() {
        for query in ["", "&&", "=", "a", "%", "%4", "%zz=%ff", "a=b=c", "%+1=1", "é=1"] {
            pairs(query.as_bytes());
        }
        assert_eq!(pairs(b"a=b=c"), [("a".to_owned(), "b=c".to_owned())]);
    }

    #[test]
    fn pages_are_numbers_from_one() {
        let asked = |page: &str| Asked::of(vec![("page".to_owned(), page.to_owned())]);
        assert_eq!(asked("2").range().expect("a range"), Range { skip: 50, n_most: 50 });
        for page in ["0", "-1", "x", "1e3", "99999999999999999999"] {
            assert!(asked(page).range().is_err(), "{page}");
        }
    }
}
