//! What a command codes with: a codebook, and threads.

use std::path::PathBuf;

use annals::Files;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

use super::{Failure, codebook};

/// The codebook, for commands that code.
#[derive(Debug, clap::Args)]
pub struct ByCodebook {
    /// The folder of a codebook of your own [default: the codebook of the program]
    #[arg(long = "codebook", value_name = "DIR")]
    folder: Option<PathBuf>,
}

impl ByCodebook {
    /// The files of the codebook.
    pub fn files(&self) -> Result<Files, Failure> {
        codebook::files(self.folder.as_deref())
    }
}

/// The threads, for commands that code many reports.
#[derive(Debug, clap::Args)]
pub struct Threads {
    /// Threads to code with [default: one a processor]
    #[arg(long = "threads", value_name = "N", default_value_t = 0, hide_default_value = true)]
    n: usize,
}

impl Threads {
    /// Starts them.
    pub fn start(&self) -> Result<ThreadPool, ThreadPoolBuildError> {
        ThreadPoolBuilder::new().num_threads(self.n).build()
    }
}
