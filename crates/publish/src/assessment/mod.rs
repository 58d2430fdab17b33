//! Assessments on pages: the source matrix, the bottom line and its reasons, and the sentences behind them.

mod case;
pub mod grid;
mod page;

pub(crate) use case::{Case, Editing, Known, Links, Translation};
pub(crate) use page::STYLE;
pub use page::page;

use model::Review;

/// What must stand wherever an assessment is shown that nobody reviewed.
pub const REVIEW: &str = "Read by machine, reviewed by nobody.";

/// What people did with claims, one review or none for each: what must stand wherever they are shown.
pub fn told_of_review<'a>(reviews: impl Iterator<Item = Option<&'a Review>>) -> String {
    let reviews: Vec<_> = reviews.collect();
    match reviews.iter().flatten().count() {
        0 => REVIEW.to_owned(),
        n if n == reviews.len() => "A person reviewed every claim.".to_owned(),
        n => format!("People reviewed {n} of {} claims; nobody reviewed the others.", reviews.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_reviewed_is_told_in_numbers() {
        let review = Review {
            state: model::Reviewed::Confirmed,
            who: "anna".to_owned(),
            time: "2031-03-05".to_owned(),
            decision: 7,
        };
        assert_eq!(told_of_review([None, None].into_iter()), REVIEW);
        assert_eq!(told_of_review([Some(&review)].into_iter()), "A person reviewed every claim.");
        assert_eq!(
            told_of_review([Some(&review), None].into_iter()),
            "People reviewed 1 of 2 claims; nobody reviewed the others."
        );
    }
}
