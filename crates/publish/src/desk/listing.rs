//! The pages of a list: which one is shown, and the way to the others.

use serde::Serialize;

use super::asked::{Asked, ROWS};
use super::problem::Problem;

/// Where a page stands among those of its list.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Listing {
    /// The number of this page, from 1.
    pub page: u64,
    pub n_pages: u64,
    /// Rows on all pages.
    pub n_all: u64,
    /// The query of the page before, and of the next one; null where there is none.
    pub before: Option<String>,
    pub after: Option<String>,
}

impl Listing {
    /// The place of the page that was asked for among those of `n_all` rows.
    pub fn of(asked: &Asked, n_all: u64) -> Result<Self, Problem> {
        let page = asked.page()?;
        let n_pages = n_all.div_ceil(ROWS).max(1);
        let to = |page: u64| asked.with("page", &page.to_string()).query();
        let before = (page > 1).then(|| to((page - 1).min(n_pages)));
        Ok(Self { page, n_pages, n_all, before, after: (page < n_pages).then(|| to(page + 1)) })
    }
}
