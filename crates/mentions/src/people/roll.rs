//! Lists of people, told one by one: "Olena Koval (41), her sons Danylo, 9, and Petro, and a neighbour".
//!
//! What a noun for several says, it says of all whose names follow: sons are male. Where a list may run on into the next clause,
//! it ends before what is in doubt.

use model::{AgeGroup, ByToken, Gender, Mentions, Parse, PeopleMention, QuantityKind, Roll, TokenRange};

use super::item::{Item, Reader};
use super::lexicon::PeopleLexicon;
use super::names;

/// More people than any list names.
const MOST: usize = 200;

/// More words than a clause has that tells of somebody in passing.
const CLAUSE: usize = 16;

/// How far before the first name of a list its introduction may begin.
const BEFORE: usize = 10;

/// The lists of a report, and its people with what the lists say of them.
pub(super) fn read(
    parse: &Parse,
    mentions: &Mentions,
    lexicon: &PeopleLexicon,
    people: &ByToken<PeopleMention>,
) -> (Vec<PeopleMention>, Vec<Roll>) {
    let mut rolls: Vec<Vec<Item>> = Vec::new();
    for at in beginnings(parse, mentions, people) {
        let read_to = rolls.last().and_then(|items| items.last()).map_or(0, |last| last.tokens.end);
        if at >= read_to {
            let reader = Reader { parse, mentions, lexicon, end: end_of_run(parse, at) };
            rolls.extend(reader.roll(at, read_to));
        }
    }
    if rolls.is_empty() {
        return (people.to_vec(), Vec::new());
    }
    written(parse, lexicon, people, &rolls)
}

/// Where a person may stand, in order of text: at names, and behind ages, whatever the reader of names makes of what follows them.
fn beginnings(parse: &Parse, mentions: &Mentions, people: &ByToken<PeopleMention>) -> Vec<usize> {
    let named = people.iter().filter(|one| parse.pos(one.head) == "PROPN" && !one.names.is_empty());
    let aged = mentions.quantities.iter().filter(|quantity| quantity.kind == QuantityKind::Age);
    let behind =
        aged.map(|age| age.tokens.end).filter(|&behind| behind < parse.len() && parse.pos(behind) == "PROPN");
    let mut all: Vec<usize> = named.map(|one| one.tokens.first).chain(behind).collect();
    all.sort_unstable();
    all
}

/// Where the words that hang together with token `i` end: the parser may cut a list in two without a full stop.
fn end_of_run(parse: &Parse, i: usize) -> usize {
    let mut sentence = parse.sentence_of(i);
    let block = sentence.block;
    while sentence.tokens.end < parse.len() {
        let next = parse.sentence_of(sentence.tokens.end);
        let last = parse.word(sentence.tokens.end - 1);
        if next.block != block || matches!(last, "." | "!" | "?") || last.starts_with('\n') {
            break;
        }
        sentence = next;
    }
    sentence.tokens.end
}

impl Reader<'_> {
    /// The list in which the name at token `at` stands, that does not begin before token `floor`.
    fn roll(self, at: usize, floor: usize) -> Option<Vec<Item>> {
        let start = (self.introduction_of(at, floor)..=at).find(|&start| {
            self.may_begin(start, floor)
                && self.item(start).is_some_and(|item| item.tokens.end > at && item.is_one())
        })?;
        let mut items = vec![self.item(start)?];
        while let Some(item) = self.before(items.first()?.tokens.first, floor).filter(|_| items.len() < MOST)
        {
            items.insert(0, item);
        }
        let mut end = items.last()?.tokens.end;
        while let Some(item) = self.separated(end).filter(|_| items.len() < MOST) {
            end = item.tokens.end;
            match items.last_mut().filter(|last| self.is_more_of(last, &item)) {
                Some(last) => last.take_in(&item),
                None => items.push(item),
            }
        }
        let items = self.settled(items);
        let people = items.iter().filter(|item| item.is_one()).count();
        let is_introduced = |item: &Item| {
            item.is_one()
                && (item.owned || item.name.is_some() && (item.noun.is_some() || item.age.is_some()))
        };
        let is_list = people > 1 || items.iter().any(is_introduced);
        is_list.then_some(items)
    }

    /// The person before the words that separate whoever begins at token `at` from the list before.
    fn before(self, at: usize, floor: usize) -> Option<Item> {
        let last = at.checked_sub(1).filter(|&last| last >= floor && self.separator(last) == Some(at))?;
        let is_before = |item: &Item| {
            item.tokens.end <= last
                && self.separated(item.tokens.end).is_some_and(|next| next.tokens.first == at)
        };
        let starts = (at.saturating_sub(BEFORE + names::LONGEST).max(floor)..last)
            .filter(|&start| self.may_begin(start, floor));
        starts.filter_map(|start| self.item(start)).find(|item| item.is_one() && is_before(item))
    }

    /// How far before token `at` whoever stands there may be introduced: back to a verb, a conjunction or a preposition.
    fn introduction_of(self, at: usize, floor: usize) -> usize {
        let parse = self.parse;
        let introduces = |&i: &usize| match parse.pos(i) {
            "VERB" => parse.tag(i) == "VBN",
            "ADP" => matches!(parse.lower(i), "of" | "in"),
            "PUNCT" => matches!(parse.word(i), "," | ":" | "-"),
            of => !matches!(of, "AUX" | "CCONJ" | "SCONJ" | "SPACE"),
        };
        let before = (at.saturating_sub(BEFORE).max(floor)..at).rev().take_while(introduces);
        before.last().unwrap_or(at)
    }

    /// Whether a person's words may begin at a token: not within a name or a phrase.
    fn may_begin(self, at: usize, floor: usize) -> bool {
        let parse = self.parse;
        at == floor
            || at == 0
            || parse.starts_sentence(at)
            || !matches!(parse.pos(at - 1), "PROPN" | "ADJ" | "NUM" | "DET")
                && !matches!(parse.word(at - 1), "-" | "’" | "'" | "(")
                && parse.tag(at - 1) != "PRP$"
                && parse.tag(at - 1) != "POS"
    }

    /// The next person behind the words that separate the people of a list.
    fn separated(self, end: usize) -> Option<Item> {
        let mut at = self.behind_clause(end);
        while let Some(next) = self.separator(at) {
            at = next;
        }
        let item = (at > end && at < self.end).then(|| self.item(at)).flatten()?;
        (!self.is_clause(at, &item)).then_some(item)
    }

    /// "Olena, who was a photographer, and Petro": what is told of somebody in passing does not end the list.
    fn behind_clause(self, end: usize) -> usize {
        let is_at = |at: usize, words: &[&str]| at < self.end && words.contains(&self.parse.lower(at));
        let opens =
            is_at(end, &[","]) && end + 1 < self.end && matches!(self.parse.tag(end + 1), "WP" | "WP$");
        let close = (end + 2..self.end.min(end + CLAUSE)).find(|&at| is_at(at, &[","]));
        close.filter(|_| opens).unwrap_or(end)
    }

    /// "Olena Koval, a trader": behind a comma alone, a noun without a name says more of whoever is named before.
    fn is_more_of(self, last: &Item, item: &Item) -> bool {
        let comma = item.tokens.first == last.tokens.end + 1 && self.parse.word(last.tokens.end) == ",";
        comma && last.name.is_some() && item.name.is_none() && !item.owned && !item.several
    }

    fn separator(self, at: usize) -> Option<usize> {
        let words = &self.lexicon.names.separators;
        words
            .iter()
            .find_map(|words| names::match_words(self.parse, at, words))
            .filter(|&next| next <= self.end)
    }

    /// A person behind a comma of whom the next word already tells something begins a clause: "killing A, B said".
    fn is_clause(self, at: usize, item: &Item) -> bool {
        let next = item.tokens.end;
        let and = at > 0 && self.parse.pos(at - 1) == "CCONJ";
        !and && next < self.end && is_finite(self.parse, next)
    }

    /// The list without what may be the next clause's: in "killed A and B, and C was hurt" C is no one who was killed. Those whom
    /// a noun for several names are what it says.
    fn settled(self, mut items: Vec<Item>) -> Vec<Item> {
        let told = items
            .last()
            .is_some_and(|last| last.tokens.end < self.end && is_finite(self.parse, last.tokens.end));
        let is_object = items.first().is_some_and(|first| self.is_object(first.tokens.first));
        if told && is_object {
            items.truncate(self.before_last_mark(&items));
        }
        self.inherit(&mut items);
        items
    }

    /// Whether what begins at a token stands behind a verb or preposition.
    fn is_object(self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|&before| !self.parse.starts_sentence(before + 1));
        before.is_some_and(|before| matches!(self.parse.pos(before), "VERB" | "ADP" | "AUX" | "SCONJ"))
    }

    /// How many of a list stand before the last of its members that is set off by a mark.
    fn before_last_mark(self, items: &[Item]) -> usize {
        let is_set_off = |pair: &[Item]| {
            (pair[0].tokens.end..pair[1].tokens.first).any(|at| matches!(self.parse.word(at), "," | ";"))
        };
        items.windows(2).rposition(is_set_off).map_or(1, |at| at + 1)
    }

    /// Hands on what a noun for several says to those whose names follow it alone ("her sons Danylo and Petro"), and what a pronoun says
    /// of whoever it stands for ("Petro and his wife").
    fn inherit(self, items: &mut [Item]) {
        let mut heading = items.first().and_then(|first| self.subject(first));
        for at in 0..items.len() {
            let (before, rest) = items.split_at_mut(at);
            let Some(item) = rest.first_mut() else { return };
            if let (Some(gender), Some(owner)) = (self.gender_of_owner(item), owner_among(before)) {
                owner.gender = owner.gender.or(Some(gender));
            }
            if item.noun.is_some() || item.owned {
                heading = item.several.then_some(Heading {
                    gender: item.gender,
                    group: item.group,
                    left: item.number,
                });
            }
            let Some(above) = heading.as_mut().filter(|above| above.left != Some(0)) else { continue };
            above.left = above.left.map(|left| left - 1);
            item.gender = item.gender.or(above.gender);
            item.group = item.group.or(above.group);
        }
    }

    /// "His wife": whoever he is, he is male.
    fn gender_of_owner(self, item: &Item) -> Option<Gender> {
        let pronoun = Some(item.tokens.first).filter(|&first| self.parse.tag(first) == "PRP$")?;
        self.gender(pronoun)
    }

    /// "The women were named as A and B", "three sons were killed: A, B and C": those who are named one by one are those of whom it is told.
    fn subject(self, first: &Item) -> Option<Heading> {
        let before = first.tokens.first.checked_sub(1).filter(|_| first.noun.is_none())?;
        let parse = self.parse;
        let verb = match parse.pos(before) {
            "ADP" => parse.head(before),
            "AUX" => before,
            "PUNCT" if parse.word(before) == ":" => {
                parse.sentence_of(before).tokens.iter().find(|&at| parse.head(at) == at)?
            }
            _ => return None,
        };
        let subject = parse.children_by(verb, &["nsubj", "nsubjpass"]).find(|&subject| subject < before)?;
        let noun =
            Some(subject).filter(|&subject| parse.tag(subject) == "NNS" && self.is_person_noun(subject))?;
        let mut said = Item::begun(noun);
        said.owned = parse.children_by(noun, &["poss"]).next().is_some();
        self.say(noun, &mut said);
        Some(Heading { gender: said.gender, group: said.group, left: None })
    }
}

/// Whose kin comes next: the last who is no kin of others, if nobody like that stands right before ("Petro, Olena and his cousin").
fn owner_among(before: &mut [Item]) -> Option<&mut Item> {
    let is_apart = |one: &Item| one.name.is_some() && !one.owned;
    let last = before.iter().rposition(is_apart)?;
    let rival = last.checked_sub(1).and_then(|rival| before.get(rival)).is_some_and(is_apart);
    before.get_mut(last).filter(|_| !rival)
}

/// What a noun for several says of those whose names follow.
struct Heading {
    gender: Option<Gender>,
    group: Option<AgeGroup>,
    /// How many more there are, where a number says it.
    left: Option<u32>,
}

fn is_finite(parse: &Parse, at: usize) -> bool {
    matches!(parse.pos(at), "VERB" | "AUX") && matches!(parse.tag(at), "VBD" | "VBZ" | "VBP" | "MD")
}

/// The people as their lists have them.
fn written(
    parse: &Parse,
    lexicon: &PeopleLexicon,
    people: &ByToken<PeopleMention>,
    rolls: &[Vec<Item>],
) -> (Vec<PeopleMention>, Vec<Roll>) {
    let mut all: Vec<PeopleMention> = people.to_vec();
    let mut written = Vec::new();
    for items in rolls {
        let mut heads = Vec::new();
        for item in items.iter().filter(|item| item.is_one()) {
            let head = head_of(parse, item);
            heads.push(head);
            let mut found = false;
            for mention in
                all.iter_mut().filter(|one| item.tokens.contains(one.head) && stands_for(item, one.head))
            {
                describe(parse, lexicon, mention, item);
                mention.tokens = if mention.head == head { item.phrase() } else { mention.tokens };
                found |= mention.head == head;
            }
            if !found {
                let at = all.partition_point(|one| one.head < head);
                let mut mention = PeopleMention::somebody(item.phrase(), head);
                describe(parse, lexicon, &mut mention, item);
                all.insert(at, mention);
            }
        }
        if let (Some(first), Some(last)) = (items.first(), items.last()) {
            let tokens = TokenRange::new(first.tokens.first, last.tokens.end);
            let groups = items.iter().filter(|item| !item.is_one()).filter_map(|item| item.noun).collect();
            written.push(Roll { tokens, people: heads, groups });
        }
    }
    (all, written)
}

/// Whether a word of an item stands for its person: a part of the name, or the noun; not the owner ("Olena's son").
fn stands_for(item: &Item, head: usize) -> bool {
    item.name.is_some_and(|name| name.contains(head))
        || item.noun == Some(head) && !(item.several && item.name.is_some())
}

/// The token by which a person of a list is found: of the name the word that the parser hung on another one.
fn head_of(parse: &Parse, item: &Item) -> usize {
    if let Some(noun) = item.noun.filter(|_| item.is_beside()) {
        return noun;
    }
    let inner = item.name.or(item.noun.map(|noun| TokenRange::new(noun, noun + 1))).unwrap_or(item.tokens);
    let is_outer = |i: &usize| !inner.contains(parse.head(*i)) || parse.head(*i) == *i;
    let is_word = |i: &usize| parse.pos(*i) != "PUNCT";
    inner.iter().rev().filter(is_word).find(is_outer).unwrap_or(inner.end.saturating_sub(1))
}

fn describe(parse: &Parse, lexicon: &PeopleLexicon, mention: &mut PeopleMention, item: &Item) {
    if let Some(name) = item.name {
        let full = parse.words(name);
        if mention.names.first().is_none_or(|known| known != full) {
            let aliases = mention.names.drain(..).filter(|known| !full.contains(known.as_str()));
            mention.names = std::iter::once(full.to_owned()).chain(aliases).collect();
        }
    }
    if item.name.is_none() {
        mention.names.clear();
    }
    mention.individual = true;
    mention.age = item.age.or(mention.age);
    mention.gender = item.gender.or(mention.gender);
    let by_age = item.age.map(|age| super::age::by_years(lexicon, age));
    mention.age_group = by_age.or(item.group).or(mention.age_group);
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;
    use super::*;

    /// The lists of a text, each person in one line.
    fn told(text: &str) -> Vec<String> {
        let (parse, people, rolls) = found(text);
        let people: ByToken<PeopleMention> = people.into();
        let heads = rolls.iter().flat_map(|roll| &roll.people);
        heads.filter_map(|&head| people.of(head)).map(|one| line(&parse, one)).collect()
    }

    fn line(parse: &Parse, one: &PeopleMention) -> String {
        let said = [
            one.names.first().cloned(),
            one.age.map(|age| age.to_string()),
            one.gender.map(|gender| format!("{gender:?}")),
            one.age_group.map(|group| format!("{group:?}")),
        ];
        format!("{}: {}", parse.words(one.tokens), said.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }

    #[test]
    fn a_noun_for_several_says_it_of_all_whose_names_follow() {
        assert_eq!(
            told(
                "Their two sons, 24-year old Osman Maro al-Desh and 23-year old Hadi al-Desh, were killed with their daughters: Sela, 17, and Lena Maro al-Desh."
            ),
            [
                "24-year old Osman Maro al-Desh: Osman Maro al-Desh, 24, Male, Adult",
                "23-year old Hadi al-Desh: Hadi al-Desh, 23, Male, Adult",
                "Sela: Sela, 17, Female, Child",
                "Lena Maro al-Desh: Lena Maro al-Desh, Female",
            ]
        );
    }

    #[test]
    fn ages_and_genders_stand_in_brackets() {
        assert_eq!(
            told(
                "Relatives named them as Tariq Haddad (34 years old, male), Mona Haddad (less than a year old, female), Sami Aziz (8 months) and Rana Aziz (7)."
            ),
            [
                "Tariq Haddad: Tariq Haddad, 34, Male, Adult",
                "Mona Haddad: Mona Haddad, 0, Female, Child",
                "Sami Aziz: Sami Aziz, 0, Child",
                "Rana Aziz: Rana Aziz, 7, Child",
            ]
        );
    }

    #[test]
    fn kin_are_told_of_with_their_names_and_their_owners_gender() {
        assert_eq!(
            told(
                "Among those killed were Tariq Haddad (34), his wife, Mona Haddad (30), their son, engineer Omar Haddad, and a neighbour, Sami Aziz, 67."
            ),
            [
                "Tariq Haddad: Tariq Haddad, 34, Male, Adult",
                "his wife: Mona Haddad, 30, Female, Adult",
                "their son, engineer Omar Haddad: Omar Haddad, Male",
                "a neighbour: Sami Aziz, 67, Adult",
            ]
        );
    }

    #[test]
    fn a_list_ends_before_the_next_clause() {
        assert_eq!(
            told("The strike killed Olena Koval and her son Danylo, and Petro Hnatiuk was wounded."),
            ["Olena Koval: Olena Koval, Female", "her son Danylo: Danylo, Male"]
        );
        assert!(told("The strike killed Olena Koval, Petro Hnatiuk said.").is_empty());
    }

    #[test]
    fn whose_kin_somebody_is_stays_open_where_two_may_be_meant() {
        assert_eq!(
            told("The victims were Petro Hnatiuk, Olena Koval and his cousin Taras."),
            ["Petro Hnatiuk: Petro Hnatiuk", "Olena Koval: Olena Koval", "his cousin Taras: Taras"]
        );
    }

    #[test]
    fn what_is_no_list_of_people_is_none() {
        for text in [
            "The drone strike killed Abu Bilal, a commander of the group.",
            "The Haddad and Aziz families fled.",
        ] {
            assert!(told(text).is_empty(), "{text}");
        }
    }
}
