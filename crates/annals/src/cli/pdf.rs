//! The text of a PDF, out of a process that may take no more than some time and memory, and may die.

use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;
use std::{env, panic, thread};

use super::{Failure, Status};

/// What the program starts itself with.
pub const COMMAND: &str = "pdf-text";

/// How long one PDF may take, in seconds of the processor.
const MAX_SECONDS: u64 = 20;

/// How long one PDF may take on a clock, where the processor has much else to do.
const MAX_WAIT: Duration = Duration::from_secs(4 * MAX_SECONDS);

/// How much memory one PDF may take, in bytes.
const MAX_MEMORY: u64 = 1 << 30;

/// The longest text that is taken of a PDF, in bytes: longer ones are refused as reports.
const MAX_TEXT: u64 = ingest::MAX_REPORT_BYTES as u64 + 1;

/// The text of a PDF, or why it has none.
pub fn text(bytes: &[u8]) -> Result<String, String> {
    let mut child = start().map_err(|error| format!("no process to read it in: {error}"))?;
    let (sender, receiver) = mpsc::channel();
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let said = thread::scope(|scope| {
        // Whoever dies reads no further: what is said then tells why.
        scope.spawn(move || input.map(|mut input| input.write_all(bytes)));
        scope.spawn(move || sender.send(output.map(all_of)));
        let said = receiver.recv_timeout(MAX_WAIT);
        if said.is_err() {
            let _ = child.kill();
        }
        said
    });
    let status = child.wait().map_err(|error| error.to_string())?;
    let said = said.ok().flatten().unwrap_or_default();
    let text = String::from_utf8_lossy(&said).into_owned();
    match status.code() {
        Some(code) if code == Status::Done as i32 => Ok(text),
        Some(code) if code == Status::Findings as i32 => Err(text),
        _ => Err(format!("it takes more than {MAX_SECONDS} seconds or {} MB", MAX_MEMORY >> 20)),
    }
}

fn start() -> io::Result<Child> {
    let mut command = Command::new(env::current_exe()?);
    command.arg(COMMAND).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
}

fn all_of(output: impl Read) -> Vec<u8> {
    let mut said = Vec::new();
    let _ = output.take(MAX_TEXT).read_to_end(&mut said);
    said
}

/// Runs `annals pdf-text`: the text of the PDF on standard input, or the reason why there is none.
pub fn run() -> Result<Status, Failure> {
    limit();
    // The reason is told by the process that asked.
    panic::set_hook(Box::new(|_| {}));
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let (status, said) = match ingest::pdf_text(&bytes) {
        Ok(text) => (Status::Done, text),
        Err(reason) => (Status::Findings, reason),
    };
    io::stdout().write_all(said.as_bytes())?;
    Ok(status)
}

/// Takes no more time and memory than a PDF may cost; where the system knows no such bounds, the clock remains.
#[cfg(unix)]
fn limit() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let bounds = [(Resource::As, MAX_MEMORY), (Resource::Cpu, MAX_SECONDS), (Resource::Core, 0)];
    for (resource, bound) in bounds {
        let _ = setrlimit(resource, Rlimit { current: Some(bound), maximum: Some(bound) });
    }
}

#[cfg(not(unix))]
fn limit() {}
