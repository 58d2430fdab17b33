//! Mails: one report of what a mail says itself, and one of each attachment that can be read.

use mailparse::{DispositionType, MailHeaderMap, ParsedMail};
use model::Diagnostic;

use crate::report::{self, About};
use crate::{Format, Options, Problem, Reading, day, html};

/// A mail has at most as many lines that may part it.
const MAX_PARTS: usize = 1000;

/// A mail has at most as many lines.
const MAX_LINES: usize = 1_000_000;

/// Mails that are attached to mails are read down to this depth.
const MAX_MAILS_DEEP: usize = 3;

/// Reads the mail in `bytes`, and what is attached to it.
pub fn read(bytes: &[u8], input: &str, options: &Options<'_>) -> Reading {
    read_at(bytes, input, options, 1)
}

/// Reads a mail that `depth` - 1 others have attached.
fn read_at(bytes: &[u8], input: &str, options: &Options<'_>, depth: usize) -> Reading {
    let mail = match parse(bytes) {
        Ok(mail) => mail,
        Err(problem) => return Reading::refused(input, problem),
    };
    let mut parts = Parts::default();
    let taken = parts.take(&mail);
    // A mail may be there for what is attached alone.
    let mut reading = if taken.is_ok() && parts.words.is_empty() && !parts.attached.is_empty() {
        Reading::default()
    } else {
        let original = Format::Mail.original(bytes);
        let words = parts.words.join("\n\n");
        let report = taken.and_then(|()| report::headed(original, input, about(&mail), &words, options));
        Reading::of(input, report)
    };
    for (part, number) in parts.attached.into_iter().zip(1..) {
        reading.append(read_attached(part, number, input, options, depth));
    }
    reading
}

fn parse(bytes: &[u8]) -> Result<ParsedMail<'_>, Problem> {
    let lines = || bytes.split(|&byte| byte == b'\n');
    let n_partings = lines().filter(|line| line.starts_with(b"--")).take(MAX_PARTS + 1).count();
    if n_partings > MAX_PARTS || lines().take(MAX_LINES + 1).count() > MAX_LINES {
        return Err(Problem::TooManyParts);
    }
    let mail = mailparse::parse_mail(bytes).map_err(|error| Problem::Mail(error.to_string()))?;
    let has = |name| mail.headers.get_first_header(name).is_some();
    let is_mail = ["From", "Date", "Subject"].into_iter().any(has);
    if is_mail { Ok(mail) } else { Err(Problem::Mail("it has no headers".to_owned())) }
}

fn about(mail: &ParsedMail<'_>) -> About {
    let header = |name| mail.headers.get_first_value(name).map(|value| value.trim().to_owned());
    About {
        title: header("Subject").filter(|subject| !subject.is_empty()),
        published: header("Date").and_then(|date| day::in_words(&date)),
        publisher: header("From").map(|from| name(&from)).filter(|name| !name.is_empty()),
        ..About::default()
    }
}

/// The name in `"Karmeh Wire" <desk@karmeh.example>`, or the address where it stands alone.
fn name(from: &str) -> String {
    let (name, address) = from.rsplit_once('<').unwrap_or((from, ""));
    let name = name.trim().trim_matches('"');
    if name.is_empty() { address.trim_end_matches('>').to_owned() } else { name.to_owned() }
}

/// What a mail says itself, and what is attached to it.
#[derive(Default)]
struct Parts<'a> {
    words: Vec<String>,
    attached: Vec<&'a ParsedMail<'a>>,
}

impl<'a> Parts<'a> {
    fn take(&mut self, part: &'a ParsedMail<'a>) -> Result<(), Problem> {
        let kind = part.ctype.mimetype.as_str();
        if kind == "multipart/alternative" {
            // The same, said more than once: plainly, if at all.
            let plain = part.subparts.iter().find(|part| part.ctype.mimetype == "text/plain");
            return plain.or(part.subparts.last()).map_or(Ok(()), |part| self.take(part));
        }
        if kind.starts_with("multipart/") {
            return part.subparts.iter().try_for_each(|part| self.take(part));
        }
        if file_name(part).is_some() || is_attachment(part) || !matches!(kind, "text/plain" | "text/html") {
            self.attached.push(part);
            return Ok(());
        }
        let text = part.get_body().map_err(|error| Problem::Mail(error.to_string()))?;
        let text = if kind == "text/html" { html::text(&text)? } else { text };
        self.words.extend(Some(text).filter(|text| !text.trim().is_empty()));
        Ok(())
    }
}

fn is_attachment(part: &ParsedMail<'_>) -> bool {
    part.get_content_disposition().disposition == DispositionType::Attachment
}

fn file_name(part: &ParsedMail<'_>) -> Option<String> {
    let disposition = part.get_content_disposition();
    disposition.params.get("filename").or(part.ctype.params.get("name")).cloned()
}

fn read_attached(
    part: &ParsedMail<'_>,
    number: usize,
    mail: &str,
    options: &Options<'_>,
    depth: usize,
) -> Reading {
    let name = file_name(part);
    let input = match &name {
        Some(name) => format!("{mail}#{number}-{name}"),
        None => format!("{mail}#{number}"),
    };
    if part.ctype.mimetype.starts_with("image/") && !is_attachment(part) {
        let message = format!("the picture {} in it is not read", name.unwrap_or_default());
        let remark = Diagnostic { span: None, message, hint: None };
        return Reading { diagnostics: vec![remark], ..Reading::default() };
    }
    let bytes = match part.get_body_raw() {
        Ok(bytes) => bytes,
        Err(error) => return Reading::refused(&input, Problem::Mail(error.to_string())),
    };
    let by_kind = Format::of_media_type(&part.ctype.mimetype);
    let format = by_kind.unwrap_or_else(|| Format::of(name.as_deref(), &bytes, options.columns));
    match format {
        Format::Mail if depth == MAX_MAILS_DEEP => Reading::refused(&input, Problem::TooManyParts),
        Format::Mail => read_at(&bytes, &input, options, depth + 1),
        _ => crate::read(&bytes, &input, &Options { format, ..*options }),
    }
}
