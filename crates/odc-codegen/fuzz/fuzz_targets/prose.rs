//! Any description becomes prose. The file is inspected before it is handed over.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(fault) = odc_codegen::described(text) {
        panic!("{fault}");
    }
});
