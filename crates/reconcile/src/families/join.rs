//! What families there are when one report more has come.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use model::{Family, Kin, ReportId};

use super::Story;
use super::kinship::{Fingerprint, kinship};
use crate::{Grouping, Told};

/// A report as a member of families.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    pub report: ReportId,
    /// Since when it is known: the day of publication, else of receipt, and its place among all that were received.
    pub known: (Date, i64),
    pub fingerprint: Fingerprint,
}

/// The one of `others` that a report is nearest to, of those that were known before; of equals the first.
pub fn nearest(report: &Member, others: &[Member], grouping: &Grouping) -> Option<Kin> {
    let earlier = others.iter().filter(|other| other.known < report.known);
    let likeness = |other: &Member| kinship(&other.fingerprint, &report.fingerprint, &grouping.families);
    let alike = earlier.filter_map(|other| Some((other, likeness(other)?)));
    let (of, likeness) = alike.max_by(|(one, near), (other, nearer)| {
        near.nearness.total_cmp(&nearer.nearness).then(other.known.cmp(&one.known))
    })?;
    Some(Kin {
        report: report.report.clone(),
        kinship: likeness.kinship,
        of: of.report.clone(),
        n_added: likeness.n_added,
        n_dropped: likeness.n_dropped,
    })
}

/// The families of reports that come together. What brings no day of its own is as old as the last that does.
pub fn of(told: &[Told], grouping: &Grouping) -> Vec<Family> {
    let stories: Vec<Story> = told.iter().map(|told| Story::of(&told.text)).collect();
    let keys: Vec<BTreeSet<String>> =
        stories.iter().map(|story| story.keys().into_iter().collect()).collect();
    let member = |(place, (told, story)): (usize, (&Told, &Story))| Member {
        report: told.imprint.report.clone(),
        known: (told.imprint.published.unwrap_or(Date::MAX), place as i64),
        fingerprint: Fingerprint::from(story),
    };
    let members: Vec<Member> = told.iter().zip(&stories).enumerate().map(member).collect();
    let like = |(place, keys_here): (usize, &BTreeSet<String>)| -> Vec<Member> {
        let others = members.iter().zip(&keys).enumerate();
        let is_like = |(other, (_, keys)): &(usize, (&Member, &BTreeSet<String>))| {
            *other != place && !keys.is_disjoint(keys_here)
        };
        others.filter(is_like).map(|(_, (member, _))| member.clone()).collect()
    };
    let kin = members.iter().zip(keys.iter().enumerate().map(like));
    let kin = kin.filter_map(|(member, others)| nearest(member, &others, grouping)).collect();
    let known = members.iter().map(|member| (member.report.clone(), member.known)).collect();
    join(&[], kin, &known)
}

/// The families that the reports in `known` form, which says since when each is known: `families` are those that they formed, and
/// each of `kin` takes the place of how its report hung on another one.
pub fn join(families: &[Family], kin: Vec<Kin>, known: &BTreeMap<ReportId, (Date, i64)>) -> Vec<Family> {
    let before = families.iter().flat_map(|family| family.kin.iter().cloned());
    let mut ties: BTreeMap<ReportId, Kin> = before.chain(kin).map(|kin| (kin.report.clone(), kin)).collect();
    let mut reports: Vec<&ReportId> = known.keys().collect();
    reports.sort_by_key(|report| known.get(report));
    let mut joined: Vec<Family> = Vec::new();
    // The place of each report's family. Whatever a report hangs on was known before it.
    let mut places: BTreeMap<ReportId, usize> = BTreeMap::new();
    for report in reports {
        let tie = ties.remove(report);
        let place = tie.as_ref().and_then(|kin| places.get(&kin.of)).copied().unwrap_or(joined.len());
        match (joined.get_mut(place), tie) {
            (Some(family), Some(kin)) => family.kin.push(kin),
            _ => joined.push(Family { head: report.clone(), kin: Vec::new() }),
        }
        places.insert(report.clone(), place);
    }
    joined
}

#[cfg(test)]
mod tests {
    use model::Kinship;

    use super::*;
    use crate::testing::{grouping, id};

    /// Numbered sentences.
    fn text(sentences: impl IntoIterator<Item = u32>) -> String {
        let sentence =
            |n: u32| format!("Patrol {n} of district {n} met {n} herders on their way to well {n}. ");
        sentences.into_iter().map(sentence).collect()
    }

    fn member(report: &str, day: i8, sequence: i64, text: &str) -> Member {
        let known = (jiff::civil::date(2031, 3, day), sequence);
        Member { report: id(report), known, fingerprint: Fingerprint::from(&Story::of(text)) }
    }

    /// The families of reports that come in this order, each compared with all before it.
    fn families(members: &[&Member]) -> Vec<Family> {
        let mut families: Vec<Family> = Vec::new();
        let mut there: Vec<Member> = Vec::new();
        for newcomer in members {
            let mut kin: Vec<Kin> = nearest(newcomer, &there, &grouping()).into_iter().collect();
            for later in there.iter().filter(|other| other.known > newcomer.known) {
                let before =
                    families.iter().flat_map(|family| &family.kin).find(|kin| kin.report == later.report);
                let before = before.and_then(|kin| there.iter().find(|other| other.report == kin.of));
                let others: Vec<Member> = before.into_iter().chain([*newcomer]).cloned().collect();
                kin.extend(nearest(later, &others, &grouping()).filter(|kin| kin.of == newcomer.report));
            }
            there.push((*newcomer).clone());
            let known = there.iter().map(|member| (member.report.clone(), member.known)).collect();
            families = join(&families, kin, &known);
        }
        families
    }

    /// Five reports: a first one, its copy of the same day, an update, an excerpt of the update, and one of another text.
    fn five() -> [Member; 5] {
        let updated = text(0..12) + &text(90..96);
        [
            member("rpt_1", 1, 9, &text(0..12)),
            member("rpt_2", 1, 10, &text(0..12)),
            member("rpt_3", 2, 4, &updated),
            member("rpt_4", 3, 2, &text(90..96)),
            member("rpt_5", 2, 3, &text(40..60)),
        ]
    }

    #[test]
    fn each_report_hangs_on_the_earlier_one_that_it_is_nearest_to() {
        let five = five();
        let families = families(&five.each_ref());
        let heads: Vec<&str> = families.iter().map(|family| family.head.as_str()).collect();
        assert_eq!(heads, ["rpt_1", "rpt_5"]);
        let kin: Vec<_> =
            families[0].kin.iter().map(|kin| (kin.report.as_str(), kin.kinship, kin.of.as_str())).collect();
        assert_eq!(
            kin,
            [
                ("rpt_2", Kinship::Copy, "rpt_1"),
                ("rpt_3", Kinship::Update, "rpt_1"),
                ("rpt_4", Kinship::Excerpt, "rpt_3"),
            ]
        );
        assert_eq!(families[1].kin, []);
    }

    #[test]
    fn families_do_not_depend_on_the_order_in_which_reports_come() {
        let five = five();
        let expected = families(&five.each_ref());
        for order in [[4, 3, 2, 1, 0], [3, 0, 2, 4, 1], [2, 1, 3, 0, 4], [1, 4, 0, 3, 2], [3, 1, 4, 0, 2]] {
            assert_eq!(families(&order.map(|at| &five[at])), expected, "{order:?}");
        }
    }

    #[test]
    fn a_report_that_takes_from_two_does_not_make_them_kin() {
        let [one, other] = [member("rpt_1", 1, 1, &text(0..8)), member("rpt_2", 2, 2, &text(20..27))];
        let both = member("rpt_3", 3, 3, &(text(0..8) + &text(20..27)));
        let families = families(&[&one, &other, &both]);
        assert_eq!(families.len(), 2);
        assert_eq!(families[0].kin[0].of, id("rpt_1"));
    }

    #[test]
    fn reports_that_come_together_form_families() {
        let told = |report: &str, text: String| Told { text, ..crate::testing::told(report, None, &[]) };
        let together = [told("rpt_1", text(0..12)), told("rpt_2", text(40..60)), told("rpt_3", text(0..12))];
        let families = of(&together, &grouping());
        let heads: Vec<&str> = families.iter().map(|family| family.head.as_str()).collect();
        assert_eq!(heads, ["rpt_1", "rpt_2"]);
        assert_eq!(families[0].kin[0].report.as_str(), "rpt_3");
    }
}
