//! Ranges, amounts and what happens again and again.

use super::{WEDNESDAY, check};

#[test]
fn ranges_amounts_and_sets() {
    check(
        Some(WEDNESDAY),
        "Twelve strikes were reported in the past 24 hours.",
        &["the past 24 hours = PT24H 2016-07-05..2016-07-06 day during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "Aid has been blocked over the past three weeks.",
        &["the past three weeks = P3W 2016-06-15..2016-07-06 week for inferred"],
    );
    check(
        Some(WEDNESDAY),
        "An assault is expected in the next few weeks.",
        &["the next few weeks = PXW 2016-07-06.. week during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "Reinforcements will arrive in the coming days.",
        &["the coming days = PXD 2016-07-06.. day during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "Snipers were active between 3 and 5 May.",
        &["3 and 5 May = 2016-05-03/2016-05-05 2016-05-03..2016-05-05 day during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "The village was besieged from June to August 2015.",
        &["June to August 2015 = 2015-06/2015-08 2015-06-01..2015-08-31 month during stated"],
    );
    check(
        Some(WEDNESDAY),
        "Raids continued on 1-3 May.",
        &["1-3 May = 2016-05-01/2016-05-03 2016-05-01..2016-05-03 day during inferred"],
    );
    check(Some(WEDNESDAY), "The town was shelled for three weeks.", &["three weeks = P3W open for stated"]);
    check(Some(WEDNESDAY), "A two-hour battle left nine dead.", &["two-hour = PT2H open for stated"]);
    check(
        Some(WEDNESDAY),
        "After four months of siege the garrison gave up.",
        &["four months = P4M open after stated"],
    );
    check(Some(WEDNESDAY), "Shells hit the market every day.", &["every day = P1D open during stated"]);
    check(Some(WEDNESDAY), "Patrols are ambushed weekly.", &["weekly = P1W open during stated"]);
    check(Some(WEDNESDAY), "It was the worst attack in a decade.", &["a decade = P1E open during stated"]);
    check(
        Some(WEDNESDAY),
        "He was held for a year and a half.",
        &["a year and a half = P1Y6M open for stated"],
    );
    check(
        Some(WEDNESDAY),
        "Clashes went on from 2011 to 2013.",
        &["2011 to 2013 = 2011/2013 2011-01-01..2013-12-31 year during stated"],
    );
    check(
        Some(WEDNESDAY),
        "The 2014-2016 campaign emptied the hills.",
        &["2014-2016 = 2014/2016 2014-01-01..2016-12-31 year during stated"],
    );
    check(Some(WEDNESDAY), "Guards were attacked on Fridays.", &["Fridays = XXXX-WXX-5 open during stated"]);
    check(Some(WEDNESDAY), "Convoys were looted twice a month.", &["a month = P1M open during stated"]);
    check(Some(WEDNESDAY), "Battles raged for several months.", &["several months = PXM open for stated"]);
    check(
        Some(WEDNESDAY),
        "Patrols stopped between Monday and Wednesday.",
        &["Monday and Wednesday = 2016-07-04/2016-07-06 2016-07-04..2016-07-06 day during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "The road was shut from 3 to 5 May.",
        &["3 to 5 May = 2016-05-03/2016-05-05 2016-05-03..2016-05-05 day during inferred"],
    );
    check(Some(WEDNESDAY), "Drones crossed the border daily.", &["daily = P1D open during stated"]);
    check(
        Some(WEDNESDAY),
        "The gang was broken up over the past two years.",
        &["the past two years = P2Y 2014-07-06..2016-07-06 years for inferred"],
    );
    check(
        Some(WEDNESDAY),
        "The army will attack in two weeks.",
        &["two weeks = P2W 2016-07-06..2016-07-20 week during inferred"],
    );
}
