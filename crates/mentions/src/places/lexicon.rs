//! The word lists of places, and the questions that are asked of them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use model::{Parse, PlacePrecision, PlaceRelation, TokenRange};
use serde::Deserialize;

use crate::spellings::singulars;
use crate::words::{WordSet, WordTable};

/// The most words of a phrase of relation ("on the outskirts of").
const LONGEST: usize = 4;

/// The word lists of this finder: `codebooks/lexicon/places.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "PlaceTables")]
pub struct PlaceLexicon {
    kinds: WordTable<PlacePrecision>,
    /// By the last word of the noun.
    sites: WordTable<Vec<Site>>,
    /// By the first word of the phrase.
    relations: WordTable<Vec<(PlaceRelation, String)>>,
    words: Words,
    unknown: Unknown,
}

/// A noun for a site.
#[derive(Debug)]
struct Site {
    kind: String,
    /// The words before the last.
    begin: Option<String>,
    /// How many tokens it has, at most.
    length: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceTables {
    kinds: BTreeMap<PlacePrecision, Vec<String>>,
    sites: BTreeMap<String, Vec<String>>,
    relations: BTreeMap<PlaceRelation, Vec<String>>,
    words: Words,
    unknown: Unknown,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    locative: WordSet,
    tail: WordSet,
    site_tail: WordSet,
    containers: WordSet,
    titles: WordSet,
    speech: WordSet,
    holds: WordSet,
    never_alone: WordSet,
    idioms: Vec<String>,
}

/// What shows a name that nobody knows to be a place's.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Unknown {
    says_where: WordSet,
    says_where_of_full_name: WordSet,
    trusts: WordSet,
    goes: WordSet,
    ways: WordSet,
    on: WordSet,
    attacks: WordSet,
    comes_down: WordSet,
    bears_on: WordSet,
    befalls_places: WordSet,
    takes_places: WordSet,
    may_take_places: WordSet,
    names: WordSet,
    bodies: WordSet,
}

impl From<PlaceTables> for PlaceLexicon {
    fn from(tables: PlaceTables) -> Self {
        let mut lexicon = Self { words: tables.words, unknown: tables.unknown, ..Self::default() };
        for (kind, nouns) in tables.kinds {
            for noun in nouns {
                if !lexicon.kinds.contains_key(&noun) {
                    lexicon.kinds.insert(noun, kind);
                }
            }
        }
        for (kind, nouns) in tables.sites {
            for noun in &nouns {
                let (begin, last) = noun.rsplit_once(' ').map_or((None, &**noun), |(b, l)| (Some(b), l));
                let length = 1 + begin.map_or(0, |begin| parts(begin).count());
                let site = Site { kind: kind.clone(), begin: begin.map(str::to_owned), length };
                lexicon.sites.or_default(last).push(site);
            }
        }
        for (relation, phrases) in tables.relations {
            for phrase in phrases {
                let first = parts(&phrase).next().unwrap_or_default().to_owned();
                lexicon.relations.or_default(&first).push((relation, phrase));
            }
        }
        lexicon
    }
}

impl PlaceLexicon {
    /// How large a place the noun at `i` means, if there is one.
    pub(super) fn kind(&self, parse: &Parse, i: usize) -> Option<PlacePrecision> {
        if i >= parse.len() {
            return None;
        }
        singulars(parse.lower(i)).filter_map(|noun| self.kinds.get(&noun).copied()).min()
    }

    /// The kind of site that the noun ending at `i` means, with the first token of the noun ("power station").
    ///
    /// The longest noun decides, and among equals the first kind by its name.
    pub(super) fn site(&self, parse: &Parse, i: usize) -> Option<(&str, usize)> {
        let stands_here = |site: &&Site| {
            let first = (i + 1).checked_sub(site.length);
            let begins =
                |begin| first.is_some_and(|first| words_match(parse, TokenRange::new(first, i), begin));
            site.begin.as_deref().is_none_or(begins)
        };
        let sites = singulars(parse.lower(i)).filter_map(|noun| self.sites.get(&noun));
        let found = sites.flatten().filter(stands_here);
        let site = found.min_by_key(|site| (Reverse(site.length), &site.kind))?;
        Some((&site.kind, i + 1 - site.length))
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
            let says = |phrase: &str| words_match(parse, TokenRange::new(start, end), phrase);
            let phrases = self.relations.get(parse.lower(start)).into_iter().flatten();
            phrases.filter(|(_, phrase)| says(phrase)).map(|(relation, _)| *relation).min()
        })
    }

    /// Whether a phrase with "of" right before `end` tells of a place: "on the outskirts of", "south of".
    pub(super) fn points_at(&self, parse: &Parse, end: usize) -> bool {
        let of = end.checked_sub(1).filter(|&of| parse.lower(of) == "of");
        let before = of.is_some_and(|of| of > parse.sentence_of(of).tokens.first);
        before && self.relation_before(parse, end).is_some()
    }

    pub(super) fn is_locative(&self, parse: &Parse, i: usize) -> bool {
        self.words.locative.contains(parse.lower(i))
    }

    /// Whether a preposition is one after which an unknown name is a place's.
    pub(super) fn says_where(&self, parse: &Parse, i: usize) -> bool {
        self.unknown.says_where.contains(parse.lower(i))
    }

    /// The same, for what the reader of names takes for a person named in full.
    pub(super) fn says_where_of_full_name(&self, parse: &Parse, i: usize) -> bool {
        self.unknown.says_where_of_full_name.contains(parse.lower(i))
    }

    /// Whether somebody may be what this verb or noun puts "in" ("trust in").
    pub(super) fn trusts(&self, parse: &Parse, i: usize) -> bool {
        holds_lemma(&self.unknown.trusts, parse, i)
    }

    /// Whether a preposition says where somebody goes or comes from.
    pub(super) fn is_way(&self, parse: &Parse, i: usize) -> bool {
        self.unknown.ways.contains(parse.lower(i))
    }

    /// Whether a verb or noun tells of going somewhere.
    pub(super) fn goes(&self, parse: &Parse, i: usize) -> bool {
        holds_lemma(&self.unknown.goes, parse, i)
    }

    pub(super) fn is_on(&self, parse: &Parse, i: usize) -> bool {
        self.unknown.on.contains(parse.lower(i))
    }

    /// Whether what stands "on" the word is attacked.
    pub(super) fn attacks(&self, parse: &Parse, i: usize) -> bool {
        holds_lemma(&self.unknown.attacks, parse, i)
    }

    /// Whether what stands "on" the word is hardly ever somebody ("fell on").
    pub(super) fn comes_down(&self, parse: &Parse, i: usize) -> bool {
        holds_lemma(&self.unknown.comes_down, parse, i)
    }

    /// Whether "on" behind the verb says whom it bears upon ("was imposed on").
    pub(super) fn bears_on(&self, parse: &Parse, i: usize) -> bool {
        holds_lemma(&self.unknown.bears_on, parse, i)
    }

    /// Whether the noun tells what happens to places only ("the siege of").
    pub(super) fn befalls_places(&self, parse: &Parse, i: usize) -> bool {
        holds_lemma(&self.unknown.befalls_places, parse, i)
    }

    /// Whether the verb is done to places, hardly to anybody ("besiege").
    pub(super) fn takes_places(&self, parse: &Parse, i: usize) -> bool {
        holds_lemma(&self.unknown.takes_places, parse, i)
            || self.unknown.takes_places.contains(parse.lower(i))
    }

    /// Whether the verb is done to places and to people ("seize").
    pub(super) fn may_take_places(&self, parse: &Parse, i: usize) -> bool {
        holds_lemma(&self.unknown.may_take_places, parse, i)
    }

    /// Whether the verb gives a name ("a village called").
    pub(super) fn names(&self, parse: &Parse, i: usize) -> bool {
        holds_lemma(&self.unknown.names, parse, i)
    }

    /// Whether names that end in this word are those of bodies of people.
    pub(super) fn is_body(&self, parse: &Parse, i: usize) -> bool {
        self.unknown.bodies.contains(parse.lower(i))
    }

    pub(super) fn is_tail(&self, parse: &Parse, i: usize) -> bool {
        self.words.tail.contains(parse.lower(i))
    }

    pub(super) fn is_site_tail(&self, parse: &Parse, i: usize) -> bool {
        self.words.site_tail.contains(parse.lower(i))
    }

    /// Whether what follows the preposition holds the site before it.
    pub(super) fn is_container(&self, parse: &Parse, i: usize) -> bool {
        self.words.containers.contains(parse.lower(i))
    }

    pub(super) fn is_title(&self, parse: &Parse, i: usize) -> bool {
        self.words.titles.contains(parse.lower(i))
    }

    /// Whether the subject of a verb is the place where its object is.
    pub(super) fn holds(&self, parse: &Parse, i: usize) -> bool {
        self.words.holds.contains(parse.lemma(i))
    }

    pub(super) fn is_speech(&self, parse: &Parse, i: usize) -> bool {
        self.words.speech.contains(parse.lemma(i))
    }

    /// Whether a name means nothing by itself.
    pub(super) fn is_never_alone(&self, lower: &str) -> bool {
        self.words.never_alone.contains(lower)
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

fn holds_lemma(words: &WordSet, parse: &Parse, i: usize) -> bool {
    words.contains(&parse.lemma(i).to_lowercase())
}

fn word_count(phrase: &str) -> usize {
    phrase.split(' ').map(|word| 1 + 2 * word.matches('-').count()).sum()
}

/// Whether the tokens are exactly the words of a phrase; the parts of a hyphened word are tokens of their own.
fn words_match(parse: &Parse, range: TokenRange, phrase: &str) -> bool {
    parts(phrase).eq(range.iter().map(|i| parse.lower(i)))
}

/// The tokens of a phrase.
fn parts(phrase: &str) -> impl Iterator<Item = &str> {
    phrase.split(' ').flat_map(|word| word.split_inclusive('-')).flat_map(|part| {
        let (bare, hyphen) = part.strip_suffix('-').map_or((part, None), |bare| (bare, Some("-")));
        [Some(bare), hyphen].into_iter().flatten()
    })
}
