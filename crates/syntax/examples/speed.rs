//! Prints how fast texts are read: `speed MODEL TEXT...`, where MODEL is an installed model and each TEXT a file whose
//! paragraphs, parted by empty lines, are read one by one.

#![expect(
    clippy::disallowed_methods,
    reason = "this program reads files and the clock for the crate, which does not"
)]

use std::error::Error;
use std::time::Instant;

use annals_syntax::{Kernel, Model, Scratch};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let bytes = std::fs::read(arguments.next().ok_or("which model?")?)?;
    let start = Instant::now();
    let model = Model::from_bytes(&bytes)?;
    println!("loaded in {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let files: Vec<String> = arguments.map(std::fs::read_to_string).collect::<Result<_, _>>()?;
    let texts: Vec<&str> = files.iter().flat_map(|text| text.split("\n\n")).collect();
    for kernel in Kernel::available() {
        let mut scratch = Scratch::with_kernel(kernel);
        for pass in ["cold", "warm", "warm"] {
            let start = Instant::now();
            let tokens: usize = texts.iter().map(|text| model.parse_with(text, &mut scratch).len()).sum();
            let speed = tokens as f64 / start.elapsed().as_secs_f64();
            println!("{} {pass}: {tokens} tokens, {speed:.0} tokens/s", kernel.name());
        }
    }
    Ok(())
}
