#![no_main]

libfuzzer_sys::fuzz_target!(
    // libFuzzer stops at every panic, caught or not, unless it is not told of it.
    init: std::panic::set_hook(Box::new(|_| {})),
    |bytes: &[u8]| annals_fuzz::pdf(bytes)
);
