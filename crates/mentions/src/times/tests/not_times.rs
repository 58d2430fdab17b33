//! Words and numbers that are no times.

use super::{WEDNESDAY, check};

#[test]
fn not_times() {
    for text in [
        "A 14-year-old boy was wounded.",
        "The victim was aged 30.",
        "The widow is 67 years old.",
        "May said the strike was lawful.",
        "Protesters march through the capital.",
        "Refugees may return.",
        "It was the second blast.",
        "The attack was reported by the Sunday Times.",
        "Shelling killed 2003 people.",
        "Article 5 was invoked.",
        "The army launched Operation May Day.",
        "The raid cost 1990 dollars.",
        "Some 1500 soldiers advanced.",
        "A 155 mm shell struck the roof.",
        "Brigade 101 fled.",
        "He fell into a trap.",
        "The spring supplies two villages.",
        "They will march on the town.",
        "The ratio was 10 to 1.",
        "Troops held 3 of 5 bridges.",
        "Judge April Jones opened the inquest.",
        "The bomb fell 30 metres away.",
        "Flight 1549 was diverted.",
        "The pipeline is 1200 km long.",
        "Shelling hit the Christian quarter.",
        "Resolution 2254 was adopted.",
        "One in ten homes is ruined.",
        "Room 2013 was searched.",
        "An officer was second in command.",
        "The mayor sat on a wall.",
        "The bullet missed by 20 percent.",
        "At least 1,988 shells fell.",
        "Three quarters of the town burned.",
        "They paid 2000 dinars.",
        "The guards fired on the crowd.",
        "A mine wounded seven.",
        "Forces of the 17 February Brigade withdrew.",
        "On Bloody Sunday troops shot 14 marchers.",
        "The two-day-old truce collapsed.",
        "Prime Minister May met the envoys.",
    ] {
        check(Some(WEDNESDAY), text, &[]);
    }
}
