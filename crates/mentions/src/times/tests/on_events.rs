//! Times that hang on an event.

use super::{WEDNESDAY, check};

#[test]
fn on_events() {
    check(
        Some(WEDNESDAY),
        "Thousands fled after the 2003 invasion.",
        &[
            "the 2003 invasion = 2003 2003-01-01..2003-12-31 year after stated @invasion",
            "2003 = 2003 2003-01-01..2003-12-31 year during stated",
        ],
    );
    check(
        Some(WEDNESDAY),
        "Around 5,000 fighters were dug in at the outset of the battle.",
        &["the outset of the battle = - open during stated @battle"],
    );
    check(
        Some(WEDNESDAY),
        "The army has lost 200 men since the start of the offensive.",
        &["the start of the offensive = - open since stated @offensive"],
    );
    check(
        Some(WEDNESDAY),
        "Homes were destroyed during fighting.",
        &["fighting = - open during stated @fighting"],
    );
    check(
        Some(WEDNESDAY),
        "Families returned after the attack.",
        &["the attack = - open after stated @attack"],
    );
    check(
        Some(WEDNESDAY),
        "The first convoy left three days after the ceasefire.",
        &["three days after the ceasefire = - open after stated @ceasefire"],
    );
    check(
        Some(WEDNESDAY),
        "During the 1999 war the plant was bombed.",
        &[
            "the 1999 war = 1999 1999-01-01..1999-12-31 year during stated @war",
            "1999 = 1999 1999-01-01..1999-12-31 year during stated",
        ],
    );
    check(
        Some(WEDNESDAY),
        "The strike came a week before the talks.",
        &["a week before the talks = - open before stated @talks"],
    );
    check(
        Some(WEDNESDAY),
        "At the height of the conflict in 2003, 300 died.",
        &[
            "the height of the conflict = 2003 2003-01-01..2003-12-31 year during stated @conflict",
            "2003 = 2003 2003-01-01..2003-12-31 year during stated",
        ],
    );
    check(
        Some(WEDNESDAY),
        "In the weeks before the election, militias rearmed.",
        &["the weeks before the election = - open before stated @election"],
    );
    check(
        Some(WEDNESDAY),
        "The toll has risen to 45 since Friday's attack.",
        &[
            "Friday's attack = 2016-07-01 2016-07-01..2016-07-01 day since inferred @attack",
            "Friday = 2016-07-01 2016-07-01..2016-07-01 day during inferred",
        ],
    );
}
