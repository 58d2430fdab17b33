//! How many: from what each report says to one range under a policy. Counts are never added up or averaged.

use std::collections::BTreeSet;

use model::{ClaimId, Counted, Figure, Reason};

use super::judge::Case;
use super::names::{Individual, Standing, claims, named};
use super::tolls::{Scope, Toll, Weight, range, tolls};
use super::{Choice, Counts, Differing, End, Policy, always, by_rule};

/// A bound with those who state it.
#[derive(Debug, Clone)]
struct Bound {
    number: u64,
    words: String,
    claims: Vec<ClaimId>,
    /// The rule that a vague word was read by.
    vague: Option<Reason>,
}

/// A figure on its way, with the reasons so far.
#[derive(Debug, Default)]
struct Draft {
    low: Option<u64>,
    high: Option<u64>,
    because: Vec<Reason>,
}

/// The figure of an incident for those whom `counts` counts. `people` are those of them who are told of one by one, or of all killed where they
/// are a part of these; of all killed there are `n_killed` at least, if that is known.
pub(super) fn figure(
    case: &Case<'_>,
    policy: &Policy,
    counts: &Counts,
    people: &[Individual],
    n_killed: Option<u64>,
) -> Figure {
    let all = tolls(case, policy, counts.of, &counts.types);
    let mut draft = Draft::default();
    let counted = all.iter().filter(|toll| toll.weight != Weight::None).cloned().collect();
    let counted = without_none(without_superseded(counted, &mut draft));
    let counted = without_vague(counted, policy, &mut draft);
    draft.span(readings(&counted), policy);
    draft.take_off(&all);
    draft.raise_by_parts(case, policy, counts);
    if counts.of.is_group() {
        draft.raise_by_group(people, counts.of);
        draft.presume(people, policy, counts.of);
        if n_killed.is_some_and(|killed| people.len() as u64 >= killed) {
            draft.close_by_list(people, policy, counts.of);
        }
    } else {
        draft.raise_by_names(people);
    }
    draft.close(counts.of);
    draft.publish(policy, counts.of)
}

/// A later toll of the same origin supersedes the earlier one, up or down. Who is unnamed may be somebody else each time.
fn without_superseded<'a>(tolls: Vec<Toll<'a>>, draft: &mut Draft) -> Vec<Toll<'a>> {
    let is_superseded = |toll: &Toll<'_>| {
        tolls.iter().any(|later| {
            later.origin == toll.origin
                && later.scope <= toll.scope
                && later.claim.report != toll.claim.report
                && later.published.zip(toll.published).is_some_and(|(later, earlier)| later > earlier)
                && (toll.claim.said_by.is_empty() || !toll.own)
        })
    };
    let (old, kept): (Vec<_>, Vec<_>) = tolls.iter().cloned().partition(is_superseded);
    for toll in old {
        draft.because.push(always(
            format!("“{}” is superseded by a later report of the same origin", toll.words()),
            vec![toll.claim.id.clone()],
        ));
    }
    kept
}

/// "No injuries were seen" is one more voice only where nobody tells of any.
fn without_none(tolls: Vec<Toll<'_>>) -> Vec<Toll<'_>> {
    let is_none = |toll: &Toll<'_>| toll.high == Some(0);
    let has_some = tolls.iter().any(|toll| !is_none(toll));
    tolls.into_iter().filter(|toll| !has_some || !is_none(toll)).collect()
}

/// Under a policy in which figures beat words, vague words count only where nobody gives a figure.
fn without_vague<'a>(tolls: Vec<Toll<'a>>, policy: &Policy, draft: &mut Draft) -> Vec<Toll<'a>> {
    let has_figure = tolls.iter().any(|toll| toll.vague.is_none() && toll.scope < Scope::Part);
    let Some(rule) = policy.figures_beat_words.as_ref().filter(|_| has_figure) else { return tolls };
    let (vague, kept): (Vec<_>, Vec<_>) = tolls.into_iter().partition(|toll| toll.vague.is_some());
    if let Some(first) = vague.first() {
        let words = format!("“{}” gives way to figures", first.words());
        let claims = vague.iter().map(|toll| toll.claim.id.clone()).collect();
        draft.because.push(by_rule(words, rule.known, &rule.source, claims));
    }
    kept
}

/// What one report makes of a harm.
#[derive(Debug, Default)]
struct Reading {
    low: Option<Bound>,
    high: Option<Bound>,
}

/// What each report says, copies of one text as one, in their order.
fn readings(tolls: &[Toll<'_>]) -> Vec<Reading> {
    let mut heads: Vec<&str> = Vec::new();
    for toll in tolls {
        if !heads.contains(&toll.head) {
            heads.push(toll.head);
        }
    }
    let of_report = |head: &str| tolls.iter().filter(|toll| toll.head == head).collect::<Vec<_>>();
    heads.into_iter().map(|head| read(&of_report(head))).collect()
}

/// A report's own figure is its sum of what it quotes: lower figures of its sources are older or of fewer, higher ones raise
/// the upper bound. A report without a figure of its own says what its sources say.
fn read(tolls: &[&Toll<'_>]) -> Reading {
    let wholes: Vec<&Toll<'_>> = tolls.iter().copied().filter(|toll| toll.scope < Scope::Part).collect();
    let sure = |toll: &&&Toll<'_>| toll.weight == Weight::Counts;
    let own = wholes.iter().filter(sure).find(|toll| toll.own && !is_headline(toll));
    let own = own.or_else(|| wholes.iter().filter(sure).find(|toll| toll.own));
    let low = own.and_then(|toll| low_of(toll)).or_else(|| {
        let best = wholes.iter().filter(sure).map(|toll| toll.scope).min();
        let lows = wholes
            .iter()
            .filter(sure)
            .filter(|toll| Some(toll.scope) == best)
            .filter_map(|toll| low_of(toll));
        lows.min_by_key(|bound| bound.number)
    });
    let high = wholes.iter().filter_map(|toll| high_of(toll)).reduce(higher);
    let parts = tolls.iter().filter(|toll| toll.scope == Scope::Part && toll.weight == Weight::Counts);
    // Further ones, and those who are told of one by one, may have been counted in the whole.
    let parts = parts.filter(|toll| wholes.is_empty() || is_part_of_total(toll));
    let part = parts.filter_map(|toll| low_of(toll)).reduce(higher);
    match (low, high, part) {
        // "Up to 20, at least 14 of them of one family": what is part of it bounds it from below.
        (None, high, Some(part)) => Reading { low: Some(part), high },
        (Some(low), high, Some(part)) if part.number > low.number => Reading { low: Some(part), high },
        (low, high, _) => Reading { low, high },
    }
}

/// "At least 14 of them members of one family".
fn is_part_of_total(toll: &Toll<'_>) -> bool {
    toll.claim.count.as_ref().is_some_and(|count| count.part_of.is_some())
}

fn is_headline(toll: &Toll<'_>) -> bool {
    toll.claim.evidence.part == "headline"
}

/// The higher of two bounds, the first of equal ones.
fn higher(one: Bound, other: Bound) -> Bound {
    if other.number > one.number { other } else { one }
}

fn low_of(toll: &Toll<'_>) -> Option<Bound> {
    toll.low.map(|number| bound(toll, number))
}

fn high_of(toll: &Toll<'_>) -> Option<Bound> {
    toll.high.map(|number| bound(toll, number))
}

fn bound(toll: &Toll<'_>, number: u64) -> Bound {
    Bound { number, words: toll.words(), claims: vec![toll.claim.id.clone()], vague: toll.vague.clone() }
}

fn standing(people: &[Individual], standing: Standing) -> Vec<&Individual> {
    people.iter().filter(|one| one.standing() == standing).collect()
}

/// Whether somebody of whom one thing is not said may be one of a group.
fn may_be(standing: Standing, of: Counted) -> bool {
    matches!(standing, Standing::IsEither(gender) if of == Counted::Children || of == gender)
}

impl Draft {
    /// From the lowest to the highest of what the reports say.
    fn span(&mut self, readings: Vec<Reading>, policy: &Policy) {
        let low = readings.iter().filter_map(|reading| reading.low.clone()).min_by_key(|bound| bound.number);
        let high = readings.iter().filter_map(|reading| reading.high.clone()).reduce(higher);
        self.low = low.as_ref().map(|bound| bound.number);
        // A part that is larger than what is told of the whole raises it.
        self.high = high.as_ref().map(|bound| bound.number).max(self.low.filter(|_| high.is_some()));
        let is_one = low.as_ref().zip(high.as_ref()).is_some_and(|(low, high)| low.claims == high.claims);
        let ends = if is_one { vec![("said", low)] } else { vec![("lowest", low), ("highest", high)] };
        for (end, bound) in ends {
            if let Some(Bound { number, words, claims, vague }) = bound {
                self.because.push(always(format!("{end}: {number}, “{words}”"), claims.clone()));
                self.because.extend(vague.map(|reason| Reason { claims, ..reason }));
            }
        }
        self.bound_from_below(policy);
    }

    /// "Up to 20" and nothing else: more than one, as the policy has it.
    fn bound_from_below(&mut self, policy: &Policy) {
        let (None, Some(high)) = (self.low, self.high) else { return };
        if let Some((plural, low)) = policy.plural.as_ref().and_then(|plural| Some((plural, plural.low?))) {
            self.low = Some(low.min(high));
            let words = format!("nobody gives a lower bound: more than one is at least {low}");
            self.because.push(by_rule(words, plural.known, &plural.source, Vec::new()));
        }
    }

    /// Those of a total who do not count are taken off it, and those in doubt off its lower bound.
    fn take_off(&mut self, tolls: &[Toll<'_>]) {
        let total = tolls.iter().find(|toll| toll.scope < Scope::Part && toll.weight == Weight::Counts);
        let Some(total) = total else { return };
        let parts = tolls
            .iter()
            .filter(|part| is_part_of_total(part))
            .filter(|part| part.claim.evidence.span == total.claim.evidence.span);
        for part in parts.filter(|part| part.weight != Weight::Counts) {
            let Some(number) = part.high else { continue };
            self.low = self.low.map(|low| low.saturating_sub(number));
            if part.weight == Weight::None {
                self.high = self.high.map(|high| high.saturating_sub(number));
            }
            let off =
                if part.weight == Weight::None { "do not count" } else { "count only in the upper figure" };
            self.because.push(always(format!("“{}” {off}", part.words()), vec![part.claim.id.clone()]));
        }
    }

    /// Children, women and men whom one sentence counts apart are at least so many together.
    fn raise_by_parts(&mut self, case: &Case<'_>, policy: &Policy, counts: &Counts) {
        if counts.of != Counted::Killed {
            return;
        }
        let parts: Vec<Toll<'_>> =
            Counted::GROUPS.into_iter().flat_map(|of| tolls(case, policy, of, &counts.types)).collect();
        let sentences: BTreeSet<_> = parts.iter().map(|toll| (toll.head, toll.claim.evidence.span)).collect();
        let sum = |(head, span): &(&str, model::Span)| {
            let of_sentence =
                parts.iter().filter(|toll| toll.head == *head && toll.claim.evidence.span == *span);
            let counted =
                of_sentence.filter(|toll| toll.weight == Weight::Counts && toll.scope < Scope::Part);
            let claims: Vec<ClaimId> = counted.clone().map(|toll| toll.claim.id.clone()).collect();
            (counted.filter_map(|toll| toll.low).sum::<u64>(), claims)
        };
        if let Some((number, claims)) = sentences.iter().map(sum).max_by_key(|(number, _)| *number) {
            self.raise(number, format!("children, women and men in one sentence are {number}"), claims);
        }
    }

    fn raise_by_names(&mut self, people: &[Individual]) {
        let (number, claims) = named(people);
        self.raise(number, format!("{number} are called by name"), claims);
    }

    /// Children, women or men who are told of one by one are so many at least.
    fn raise_by_group(&mut self, people: &[Individual], of: Counted) {
        let told = standing(people, Standing::Is(of));
        let words: Vec<&str> = told.iter().map(|one| one.words.as_str()).collect();
        self.raise(
            told.len() as u64,
            format!("{} are told of one by one: {}", told.len(), words.join("; ")),
            claims(&told),
        );
    }

    /// Says who is taken for grown up by a word for kin or a trade alone.
    fn presume(&mut self, people: &[Individual], policy: &Policy, of: Counted) {
        let mut presumed = standing(people, Standing::Is(of));
        presumed.retain(|one| one.is_presumed_grown());
        if let Some((rule, first)) = policy.grown_up.as_ref().zip(presumed.first()) {
            let words = format!("“{}” is taken for grown up", first.words);
            self.because.push(by_rule(words, rule.known, &rule.source, claims(&presumed)));
        }
    }

    /// Where as many are told of one by one as were killed, there are no more children, women and men than these; of whom the age
    /// is not said may be one more. Where of a grown-up the gender is not said, women and men stay open.
    fn close_by_list(&mut self, people: &[Individual], policy: &Policy, of: Counted) {
        let Some(rule) = policy.identified.as_ref().filter(|_| self.high.is_none()) else { return };
        let grown = standing(people, Standing::IsGrown);
        if of != Counted::Children && !grown.is_empty() {
            self.because.push(always("of some grown-ups nobody says the gender", claims(&grown)));
            return;
        }
        let either: Vec<&Individual> = people.iter().filter(|one| may_be(one.standing(), of)).collect();
        let high = self.low.unwrap_or(0) + either.len() as u64;
        if high == 0 {
            return;
        }
        (self.low, self.high) = (self.low.or(Some(0)), Some(high));
        self.because.push(by_rule(
            "all who were killed are told of one by one",
            rule.known,
            &rule.source,
            Vec::new(),
        ));
        if let Some(first) = either.first() {
            let words = format!("of {} the age is not said: “{}”", either.len(), first.words);
            self.because.push(always(words, claims(&either)));
        }
    }

    /// Raises the lower bound to what is proven otherwise, and the upper one with it.
    fn raise(&mut self, number: u64, words: String, claims: Vec<ClaimId>) {
        if number == 0 || self.low.is_some_and(|low| low >= number) {
            return;
        }
        self.low = Some(number);
        self.high = self.high.map(|high| high.max(number));
        self.because.push(always(words, claims));
    }

    /// People who are told of one by one are all who were harmed, if nobody says more. Of children, women and men among
    /// the killed, that is not so: others may be of whom only the number is told.
    fn close(&mut self, of: Counted) {
        if !of.is_group() {
            self.high = self.high.or(self.low);
        }
    }

    /// What the policy publishes of it.
    fn publish(mut self, policy: &Policy, of: Counted) -> Figure {
        if let Some(rule) = policy.unmentioned.as_ref().filter(|_| self.low.or(self.high).is_none()) {
            (self.low, self.high) = (Some(rule.figure), Some(rule.figure));
            let words = format!("nobody gives a figure: {}", rule.figure);
            self.because.push(by_rule(words, rule.known, &rule.source, Vec::new()));
        }
        let (low, high) = (self.low, self.high);
        let Differing { low: lowest, high: highest, best } = &policy.differing;
        let best = best.as_ref().and_then(|choice| self.choose(choice));
        for (name, rule) in [("low", lowest), ("high", highest)] {
            if let Some(rule) = rule.as_ref().filter(|_| low != high) {
                let words = format!("of {}, the {name}est is published", range(low, high));
                self.because.push(by_rule(words, rule.known, &rule.source, Vec::new()));
            }
        }
        let [low, high] = [low.filter(|_| lowest.is_some()), high.filter(|_| highest.is_some())];
        Figure { of, low, high, best, because: self.because }
    }

    fn choose(&mut self, choice: &Choice) -> Option<u64> {
        let (taken, end) = match choice.take {
            End::Lowest => (self.low.or(self.high), "lowest"),
            End::Highest => (self.high.or(self.low), "highest"),
        };
        if self.low != self.high {
            let words = format!("of {}, the {end} is the best", range(self.low, self.high));
            self.because.push(by_rule(words, choice.known, &choice.source, Vec::new()));
        }
        taken
    }
}
