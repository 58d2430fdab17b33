//! The command `annals`.

mod cli;

/// Reading makes many small things: a fifteenth of its time goes to the system's allocator, and half of that to this one.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run()
}
