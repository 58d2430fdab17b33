//! What is fuzzed: every parser of foreign bytes, and the whole reading of any text. Each target panics on what must not be.
//!
//! `crates/annals/tests/corpora.rs` includes this file and hands the committed corpora to the same functions.

pub mod checks;

use std::sync::LazyLock;

use annals::output::{self, Emit};
use annals::{Coder, Files, resources};
use claims::Codebook;
use ingest::{Columns, Format, Layout, Options};
use mentions::{Gazetteer, Knowledge, gazetteer};
use model::{Parse, Report};
use syntax::Model;

/// What can be said of a role, for event types to be read with.
const ROLES: &str = include_str!("../../codebooks/roles.toml");

/// The gazetteer that damage is done to.
const SAMPLE: &[u8] = include_bytes!("../../gazetteers/sample.annals");

/// What is coded with codebooks of any form.
const REPORT: &str = "Mayor says four are dead

KARMEH, 5 March 2031 (Wire) - At least 12 people, including three children, were killed and dozens wounded on Monday \
when rebels allied with the Northern Front shelled a market in Mosul, Iraq, police said.

They denied it. The attack came two days after the army seized the town's bridge.
";

/// The installed model with the sample of the gazetteer; none where no model is installed.
pub static CODER: LazyLock<Option<Coder>> =
    LazyLock::new(|| resources::sample_coder(&Files::embedded()).ok());

/// The installed model as it lies on the disk.
static MODEL: LazyLock<Option<Vec<u8>>> = LazyLock::new(|| std::fs::read(annals::data::locate().model?).ok());

/// A report and its syntax.
static PARSED: LazyLock<Option<(Report, Parse)>> = LazyLock::new(|| {
    let report = report(REPORT.as_bytes(), Format::Text)?;
    let parse = CODER.as_ref()?.parse(&report);
    Some((report, parse))
});

/// Plain text of any encoding.
pub fn text(bytes: &[u8]) {
    checks::reading(&read_as(bytes, Format::Text));
}

/// Markdown of any encoding.
pub fn markdown(bytes: &[u8]) {
    checks::reading(&read_as(bytes, Format::Markdown));
}

/// JSON lines.
pub fn jsonl(bytes: &[u8]) {
    checks::reading(&read_as(bytes, Format::Jsonl));
    let _ = Format::of(None, bytes, &Columns::USUAL);
}

/// CSV with the usual columns.
pub fn csv(bytes: &[u8]) {
    checks::reading(&read_as(bytes, Format::Csv));
}

/// A page.
pub fn html(bytes: &[u8]) {
    checks::reading(&read_as(bytes, Format::Html));
}

/// A feed, in XML or JSON.
pub fn feed(bytes: &[u8]) {
    checks::reading(&read_as(bytes, Format::Feed));
}

/// A mail and what is attached to it, but for PDFs.
pub fn mail(bytes: &[u8]) {
    checks::reading(&read_as(bytes, Format::Mail));
}

/// A PDF. Its library panics on many that are damaged, which is caught.
pub fn pdf(bytes: &[u8]) {
    let layout = Layout::default();
    let reading = ingest::read(bytes, "input", &Options::new(Format::Pdf, &layout));
    checks::reading(&reading);
    check_originals(&reading, &layout);
}

/// A file of a codebook: its path in the first line (`conflict/x.toml`, `lexicon/times.toml`, `actors/x.toml`), its text below.
pub fn codebook(bytes: &[u8]) {
    let Ok(file) = std::str::from_utf8(bytes) else { return };
    let (path, text) = file.split_once('\n').unwrap_or((file, ""));
    let files = [("roles.toml", ROLES), (path, text)];
    let _ = Layout::from_toml(text);
    let codebook = Codebook::from_toml(&files);
    let knowledge = Knowledge::from_toml(&files, Gazetteer::default());
    let (Ok(codebook), Ok(knowledge), Some((report, parse))) = (codebook, knowledge, &*PARSED) else {
        return;
    };
    let mentions = mentions::find(report, parse, &knowledge);
    let claims = claims::code(report, parse, &mentions, &codebook);
    checks::lines(report, &output::claims(&claims));
}

/// A gazetteer: the bytes themselves, and the sample with damage done to it that its checksum does not tell.
pub fn gazetteer(bytes: &[u8]) {
    look_up(bytes.to_vec());
    // The index of names is the fst crate's, which trusts the checksum; the rest is ours.
    look_up(gazetteer::altered(SAMPLE, |sections| damage(sections, bytes)).unwrap_or_default());
}

fn look_up(bytes: Vec<u8>) {
    let Ok(gazetteer) = Gazetteer::from_bytes(bytes) else { return };
    for name in ["Mosul", "Iraq", "the Gaza Strip", "London"] {
        for place in gazetteer.by_name(name) {
            let _ = (gazetteer.id(&place), gazetteer.name(&place), place.country());
            let _ = gazetteer.containers(&place);
        }
    }
    let _ = (gazetteer.by_adjective("Iraqi"), gazetteer.by_abbreviation("La."));
    for id in ["geonames:99072", "iso:IQ", "iso:IQ-NI"] {
        let _ = gazetteer.by_id(id);
    }
}

/// A packed model: the bytes as a model's content, and the installed model with damage done to it.
pub fn model(bytes: &[u8]) {
    let _ = Model::from_bytes(bytes);
    parse_with(&syntax::seal(bytes));
    let Some(mut packed) = MODEL.clone() else { return };
    let mut content = packed.split_off(syntax::HEAD.min(packed.len()));
    damage(&mut content, bytes);
    parse_with(&syntax::seal(&content));
}

fn parse_with(packed: &[u8]) {
    if let Ok(model) = Model::from_bytes(packed) {
        let _ = model.parse("Rebels didn't kill 12 people (U.S. troops) in Mosul's streets, it says.");
    }
}

/// Writes bytes of `edits` into `bytes`: each of its fives is a place and what is put there.
fn damage(bytes: &mut [u8], edits: &[u8]) {
    for [a, b, c, d, value] in edits.as_chunks().0 {
        let at = u32::from_le_bytes([*a, *b, *c, *d]) as usize % bytes.len().max(1);
        if let Some(byte) = bytes.get_mut(at) {
            *byte = *value;
        }
    }
}

/// The syntax of any text.
pub fn syntax(bytes: &[u8]) {
    let (Some(coder), Ok(text)) = (&*CODER, std::str::from_utf8(bytes)) else { return };
    let Some(report) = report(text.as_bytes(), Format::Text) else { return };
    checks::parse(&coder.parse(&report), &report.text);
}

/// The whole reading of any text, as Markdown if it begins with a heading.
pub fn read(bytes: &[u8]) {
    let Some(coder) = &*CODER else { return };
    let format = if bytes.starts_with(b"#") { Format::Markdown } else { Format::Text };
    let Some(report) = report(bytes, format) else { return };
    for emit in [Emit::Claims, Emit::Mentions, Emit::Attributions, Emit::Predicates, Emit::Parse] {
        checks::lines(&report, &output::lines(coder, &report, emit));
    }
}

fn report(bytes: &[u8], format: Format) -> Option<Report> {
    read_as(bytes, format).reports.pop()
}

fn read_as(bytes: &[u8], format: Format) -> ingest::Reading {
    let layout = CODER.as_ref().map_or_else(Layout::default, |coder| coder.layout().clone());
    let pdf = |_: &[u8]| Err("not here".to_owned());
    let reading = ingest::read(bytes, "input", &Options { pdf, ..Options::new(format, &layout) });
    check_originals(&reading, &layout);
    reading
}

/// Read again by themselves, originals give the same reports.
fn check_originals(reading: &ingest::Reading, layout: &Layout) {
    for report in &reading.reports {
        let format = Format::of_original(&report.original.media_type).expect("a format that is read");
        let again = ingest::read(&report.original.bytes, &report.input, &Options::new(format, layout));
        let same = again.reports.iter().find(|again| again.id == report.id);
        assert_eq!(same.map(|same| format!("{same:?}")), Some(format!("{report:?}")));
    }
}
