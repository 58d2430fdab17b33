//! Days of publication, as rows, pages and feeds write them.

use jiff::civil::Date;
use jiff::fmt::rfc2822;

use crate::dateline;

/// The day of a date as rows give it: `2031-03-05`, or a moment that begins with one.
pub fn in_figures(published: &str) -> Option<Date> {
    let (date, rest) = published.trim().split_at_checked(10)?;
    let is_moment = rest.is_empty() || rest.starts_with(['T', 't', ' ']);
    date.parse().ok().filter(|_| is_moment)
}

/// The day of a date as pages give it: as rows do, as mails do, or in words ("5 March 2031"). The day is that of whoever
/// wrote it; figures that may be read in two ways ("5/3/2031") are none.
pub fn in_words(published: &str) -> Option<Date> {
    let as_mail = || rfc2822::parse(published.trim()).ok().map(|moment| moment.date());
    let day = in_figures(published).or_else(as_mail).or_else(|| dateline::whole(published));
    // What no program knew is often the first day of all.
    day.filter(|day| day.year() > 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_are_written() {
        let march = Some(jiff::civil::date(2031, 3, 5));
        for text in [
            "2031-03-05",
            " 2031-03-05T23:30:00-08:00",
            "2031-03-05 10:00",
            "Wed, 05 Mar 2031 23:30:00 -0800",
            "5 March 2031",
            "March 5, 2031",
        ] {
            assert_eq!(in_words(text), march, "{text}");
        }
        for text in
            ["", "5/3/2031", "March 2031", "2031-03-051", "yesterday", "20310305", "0001-01-01T00:00:00"]
        {
            assert_eq!(in_words(text), None, "{text}");
        }
    }
}
