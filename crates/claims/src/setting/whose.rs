//! Whose time it is: of what happened, or of what is told of somebody on the way.

use model::{NounClass, Parse, TimeMention, TimeRelation};

use crate::grammar::{self, Function};
use crate::matching::{Match, Reading};

/// "the fighting, which broke out in April, has killed thousands": the date is that of the outbreak, and what has been done since was
/// done on no one day.
pub(crate) fn dates_what_acts(parse: &Parse, verb: usize, time: &TimeMention) -> bool {
    let mut below = grammar::upward(parse, time.head).take_while(|&at| at != verb);
    grammar::is_present_perfect(parse, verb)
        && parse.governs(verb, time.head)
        && below.any(|at| matches!(parse.dep(at), "relcl" | "acl"))
}

/// "ten bodies were brought in, bringing the toll to 40 since May": the day from which the toll is counted is not that of the bodies.
pub(super) fn counts_since(parse: &Parse, verb: usize, time: &TimeMention) -> bool {
    let clause = grammar::verb_above(parse, time.head);
    time.relation == TimeRelation::Since
        && clause != verb
        && parse.dep(clause) == "advcl"
        && parse.governs(verb, clause)
}

/// "Two men held since March were executed": the date tells since when they were held. And the other way round: in "ten people killed
/// in the blast were buried on Monday" it does not tell when they died. Those who act, act then: "rebels who attacked the town on Monday
/// killed ten".
pub(super) fn dates_somebody(reading: Reading<'_>, found: &Match<'_>, time: &TimeMention) -> bool {
    let parse = reading.parse;
    let of_time = clause_on_somebody(reading, found, time.head);
    let of_event = clause_on_somebody(reading, found, found.predicate);
    of_time.is_some_and(|clause| !parse.governs(clause, found.predicate))
        || of_event.is_some_and(|clause| !parse.governs(clause, time.head))
}

/// The nearest clause around a word that tells more of somebody, unless he acts in the event.
fn clause_on_somebody(reading: Reading<'_>, found: &Match<'_>, word: usize) -> Option<usize> {
    use NounClass::{Armed, Organisation, People};
    let parse = reading.parse;
    let acts = |noun: usize| {
        found.arguments.iter().any(|argument| argument.function == Function::Subject && argument.head == noun)
    };
    grammar::upward(parse, word).find(|&at| {
        let noun = parse.head(at);
        let behind = matches!(parse.dep(at), "acl" | "relcl") || (parse.dep(at) == "amod" && noun < at);
        let somebody = || matches!(reading.mentions.class(noun), Some(People | Armed | Organisation));
        behind && noun != at && somebody() && !acts(noun)
    })
}

#[cfg(test)]
mod tests {
    use model::{TimeMention, TimeRelation};

    use super::counts_since;
    use crate::testing::{frozen, open_time, token};

    #[test]
    fn the_day_from_which_a_toll_is_counted_dates_nothing_beside_it() {
        let check = |text: &str, verb: &str, counts: bool| {
            let parse = frozen(text);
            let may = token(&parse, "May");
            let since = TimeMention { relation: TimeRelation::Since, ..open_time(may, may) };
            assert_eq!(counts_since(&parse, token(&parse, verb), &since), counts, "{text}");
        };
        let toll = "The bodies of nine traders were brought in, bringing the toll to 40 since May.";
        check(toll, "brought", true);
        check(toll, "bringing", false);
        check("Fighting has raged since May, killing ten traders.", "raged", false);
    }
}
