//! What stands around every page: its title, the way to the others, and the way to its twin.

/// The frame of a page.
pub struct Frame {
    pub title: String,
    /// The part of the desk that the page belongs to: the first piece of its address.
    pub here: String,
    /// The address of its twin, where it has one.
    pub twin: Option<String>,
}

impl Frame {
    /// The frame of a page without a twin.
    pub fn of(title: &str, path: &str) -> Self {
        let here = path.trim_start_matches('/').split('/').next().unwrap_or_default();
        Self { title: title.to_owned(), here: here.to_owned(), twin: None }
    }

    /// The frame of the page at `path`, which is asked for with `query`.
    pub fn with_twin(title: &str, path: &str, query: &str) -> Self {
        let name = if path == "/" { "/index" } else { path };
        let query = if query.is_empty() { String::new() } else { format!("?{query}") };
        Self { twin: Some(format!("{name}.json{query}")), ..Self::of(title, path) }
    }

    /// Whether the page is in a part of the desk.
    pub fn is_in(&self, part: &str) -> bool {
        self.here == part
    }
}
