//! Reads reports when told to, and says how long it took: the part of `make bench` that runs in Rust.
//!
//! Each line of standard input is a task, `{"stage": "parse" | "read", "file": …, "threads": …}`; `file` holds rows of
//! JSON lines. Each answer, `{"seconds": …, "processor": …, "kernel": …}`, gives the time on the clock and the time that
//! all threads together spent computing. What was read before stays in memory, as it does in a long run.

use std::error::Error;
use std::io::{BufRead, stdin};
use std::time::Instant;

use annals::output::{self, Emit};
use annals::{Coder, Files, resources};
use cpu_time::ProcessTime;
use ingest::{Format, Options};
use model::Report;
use serde::Deserialize;
use syntax::{Model, Scratch};

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Deserialize)]
struct Task {
    stage: Stage,
    file: String,
    threads: usize,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Stage {
    /// Each text as one document, as spaCy reads it.
    Parse,
    /// From the rows to the lines of claims.
    Read,
}

fn main() -> Result<(), Box<dyn Error>> {
    let (coder, model) = (resources::coder(&Files::embedded())?, resources::model()?);
    let mut scratch = Scratch::with_kernel(coder.kernel());
    for line in stdin().lock().lines() {
        let task: Task = serde_json::from_str(&line?)?;
        let bytes = std::fs::read(&task.file)?;
        let pool = rayon::ThreadPoolBuilder::new().num_threads(task.threads).build()?;
        let (start, processor) = (Instant::now(), ProcessTime::now());
        match task.stage {
            Stage::Parse => parse(&model, &reports(&coder, &bytes), &mut scratch),
            Stage::Read => pool.install(|| read(&coder, &bytes)),
        }
        let answer = serde_json::json!({
            "seconds": start.elapsed().as_secs_f64(),
            "processor": processor.elapsed().as_secs_f64(),
            "kernel": coder.kernel().name(),
        });
        println!("{answer}");
    }
    Ok(())
}

fn reports(coder: &Coder, rows: &[u8]) -> Vec<Report> {
    let options = Options::new(Format::Jsonl, coder.layout());
    ingest::read(rows, "rows", &options).reports
}

fn parse(model: &Model, reports: &[Report], scratch: &mut Scratch) {
    for report in reports {
        std::hint::black_box(model.parse_with(&report.text, scratch));
    }
}

fn read(coder: &Coder, rows: &[u8]) {
    let reports = reports(coder, rows);
    let lines = annals::side_by_side(&reports, |report| output::lines(coder, report, Emit::Claims));
    std::hint::black_box(lines);
}
