//! A bare age beside whoever is that old: "Ahmed Ali, 34, …", "a girl (7)".

use model::Parse;

/// More years than anybody reaches: larger numbers beside a name are no ages.
pub const OLDEST: u32 = 120;

/// The token that may be an age by where it stands: alone behind token `i`, between commas or brackets.
///
/// What closes it is a mark, the end of the sentence (the item of a list ends without a mark), or a word that shows that the
/// number counts nothing: a conjunction or an auxiliary ("Ahmed Ali, 34, and", "Ahmed Ali, 34 were").
pub fn beside(parse: &Parse, i: usize) -> Option<usize> {
    let (mark, number, behind) = (i + 1, i + 2, i + 3);
    let opens = number < parse.len() && matches!(parse.word(mark), "," | "(");
    let closes = || {
        behind >= parse.len()
            || parse.starts_sentence(behind)
            || matches!(parse.word(behind), "," | "." | ")" | ";")
            || matches!(parse.pos(behind), "CCONJ" | "AUX")
    };
    (opens && closes()).then_some(number)
}

/// The years that token `i` writes in digits, if somebody can be as old.
pub fn in_digits(parse: &Parse, i: usize) -> Option<u32> {
    parse.word(i).parse().ok().filter(|&years| years <= OLDEST)
}

/// Whether token `i` ends the name of somebody whose age stands behind it ("Petro Hnatiuk, 67, …"): such a name is a
/// person's, whatever the reader of names takes it for.
pub fn follows_name(parse: &Parse, i: usize) -> bool {
    let named = i > 0 && parse.pos(i - 1) == "PROPN" || parse.dep(i) == "appos";
    let is_name = parse.pos(i) == "PROPN" && named;
    let is_age = |number: &usize| in_digits(parse, *number).is_some() && parse.head(*number) <= i;
    is_name && beside(parse, i).filter(is_age).is_some()
}
