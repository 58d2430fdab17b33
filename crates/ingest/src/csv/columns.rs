//! Which columns hold what.

use crate::Problem;

/// The names of the columns that are read; capitals do not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// Beside what is read, in the order of `FIELDS`: the name of its column, and whether it must be there.
    names: [(Option<String>, bool); 6],
}

/// What is read, and what the columns are called that hold it, if nothing else is said.
const FIELDS: [&str; 6] = ["id", "text", "title", "published", "publisher", "url"];

/// The place of the text in `FIELDS`.
const TEXT: usize = 1;

/// Names of columns that cannot be understood.
#[derive(Debug, thiserror::Error)]
#[error(
    "{0:?} names no column: write id, text, title, published, publisher or url, =, and the column's name, as in text=Body"
)]
pub struct ColumnsError(String);

/// Where in a row what is read stands.
#[derive(Debug)]
pub struct Found {
    pub id: Option<usize>,
    pub text: usize,
    pub title: Option<usize>,
    pub published: Option<usize>,
    pub publisher: Option<usize>,
    pub url: Option<usize>,
}

impl Columns {
    /// Columns that are called as what they hold.
    pub const USUAL: Self = Self { names: [const { (None, false) }; 6] };

    /// The columns that `text=Body,published=Date` names, and the usual ones for the rest; no name, only the usual ones.
    pub fn of(names: &str) -> Result<Self, ColumnsError> {
        let mut columns = Self::USUAL;
        for pair in names.split(',').filter(|pair| !pair.trim().is_empty()) {
            let (field, name) = pair.split_once('=').ok_or_else(|| ColumnsError(pair.to_owned()))?;
            let at = FIELDS.iter().position(|known| *known == field.trim() && !name.trim().is_empty());
            let slot = at.and_then(|at| columns.names.get_mut(at));
            *slot.ok_or_else(|| ColumnsError(pair.to_owned()))? = (Some(name.trim().to_owned()), true);
        }
        Ok(columns)
    }

    /// Where the columns stand below these names.
    pub fn find(&self, names: &[String]) -> Result<Found, Problem> {
        let [id, text, title, published, publisher, url] = [0, 1, 2, 3, 4, 5].map(|at| self.place(at, names));
        let text = text?.ok_or_else(|| missing(FIELDS[TEXT], names))?;
        Ok(Found { id: id?, text, title: title?, published: published?, publisher: publisher?, url: url? })
    }

    fn place(&self, at: usize, names: &[String]) -> Result<Option<usize>, Problem> {
        let (own, must_be) = &self.names[at];
        let wanted = own.as_deref().unwrap_or(FIELDS[at]);
        let found = names.iter().position(|name| name.trim().to_lowercase() == wanted.to_lowercase());
        if found.is_none() && *must_be { Err(missing(wanted, names)) } else { Ok(found) }
    }
}

impl Found {
    /// The names of all columns, the usual ones for those that are read, and none of the usual ones for others.
    pub fn usual_names<'a>(&self, names: &'a [String]) -> Vec<&'a str> {
        let read = [self.id, Some(self.text), self.title, self.published, self.publisher, self.url];
        let usual = |at: usize| read.iter().position(|&place| place == Some(at)).map(|field| FIELDS[field]);
        let own = |name: &'a String| {
            let is_usual = FIELDS.iter().any(|field| *field == name.trim().to_lowercase());
            if is_usual { "" } else { name.as_str() }
        };
        names.iter().enumerate().map(|(at, name)| usual(at).unwrap_or_else(|| own(name))).collect()
    }
}

fn missing(column: &str, names: &[String]) -> Problem {
    let shown: Vec<String> = names.iter().take(20).map(|name| name.chars().take(40).collect()).collect();
    Problem::NoColumn { column: column.to_owned(), found: shown.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_given_or_usual() {
        let names = ["ID", " Body", "Title"].map(str::to_owned);
        let found = Columns::of("text=Body").expect("columns").find(&names).expect("a text");
        assert_eq!((found.id, found.text, found.title, found.url), (Some(0), 1, Some(2), None));
        for wrong in ["text", "body=Text", "text=", "=Body"] {
            assert!(Columns::of(wrong).is_err(), "{wrong}");
        }
    }
}
