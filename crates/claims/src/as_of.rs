//! As of when a figure holds: "as of Tuesday", "by nightfall", "so far".

use jiff::civil::Date;
use model::{Realis, TimeMention, TimeRelation};

use crate::draft::Draft;
use crate::grammar;
use crate::matching::Reading;

/// The day as of which the count of a claim holds, where its words name one that the calendar knows.
pub(crate) fn of(reading: Reading<'_>, draft: &Draft<'_>) -> Option<Date> {
    if draft.footing.realis != Realis::Actual {
        return None;
    }
    let sentence = reading.parse.sentence_of(draft.found.predicate).tokens;
    let dated = reading.mentions.times.among(sentence.iter()).find(|time| dates_figure(reading, draft, time));
    dated.and_then(|time| time.to).or_else(|| {
        let counted = so_far(reading, draft.found.predicate).is_some();
        reading.report.published.filter(|_| counted)
    })
}

/// "As of" dates the figures of its sentence; "by" what has been done by then, in its own clause.
fn dates_figure(reading: Reading<'_>, draft: &Draft<'_>, time: &TimeMention) -> bool {
    let parse = reading.parse;
    let predicate = draft.found.predicate;
    match time.relation {
        TimeRelation::AsOf => parse.tokens[time.head].sentence == parse.tokens[predicate].sentence,
        TimeRelation::By => {
            !draft.kind.state && grammar::clause_tokens(parse, predicate).contains(&time.head)
        }
        _ => false,
    }
}

/// The last word of "so far" or the like in the clause of a verb.
fn so_far(reading: Reading<'_>, verb: usize) -> Option<usize> {
    grammar::clause_tokens(reading.parse, verb).into_iter().find(|&word| ends_so_far(reading, word))
}

/// Whether "so far" or the like ends at a word.
pub(crate) fn ends_so_far(reading: Reading<'_>, word: usize) -> bool {
    let parse = reading.parse;
    let phrases = &reading.codebook.lexicon.light.so_far;
    phrases.iter().any(|phrase| {
        let mut words = phrase.rsplit(' ').enumerate();
        words.all(|(back, expected)| word.checked_sub(back).is_some_and(|at| parse.lower(at) == expected))
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use model::{Mentions, Parse, Part, TimeRelation};

    use crate::testing::{claims_with, number, open_time, token};

    /// As of when the first counted claim of `text` holds, where its last word is 3 May 2014.
    fn as_of(text: &str, relation: TimeRelation) -> Option<String> {
        let dated = |parse: &Parse, mentions: &mut Mentions| {
            let traders = token(parse, "traders");
            mentions.quantities.push(number(token(parse, "Two"), traders, 2.0));
            let may = token(parse, "May");
            let day = Some(date(2014, 5, 3));
            mentions.times.push(model::TimeMention {
                from: day,
                to: day,
                relation,
                ..open_time(may - 1, may)
            });
        };
        let found = claims_with(text, Part::Body, dated);
        found.into_iter().find_map(|claim| claim.count?.as_of)
    }

    #[test]
    fn a_figure_holds_as_of_the_day_that_its_words_name() {
        let day = Some("2014-05-03".to_owned());
        assert_eq!(as_of("Two traders had been killed as of 3 May.", TimeRelation::AsOf), day);
        assert_eq!(as_of("Two traders had been killed by 3 May.", TimeRelation::By), day);
    }

    #[test]
    fn the_day_of_an_event_or_of_another_clause_is_not_the_figure_s() {
        assert_eq!(as_of("Two traders were killed on 3 May.", TimeRelation::During), None);
        assert_eq!(
            as_of("Two traders were killed after soldiers had left by 3 May.", TimeRelation::By),
            None
        );
    }
}
