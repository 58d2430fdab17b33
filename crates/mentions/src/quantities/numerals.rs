//! Numbers as written: "5,200", "1.2 million", "twenty-eight", "two and a half million", "half a million", "82nd".

use model::{Parse, TokenRange};

use super::lexicon::{NumeralWords, QuantityLexicon};

/// One number with the words that write it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Numeral {
    pub tokens: TokenRange,
    /// The number before its scale: 1.2 of "1.2 million".
    pub coefficient: f64,
    /// One million of "1.2 million".
    pub scale: f64,
    /// Written with a word that rounds by habit ("a dozen").
    pub round: bool,
    /// "82nd", "first".
    pub ordinal: bool,
    /// Letters before the digits in the same word: "USD" of "USD10m".
    pub currency: Option<String>,
    /// Letters behind the digits in the same word that are no scale: "mm" of "7.62mm".
    pub unit: Option<String>,
    /// Four digits without a comma, as years are written.
    pub year_like: bool,
}

impl Numeral {
    /// The number itself.
    pub fn value(&self) -> f64 {
        self.coefficient * self.scale
    }

    fn new(first: usize, end: usize, coefficient: f64) -> Self {
        Self {
            tokens: TokenRange::new(first, end),
            coefficient,
            scale: 1.0,
            round: false,
            ordinal: false,
            currency: None,
            unit: None,
            year_like: false,
        }
    }
}

/// The number that starts at token `i`.
pub(super) fn numeral_at(parse: &Parse, i: usize, lexicon: &QuantityLexicon, money: bool) -> Option<Numeral> {
    if i >= parse.len() {
        return None;
    }
    let words = &lexicon.numerals;
    if let Some(numeral) = negative(parse, i, lexicon, money) {
        return Some(numeral);
    }
    let numeral = digits(parse, i, lexicon)
        .or_else(|| part_of_scale(parse, i, words))
        .or_else(|| article_and_scale(parse, i, words))
        .or_else(|| spelled(parse, i, words))
        .or_else(|| ordinal_word(parse, i, words))?;
    let numeral = scaled(parse, with_half(parse, numeral, words), lexicon, money);
    numeral.value().is_finite().then_some(numeral)
}

/// "minus 5", "minus-260".
fn negative(parse: &Parse, i: usize, lexicon: &QuantityLexicon, money: bool) -> Option<Numeral> {
    let behind = lexicon.numerals.negative.at(parse, i)?;
    let at = if is_hyphen(parse, behind) { behind + 1 } else { behind };
    let mut numeral = numeral_at(parse, at, lexicon, money).filter(|numeral| numeral.coefficient >= 0.0)?;
    numeral.coefficient = -numeral.coefficient;
    numeral.tokens.first = i;
    Some(numeral)
}

/// Whether token `i` is a hyphen.
pub(super) fn is_hyphen(parse: &Parse, i: usize) -> bool {
    i < parse.len() && parse.word(i) == "-"
}

/// A number in digits, with letters glued to it or not.
fn digits(parse: &Parse, i: usize, lexicon: &QuantityLexicon) -> Option<Numeral> {
    let word = parse.word(i);
    let lower = parse.lower(i).trim_end_matches('-');
    let start = lower.find(|c: char| c.is_ascii_digit() || c == '.')?;
    let (before, rest) = lower.split_at(start);
    let currency = match before {
        "" => None,
        code => Some(lexicon.currencies.before.name(code)?.to_owned()),
    };
    if let Some(value) = simple_fraction(rest) {
        return Some(Numeral::new(i, i + 1, value));
    }
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
    let (figure, behind) = rest.split_at(end);
    let mut numeral = Numeral { currency, ..Numeral::new(i, i + 1, figure_value(figure)?) };
    numeral.year_like = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    glue(numeral, behind, lexicon)
}

/// The value of digits with or without commas and a decimal point.
fn figure_value(figure: &str) -> Option<f64> {
    let (whole, decimals) = figure.split_once('.').unwrap_or((figure, "0"));
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped = groups.iter().skip(1).all(|group| group.len() == 3 || group.len() == 2)
        && (groups.len() == 1 || groups.last().is_some_and(|group| group.len() == 3));
    let plain = grouped && !decimals.contains([',', '.']) && !decimals.is_empty();
    plain.then(|| figure.replace(',', "").parse().ok()).flatten().filter(|value: &f64| value.is_finite())
}

/// "1/2", "3/4": not "24/7" and not "9/11".
fn simple_fraction(word: &str) -> Option<f64> {
    let (over, under) = word.split_once('/')?;
    let (over, under): (u32, u32) = (over.parse().ok()?, under.parse().ok()?);
    (over < under && under <= 10).then(|| f64::from(over) / f64::from(under))
}

/// What the letters behind the digits of one word make of the number; nothing if they mean nothing.
fn glue(mut numeral: Numeral, letters: &str, lexicon: &QuantityLexicon) -> Option<Numeral> {
    let words = &lexicon.numerals;
    if letters.is_empty() {
        return Some(numeral);
    }
    if words.ordinal_endings.contains(letters) {
        numeral.ordinal = true;
    } else if let Some(scale) = words.letters.get(letters) {
        numeral.scale = *scale;
    } else {
        let unit = lexicon.measurements.name(letters).or_else(|| lexicon.calibres.name(letters))?;
        numeral.unit = Some(unit.to_owned());
    }
    Some(numeral)
}

/// "half a million", "three quarters of a million", "half a dozen".
fn part_of_scale(parse: &Parse, i: usize, words: &NumeralWords) -> Option<Numeral> {
    let (part, mut at) = fraction_at(parse, i, words)?;
    let skips = |at: usize| {
        at < parse.len()
            && (parse.word(at) == "-" || super::is_of(parse, at) || words.articles.contains(parse.lower(at)))
    };
    while at < i + 6 && skips(at) {
        at += 1;
    }
    let (scale, round) = scale_of(parse, at, words)?;
    Some(Numeral { scale, round, ..Numeral::new(i, at + 1, part) })
}

/// A part of one at token `i` ("half", "a third", "two thirds"), and the token behind it.
pub(super) fn fraction_at(parse: &Parse, i: usize, words: &NumeralWords) -> Option<(f64, usize)> {
    if i >= parse.len() {
        return None;
    }
    let word = parse.lower(i);
    if let Some(part) = words.fractions.get(word).filter(|_| !words.ordinals.contains_key(word)) {
        return Some((*part, i + 1));
    }
    let times = match word {
        word if words.articles.contains(word) => 1.0,
        word => *words.words.get(word)?,
    };
    let at = if is_hyphen(parse, i + 1) { i + 2 } else { i + 1 };
    let part = words.fractions.get((at < parse.len()).then(|| parse.lower(at))?)?;
    let share = times * part;
    (share < 1.0).then_some((share, at + 1))
}

/// "a hundred", "a dozen", "a million".
fn article_and_scale(parse: &Parse, i: usize, words: &NumeralWords) -> Option<Numeral> {
    if !words.articles.contains(parse.lower(i)) {
        return None;
    }
    let (scale, round) = scale_of(parse, i + 1, words)?;
    let more = spelled_from(parse, Sum { group: 1.0, ..Sum::default() }, i + 1, words);
    let (sum, end) = more.unwrap_or((Sum { total: scale, ..Sum::default() }, i + 2));
    Some(Numeral { round, ..Numeral::new(i, end, sum.value()) })
}

/// The multiplier at token `i`, and whether it rounds by habit.
fn scale_of(parse: &Parse, i: usize, words: &NumeralWords) -> Option<(f64, bool)> {
    if i >= parse.len() {
        return None;
    }
    let word = parse.lower(i);
    words
        .scales
        .get(word)
        .map(|scale| (*scale, false))
        .or_else(|| words.round_scales.get(word).map(|scale| (*scale, true)))
}

/// A number under construction: thousands that are closed, and the group that is open.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    total: f64,
    group: f64,
    /// The last scale that was closed; a later one is smaller.
    closed: f64,
}

impl Sum {
    fn value(self) -> f64 {
        self.total + self.group
    }

    /// The sum with a small number behind it, where English can say that: "twenty" + "eight", never "five" + "six".
    fn with(self, value: f64) -> Option<Self> {
        let tens = self.group % 100.0;
        let fits = self.group == 0.0
            || (tens == 0.0 && value > 0.0)
            || (tens >= 20.0 && tens % 10.0 == 0.0 && (1.0..10.0).contains(&value));
        fits.then_some(Self { group: self.group + value, ..self })
    }

    fn times(self, scale: f64) -> Option<Self> {
        if self.group == 0.0 || (self.closed > 0.0 && scale >= self.closed) {
            return None;
        }
        if scale == 100.0 {
            return (self.group < 100.0).then_some(Self { group: self.group * scale, ..self });
        }
        Some(Self { total: self.total + self.group * scale, group: 0.0, closed: scale })
    }
}

/// A number in words: "twenty-eight", "two hundred and fifty thousand".
fn spelled(parse: &Parse, i: usize, words: &NumeralWords) -> Option<Numeral> {
    let first = *words.words.get(parse.lower(i).trim_end_matches('-'))?;
    let open = Sum { group: first, ..Sum::default() };
    let (sum, end) = spelled_from(parse, open, i + 1, words).unwrap_or((open, i + 1));
    let scale = if sum.group == 0.0 && sum.closed > 0.0 { sum.closed } else { 1.0 };
    Some(Numeral { scale, ..Numeral::new(i, end, sum.value() / scale) })
}

/// `sum` with the words from token `at` on, and the token behind them; nothing if no word joins it.
fn spelled_from(parse: &Parse, mut sum: Sum, mut at: usize, words: &NumeralWords) -> Option<(Sum, usize)> {
    let start = at;
    while let Some((next, end)) = extended(parse, sum, at, words) {
        (sum, at) = (next, end);
    }
    (at > start).then_some((sum, at))
}

fn extended(parse: &Parse, sum: Sum, at: usize, words: &NumeralWords) -> Option<(Sum, usize)> {
    if at >= parse.len() {
        return None;
    }
    let word = parse.lower(at);
    if let Some(scale) = words.scales.get(word) {
        return Some((sum.times(*scale)?, at + 1));
    }
    if let Some(value) = words.words.get(word) {
        return Some((sum.with(*value)?, at + 1));
    }
    let hyphen = word == "-" && sum.group % 100.0 >= 20.0;
    let joins = hyphen || (words.joins.contains(word) && sum.value() >= 100.0 && sum.group % 100.0 == 0.0);
    if !joins || at + 1 >= parse.len() {
        return None;
    }
    let value = words.words.get(parse.lower(at + 1))?;
    Some((sum.with(*value)?, at + 2))
}

/// "first", "twenty-first".
fn ordinal_word(parse: &Parse, i: usize, words: &NumeralWords) -> Option<Numeral> {
    let value = words.ordinals.get(parse.lower(i))?;
    Some(Numeral { ordinal: true, ..Numeral::new(i, i + 1, *value) })
}

/// "two and a half", "two-and-a-half", with the half added.
fn with_half(parse: &Parse, mut numeral: Numeral, words: &NumeralWords) -> Numeral {
    let spoken: Vec<usize> = (numeral.tokens.end..parse.len().min(numeral.tokens.end + 6))
        .filter(|&at| !is_hyphen(parse, at))
        .take(3)
        .collect();
    let [and, article, half] = spoken[..] else { return numeral };
    let joined = words.joins.contains(parse.lower(and)) && words.articles.contains(parse.lower(article));
    let part = words.fractions.get(parse.lower(half)).filter(|_| joined && !numeral.ordinal);
    if let Some(part) = part {
        numeral.coefficient += part;
        numeral.tokens.end = half + 1;
    }
    numeral
}

/// The number with the scale behind it: "1.2 million", "10K", "$4 m".
fn scaled(parse: &Parse, mut numeral: Numeral, lexicon: &QuantityLexicon, money: bool) -> Numeral {
    let behind = numeral.tokens.end;
    let at = if is_hyphen(parse, behind) { behind + 1 } else { behind };
    if numeral.scale != 1.0 || numeral.ordinal || numeral.unit.is_some() {
        return numeral;
    }
    if let Some((scale, round)) = scale_of(parse, at, &lexicon.numerals) {
        numeral.scale = scale;
        numeral.round |= round;
        numeral.tokens.end = at + 1;
    } else if let Some(scale) = scale_letter(parse, &numeral, lexicon, money) {
        numeral.scale = scale;
        numeral.tokens.end = behind + 1;
    }
    numeral
}

/// The scale of a letter that stands right behind digits.
fn scale_letter(parse: &Parse, numeral: &Numeral, lexicon: &QuantityLexicon, money: bool) -> Option<f64> {
    let at = numeral.tokens.end;
    let glued = at < parse.len() && !parse.tokens.get(at - 1)?.space_after;
    let letter = if glued { parse.lower(at).trim_end_matches('.') } else { "" };
    let scale = *lexicon.numerals.letters.get(letter)?;
    let before_noun = at + 1 < parse.len() && matches!(parse.pos(at + 1), "NOUN" | "PROPN" | "ADJ");
    let ambiguous = lexicon.measurements.name(letter).is_some();
    let sure = money || numeral.currency.is_some() || before_noun || !ambiguous;
    sure.then_some(scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<f64> {
        figure_value(text)
    }

    #[test]
    fn digits_have_one_reading_or_none() {
        assert_eq!(value("5,200"), Some(5200.0));
        assert_eq!(value("1.25"), Some(1.25));
        assert_eq!(value(".5"), Some(0.5));
        assert_eq!(value("2,50,000"), Some(250_000.0));
        for not_a_number in ["", ".", "1.2.3", "5,2", "1,", "12."] {
            assert_eq!(value(not_a_number), None, "{not_a_number}");
        }
    }

    #[test]
    fn fractions_are_smaller_than_one() {
        assert_eq!(simple_fraction("1/2"), Some(0.5));
        for not_a_fraction in ["24/7", "9/11", "7/7", "1/", "/2"] {
            assert_eq!(simple_fraction(not_a_fraction), None, "{not_a_fraction}");
        }
    }

    #[test]
    fn words_add_up_as_english_says_them() {
        let twenty = Sum { group: 20.0, ..Sum::default() };
        assert_eq!(twenty.with(8.0).map(Sum::value), Some(28.0));
        assert!(twenty.with(10.0).is_none());
        assert!(Sum { group: 5.0, ..Sum::default() }.with(6.0).is_none());
        let million = Sum { group: 2.0, ..Sum::default() }.times(1e6);
        assert!(million.and_then(|sum| sum.with(3.0)).and_then(|sum| sum.times(1e6)).is_none());
    }
}
