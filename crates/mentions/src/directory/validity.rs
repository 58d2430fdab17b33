//! When a name or an office is valid.

use jiff::civil::Date;

/// The days from `from` to `to`, both included; open where there is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Validity {
    pub from: Option<Date>,
    pub to: Option<Date>,
}

impl Validity {
    /// One day.
    pub fn day(day: Date) -> Self {
        Self { from: Some(day), to: Some(day) }
    }

    /// Reads `2014-06-10`; a day that the calendar lacks leaves the side open, and [lint] reports it.
    ///
    /// [lint]: super::ActorDirectory::lint
    pub(super) fn read(from: Option<&str>, to: Option<&str>) -> Self {
        let day = |text: Option<&str>| text.and_then(|text| text.parse().ok());
        Self { from: day(from), to: day(to) }
    }

    /// Whether the two share a day.
    pub fn overlaps(self, other: Self) -> bool {
        !self.ends_before(other) && !other.ends_before(self)
    }

    /// Whether it began before the end of `period`: what is over can still be spoken of, what is to come cannot.
    pub fn began_by(self, period: Self) -> bool {
        !period.ends_before(self)
    }

    fn ends_before(self, other: Self) -> bool {
        matches!((self.to, other.from), (Some(end), Some(start)) if end < start)
    }
}
