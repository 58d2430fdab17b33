//! Names that the gazetteer does not know, and that the words around them show to be places'.
//!
//! The reader of names takes many small towns for persons or organisations. What a preposition, a noun for a place or a
//! verb makes of a name counts for more than its label; where the words leave it open, the name is no place.

use std::collections::BTreeMap;

use model::{Mentions, Parse, PlacePrecision, TokenRange};

use super::PlaceLexicon;

/// How many words like the first of a name are looked at for what it does elsewhere in the text.
const MOST_NAMESAKES: usize = 1000;

/// What the words around names are read with.
pub(super) struct Surroundings<'a> {
    parse: &'a Parse,
    mentions: &'a Mentions,
    lexicon: &'a PlaceLexicon,
    /// Capitalised words with the tokens that they stand at, in order of text.
    starts: BTreeMap<&'a str, Vec<usize>>,
    /// The tokens of names that may be towns', in order of text.
    towns: Vec<usize>,
}

/// A word of a name for a place that "the town" could be, which a province or country could not.
fn is_of_town(parse: &Parse, i: usize, lexicon: &PlaceLexicon) -> bool {
    let wider = parse.dep(i) == "compound"
        && lexicon.kind(parse, parse.head(i)).is_some_and(|kind| kind != PlacePrecision::Town);
    parse.pos(i) == "PROPN" && !wider
}

impl<'a> Surroundings<'a> {
    /// The words around the names of one report.
    pub fn new(parse: &'a Parse, mentions: &'a Mentions, lexicon: &'a PlaceLexicon) -> Self {
        let mut starts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for at in (0..parse.len()).filter(|&at| is_capitalised(parse.word(at))) {
            starts.entry(parse.word(at)).or_default().push(at);
        }
        let labelled = parse.entities.iter().filter(|entity| parse.label(entity) == "GPE");
        let words = labelled.flat_map(|entity| entity.tokens.iter());
        let towns = words.filter(|&i| is_of_town(parse, i, lexicon)).collect();
        Self { parse, mentions, lexicon, starts, towns }
    }

    /// The name of a place that starts at token `at` and ends no later than `end`.
    pub fn place_at(&self, at: usize, end: usize) -> Option<TokenRange> {
        let name = self.row(at, end)?;
        let is_somebody = self.is_known_actor(name) || self.is_body(name);
        let told =
            !is_somebody && (self.is_called_a_place(name) || self.is_where(name) || self.is_taken(name));
        told.then_some(name)
    }

    /// The name that a text gives to a village, town or district: "the village of Karesh".
    pub fn of_kind(&self, at: usize, end: usize) -> Option<TokenRange> {
        let of = at.checked_sub(1).filter(|&of| self.parse.lower(of) == "of")?;
        self.lexicon.kind(self.parse, of.checked_sub(1)?)?;
        self.row(at, end)
    }

    /// The unbroken row of names from `at` on: "Khan Abad", "Maarat al-Numan". No half of a longer name counts.
    fn row(&self, at: usize, end: usize) -> Option<TokenRange> {
        let parse = self.parse;
        let of_name = |&i: &usize| parse.pos(i) == "PROPN" || (i > at && self.is_joint(i));
        let run = (at..end).take_while(of_name);
        let last = run.filter(|&i| parse.pos(i) == "PROPN" && is_capitalised(parse.word(i))).last()?;
        let is_whole = at.checked_sub(1).is_none_or(|i| parse.pos(i) != "PROPN");
        (is_whole && is_capitalised(parse.word(at))).then_some(TokenRange::new(at, last + 1))
    }

    /// A hyphen without spaces around it.
    fn is_joint(&self, i: usize) -> bool {
        let touches = |left: usize, right: usize| {
            let tokens = &self.parse.tokens;
            right < tokens.len() && tokens[left].span.end == tokens[right].span.start
        };
        self.parse.word(i) == "-" && touches(i - 1, i) && touches(i, i + 1)
    }

    /// "Nangade district", "Baraki, a town in the east", "a village called Barsalogho".
    fn is_called_a_place(&self, name: TokenRange) -> bool {
        let (parse, head) = (self.parse, self.head(name));
        let is_kind = |i: usize| parse.pos(i) == "NOUN" && self.lexicon.kind(parse, i).is_some();
        let before_kind = name.end < parse.len()
            && parse.head(head) == name.end
            && parse.dep(head) == "compound"
            && is_kind(name.end);
        let explained = parse.children_by(head, &["appos"]).any(is_kind);
        let explains = parse.dep(head) == "appos" && is_kind(parse.head(head));
        let naming = parse.head(head);
        let called =
            parse.dep(head) == "oprd" && self.lexicon.names(parse, naming) && is_kind(parse.head(naming));
        let idiom = before_kind && self.lexicon.in_idiom(parse, name.end);
        (before_kind && !idiom) || explained || explains || called
    }

    /// Whether a preposition makes the name a place's: "in Khan Abad", "withdrew from Shire", "an attack on Nangade".
    fn is_where(&self, name: TokenRange) -> bool {
        let (parse, lexicon) = (self.parse, self.lexicon);
        let head = self.first_of_list(self.head(name));
        let preposition = parse.head(head);
        if parse.dep(head) != "pobj" || preposition > name.first {
            return false;
        }
        let governor = parse.head(preposition);
        let in_full = self.is_person_in_full(name);
        let plainly = if in_full {
            lexicon.says_where_of_full_name(parse, preposition) && !lexicon.trusts(parse, governor)
        } else {
            lexicon.says_where(parse, preposition)
        };
        let way = !in_full && lexicon.is_way(parse, preposition);
        let on = lexicon.is_on(parse, preposition);
        let acts = || self.acts_elsewhere(name);
        plainly
            || (!in_full && lexicon.points_at(parse, name.first))
            || (way && lexicon.goes(parse, governor) && !acts())
            || (on && lexicon.comes_down(parse, governor) && !acts())
            || (on && !in_full && lexicon.attacks(parse, governor) && !acts())
            || (on && !in_full && self.is_passive(governor) && !lexicon.bears_on(parse, governor) && !acts())
            || (!in_full && parse.lower(preposition) == "of" && lexicon.befalls_places(parse, governor))
    }

    /// Whether a verb takes the name as only places are taken ("besieged El Fasher"), or as places may be, where the text
    /// goes on to speak of "the town" and names no other.
    fn is_taken(&self, name: TokenRange) -> bool {
        let parse = self.parse;
        let head = self.first_of_list(self.head(name));
        let verb = parse.head(head);
        matches!(parse.dep(head), "dobj" | "nsubjpass")
            && (self.lexicon.takes_places(parse, verb)
                || (self.lexicon.may_take_places(parse, verb) && self.is_town_of_text(name)))
    }

    /// Whether "the town" of this sentence or the next two can only be this name: nothing else in between is a place's.
    fn is_town_of_text(&self, name: TokenRange) -> bool {
        let parse = self.parse;
        let sentence = parse.tokens.get(name.first).map_or(0, |token| token.sentence);
        let near = |i: &usize| parse.tokens[*i].sentence <= sentence + 2;
        let spoken_of = (name.end..parse.len()).take_while(near).find(|&i| self.is_definite_town(i));
        let before = |&town: &usize| spoken_of.is_some_and(|spoken_of| town < spoken_of);
        let others = self.towns.iter().copied().take_while(before).any(|town| !name.contains(town));
        spoken_of.is_some() && !others
    }

    /// "the town" alone, which must have been named before.
    fn is_definite_town(&self, i: usize) -> bool {
        let parse = self.parse;
        let definite =
            parse.children_by(i, &["det"]).any(|word| parse.tag(word) == "DT" && parse.lower(word) == "the");
        let alone = parse.child(i, &["compound", "poss", "amod", "prep", "appos", "relcl", "acl"]).is_none();
        parse.pos(i) == "NOUN"
            && definite
            && alone
            && self.lexicon.kind(parse, i) == Some(PlacePrecision::Town)
    }

    fn is_person(&self, name: TokenRange) -> bool {
        self.parse.entity_at(name.first).is_some_and(|entity| self.parse.label(entity) == "PERSON")
    }

    fn is_person_in_full(&self, name: TokenRange) -> bool {
        name.end - name.first > 1 && self.is_person(name)
    }

    fn is_passive(&self, verb: usize) -> bool {
        let passive = self.parse.child(verb, &["auxpass", "nsubjpass"]).is_some();
        passive || (self.parse.dep(verb) == "acl" && self.parse.tag(verb) == "VBN")
    }

    /// Whether the same name does or owns something in the text, as people and bodies do.
    fn acts_elsewhere(&self, name: TokenRange) -> bool {
        let words = self.parse.words(name);
        let starts = self.starts.get(self.parse.word(name.first)).map_or(&[][..], Vec::as_slice);
        let length = name.end - name.first;
        let others = starts.iter().map(|&at| TokenRange::new(at, at + length)).filter(|range| *range != name);
        others.take(MOST_NAMESAKES).any(|range| {
            range.end < self.parse.len()
                && self.parse.words(range) == words
                && matches!(self.parse.dep(self.head(range)), "nsubj" | "poss")
        })
    }

    /// Whether the directory knows somebody of that name.
    fn is_known_actor(&self, name: TokenRange) -> bool {
        let sentence = self.parse.sentence_of(name.first).tokens;
        let mut known = self.mentions.actors.among(sentence.iter()).filter(|actor| !actor.actors.is_empty());
        known.any(|actor| actor.named.overlaps(name))
    }

    /// Names that end in a word for a body of people, and acronyms: "the Supreme Court", "OPEC".
    fn is_body(&self, name: TokenRange) -> bool {
        let acronym = name.iter().all(|i| {
            let word = self.parse.word(i);
            word.len() > 1 && word.chars().all(|c| c.is_uppercase() || c == '.')
        });
        acronym || self.lexicon.is_body(self.parse, name.end - 1)
    }

    /// The last token of a name that is governed from outside the name.
    fn head(&self, name: TokenRange) -> usize {
        let outside = |&i: &usize| !name.contains(self.parse.head(i)) || self.parse.head(i) == i;
        name.iter().rev().find(outside).unwrap_or(name.end - 1)
    }

    /// The first name of a list stands for the others: "in Nangade and Muidumbe".
    fn first_of_list(&self, head: usize) -> usize {
        let mut at = head;
        while self.parse.dep(at) == "conj"
            && self.parse.head(at) < at
            && self.parse.pos(self.parse.head(at)) == "PROPN"
        {
            at = self.parse.head(at);
        }
        at
    }
}

fn is_capitalised(word: &str) -> bool {
    word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use crate::gazetteer::Gazetteer;
    use crate::places;
    use crate::testing::frozen;
    use model::Mentions;

    /// The names of the places that the text tells of.
    fn named(text: &str) -> Vec<String> {
        let parse = frozen(include_str!("../../../../tests/parses/places.jsonl"), text);
        let lexicon =
            toml::from_str(include_str!("../../../../codebooks/lexicon/places.toml")).expect("places.toml");
        let gazetteer = Gazetteer::from_bytes(include_bytes!("../../../../gazetteers/sample.annals"))
            .expect("the sample");
        let (places, _) = places::find(&parse, &Mentions::default(), &gazetteer, &lexicon);
        places.into_iter().filter_map(|place| place.name).collect()
    }

    #[test]
    fn what_is_done_to_places_alone_shows_one() {
        assert_eq!(named("The army overran Tal Hamra before dawn."), ["Tal Hamra"]);
        assert_eq!(named("The siege of Barlo ended after Tandu district fell."), ["Barlo", "Tandu"]);
    }

    #[test]
    fn the_town_of_the_text_is_the_name_that_was_taken() {
        let told_on = "Gunmen seized Tal Hamra in Kunduz province on Friday. Residents fled the town.";
        assert_eq!(named(told_on), ["Tal Hamra"]);
        assert_eq!(named("Police seized Omar Haddad in Kunduz province on Friday."), ["Kunduz"]);
    }

    #[test]
    fn prepositions_of_place_and_of_going_show_one() {
        assert_eq!(
            named("Rebels withdrew from Orsha and returned to Kibara on Monday."),
            ["Orsha", "Kibara"]
        );
        assert_eq!(named("The blast was heard on the outskirts of Brodica."), ["Brodica"]);
        assert_eq!(named("He withdrew from Parliament."), Vec::<String>::new());
        assert_eq!(named("People trust in Amina Said."), Vec::<String>::new());
    }

    #[test]
    fn attacks_are_on_places_as_far_as_the_text_knows() {
        assert_eq!(named("An attack on Nangira killed three people."), ["Nangira"]);
        assert_eq!(named("Two nurses were kidnapped on Basira in April."), ["Basira"]);
        assert_eq!(named("Rockets fell on Tal Hamra on Friday."), ["Tal Hamra"]);
    }

    #[test]
    fn a_name_that_is_called_a_village_is_one() {
        assert_eq!(named("Karsin, a village in the hills, was burned."), ["Karsin"]);
    }
}
