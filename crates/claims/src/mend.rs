//! Repairs of parses that stand between the words and their meaning.
//!
//! The parser reads the apostrophe of a plural possessor ("the rebels' last stand") as a closing quotation mark, and
//! may end a sentence there: the possessor then hangs on nothing that it owns. In "…, wounding two others, residents said"
//! it may coordinate those who speak with those of whom they speak. And it may take the noun of "Shelling hit a school"
//! for an auxiliary, which no form in "-ing" is but those of "be" and "have", and in "died in police firing" the firing for
//! what the police did beside it. In "Rockets fired from the hills hit a house" it may take the first of two verbs for the
//! main one. And in "A bomb killed nine people, police said, and wounded 20" it makes the police wound them. Numbers without a noun
//! are a matter of their own: `numbers.rs`.

mod accused;
mod numbers;

use model::{Parse, Rehung};

use crate::lexicon::Lexicon;

/// The parse with the repairs that its words call for.
pub(crate) fn mend(parse: &Parse, lexicon: &Lexicon) -> Option<Parse> {
    let possessors: Vec<(usize, [Rehung<'_>; 2])> = (1..parse.sentences.len())
        .filter_map(|sentence| Some((sentence, severed_possessor(parse, sentence)?)))
        .collect();
    let words = 0..parse.len();
    let subjects = words.filter_map(|word| {
        severed_source(parse, word)
            .or_else(|| gerund(parse, word))
            .or_else(|| accused::of_deed(parse, word, lexicon))
    });
    let sources = (1..parse.len()).filter_map(|verb| joined_source(parse, verb, lexicon)).flatten();
    let events = (2..parse.len()).filter_map(|word| severed_event(parse, word, lexicon)).flatten();
    let participles = (0..parse.len()).filter_map(|verb| misled(parse, verb, lexicon)).flatten();
    let moves: Vec<Rehung<'_>> = possessors.iter().flat_map(|(_, moves)| *moves).collect();
    let told_on = (0..parse.len()).filter_map(|verb| told_on(parse, verb)).flatten();
    let numbers = (1..parse.len()).filter_map(|number| numbers::severed(parse, number)).flatten();
    let moves = moves
        .into_iter()
        .chain(subjects)
        .chain(events)
        .chain(participles)
        .chain(told_on)
        .chain(sources)
        .chain(numbers);
    let moves: Vec<Rehung<'_>> = moves.collect();
    let joined: Vec<usize> = possessors.iter().map(|(sentence, _)| *sentence).collect();
    (!moves.is_empty()).then(|| parse.rehung(&moves, &joined))
}

/// A form in "-ing" that the parser takes for the auxiliary of a finite verb behind it is the subject of that verb.
fn gerund(parse: &Parse, word: usize) -> Option<Rehung<'_>> {
    let verb = parse.head(word);
    let misread = parse.dep(word) == "aux"
        && parse.tag(word) == "VBG"
        && !matches!(parse.lower(word), "being" | "having")
        && verb > word
        && matches!(parse.tag(verb), "VBD" | "VBZ" | "VBP")
        && parse.child(verb, &["nsubj", "nsubjpass"]).is_none();
    misread.then_some(Rehung { token: word, head: verb, dep: "nsubj" })
}

/// Lists of what is fired, launched or dropped, and does not do so itself.
const MISSILES: [&str; 2] = ["shell", "bomb"];

/// In the past tense every verb has a subject or shares one by a conjunction. Where the second of two after a missile has
/// neither, and the first no object, the second is the main verb, and the first tells which missile is meant.
fn misled<'a>(parse: &'a Parse, verb: usize, lexicon: &Lexicon) -> Option<[Rehung<'a>; 3]> {
    let first = parse.head(verb);
    let missile = |noun: usize| {
        let lists = MISSILES.iter().filter_map(|list| lexicon.lists.get(*list)).flatten();
        lists.into_iter().any(|word| word == parse.lemma(noun) || word == parse.lower(noun))
    };
    let subject = parse.child(first, &["nsubj"]).filter(|&subject| subject < first && missile(subject))?;
    let past =
        |verb: usize| parse.pos(verb) == "VERB" && !matches!(parse.tag(verb), "VB" | "VBG" | "VBP" | "VBZ");
    let joins = |at: usize| matches!(parse.pos(at), "CCONJ" | "PUNCT");
    let severed = match parse.dep(verb) {
        "dep" => true,
        "advcl" => parse.tag(verb) == "VBD",
        "conj" => parse.tag(verb) == "VBD" && !(first..verb).any(joins),
        _ => false,
    };
    let joined = ["nsubj", "nsubjpass", "expl", "aux", "auxpass", "mark", "cc"];
    let alone = parse.child(verb, &joined).is_none() && parse.children(verb).all(|at| parse.tag(at) != "WRB");
    let bare = parse.child(first, &["dobj", "aux", "auxpass"]).is_none();
    let described =
        parse.children_by(first, &["prep", "agent"]).any(|behind| first < behind && behind < verb);
    let misled =
        past(first) && past(verb) && severed && parse.dep(first) == "ROOT" && alone && bare && described;
    misled.then_some([
        Rehung { token: verb, head: verb, dep: "ROOT" },
        Rehung { token: subject, head: verb, dep: "nsubj" },
        Rehung { token: first, head: subject, dep: "acl" },
    ])
}

/// A sentence that begins in lower case after a noun and an apostrophe belongs to that noun: what is owned takes the
/// place of its owner, which becomes its possessor.
fn severed_possessor(parse: &Parse, sentence: usize) -> Option<[Rehung<'_>; 2]> {
    let before = parse.sentences[sentence - 1];
    let after = parse.sentences[sentence];
    let mark = before.tokens.end.checked_sub(1)?;
    let owner = mark.checked_sub(1).filter(|&owner| owner >= before.tokens.first)?;
    let owned = after.tokens.iter().find(|&token| parse.head(token) == token)?;
    let apostrophe = matches!(parse.word(mark), "’" | "'");
    let goes_on = parse.word(after.tokens.first).starts_with(char::is_lowercase);
    let nouns = [owner, owned].into_iter().all(|token| matches!(parse.pos(token), "NOUN" | "PROPN"));
    let governor = if parse.head(owner) == owner { owned } else { parse.head(owner) };
    (apostrophe && goes_on && nouns && before.block == after.block).then_some([
        Rehung { token: owned, head: governor, dep: parse.dep(owner) },
        Rehung { token: owner, head: owned, dep: "poss" },
    ])
}

/// After what is told and a comma, the noun phrase that ends at a verb without a subject is its subject: "…, the governor
/// said".
fn severed_source(parse: &Parse, verb: usize) -> Option<Rehung<'_>> {
    let told = parse.children_by(verb, &["ccomp"]).find(|&content| content < verb)?;
    if parse.child(verb, &["nsubj", "nsubjpass", "csubj", "expl"]).is_some() {
        return None;
    }
    Some(Rehung { token: noun_between(parse, told, verb)?, head: verb, dep: "nsubj" })
}

/// Behind what is told, the parser may coordinate "…, the governor said on Friday" with it, and hang the governor on the last noun
/// before: a verb of saying without a subject of its own has the noun phrase before it for one. What the parser gives it instead goes
/// on with what is told ("ten were killed and 20 wounded, the governor said").
fn joined_source<'a>(parse: &'a Parse, verb: usize, lexicon: &Lexicon) -> Option<Vec<Rehung<'a>>> {
    let told = parse.head(verb);
    let own = ["nsubjpass", "csubj", "expl", "aux", "ccomp", "dobj", "mark", "advmod"];
    let joined = matches!(parse.dep(verb), "conj" | "advcl")
        && matches!(parse.tag(verb), "VBD" | "VBZ")
        && told < verb
        && parse.dep(told) == "ROOT"
        && parse.child(verb, &own).is_none();
    let goes_on = parse.child(verb, &["nsubj"]);
    if !joined
        || goes_on.is_some_and(|clause| parse.pos(clause) != "VERB")
        || lexicon.footing.saying(parse.lower(verb), parse.lemma(verb)).is_none()
    {
        return None;
    }
    let source = noun_between(parse, told, verb)?;
    let said = [
        Rehung { token: verb, head: verb, dep: "ROOT" },
        Rehung { token: told, head: verb, dep: "ccomp" },
        Rehung { token: source, head: verb, dep: "nsubj" },
    ];
    let clause = goes_on.map(|clause| Rehung { token: clause, head: told, dep: "conj" });
    Some(said.into_iter().chain(clause).collect())
}

/// The head of the noun phrase that a comma parts from what is told and that ends at the verb.
fn noun_between(parse: &Parse, told: usize, verb: usize) -> Option<usize> {
    let speaks = |&token: &usize| {
        let range = parse.subtree(token);
        matches!(parse.pos(token), "NOUN" | "PROPN" | "PRON")
            && range.end == verb
            && range.first.checked_sub(1).is_some_and(|before| parse.word(before) == ",")
    };
    (told..verb).find(speaks)
}

/// Between two commas, who speaks and that they do interrupts what is told: "…, the governor said, and burned two schools" goes
/// on with it. Behind a quotation they go on themselves.
fn told_on(parse: &Parse, verb: usize) -> Option<[Rehung<'_>; 2]> {
    let saying = parse.head(verb);
    let content = parse.children_by(saying, &["ccomp"]).find(|&content| content < saying);
    let told = content.or_else(|| (parse.dep(saying) == "parataxis").then(|| parse.head(saying)))?;
    let source = parse.child(saying, &["nsubj"]).filter(|&source| told < source)?;
    let cc = (saying.min(verb)..verb)
        .find(|&at| parse.dep(at) == "cc" && [saying, told].contains(&parse.head(at)))?;
    let comma = |at: Option<usize>| at.is_some_and(|at| parse.word(at) == ",");
    let interrupts =
        comma(parse.subtree(source).first.min(saying).checked_sub(1)) && comma(cc.checked_sub(1));
    let own = ["nsubj", "nsubjpass", "csubj", "expl"];
    let goes_on = parse.dep(verb) == "conj"
        && parse.child(verb, &own).is_none()
        && parse.children_by(saying, &["ccomp", "xcomp"]).all(|content| content < saying);
    (interrupts && goes_on).then_some([
        Rehung { token: verb, head: told, dep: "conj" },
        Rehung { token: cc, head: told, dep: "cc" },
    ])
}

/// Lists of those who bear arms, as they stand before what they do.
const DOERS: [&str; 2] = ["police", "soldiery"];

/// After a preposition of circumstance, a form in "-ing" right behind a noun is the event, and the noun says whose. The parser
/// hangs the form on the noun, on the preposition or on the verb above it.
fn severed_event<'a>(parse: &'a Parse, gerund: usize, lexicon: &Lexicon) -> Option<[Rehung<'a>; 2]> {
    let noun = gerund - 1;
    let preposition = parse.head(noun);
    let hung = parse.head(gerund);
    let severed = match parse.dep(gerund) {
        "acl" => hung == noun && (is_bare_singular(parse, noun) || may_do(parse, noun, lexicon)),
        "advcl" => hung == parse.head(preposition) && may_do(parse, noun, lexicon),
        "pobj" | "pcomp" => hung == preposition && may_do(parse, noun, lexicon),
        _ => false,
    };
    let circumstance = lexicon.light.circumstance.iter().any(|word| word == parse.lower(preposition));
    let alone = parse.children_by(noun, &["prep", "conj", "relcl", "appos"]).next().is_none();
    let form = parse.lower(gerund).ends_with("ing") && parse.child(gerund, &["dobj"]).is_none();
    let event = severed && circumstance && alone && form && parse.dep(noun) == "pobj" && preposition < noun;
    event.then_some([
        Rehung { token: gerund, head: preposition, dep: "pobj" },
        Rehung { token: noun, head: gerund, dep: "compound" },
    ])
}

/// "died in police firing": a noun in the singular without an article stands before another.
fn is_bare_singular(parse: &Parse, noun: usize) -> bool {
    parse.pos(noun) == "NOUN" && parse.lemma(noun) == parse.lower(noun) && parse.head(noun) + 1 == noun
}

/// "in the police firing", "in Israeli shelling": those who bear arms, and the word for a people.
fn may_do(parse: &Parse, noun: usize, lexicon: &Lexicon) -> bool {
    let lists = DOERS.iter().filter_map(|list| lexicon.lists.get(*list)).flatten();
    let bears_arms = lists.into_iter().any(|word| word == parse.lower(noun));
    bears_arms || parse.entity_at(noun).is_some_and(|entity| parse.label(entity) == "NORP")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{by_hand, codebook, frozen, token};

    #[test]
    fn a_possessor_is_joined_to_what_it_owns() {
        let severed = by_hand(&[
            ("|They", "PRON", "nsubj", 1),
            ("took", "VERB", "ROOT", 1),
            ("rebels", "NOUN", "dobj", 1),
            ("’", "PUNCT", "punct", 1),
            ("|last", "ADJ", "amod", 5),
            ("camp", "NOUN", "ROOT", 5),
        ]);
        let mended = mend(&severed, &codebook().lexicon).expect("the sentence is mended");
        assert_eq!(mended.sentences.len(), 1);
        assert_eq!((mended.dep(5), mended.head(5)), ("dobj", 1));
        assert_eq!((mended.dep(2), mended.head(2)), ("poss", 5));
    }

    #[test]
    fn who_speaks_is_not_among_those_spoken_of() {
        let severed = by_hand(&[
            ("|Gunmen", "NOUN", "nsubj", 1),
            ("wounded", "VERB", "ccomp", 8),
            ("two", "NUM", "nummod", 3),
            ("others", "NOUN", "dobj", 1),
            (",", "PUNCT", "punct", 3),
            ("traders", "NOUN", "conj", 3),
            ("and", "CCONJ", "cc", 5),
            ("residents", "NOUN", "conj", 5),
            ("said", "VERB", "ROOT", 8),
        ]);
        let mended = mend(&severed, &codebook().lexicon).expect("the source is mended");
        assert_eq!((mended.dep(5), mended.head(5)), ("nsubj", 8));
        assert_eq!(mended.children_by(3, &["conj"]).count(), 0);
    }

    /// "A rocket fired from Karsa …" as the parser may read it, with what follows.
    fn fired(rest: &[(&str, &str, &str, usize)]) -> Option<Parse> {
        let opening = [
            ("|rocket", "NOUN", "nsubj", 1),
            ("fired", "VERB", "ROOT", 1),
            ("from", "ADP", "prep", 1),
            ("Karsa", "PROPN", "pobj", 2),
        ];
        let rows: Vec<(&str, &str, &str, usize)> = opening.iter().chain(rest).copied().collect();
        mend(&by_hand(&rows), &codebook().lexicon)
    }

    #[test]
    fn of_two_verbs_after_one_subject_the_second_is_the_main_one() {
        let mended = fired(&[("hit", "VERB", "dep", 1), ("houses", "NOUN", "dobj", 4)]).expect("is mended");
        assert_eq!((mended.dep(4), mended.head(0), mended.head(1), mended.dep(1)), ("ROOT", 4, 0, "acl"));
        let joined = [("and", "CCONJ", "cc", 1), ("hit", "VERB", "conj", 1), ("houses", "NOUN", "dobj", 5)];
        assert!(fired(&joined).is_none());
        let other = [("rebels", "NOUN", "nsubj", 5), ("said", "VERB", "dep", 1)];
        assert!(fired(&other).is_none());
    }

    #[test]
    fn who_speaks_is_no_name_of_the_place_before() {
        for (text, source, told) in [
            (
                "Nine people died in the market of Karsa, a hospital director said on Friday.",
                "director",
                "died",
            ),
            (
                "Ten people were killed and 20 wounded when fire hit the camp on the edge of El Fasher, a local emergency committee said on Tuesday.",
                "committee",
                "killed",
            ),
        ] {
            let mended = mend(&frozen(text), &codebook().lexicon).expect("the source is mended");
            let said = token(&mended, "said");
            assert_eq!(mended.head(token(&mended, source)), said, "{text}");
            assert_eq!((mended.head(token(&mended, told)), mended.dep(said)), (said, "ROOT"), "{text}");
        }
        for text in
            ["Rebels shelled Karsa, a village, and said so.", "The mayor fled Karsa and spoke on Friday."]
        {
            assert!(mend(&frozen(text), &codebook().lexicon).is_none(), "{text}");
        }
    }

    #[test]
    fn a_verb_with_a_subject_takes_no_other() {
        let whole = by_hand(&[
            ("|Gunmen", "NOUN", "nsubj", 1),
            ("wounded", "VERB", "ccomp", 6),
            ("a", "DET", "det", 3),
            ("guard", "NOUN", "dobj", 1),
            (",", "PUNCT", "punct", 6),
            ("police", "NOUN", "nsubj", 6),
            ("said", "VERB", "ROOT", 6),
        ]);
        assert!(mend(&whole, &codebook().lexicon).is_none());
    }

    #[test]
    fn a_gerund_before_a_finite_verb_is_its_subject() {
        let mended = mend(&frozen("Shelling hit a clinic near the port."), &codebook().lexicon)
            .map(|mended| (mended.head(0), mended.dep(0).to_owned()));
        assert_eq!(mended, Some((1, "nsubj".to_owned())));
    }

    #[test]
    fn a_gerund_of_an_auxiliary_stays_one() {
        assert!(
            mend(&frozen("Having fled the port, the traders slept in a school."), &codebook().lexicon)
                .is_none()
        );
    }

    #[test]
    fn what_is_told_goes_on_behind_who_tells_it() {
        for (text, verb, told) in [
            ("Shells hit a school, the ministry said, and wounded 14 pupils.", "wounded", "hit"),
            ("A bomb killed nine traders, police said, and wounded 20.", "wounded", "killed"),
            (
                "Rebels shelled the town, the governor told reporters, and burned two schools.",
                "burned",
                "shelled",
            ),
        ] {
            let mended = mend(&frozen(text), &codebook().lexicon).expect("what is told goes on");
            assert_eq!(mended.head(token(&mended, verb)), token(&mended, told), "{text}");
        }
        for text in [
            "\"We lost the hill,\" the colonel said, and blamed the rain.",
            "Police said that nine traders had died, and arrested two men.",
        ] {
            assert!(mend(&frozen(text), &codebook().lexicon).is_none(), "{text}");
        }
    }

    #[test]
    fn a_sentence_after_a_quotation_stays_one() {
        let quoted = by_hand(&[
            ("|We", "PRON", "nsubj", 1),
            ("saw", "VERB", "ROOT", 1),
            ("rebels", "NOUN", "dobj", 1),
            ("’", "PUNCT", "punct", 1),
            ("|The", "DET", "det", 5),
            ("camp", "NOUN", "nsubj", 6),
            ("burned", "VERB", "ROOT", 6),
        ]);
        assert!(mend(&quoted, &codebook().lexicon).is_none());
    }

    #[test]
    fn who_fires_owns_the_firing() {
        let parse = frozen("Two traders died in police firing near the mill.");
        let (police, firing) = (token(&parse, "police"), token(&parse, "firing"));
        let mended = mend(&parse, &codebook().lexicon).expect("the firing is mended");
        assert_eq!((mended.dep(firing), mended.head(police)), ("pobj", firing));
        assert!(mend(&frozen("Two traders died in fighting near the mill."), &codebook().lexicon).is_none());
    }

    #[test]
    fn who_shells_owns_the_shelling() {
        for (text, event, whose) in [
            ("Nine traders died in Israeli shelling near the mill.", "shelling", "Israeli"),
            ("More traders died in the police firing than in the flood.", "firing", "police"),
        ] {
            let parse = frozen(text);
            let (whose, event) = (token(&parse, whose), token(&parse, event));
            let mended = mend(&parse, &codebook().lexicon).expect("the event is mended");
            assert_eq!((mended.dep(event), mended.head(whose)), ("pobj", event), "{text}");
        }
        let protest = frozen("Hundreds gathered in the city protesting against the mayor.");
        assert!(mend(&protest, &codebook().lexicon).is_none());
    }
}
