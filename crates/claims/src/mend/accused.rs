//! Of what somebody is accused: "accused soldiers and policemen of burning a village".

use model::{Parse, Rehung, Stance};

use crate::lexicon::Lexicon;

/// Between an accusing verb and those whom it accuses lie few words; damaged trees must not make us climb on.
const STEPS: usize = 4;

/// The parser may hang "of" and what was done on the last of those who are accused, whose name the deed is no part of.
pub(super) fn of_deed<'a>(parse: &'a Parse, of: usize, lexicon: &Lexicon) -> Option<Rehung<'a>> {
    let accused = parse.head(of);
    let deed = parse.dep(of) == "prep" && parse.lower(of) == "of" && parse.child(of, &["pcomp"]).is_some();
    if !deed || accused >= of || !matches!(parse.pos(accused), "NOUN" | "PROPN" | "PRON") {
        return None;
    }
    let mut verb = accused;
    for _ in 0..STEPS {
        if !matches!(parse.dep(verb), "dobj" | "conj" | "appos") {
            return None;
        }
        verb = parse.head(verb);
        let saying = lexicon.footing.saying(parse.lower(verb), parse.lemma(verb));
        if parse.pos(verb) == "VERB" && saying.is_some_and(|saying| saying.stance == Stance::Accuses) {
            return Some(Rehung { token: of, head: verb, dep: "prep" });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::mend;
    use crate::testing::{codebook, frozen, token};

    #[test]
    fn a_deed_is_no_part_of_who_is_accused_of_it() {
        for text in [
            "A group accused soldiers and Wagner fighters of executing nine herders near Tessalit.",
            "He accused troops of shooting at protesters.",
        ] {
            let mended = mend(&frozen(text), &codebook().lexicon).expect("the deed is mended");
            assert_eq!(mended.head(token(&mended, "of")), token(&mended, "accused"), "{text}");
        }
    }

    #[test]
    fn other_words_behind_of_stay() {
        let text = "The mayor feared the thought of burning villages.";
        assert!(mend(&frozen(text), &codebook().lexicon).is_none());
    }
}
