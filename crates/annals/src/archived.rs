//! The original of a report, as far as it may be handed out.

use ingest::{Format, Layout, Options};
use model::ReportId;
use publish::desk::Archived;
use publish::withheld::is_withheld;
use record::{Receipt, RecordError, View};

/// The original of a report, as far as it may be handed out: words that are withheld or were erased, of this report or of another one
/// that came inside it, do not come back by it. A page that was read once is one that can be shown: nothing is made of it here.
pub fn archived(view: View<'_>, report: &ReportId, layout: &Layout) -> Result<Archived, RecordError> {
    // Of a report that is only described, what stands for the original was put together here.
    if view.is_described(report)? {
        return Ok(Archived::Absent);
    }
    let Some((bytes, receipt)) = view.original(report)? else { return Ok(Archived::Absent) };
    let format = Format::of_original(&receipt.media_type);
    if is_withheld(view, report)?
        || (format == Some(Format::Mail) && view.withholds()? && is_missed(view, &bytes, &receipt, layout)?)
    {
        return Ok(Archived::Withheld);
    }
    Ok(match format {
        Some(Format::Html) => Archived::Page { n_bytes: bytes.len() },
        _ => Archived::File { media_type: receipt.media_type, bytes },
    })
}

/// The page that a report was read from, without anything that does something; none where there is none that may be shown.
pub fn page(view: View<'_>, report: &ReportId, layout: &Layout) -> Result<Option<String>, RecordError> {
    let Archived::Page { .. } = archived(view, report, layout)? else { return Ok(None) };
    Ok(view.original(report)?.and_then(|(bytes, _)| ingest::inert(&bytes)))
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
