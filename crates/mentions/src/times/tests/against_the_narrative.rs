//! Times that are read against what the text has told before.

use super::{WEDNESDAY, check};

#[test]
fn against_the_narrative() {
    check(
        Some(WEDNESDAY),
        "The army entered Bor in December 2013. It left in April of the following year.",
        &[
            "December 2013 = 2013-12 2013-12-01..2013-12-31 month during stated",
            "April of the following year = 2014-04 2014-04-01..2014-04-30 month during inferred",
        ],
    );
    check(
        Some(WEDNESDAY),
        "Troops reached Faluja in 2003. They stayed until April of that year.",
        &[
            "2003 = 2003 2003-01-01..2003-12-31 year during stated",
            "April of that year = 2003-04 2003-04-01..2003-04-30 month until inferred",
        ],
    );
    check(
        Some(WEDNESDAY),
        "Troops reached Faluja in 2003. The commander was killed in July.",
        &[
            "2003 = 2003 2003-01-01..2003-12-31 year during stated",
            "July = 2003-07 2003-07-01..2003-07-31 month during inferred",
        ],
    );
    check(
        Some(WEDNESDAY),
        "Militants took Sirte in June 2014. They have held it ever since.",
        &[
            "June 2014 = 2014-06 2014-06-01..2014-06-30 month during stated",
            "ever since = 2014-06 2014-06-01..2014-06-30 month since inferred",
        ],
    );
    check(
        Some(WEDNESDAY),
        "The province fell in 2003. Banditry spread in subsequent years.",
        &[
            "2003 = 2003 2003-01-01..2003-12-31 year during stated",
            "subsequent years = PXY 2004-01-01..2016-07-06 years during inferred",
        ],
    );
    check(
        Some(WEDNESDAY),
        "Gunmen raided Baga on 3 January 2015. They returned the following day.",
        &[
            "3 January 2015 = 2015-01-03 2015-01-03..2015-01-03 day during stated",
            "the following day = 2015-01-04 2015-01-04..2015-01-04 day during inferred",
        ],
    );
    check(
        Some(WEDNESDAY),
        "Gunmen raided Baga on 3 January 2015. Two days later the army arrived.",
        &[
            "3 January 2015 = 2015-01-03 2015-01-03..2015-01-03 day during stated",
            "Two days later = 2015-01-05 2015-01-05..2015-01-05 day during inferred",
        ],
    );
    check(
        Some(WEDNESDAY),
        "Gunmen raided Baga on 3 January 2015. A day earlier a bridge had been blown up.",
        &[
            "3 January 2015 = 2015-01-03 2015-01-03..2015-01-03 day during stated",
            "A day earlier = 2015-01-02 2015-01-02..2015-01-02 day during inferred",
        ],
    );
    check(
        Some(WEDNESDAY),
        "Gunmen raided Baga on 3 January 2015. The bodies were found the next morning.",
        &[
            "3 January 2015 = 2015-01-03 2015-01-03..2015-01-03 day during stated",
            "the next morning = 2015-01-04TMO 2015-01-04..2015-01-04 day during inferred",
        ],
    );
    check(
        Some(WEDNESDAY),
        "Gunmen raided Baga on 3 January 2015. A second village burned the same month.",
        &[
            "3 January 2015 = 2015-01-03 2015-01-03..2015-01-03 day during stated",
            "the same month = 2015-01 2015-01-01..2015-01-31 month during inferred",
        ],
    );
    check(
        Some(WEDNESDAY),
        "Gunmen raided Baga on 3 January 2015. Shops were looted that day.",
        &[
            "3 January 2015 = 2015-01-03 2015-01-03..2015-01-03 day during stated",
            "that day = 2015-01-03 2015-01-03..2015-01-03 day during inferred",
        ],
    );
    check(
        Some(WEDNESDAY),
        "Observers counted 40 blasts in 2011. Now the border is quiet. A mine killed a herder in May.",
        &[
            "2011 = 2011 2011-01-01..2011-12-31 year during stated",
            "Now = PRESENT_REF 2016-07-06..2016-07-06 day during inferred",
            "May = 2016-05 2016-05-01..2016-05-31 month during inferred",
        ],
    );
    check(
        Some(WEDNESDAY),
        "The dam was mined in 2012. Since then 40 people have died.",
        &[
            "2012 = 2012 2012-01-01..2012-12-31 year during stated",
            "Since then = 2012 2012-01-01..2012-12-31 year since inferred",
        ],
    );
    check(
        Some(WEDNESDAY),
        "On Tuesday the army shelled Douma. The next day rebels fired back.",
        &[
            "Tuesday = 2016-07-05 2016-07-05..2016-07-05 day during inferred",
            "The next day = 2016-07-06 2016-07-06..2016-07-06 day during inferred",
        ],
    );
}
