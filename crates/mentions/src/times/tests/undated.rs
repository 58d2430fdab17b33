//! Reports without a date: a dateline gives it, or times have a precision and no bounds.

use super::check;

#[test]
fn undated() {
    check(None, "Two men were shot on Tuesday.", &["Tuesday = XXXX-WXX-2 day during inferred"]);
    check(None, "The army captured the ridge last month.", &["last month = XXXX-XX month during inferred"]);
    check(None, "Police found the bodies in July.", &["July = XXXX-07 month during inferred"]);
    check(
        None,
        "The ground push is expected in the next few weeks.",
        &["the next few weeks = PXW open during inferred"],
    );
    check(
        None,
        "SAN PEDRO, 3 JAN 90 -- Rebels blew up a bridge yesterday.",
        &[
            "3 JAN 90 = 1990-01-03 1990-01-03..1990-01-03 day during stated",
            "yesterday = 1990-01-02 1990-01-02..1990-01-02 day during inferred",
        ],
    );
    check(
        None,
        "MOSUL, 4 July 2016 – A bomb killed six on Saturday.",
        &[
            "4 July 2016 = 2016-07-04 2016-07-04..2016-07-04 day during stated",
            "Saturday = 2016-07-02 2016-07-02..2016-07-02 day during inferred",
        ],
    );
    check(
        None,
        "Rebels blew up a bridge two days later.",
        &["two days later = XXXX-XX-XX day during inferred"],
    );
    check(None, "The insurgents now hold the airfield.", &["now = PRESENT_REF open during inferred"]);
    check(
        None,
        "The pact was signed in May 1994. It lasted until the following year.",
        &[
            "May 1994 = 1994-05 1994-05-01..1994-05-31 month during stated",
            "the following year = 1995 1995-01-01..1995-12-31 year until inferred",
        ],
    );
    check(
        None,
        "The wounded man died the next morning.",
        &["the next morning = XXXX-XX-XXTMO day during inferred"],
    );
    check(
        None,
        "Soldiers killed a boy on 27 August 2017 and burned the mosque the next day. By 2 September the village was empty.",
        &[
            "27 August 2017 = 2017-08-27 2017-08-27..2017-08-27 day during stated",
            "the next day = 2017-08-28 2017-08-28..2017-08-28 day during inferred",
            "2 September = 2017-09-02 2017-09-02..2017-09-02 day by inferred",
        ],
    );
}
