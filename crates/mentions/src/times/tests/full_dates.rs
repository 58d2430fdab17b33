//! Dates that are said in full, and years, decades and seasons.

use super::{WEDNESDAY, check};

#[test]
fn full_dates() {
    check(
        Some(WEDNESDAY),
        "Rebels took the town in June 2014.",
        &["June 2014 = 2014-06 2014-06-01..2014-06-30 month during stated"],
    );
    check(
        Some(WEDNESDAY),
        "Shells hit Goma on 2 March 2024.",
        &["2 March 2024 = 2024-03-02 2024-03-02..2024-03-02 day during stated"],
    );
    check(
        Some(WEDNESDAY),
        "On March 2, 2024, drones struck the port.",
        &["March 2, 2024 = 2024-03-02 2024-03-02..2024-03-02 day during stated"],
    );
    check(
        Some(WEDNESDAY),
        "The raid took place on 2024-03-02.",
        &["2024-03-02 = 2024-03-02 2024-03-02..2024-03-02 day during stated"],
    );
    check(
        Some(WEDNESDAY),
        "A mine exploded on 16/07/2015 near Kidal.",
        &["16/07/2015 = 2015-07-16 2015-07-16..2015-07-16 day during stated"],
    );
    check(
        Some(WEDNESDAY),
        "Guerrillas attacked the barracks on 3 JAN 90.",
        &["3 JAN 90 = 1990-01-03 1990-01-03..1990-01-03 day during stated"],
    );
    check(
        Some(WEDNESDAY),
        "The army left the valley in 2009.",
        &["2009 = 2009 2009-01-01..2009-12-31 year during stated"],
    );
    check(
        Some(WEDNESDAY),
        "Clashes were frequent in the 1990s.",
        &["the 1990s = 199 1990-01-01..1999-12-31 years during stated"],
    );
    check(
        Some(WEDNESDAY),
        "The bridge fell in late 2015.",
        &["late 2015 = 2015 2015-01-01..2015-12-31 year during stated"],
    );
    check(
        Some(WEDNESDAY),
        "The city fell before 2012.",
        &["2012 = 2012 2012-01-01..2012-12-31 year before stated"],
    );
    check(
        Some(WEDNESDAY),
        "They were freed after 10 June 2016.",
        &["10 June 2016 = 2016-06-10 2016-06-10..2016-06-10 day after stated"],
    );
    check(
        Some(WEDNESDAY),
        "The dam broke in the summer of 2010.",
        &["the summer of 2010 = 2010-SU 2010-06-01..2010-08-31 season during stated"],
    );
    check(
        Some(WEDNESDAY),
        "Rebels crossed the river in spring 2016.",
        &["spring 2016 = 2016-SP 2016-03-01..2016-05-31 season during stated"],
    );
    check(
        Some(WEDNESDAY),
        "The barracks was stormed on Thursday, 30 June 2016.",
        &["Thursday, 30 June 2016 = 2016-06-30 2016-06-30..2016-06-30 day during stated"],
    );
    check(
        Some(WEDNESDAY),
        "The colonel defected in Sept. 2012.",
        &["Sept. 2012 = 2012-09 2012-09-01..2012-09-30 month during stated"],
    );
    check(
        Some(WEDNESDAY),
        "The town was taken in the early 1980s.",
        &["the early 1980s = 198 1980-01-01..1989-12-31 years during stated"],
    );
    check(
        Some(WEDNESDAY),
        "The marshes were drained in the 20th century.",
        &["the 20th century = 19 1900-01-01..1999-12-31 years during stated"],
    );
}
