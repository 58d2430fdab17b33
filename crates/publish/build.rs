//! Tells the desk whether its scripts are there to be embedded. `make assets` bundles them; without them the pages are plain.

use std::path::Path;

fn main() {
    println!("cargo::rustc-check-cfg=cfg(bundled)");
    println!("cargo::rerun-if-changed=assets/build");
    if Path::new("assets/build/desk.js").exists() {
        println!("cargo::rustc-cfg=bundled");
    }
}
