//! The command `annals`.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
