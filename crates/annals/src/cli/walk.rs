//! Inputs, read one after the other, for whoever takes their reports.

use std::ffi::OsStr;

use ingest::{IngestError, Layout};
use model::Report;
use record::Refusal;

use super::Failure;
use super::inputs::{Inputs, Said};
use super::parts::Part;

/// Whoever takes the reports of a run, in the order of the inputs.
pub trait Taker {
    /// Takes a report.
    fn take(&mut self, report: Report) -> Result<(), Failure>;
    /// Takes note of an input, or a row of one, that is not read.
    fn refuse(&mut self, refusal: Refusal) -> Result<(), Failure>;
    /// Is told what is odd about an input.
    fn remark(&mut self, remark: &str);
    /// Is told that an input is read to its end.
    fn end_input(&mut self);
}

/// How inputs are read.
#[derive(Debug, Clone, Copy)]
pub struct Walk<'a> {
    pub said: &'a Said,
    pub layout: &'a Layout,
}

impl Walk<'_> {
    /// Reads all inputs.
    pub fn over(&self, inputs: &Inputs, taker: &mut impl Taker) -> Result<(), Failure> {
        inputs.refused.iter().try_for_each(|refusal| taker.refuse(refusal.clone()))?;
        inputs.names.iter().try_for_each(|name| {
            self.input(name, taker)?;
            taker.end_input();
            Ok(())
        })
    }

    fn input(&self, name: &OsStr, taker: &mut impl Taker) -> Result<(), Failure> {
        let shown = name.to_string_lossy();
        let refuse = |taker: &mut _, because: std::io::Error| {
            Taker::refuse(
                taker,
                Refusal { input: shown.to_string(), line: None, because: because.to_string() },
            )
        };
        let parts = match self.said.open(name) {
            Ok(parts) => parts,
            Err(error) => return refuse(taker, error),
        };
        for part in parts {
            match part {
                Ok(part) => self.part(&shown, &part, taker)?,
                Err(error) => refuse(taker, error)?,
            }
        }
        Ok(())
    }

    fn part(&self, name: &str, part: &Part, taker: &mut impl Taker) -> Result<(), Failure> {
        let reading = self.said.read(part, name, self.layout);
        reading.diagnostics.iter().for_each(|remark| taker.remark(&format!("{name}: {remark}")));
        reading.refused.iter().try_for_each(|refused| taker.refuse(refusal(refused)))?;
        reading.reports.into_iter().try_for_each(|report| taker.take(report))
    }
}

/// What the record notes of an input that is not read.
pub fn refusal(refused: &IngestError) -> Refusal {
    Refusal { input: refused.input.clone(), line: refused.line, because: refused.problem.to_string() }
}
