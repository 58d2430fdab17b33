//! Rows of claims, taken into the record one after the other.

use std::io::{self, Write};

use annals::Coder;
use annals::derive::{self, Derived};
use annals::gather::Gathering;
use annals::import::{self, About, Source};
use model::{Claim, Imprint, ReportId};
use publish::printable;
use record::{Batch, Receipt, Refusal, Taken};

use super::Failure;
use super::account::number;

/// What the original of a report is of which only the imprint is known.
const DESCRIPTION: &str = "application/json";

/// What became of a row.
pub enum Became {
    /// As many claims were taken in.
    Taken(usize),
    /// All that it says is in the record already.
    Held,
    Refused,
}

/// Rows of one file on their way into one batch.
pub struct Taking<'a> {
    batch: Batch<'a>,
    coder: &'a Coder,
    gathering: Gathering<'a>,
    input: String,
    provenance: String,
    /// The report that was read last, with its text: rows about one report mostly follow each other.
    last: Option<(ReportId, Option<String>)>,
    lines: String,
    became: Vec<Became>,
}

impl<'a> Taking<'a> {
    /// Takes rows of the file `input` into a batch.
    pub fn into(batch: Batch<'a>, coder: &'a Coder, input: String, provenance: String) -> Self {
        let gathering = Gathering::new(coder);
        Self {
            batch,
            coder,
            gathering,
            input,
            provenance,
            last: None,
            lines: String::new(),
            became: Vec::new(),
        }
    }

    /// Takes in the claims of a row, or notes why not.
    pub fn take(
        &mut self,
        line: usize,
        source: Result<Source, String>,
        claims: impl FnOnce(About<'_>) -> Result<Vec<Claim>, String>,
    ) -> Result<(), Failure> {
        match self.read(source, claims)? {
            Ok((source, claims)) => self.write(line, &source, &claims),
            Err(because) => self.refuse(line, because),
        }
    }

    /// Notes a row that is not taken.
    pub fn refuse(&mut self, line: usize, because: String) -> Result<(), Failure> {
        let refusal = Refusal { input: self.input.clone(), line: Some(line), because };
        self.batch.refuse(&refusal)?;
        self.tell(line, &format!("refused because {}", refusal.because), Became::Refused);
        Ok(())
    }

    /// Writes everything, and tells what became of each row when it is on the disk.
    pub fn finish(mut self) -> Result<Vec<Became>, Failure> {
        self.gathering.finish(&self.batch)?;
        self.batch.commit()?;
        io::stdout().write_all(self.lines.as_bytes())?;
        Ok(self.became)
    }

    /// The claims of a row that the record does not hold yet, or why there are none.
    fn read(
        &mut self,
        source: Result<Source, String>,
        claims: impl FnOnce(About<'_>) -> Result<Vec<Claim>, String>,
    ) -> Result<Result<(Source, Vec<Claim>), String>, Failure> {
        let source = match source {
            Ok(source) => source,
            Err(because) => return Ok(Err(because)),
        };
        let (report, text) = match &source {
            Source::Held(report) if !self.batch.view().holds(report)? => {
                return Ok(Err(format!("the report {} is not in the record", report.as_str())));
            }
            Source::Held(report) => (report.clone(), self.text(report)?),
            Source::Described(description) => (import::original(description).0, None),
        };
        let about = About {
            report: &report,
            text: text.as_deref(),
            input: &self.input,
            provenance: &self.provenance,
        };
        match claims(about) {
            Ok(claims) => Ok(self.unheld(claims)?.map(|claims| (source, claims))),
            Err(because) => Ok(Err(because)),
        }
    }

    /// The text of a report; none where its words are not in the record.
    fn text(&mut self, report: &ReportId) -> Result<Option<String>, Failure> {
        if self.last.as_ref().is_none_or(|(last, _)| last != report) {
            let read = derive::read_again(self.batch.view(), report, self.coder.layout())?;
            self.last = Some((report.clone(), read.map(|report| report.text)));
        }
        Ok(self.last.as_ref().and_then(|(_, text)| text.clone()))
    }

    /// Those claims that the record does not hold yet; refused if it holds something else under the same id.
    fn unheld(&self, claims: Vec<Claim>) -> Result<Result<Vec<Claim>, String>, Failure> {
        let mut unheld = Vec::new();
        for claim in claims {
            match self.held(&claim)? {
                None => unheld.push(claim),
                Some(held) if says_the_same(&held, &claim) => {}
                Some(_) => {
                    return Ok(Err(format!("the record holds {} with other contents", claim.id.as_str())));
                }
            }
        }
        Ok(Ok(unheld))
    }

    /// The claim that the record holds under an id, as it was handed in or read, whatever was decided about it.
    fn held(&self, claim: &Claim) -> Result<Option<Claim>, Failure> {
        let view = self.batch.view();
        let imported = view.imported(&claim.report)?.into_iter().find(|held| held.id == claim.id);
        Ok(match imported {
            Some(held) => Some(held),
            None => view.claim(&claim.id)?,
        })
    }

    fn write(&mut self, line: usize, source: &Source, claims: &[Claim]) -> Result<(), Failure> {
        if claims.is_empty() {
            self.tell(line, "in the record already", Became::Held);
            return Ok(());
        }
        self.describe(source)?;
        for claim in claims {
            self.batch.import(claim)?;
            derive::derive_claim(&self.batch, claim, self.coder, &mut self.gathering)?;
        }
        self.tell(line, &number(claims.len(), "claim"), Became::Taken(claims.len()));
        Ok(())
    }

    /// Takes in a report of which only the imprint is known, if the record does not know it yet.
    fn describe(&mut self, source: &Source) -> Result<(), Failure> {
        let Source::Described(description) = source else { return Ok(()) };
        let (report, original) = import::original(description);
        let receipt = Receipt {
            input: self.input.clone(),
            media_type: DESCRIPTION.to_owned(),
            published: None,
            language: None,
        };
        if let Taken::New(sequence) = self.batch.describe(&report, &original, &receipt)? {
            let imprint: Imprint = description.clone().imprint(report, &self.input);
            let derived = Derived::of_claims(derive::untold(imprint), self.coder);
            derive::derive(&self.batch, sequence, &derived, &mut self.gathering)?;
        }
        Ok(())
    }

    fn tell(&mut self, line: usize, what: &str, became: Became) {
        self.lines += &printable(&format!("{}, line {line}: {what}", self.input));
        self.lines.push('\n');
        self.became.push(became);
    }
}

/// Whether two claims are the same but for who handed them in, and in which file.
fn says_the_same(held: &Claim, claim: &Claim) -> bool {
    let (input, provenance) = (held.input.clone(), held.provenance.clone());
    Claim { input, provenance, ..claim.clone() } == *held
}
