//! Every codebook file's own examples.

mod common;

use annals::examples;

#[test]
fn every_example_gives_what_its_file_says() {
    let Some(coder) = common::coder() else { return };
    let mut n_wrong = 0;
    for event_type in &coder.codebook().types {
        for complaint in examples::check(&coder, event_type) {
            println!("{}: {complaint}", event_type.name);
            n_wrong += 1;
        }
    }
    assert_eq!(n_wrong, 0, "{n_wrong} complaints (see above)");
}
