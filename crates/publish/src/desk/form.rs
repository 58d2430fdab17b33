//! What a form sends back: its fields, its files, and the token that only our pages know.

use axum::extract::{FromRequest, Multipart, RawForm, Request};
use axum::http::{StatusCode, header};
use jiff::civil::Date;

use super::asked::{Asked, pairs};
use super::problem::Problem;
use super::staff::{Common, Upload};
use super::state::Desk;

/// A form that bears the token.
#[derive(Debug, Default)]
pub struct Form {
    fields: Asked,
    files: Vec<Upload>,
}

impl Form {
    /// What was filled in under a name; nothing where that is empty.
    pub fn one(&self, name: &str) -> Option<&str> {
        self.fields.one(name)
    }

    /// Everything that was filled in under a name.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.fields.all(name)
    }

    /// Every field under a name, empty ones too.
    pub fn every(&self, name: &str) -> Vec<String> {
        self.fields.every(name)
    }

    /// The day under a name.
    pub fn day(&self, name: &str) -> Result<Option<Date>, Problem> {
        self.fields.day(name)
    }

    /// What is said of all texts at once.
    pub fn common(&self) -> Result<Common, Problem> {
        Ok(Common { published: self.day("published")?, language: self.one("language").map(str::to_owned) })
    }

    /// All texts: the files, and what was pasted, cut at lines of nothing but hyphens.
    pub fn uploads(self) -> Vec<Upload> {
        let pasted = self.fields.one("text").map(pasted).unwrap_or_default();
        let named = pasted.into_iter().zip(1..).map(|(text, number)| Upload {
            name: format!("pasted text {number}.txt"),
            bytes: text.into_bytes(),
        });
        self.files.into_iter().chain(named).collect()
    }
}

/// Texts that were pasted one below the other.
fn pasted(text: &str) -> Vec<String> {
    let is_rule = |line: &str| line.trim().len() >= 3 && line.trim().chars().all(|c| c == '-');
    let mut texts = vec![String::new()];
    for line in text.split_inclusive('\n') {
        match texts.last_mut() {
            Some(last) if !is_rule(line) => last.push_str(line),
            _ => texts.push(String::new()),
        }
    }
    texts.retain(|text| !text.trim().is_empty());
    texts
}

impl FromRequest<Desk> for Form {
    type Rejection = Problem;

    async fn from_request(request: Request, desk: &Desk) -> Result<Self, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let form = match kind.unwrap_or_default().split(';').next().unwrap_or_default() {
            "multipart/form-data" => parts(request).await?,
            "application/x-www-form-urlencoded" => {
                let RawForm(bytes) = RawForm::from_request(request, desk)
                    .await
                    .map_err(|error| Problem::of_status(error.status()))?;
                Self { fields: Asked::of(pairs(&bytes)), files: Vec::new() }
            }
            _ => return Err(Problem::of_status(StatusCode::UNSUPPORTED_MEDIA_TYPE)),
        };
        let given = form.fields.one("token").unwrap_or_default();
        if is_same(given, desk.token()) { Ok(form) } else { Err(no_token()) }
    }
}

fn no_token() -> Problem {
    let detail = "The form does not bear the token of this desk: it was opened before the desk was started anew. \
                  Go back, load the page again, and repeat it. Nothing was changed.";
    Problem::new(StatusCode::FORBIDDEN, "Not from this desk", detail)
}

/// Whether two secrets are the same, in a time that does not tell where they differ.
fn is_same(one: &str, other: &str) -> bool {
    let differences = one.bytes().zip(other.bytes()).fold(0, |all, (one, other)| all | (one ^ other));
    one.len() == other.len() && differences == 0
}

async fn parts(request: Request) -> Result<Form, Problem> {
    let mut parts =
        Multipart::from_request(request, &()).await.map_err(|error| Problem::of_status(error.status()))?;
    let mut fields = Vec::new();
    let mut files = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(|error| Problem::of_status(error.status()))? {
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.map_err(|error| Problem::of_status(error.status()))?;
        match file {
            // A form without a file chosen sends one without a name.
            Some(file) if file.is_empty() => {}
            Some(name) => files.push(Upload { name, bytes: bytes.to_vec() }),
            None => fields.push((name, String::from_utf8_lossy(&bytes).into_owned())),
        }
    }
    Ok(Form { fields: Asked::of(fields), files })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pasted_is_cut_at_rules() {
        assert_eq!(pasted("One died.\n---\n\nTwo -- died.\n -----\n"), ["One died.\n", "\nTwo -- died.\n"]);
        assert_eq!(pasted(" \n---\n"), [""; 0]);
    }

    #[test]
    fn only_the_same_secret_is_the_same() {
        assert!(is_same("abc", "abc"));
        assert!(!is_same("abc", "abd") && !is_same("", "abc") && !is_same("abc", "ab"));
    }
}
