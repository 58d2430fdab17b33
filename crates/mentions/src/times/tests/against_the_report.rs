//! Times that are read against the day of the report, by tense.

use jiff::civil::date;

use super::{WEDNESDAY, check};

#[test]
fn against_the_report() {
    check(
        Some(WEDNESDAY),
        "Fighting resumed in mid-June.",
        &["mid-June = 2016-06 2016-06-01..2016-06-30 month during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "Gunmen opened fire early on Tuesday.",
        &["early on Tuesday = 2016-07-05 2016-07-05..2016-07-05 day during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "As of Tuesday, 34 people had been killed.",
        &["Tuesday = 2016-07-05 2016-07-05..2016-07-05 day asof inferred"],
    );
    check(
        Some(WEDNESDAY),
        "Troops entered the town before dawn on Tuesday.",
        &["dawn on Tuesday = 2016-07-05TMO 2016-07-05..2016-07-05 day during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "Mortars landed on the morning of 4 May.",
        &["the morning of 4 May = 2016-05-04TMO 2016-05-04..2016-05-04 day during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "The convoy was ambushed at 0730.",
        &["0730 = XXXX-XX-XXT07:30 open during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "The bomb exploded at 1835 (0035 GMT).",
        &["1835 = XXXX-XX-XXT18:35 open during inferred", "0035 GMT = XXXX-XX-XXT00:35 open during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "A car bomb went off at 7:30 p.m. on Monday.",
        &["7:30 p.m. on Monday = 2016-07-04T19:30 2016-07-04..2016-07-04 hour during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "Police found the bodies in July.",
        &["July = 2016-07 2016-07-01..2016-07-31 month during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "Militiamen burned the clinic on 14 May.",
        &["14 May = 2016-05-14 2016-05-14..2016-05-14 day during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "The siege will end on 14 May.",
        &["14 May = 2017-05-14 2017-05-14..2017-05-14 day during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "Two men were shot on Tuesday.",
        &["Tuesday = 2016-07-05 2016-07-05..2016-07-05 day during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "The envoys will meet on Tuesday.",
        &["Tuesday = 2016-07-12 2016-07-12..2016-07-12 day during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "A soldier was killed last Friday.",
        &["last Friday = 2016-07-01 2016-07-01..2016-07-01 day during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "Jets bombed the depot on Sunday night.",
        &["Sunday night = 2016-07-03TNI 2016-07-03..2016-07-03 day during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "The militia withdrew today.",
        &["today = 2016-07-06 2016-07-06..2016-07-06 day during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "Three farmers were abducted yesterday.",
        &["yesterday = 2016-07-05 2016-07-05..2016-07-05 day during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "Rockets fell on Taiz overnight.",
        &["overnight = 2016-07-06TNI 2016-07-05..2016-07-06 day during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "Fighters seized the dam last month.",
        &["last month = 2016-06 2016-06-01..2016-06-30 month during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "Five people died this week.",
        &["this week = 2016-W27 2016-07-04..2016-07-10 week during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "Talks will resume next week.",
        &["next week = 2016-W28 2016-07-11..2016-07-17 week during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "The insurgents now hold the airfield.",
        &["now = PRESENT_REF 2016-07-06..2016-07-06 day during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "The group recently lost its commander.",
        &["recently = PAST_REF ..2016-07-06 open during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "The road has been closed since June.",
        &["June = 2016-06 2016-06-01..2016-06-30 month since inferred"],
    );
    check(
        Some(WEDNESDAY),
        "The rebels held the pass until April.",
        &["April = 2016-04 2016-04-01..2016-04-30 month until inferred"],
    );
    check(
        Some(WEDNESDAY),
        "Mosques will reopen by the end of the month.",
        &["the end of the month = 2016-07 2016-07-01..2016-07-31 month by inferred"],
    );
    check(
        Some(WEDNESDAY),
        "The ceasefire collapsed three days ago.",
        &["three days ago = 2016-07-03 2016-07-03..2016-07-03 day during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "The mayor was shot two years ago.",
        &["two years ago = 2014 2014-01-01..2014-12-31 year during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "Several weeks ago a patrol vanished.",
        &["Several weeks ago = PAST_REF ..2016-07-06 open during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "An airstrike hit the school at dawn on Saturday.",
        &["dawn on Saturday = 2016-07-02TMO 2016-07-02..2016-07-02 day during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "The shelling began at 6 a.m. on 5 July.",
        &["6 a.m. on 5 July = 2016-07-05T06:00 2016-07-05..2016-07-05 hour during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "The market was hit yesterday morning.",
        &["yesterday morning = 2016-07-05TMO 2016-07-05..2016-07-05 day during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "A curfew starts at 2100 hours.",
        &["2100 hours = XXXX-XX-XXT21:00 open during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "Earlier this year, 30 miners were kidnapped.",
        &["Earlier this year = 2016 2016-01-01..2016-12-31 year during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "The post was overrun late last year.",
        &["late last year = 2015 2015-01-01..2015-12-31 year during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "The camp was raided again half an hour later.",
        &["half an hour later = XXXX-XX-XX day during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "Villages were burned in April and May.",
        &[
            "April = 2016-04 2016-04-01..2016-04-30 month during inferred",
            "May = 2016-05 2016-05-01..2016-05-31 month during inferred",
        ],
    );
    check(
        Some(WEDNESDAY),
        "Elections are due in October.",
        &["October = 2016-10 2016-10-01..2016-10-31 month during inferred"],
    );
    check(Some(WEDNESDAY), "Residents fled at night.", &["night = XXXX-XX-XXTNI open during inferred"]);
    check(
        Some(WEDNESDAY),
        "The truce runs until midnight.",
        &["midnight = XXXX-XX-XXT24:00 open until inferred"],
    );
    check(
        Some(WEDNESDAY),
        "Soldiers fired on marchers over the weekend.",
        &["the weekend = 2016-W26-WE 2016-07-02..2016-07-03 day during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "Recent clashes have killed dozens.",
        &["Recent = PAST_REF ..2016-07-06 open during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "Two boys drowned this morning.",
        &["this morning = 2016-07-06TMO 2016-07-06..2016-07-06 day during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "Looters struck last night.",
        &["last night = 2016-07-05TNI 2016-07-05..2016-07-05 day during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "He vanished on the 4th of May last year.",
        &["the 4th of May last year = 2015-05-04 2015-05-04..2015-05-04 day during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "At noon on Thursday a mine exploded.",
        &["noon on Thursday = 2016-06-30T12:00 2016-06-30..2016-06-30 hour during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "Nearly six months later the trial has not begun.",
        &["Nearly six months later = XXXX-XX month during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "The decree takes effect tomorrow.",
        &["tomorrow = 2016-07-07 2016-07-07..2016-07-07 day during inferred"],
    );
    check(
        Some(WEDNESDAY),
        "In the early hours of Monday, gunmen stormed the hotel.",
        &["the early hours of Monday = 2016-07-04TMO 2016-07-04..2016-07-04 day during inferred"],
    );
}

#[test]
fn leap_days() {
    check(
        Some(date(2016, 2, 29)),
        "The depot burned on 29 February.",
        &["29 February = 2016-02-29 2016-02-29..2016-02-29 day during inferred"],
    );
}
