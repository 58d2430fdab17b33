//! Builds the program anew when a file is added to what it carries.

fn main() {
    println!("cargo:rerun-if-changed=../../codebooks");
    println!("cargo:rerun-if-changed=../../gazetteers");
}
