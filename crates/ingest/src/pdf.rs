//! PDF: the text of its pages, and that text as a report.

mod pages;

use std::panic::{self, AssertUnwindSafe};

use pdf_extract::{Document, PlainTextOutput, output_doc_page};

use crate::report::{self, About};
use crate::{Format, Options, Problem, Reading};

/// Gives the text of a PDF, or the reason why it has none. Whoever reads the PDFs of others has it done in a process that may die.
pub type PdfText = fn(&[u8]) -> Result<String, String>;

/// Reads the one report in a PDF. A PDF says when it was made and by which program, not when its text was published, nor under
/// which title: neither is taken from it.
pub fn read(bytes: &[u8], input: &str, options: &Options<'_>) -> Reading {
    let original = || Format::Pdf.original(bytes);
    let text = (options.pdf)(bytes).map_err(Problem::Pdf);
    let report = text.and_then(|text| report::headed(original(), input, About::default(), &text, options));
    Reading::of(input, report)
}

/// The text of a PDF: of all its pages, or none. The library that reads them may fail in any way on what is no proper PDF: a panic
/// is caught, but it may also take more time, memory or stack than there is.
pub fn text(bytes: &[u8]) -> Result<String, String> {
    panic::catch_unwind(AssertUnwindSafe(|| pages(bytes)))
        .unwrap_or_else(|_| Err("its pages are not as they should be".to_owned()))
        .map(|pages| pages::join(&pages))
}

/// The text of each page.
fn pages(bytes: &[u8]) -> Result<Vec<String>, String> {
    let mut document = Document::load_mem(bytes).map_err(|error| error.to_string())?;
    if document.is_encrypted() {
        // Many are encrypted so that anyone may read them, but not change them.
        document.decrypt("").map_err(|_| "it asks for a password".to_owned())?;
    }
    let numbers: Vec<u32> = document.get_pages().into_keys().collect();
    numbers.into_iter().map(|number| page(&document, number)).collect()
}

fn page(document: &Document, number: u32) -> Result<String, String> {
    let mut text = String::new();
    let mut output = PlainTextOutput::new(&mut text);
    output_doc_page(document, &mut output, number).map_err(|error| format!("page {number}: {error}"))?;
    Ok(text)
}
