//! The original of a report, as far as it may be handed out.

use ingest::{Format, Layout, Options};
use model::ReportId;
use publish::desk::Archived;
use publish::withheld::is_withheld;
use record::{Receipt, RecordError, View};

/// The original of a report: a page without anything that does something, another file as it came. Words that are withheld or were
/// erased, of this report or of another one that came inside it, do not come back by it.
pub fn archived(view: View<'_>, report: &ReportId, layout: &Layout) -> Result<Archived, RecordError> {
    // Of a report that is only described, what stands for the original was put together here.
    if view.is_described(report)? {
        return Ok(Archived::Absent);
    }
    let Some((bytes, receipt)) = view.original(report)? else { return Ok(Archived::Absent) };
    let format = Format::of_original(&receipt.media_type);
    if is_withheld(view, report)?
        || (format == Some(Format::Mail) && is_missed(view, &bytes, &receipt, layout)?)
    {
        return Ok(Archived::Withheld);
    }
    let page = (format == Some(Format::Html)).then(|| ingest::inert(&bytes)).flatten();
    Ok(match page {
        Some(body) => Archived::Page { body, n_bytes: bytes.len() },
        None => Archived::File { media_type: receipt.media_type, bytes },
    })
}

/// Whether words are withheld or were erased of a report that a mail holds: the mail itself, or what is attached to it.
fn is_missed(view: View<'_>, mail: &[u8], receipt: &Receipt, layout: &Layout) -> Result<bool, RecordError> {
    let reading = ingest::read(mail, &receipt.input, &Options::new(Format::Mail, layout));
    for report in reading.reports {
        let was_erased = view.holds(&report.id)? && view.original(&report.id)?.is_none();
        if was_erased || is_withheld(view, &report.id)? {
            return Ok(true);
        }
    }
    Ok(false)
}
