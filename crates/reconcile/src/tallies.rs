//! How many people were harmed, by one claim, and whether two such figures can both be so.

use model::{Amount, Claim, Filler, Form, Measure, Polarity, Realis, Span, Tally};

use crate::Lexicon;
use crate::lexicon::words;

/// What a claim counts; none if it counts nothing that took place.
pub(crate) fn tally(claim: &Claim, lexicon: &Lexicon) -> Option<Tally> {
    let count = claim.count.as_ref()?;
    let counts =
        claim.realis == Realis::Actual && (claim.polarity == Polarity::Affirmed || count.amount.zero);
    if !counts || claim.factuality == model::Factuality::Denied {
        return None;
    }
    let counted = counted(claim);
    Some(Tally {
        harm: claim.event_type.clone(),
        amount: count.amount.clone(),
        measure: count.measure,
        unit: count.unit.clone(),
        status: common(counted, |filler| filler.status),
        age_group: common(counted, |filler| filler.age_group),
        gender: common(counted, |filler| filler.gender),
        partial: is_partial(claim, lexicon),
        as_of: count.as_of.clone(),
    })
}

/// The words of a count with those who are counted: "at least 12 farmers", "scores of civilians".
pub(crate) fn counted_words(claim: &Claim) -> String {
    // A list is told by all of its people.
    if let Some(list) = claim.count.as_ref().filter(|count| count.amount.form == Form::Listed) {
        return list.text.clone();
    }
    let filler = counted(claim).first().filter(|filler| filler.text.is_some());
    let (filler, count) = match (filler, &claim.count) {
        (Some(filler), Some(count)) => (filler, count),
        (None, Some(count)) => return count.text.clone(),
        _ => return String::new(),
    };
    let text = filler.text.clone().unwrap_or_default();
    // "Scores" is no part of "civilians", but of the same words: they are shown as they stand.
    match filler.span {
        Some(span) if count.span.start < span.start => {
            let whole = quoted(claim, Span { start: count.span.start, end: span.end });
            whole.filter(|whole| whole.contains(&count.text) && whole.contains(&text)).unwrap_or(text)
        }
        _ => text,
    }
}

/// A piece of the sentence that states a claim; none if it is not in there.
fn quoted(claim: &Claim, span: Span) -> Option<String> {
    let start = span.start.checked_sub(claim.evidence.span.start)?;
    let length = span.end.checked_sub(span.start)?;
    Some(claim.evidence.quote.chars().skip(start as usize).take(length as usize).collect())
}

/// Those whom a claim counts.
pub(crate) fn counted(claim: &Claim) -> &[Filler] {
    let role = claim.count.as_ref().map(|count| &count.of);
    role.and_then(|role| claim.roles.get(role)).map_or(&[], Vec::as_slice)
}

/// What all fillers have in common.
fn common<T: PartialEq>(fillers: &[Filler], of: impl Fn(&Filler) -> Option<T>) -> Option<T> {
    let first = of(fillers.first()?)?;
    fillers.iter().all(|filler| of(filler).as_ref() == Some(&first)).then_some(first)
}

/// Whether others may have been harmed alike who are not counted.
fn is_partial(claim: &Claim, lexicon: &Lexicon) -> bool {
    let Some(count) = &claim.count else { return false };
    let some = &lexicon.tallies.some_of_them;
    count.part_of.is_some()
        || count.amount.form == Form::Listed
        || matches!(count.measure, Measure::Change | Measure::Share | Measure::Ratio)
        || counted(claim).iter().any(|filler| {
            filler.text.as_deref().is_some_and(|text| words(text).any(|word| some.contains(&word)))
        })
}

/// The whole numbers that an amount leaves open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Interval {
    pub low: f64,
    /// Null where there is no upper bound.
    pub high: Option<f64>,
}

impl Interval {
    /// What the words of an amount bound; none for vague words, which bound nothing.
    pub fn of(amount: &Amount, rounding: f64) -> Option<Self> {
        if amount.zero {
            return Some(Self { low: 0.0, high: Some(0.0) });
        }
        let (low, high) = (amount.low.map(|low| low.0), amount.high.map(|high| high.0));
        let step = if amount.strict { 1.0 } else { 0.0 };
        match (low, high, amount.best.map(|best| best.0)) {
            (None, None, None) => None,
            (None, None, Some(best)) => {
                Some(Self { low: best * (1.0 - rounding), high: Some(best * (1.0 + rounding)) })
            }
            (low, high, _) => {
                Some(Self { low: low.map_or(0.0, |low| low + step), high: high.map(|high| high - step) })
            }
        }
    }

    /// Without its upper bound: of what may count only some.
    pub fn at_least(self) -> Self {
        Self { high: None, ..self }
    }

    /// What two intervals have in common.
    pub fn meet(self, other: Self) -> Option<Self> {
        let low = self.low.max(other.low);
        let high = match (self.high, other.high) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        high.is_none_or(|high| low <= high).then_some(Self { low, high })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{claim, count, lexicon, victim};
    use model::{AgeGroup, Factuality};
    use serde_json::{Value, json};

    #[test]
    fn a_toll_of_children_is_one_of_children() {
        let claim = claim(
            "clm_1",
            "killing",
            "Shells killed three children.",
            &[&victim("three children", "age_group", "child"), &count("exact", 3, "three")],
        );
        let tally = tally(&claim, &lexicon()).expect("a tally");
        assert_eq!((tally.age_group, tally.partial), (Some(AgeGroup::Child), true));
    }

    #[test]
    fn members_of_a_family_may_not_be_all() {
        for (of, partial) in [("four members of the Ito family", true), ("four farmers", false)] {
            let claim = claim(
                "clm_1",
                "killing",
                "",
                &[&victim(of, "status", "civilian"), &count("exact", 4, "four")],
            );
            assert_eq!(tally(&claim, &lexicon()).expect("a tally").partial, partial, "{of}");
        }
    }

    #[test]
    fn a_figure_is_told_in_its_own_words() {
        let quote = "Soldiers killed scores of farmers in Besna.";
        let mut vague = count("exact", 1, "scores");
        vague["count"]["span"] = json!([16, 22]);
        let mut farmers = victim("farmers", "status", "civilian");
        farmers["roles"]["victim"][0]["span"] = json!([26, 33]);
        let told = |farmers: &Value| counted_words(&claim("clm_1", "killing", quote, &[farmers, &vague]));
        assert_eq!(told(&farmers), "scores of farmers");
        farmers["roles"]["victim"][0]["span"] = Value::Null;
        assert_eq!(told(&farmers), "farmers");
        assert_eq!(told(&json!({})), "scores");
    }

    #[test]
    fn a_list_is_told_by_all_of_its_people() {
        let list = count("listed", 2, "Maro Ito and his wife");
        let claim = claim("clm_1", "killing", "", &[&victim("Maro Ito", "gender", "male"), &list]);
        assert_eq!(counted_words(&claim), "Maro Ito and his wife");
    }

    #[test]
    fn what_is_denied_is_no_toll() {
        let mut claim = claim(
            "clm_1",
            "killing",
            "",
            &[&victim("four farmers", "status", "civilian"), &count("exact", 4, "four")],
        );
        claim.factuality = Factuality::Denied;
        assert_eq!(tally(&claim, &lexicon()), None);
    }

    fn interval(low: f64, high: Option<f64>) -> Interval {
        Interval { low, high }
    }

    #[test]
    fn bounds_meet_what_lies_within() {
        assert!(interval(120.0, None).meet(interval(140.0, Some(140.0))).is_some());
        assert!(interval(120.0, None).meet(interval(14.0, Some(14.0))).is_none());
    }

    #[test]
    fn a_strict_bound_leaves_its_number_out() {
        let mut amount = Amount::exactly(Form::AtLeast, 14.0);
        (amount.high, amount.best, amount.strict) = (None, None, true);
        assert_eq!(Interval::of(&amount, 0.1), Some(interval(15.0, None)));
    }

    #[test]
    fn vague_words_bound_nothing() {
        let mut amount = Amount::exactly(Form::Vague, 1.0);
        (amount.low, amount.high, amount.best) = (None, None, None);
        assert_eq!(Interval::of(&amount, 0.1), None);
    }
}
