//! Takes any text as a document, and the text after a NUL as its overlay. The generator accepts or refuses it, and
//! never panics.
//!
//! Set the environment variable `XTASK` to the program that becomes the worker, such as `target/debug/xtask`.

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
