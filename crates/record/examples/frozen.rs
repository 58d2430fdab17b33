//! Writes a small record in the format of this program, always the same, for `tests/formats/`: `cargo run -p annals-record
//! --example frozen FILE`. A file of a released format is never written again.

use std::error::Error;
use std::path::PathBuf;

use annals_record::{Batch, Description, Receipt, Record, Refusal, Signature, Taken};
use jiff::Timestamp;
use model::{Claim, Imprint, ReportId};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const SHELLING: &str = "Shells killed four people in Karmeh on Monday, the governor said.\n";
const MINE: &str = "A mine wounded two herders near the river.\n";

fn main() -> Result<(), Box<dyn Error>> {
    let path: PathBuf = std::env::args_os().nth(1).ok_or("name a file")?.into();
    let by = |second| Timestamp::from_second(second).map(|time| Signature { time, who: "anna".to_owned() });
    let mut record = Record::create(&path, by(1_930_000_000)?)?;
    let mut batch = record.batch(by(1_930_000_060)?)?;
    receive(&mut batch, "shelling.txt", SHELLING, "four people")?;
    receive(&mut batch, "mine.txt", MINE, "two herders")?;
    receive(&mut batch, "copy.txt", SHELLING, "four people")?;
    batch.refuse(&Refusal {
        input: "map.png".to_owned(),
        line: None,
        because: "not a text file".to_owned(),
    })?;
    import(&mut batch)?;
    batch.commit()?;
    Ok(())
}

fn id_of(original: &[u8]) -> ReportId {
    ReportId::of_hash(&Sha256::digest(original))
}

/// Takes in a text and a claim that its first sentence makes of `victim`.
fn receive(batch: &mut Batch<'_>, input: &str, text: &str, victim: &str) -> Result<(), Box<dyn Error>> {
    let report = id_of(text.as_bytes());
    let receipt = Receipt {
        input: input.to_owned(),
        media_type: "text/plain".to_owned(),
        published: None,
        language: None,
    };
    if let Taken::New(sequence) = batch.receive(&report, text.as_bytes(), &receipt)? {
        batch.put_report(sequence, &Description::default().imprint(report.clone(), input))?;
        batch.put_claims(&report, &[claim(&report, input, text.trim_end(), victim)?])?;
    }
    Ok(())
}

/// Takes in a claim of a report whose words are not there.
fn import(batch: &mut Batch<'_>) -> Result<(), Box<dyn Error>> {
    let title = Some("Drei Tote in Karmeh".to_owned());
    let description = Description { title, published: "2031-03-05".parse().ok(), ..Description::default() };
    let original = serde_json::to_vec(&description)?;
    let report = id_of(&original);
    let receipt = Receipt {
        input: "coded.csv".to_owned(),
        media_type: "application/json".to_owned(),
        published: None,
        language: None,
    };
    let Taken::New(sequence) = batch.describe(&report, &original, &receipt)? else { return Ok(()) };
    let imprint: Imprint = description.imprint(report.clone(), "coded.csv");
    batch.put_report(sequence, &imprint)?;
    let claim = claim(&report, "coded.csv", "Drei Menschen starben.", "Drei Menschen")?;
    batch.import(&claim)?;
    Ok(batch.put_claims(&report, &[claim])?)
}

fn claim(report: &ReportId, input: &str, quote: &str, victim: &str) -> Result<Claim, serde_json::Error> {
    let id = &Sha256::digest(format!("{} {victim}", report.as_str()));
    let span = json!([0, quote.chars().count()]);
    serde_json::from_value(json!({
        "id": model::ClaimId::of_hash(id), "report": report, "type": "killing", "ledger": "casualties",
        "factuality": "asserted", "polarity": "affirmed", "realis": "actual", "said_by": [],
        "roles": {"victim": [{"text": victim, "span": Value::Null, "basis": "stated"}]},
        "count": Value::Null, "places": [], "time": Value::Null, "persons": [], "links": [],
        "evidence": {"span": span, "trigger": span, "quote": quote, "part": "body"},
        "rule": "killing#kill", "input": input, "provenance": "prv_00000000000000000000"
    }))
}
