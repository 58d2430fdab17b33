//! The names of a person in all the spellings that stand side by side, without titles.

use model::{NounClass, Parse, TokenRange};

use super::Phrase;

/// The longest name that is taken for one.
pub(super) const LONGEST: usize = 6;

/// The name that heads the phrase, then its aliases; none where the phrase is no name.
pub(super) fn of(phrase: &Phrase<'_>) -> Vec<String> {
    let Some(name) = name_at(phrase) else { return Vec::new() };
    let mut names = vec![phrase.parse.words(name).to_owned()];
    let alias = alias_after(phrase, name.end).map(|alias| phrase.parse.words(alias).to_owned());
    names.extend(alias.filter(|alias| !names.contains(alias)));
    names
}

fn name_at(phrase: &Phrase<'_>) -> Option<TokenRange> {
    let (parse, head) = (phrase.parse, phrase.head);
    let is_force = phrase.mentions.class(head) == Some(NounClass::Armed);
    if parse.pos(head) != "PROPN" || is_force || parse.word(head).starts_with(char::is_lowercase) {
        return None;
    }
    let run = match parse.entity_at(head) {
        Some(entity) if parse.label(entity) == "PERSON" => widened(phrase, entity.tokens),
        Some(entity) if parse.label(entity) == "NORP" => return None,
        _ => names_before(parse, head),
    };
    let is_title = |i: &usize| phrase.lexicon.names.titles.lists(parse, *i);
    let first = run.iter().find(|i| !is_title(i) && parse.pos(*i) != "DET")?;
    let end = if parse.tag(run.end - 1) == "POS" { run.end - 1 } else { run.end };
    (first < end && !is_title(&head)).then_some(TokenRange::new(first, end))
}

/// The reader of names may leave out the first of somebody's names: names before the head that belong to nothing else are
/// theirs. A title or an occupation ends the row.
fn widened(phrase: &Phrase<'_>, known: TokenRange) -> TokenRange {
    let parse = phrase.parse;
    let occupations = &phrase.lexicon.occupations;
    let titles =
        [&phrase.lexicon.names.titles, &occupations.civilian, &occupations.official, &occupations.other];
    let is_name = |i: &usize| {
        parse.pos(*i) == "PROPN"
            && parse.dep(*i) == "compound"
            && parse.head(*i) == phrase.head
            && parse.entity_at(*i).is_none()
            && parse.word(*i).starts_with(char::is_uppercase)
            && phrase.mentions.actor_at(*i).is_none()
            && !titles.iter().any(|words| words.lists(parse, *i))
    };
    let start = parse.sentence_of(known.first).tokens.first;
    let first = (start..known.first).rev().take(LONGEST).take_while(is_name).last().unwrap_or(known.first);
    TokenRange::new(first, known.end)
}

/// The unbroken row of names that ends at `head`.
fn names_before(parse: &Parse, head: usize) -> TokenRange {
    let start = parse.sentence_of(head).tokens.first;
    let first = (start..head).rev().take_while(|&i| parse.pos(i) == "PROPN").last().unwrap_or(head);
    TokenRange::new(first, head + 1)
}

/// The row of names after "also known as" and the like, a comma or an opening mark before it left out.
fn alias_after(phrase: &Phrase<'_>, end: usize) -> Option<TokenRange> {
    let parse = phrase.parse;
    let at = skip_marks(parse, end);
    let first = phrase.lexicon.names.aliases.iter().find_map(|alias| match_words(parse, at, alias))?;
    let first = skip_marks(parse, first);
    let is_name = |&i: &usize| parse.word(i).starts_with(char::is_uppercase) || parse.lower(i) == "-";
    let end = (first..parse.len()).take(LONGEST).take_while(is_name).last()? + 1;
    Some(TokenRange::new(first, end))
}

fn skip_marks(parse: &Parse, at: usize) -> usize {
    (at..parse.len()).find(|&i| parse.pos(i) != "PUNCT").unwrap_or(parse.len())
}

/// The token after `words` if they stand at token `at`.
pub(super) fn match_words(parse: &Parse, at: usize, words: &str) -> Option<usize> {
    words.split(' ').try_fold(at, |i, word| (i < parse.len() && parse.lower(i) == word).then_some(i + 1))
}
