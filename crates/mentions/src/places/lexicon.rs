//! The word lists of places, and the questions that are asked of them.

use std::collections::BTreeMap;

use model::{Parse, PlacePrecision, PlaceRelation, TokenRange};
use serde::Deserialize;

/// The most words of a phrase of relation ("on the outskirts of") or of a site ("power station").
const LONGEST: usize = 4;

/// The word lists of this finder: `codebooks/lexicon/places.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceLexicon {
    kinds: BTreeMap<PlacePrecision, Vec<String>>,
    sites: BTreeMap<String, Vec<String>>,
    relations: BTreeMap<PlaceRelation, Vec<String>>,
    words: Words,
    unknown: Unknown,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    locative: Vec<String>,
    tail: Vec<String>,
    site_tail: Vec<String>,
    titles: Vec<String>,
    speech: Vec<String>,
    holds: Vec<String>,
    never_alone: Vec<String>,
    idioms: Vec<String>,
}

/// What shows a name that nobody knows to be a place's.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Unknown {
    says_where: Vec<String>,
    says_where_of_full_name: Vec<String>,
    trusts: Vec<String>,
    goes: Vec<String>,
    ways: Vec<String>,
    on: Vec<String>,
    attacks: Vec<String>,
    comes_down: Vec<String>,
    bears_on: Vec<String>,
    befalls_places: Vec<String>,
    takes_places: Vec<String>,
    may_take_places: Vec<String>,
    names: Vec<String>,
    bodies: Vec<String>,
}

impl PlaceLexicon {
    /// How large a place the noun at `i` means, if there is one.
    pub(super) fn kind(&self, parse: &Parse, i: usize) -> Option<PlacePrecision> {
        if i >= parse.len() {
            return None;
        }
        self.kinds.iter().find(|(_, nouns)| is_one_of(parse, i, nouns)).map(|(kind, _)| *kind)
    }

    /// The kind of site that the noun ending at `i` means, with the first token of the noun ("power station").
    pub(super) fn site(&self, parse: &Parse, i: usize) -> Option<(&str, usize)> {
        let of_length = |length: usize| {
            let first = (i + 1).checked_sub(length)?;
            let begins = |noun: &str| words_match(parse, TokenRange::new(first, i), noun);
            let found = self.sites.iter().find(|(_, nouns)| {
                nouns.iter().any(|noun| match noun.rsplit_once(' ') {
                    Some((begin, last)) => length > 1 && begins(begin) && is_noun(parse, i, last),
                    None => length == 1 && is_noun(parse, i, noun),
                })
            });
            found.map(|(kind, _)| (kind.as_str(), first))
        };
        (1..=LONGEST).rev().find_map(of_length)
    }

    /// What the words before a phrase say of how an event lies to it; a later name of a list shares the first one's.
    pub(super) fn relation(&self, parse: &Parse, tokens: TokenRange, head: usize) -> PlaceRelation {
        let mut head = head;
        let mut first = tokens.first;
        loop {
            if let Some(relation) = self.relation_before(parse, first) {
                return relation;
            }
            if parse.dep(head) != "conj" || parse.head(head) >= head {
                return PlaceRelation::In;
            }
            head = parse.head(head);
            first = noun_phrase_start(parse, head);
        }
    }

    fn relation_before(&self, parse: &Parse, end: usize) -> Option<PlaceRelation> {
        let sentence = parse.sentence_of(end).tokens.first;
        let starts = (end.saturating_sub(LONGEST).max(sentence))..end;
        // "to" before a verb is no preposition.
        let is_preposition = end > sentence && parse.tag(end - 1) != "VB" && parse.pos(end - 1) != "PART";
        starts.filter(|_| is_preposition).find_map(|start| {
            let range = TokenRange::new(start, end);
            let says = |phrases: &[String]| phrases.iter().any(|phrase| words_match(parse, range, phrase));
            self.relations.iter().find(|(_, phrases)| says(phrases)).map(|(relation, _)| *relation)
        })
    }

    /// Whether a phrase with "of" right before `end` tells of a place: "on the outskirts of", "south of".
    pub(super) fn points_at(&self, parse: &Parse, end: usize) -> bool {
        let of = end.checked_sub(1).filter(|&of| parse.lower(of) == "of");
        let before = of.is_some_and(|of| of > parse.sentence_of(of).tokens.first);
        before && self.relation_before(parse, end).is_some()
    }

    pub(super) fn is_locative(&self, parse: &Parse, i: usize) -> bool {
        contains(&self.words.locative, parse.lower(i))
    }

    /// Whether a preposition is one after which an unknown name is a place's.
    pub(super) fn says_where(&self, parse: &Parse, i: usize) -> bool {
        contains(&self.unknown.says_where, parse.lower(i))
    }

    /// The same, for what the reader of names takes for a person named in full.
    pub(super) fn says_where_of_full_name(&self, parse: &Parse, i: usize) -> bool {
        contains(&self.unknown.says_where_of_full_name, parse.lower(i))
    }

    /// Whether somebody may be what this verb or noun puts "in" ("trust in").
    pub(super) fn trusts(&self, parse: &Parse, i: usize) -> bool {
        contains(&self.unknown.trusts, &parse.lemma(i).to_lowercase())
    }

    /// Whether a preposition says where somebody goes or comes from.
    pub(super) fn is_way(&self, parse: &Parse, i: usize) -> bool {
        contains(&self.unknown.ways, parse.lower(i))
    }

    /// Whether a verb or noun tells of going somewhere.
    pub(super) fn goes(&self, parse: &Parse, i: usize) -> bool {
        contains(&self.unknown.goes, &parse.lemma(i).to_lowercase())
    }

    pub(super) fn is_on(&self, parse: &Parse, i: usize) -> bool {
        contains(&self.unknown.on, parse.lower(i))
    }

    /// Whether what stands "on" the word is attacked.
    pub(super) fn attacks(&self, parse: &Parse, i: usize) -> bool {
        contains(&self.unknown.attacks, &parse.lemma(i).to_lowercase())
    }

    /// Whether what stands "on" the word is hardly ever somebody ("fell on").
    pub(super) fn comes_down(&self, parse: &Parse, i: usize) -> bool {
        contains(&self.unknown.comes_down, &parse.lemma(i).to_lowercase())
    }

    /// Whether "on" behind the verb says whom it bears upon ("was imposed on").
    pub(super) fn bears_on(&self, parse: &Parse, i: usize) -> bool {
        contains(&self.unknown.bears_on, &parse.lemma(i).to_lowercase())
    }

    /// Whether the noun tells what happens to places only ("the siege of").
    pub(super) fn befalls_places(&self, parse: &Parse, i: usize) -> bool {
        contains(&self.unknown.befalls_places, &parse.lemma(i).to_lowercase())
    }

    /// Whether the verb is done to places, hardly to anybody ("besiege").
    pub(super) fn takes_places(&self, parse: &Parse, i: usize) -> bool {
        contains(&self.unknown.takes_places, &parse.lemma(i).to_lowercase())
            || contains(&self.unknown.takes_places, parse.lower(i))
    }

    /// Whether the verb is done to places and to people ("seize").
    pub(super) fn may_take_places(&self, parse: &Parse, i: usize) -> bool {
        contains(&self.unknown.may_take_places, &parse.lemma(i).to_lowercase())
    }

    /// Whether the verb gives a name ("a village called").
    pub(super) fn names(&self, parse: &Parse, i: usize) -> bool {
        contains(&self.unknown.names, &parse.lemma(i).to_lowercase())
    }

    /// Whether names that end in this word are those of bodies of people.
    pub(super) fn is_body(&self, parse: &Parse, i: usize) -> bool {
        contains(&self.unknown.bodies, parse.lower(i))
    }

    pub(super) fn is_tail(&self, parse: &Parse, i: usize) -> bool {
        contains(&self.words.tail, parse.lower(i))
    }

    pub(super) fn is_site_tail(&self, parse: &Parse, i: usize) -> bool {
        contains(&self.words.site_tail, parse.lower(i))
    }

    pub(super) fn is_title(&self, parse: &Parse, i: usize) -> bool {
        contains(&self.words.titles, parse.lower(i))
    }

    /// Whether the subject of a verb is the place where its object is.
    pub(super) fn holds(&self, parse: &Parse, i: usize) -> bool {
        contains(&self.words.holds, parse.lemma(i))
    }

    pub(super) fn is_speech(&self, parse: &Parse, i: usize) -> bool {
        contains(&self.words.speech, parse.lemma(i))
    }

    /// Whether a name means nothing by itself.
    pub(super) fn is_never_alone(&self, lower: &str) -> bool {
        contains(&self.words.never_alone, lower)
    }

    /// Whether token `i` is a word of an idiom that names no place.
    pub(super) fn in_idiom(&self, parse: &Parse, i: usize) -> bool {
        let sentence = parse.sentence_of(i).tokens;
        self.words.idioms.iter().any(|idiom| {
            let length = word_count(idiom);
            let starts = (i + 1).saturating_sub(length).max(sentence.first)..=i;
            starts.into_iter().any(|start| {
                start + length <= sentence.end
                    && words_match(parse, TokenRange::new(start, start + length), idiom)
            })
        })
    }
}

/// The first token of the noun phrase that token `head` is the head of, without what follows a comma or a preposition.
pub(super) fn noun_phrase_start(parse: &Parse, head: usize) -> usize {
    let deps = ["det", "amod", "poss", "compound", "nummod", "nmod", "quantmod", "predet"];
    let mut start = head;
    for child in
        parse.children_by(head, &deps).filter(|&child| child < head).collect::<Vec<_>>().into_iter().rev()
    {
        let subtree = parse.subtree(child);
        let plain = (subtree.first..start)
            .all(|i| !matches!(parse.lower(i), "," | ";" | ":") && parse.pos(i) != "ADP");
        if !plain || subtree.end > start {
            break;
        }
        start = subtree.first;
    }
    start
}

fn contains(words: &[String], word: &str) -> bool {
    words.iter().any(|known| known == word)
}

fn is_one_of(parse: &Parse, i: usize, nouns: &[String]) -> bool {
    nouns.iter().any(|noun| is_noun(parse, i, noun))
}

/// Whether token `i` is the noun or its plural. Lemmas are not asked alone, because the model gets some of them wrong.
fn is_noun(parse: &Parse, i: usize, noun: &str) -> bool {
    let lower = parse.lower(i);
    let plural = || match noun.strip_suffix('y') {
        Some(stem) => lower.strip_suffix("ies") == Some(stem),
        None => lower.strip_prefix(noun).is_some_and(|ending| matches!(ending, "s" | "es")),
    };
    lower == noun || plural()
}

fn word_count(phrase: &str) -> usize {
    phrase.split(' ').map(|word| 1 + 2 * word.matches('-').count()).sum()
}

/// Whether the tokens are exactly the words of a phrase; the parts of a hyphened word are tokens of their own.
fn words_match(parse: &Parse, range: TokenRange, phrase: &str) -> bool {
    let parts = phrase.split(' ').flat_map(|word| word.split_inclusive('-')).flat_map(|part| {
        let (bare, hyphen) = part.strip_suffix('-').map_or((part, None), |bare| (bare, Some("-")));
        [Some(bare), hyphen].into_iter().flatten()
    });
    parts.eq(range.iter().map(|i| parse.lower(i)))
}
