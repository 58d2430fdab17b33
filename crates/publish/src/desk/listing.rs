//! The pages of a list: which one is shown, and the way to the others.

use record::Page;
use serde::Serialize;

use super::asked::{Asked, ROWS};
use super::problem::Problem;

/// Where a page stands among those of its list.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Listing {
    /// The number of this page, from 1.
    pub page: u64,
    pub n_pages: u64,
    /// Rows on all pages; where counting takes long, those that were counted.
    pub n_all: u64,
    /// Whether there are more than were counted.
    pub is_more: bool,
    /// The query of the page before, and of the next one; null where there is none.
    pub before: Option<String>,
    pub after: Option<String>,
}

impl Listing {
    /// The place of the page that was asked for among those of all rows.
    pub fn of<T>(asked: &Asked, rows: &Page<T>) -> Result<Self, Problem> {
        let Page { n_all, is_more, .. } = *rows;
        let page = asked.page()?;
        let n_pages = n_all.div_ceil(ROWS).max(1);
        let to = |page: u64| asked.with("page", &page.to_string()).query();
        let last = if is_more { page } else { n_pages };
        let before = (page > 1).then(|| to((page - 1).min(last)));
        let after = (page < n_pages || is_more).then(|| to(page + 1));
        Ok(Self { page, n_pages, n_all, is_more, before, after })
    }
}
