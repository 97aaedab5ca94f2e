//! Turns any description into prose. The generator inspects the file before it returns it.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(fault) = odc_codegen::described(text) {
        panic!("{fault}");
    }
});
