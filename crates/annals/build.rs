//! The codebooks are embedded in the program: a change there builds it anew.

fn main() {
    println!("cargo:rerun-if-changed=../../codebooks");
    println!("cargo:rerun-if-changed=../../gazetteers/sample.annals");
}
