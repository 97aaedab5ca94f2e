//! Any text as a document, with any text as its overlay after a NUL: generated or refused, never a panic.
//!
//! Name the worker that contains progenitor in `XTASK`, such as `target/debug/xtask`.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (document, overlay) = match text.split_once('\0') {
        Some((document, overlay)) => (document, Some(overlay)),
        None => (text, None),
    };
    let worker = std::env::var_os("XTASK").map(Into::into);
    if let Err(refusal) = odc_codegen::generate_text(document, overlay, worker) {
        assert_eq!(refusal.lines().count(), 1, "{refusal}");
    }
});
