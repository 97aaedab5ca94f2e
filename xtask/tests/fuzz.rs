//! Whatever a document looks like, it is generated or refused in one line: no panic, no hang, no crash.
//!
//! The documents are the published forms of `tests/forms/`, mutated; the same entry serves the fuzz target in `xtask/fuzz`.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use proptest::prelude::*;
use serde_json::{Value, json};

/// The worker's own deadline, and time for what is around it on a busy machine.
const LONGEST: Duration = Duration::from_secs(20);

fn generated(document: &str) -> Result<(), String> {
    let started = Instant::now();
    let worker = PathBuf::from(env!("CARGO_BIN_EXE_xtask"));
    let ended = xtask::generate_text(document, None, Some(worker));
    assert!(started.elapsed() < LONGEST, "took {:?}", started.elapsed());
    ended.map(|files| assert!(files.contains_key("client.rs")))
}

fn forms() -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .collect();
    files.sort();
    let texts = files.iter().map(|path| fs::read_to_string(path).unwrap());
    texts
        .filter_map(|text| serde_json::from_str(text.trim_start_matches('\u{feff}')).ok())
        .collect()
}

/// Every place of a document, as JSON pointers.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(object) => object.iter().for_each(|(key, value)| {
            places(
                value,
                &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")),
                found,
            );
        }),
        Value::Array(array) => {
            array
                .iter()
                .enumerate()
                .for_each(|(i, value)| places(value, &format!("{at}/{i}"), found));
        }
        _ => {}
    }
}

/// Puts something else in a place: another kind of value, a reference, a copy of another place.
fn mutated(mut document: Value, mutations: &[(usize, usize, u8)]) -> Value {
    for (place, other, kind) in mutations {
        let mut found = Vec::new();
        places(&document, "", &mut found);
        let (at, from) = (&found[place % found.len()], &found[other % found.len()]);
        let value = match kind % 9 {
            0 => Value::Null,
            1 => json!([]),
            2 => json!({}),
            3 => json!(""),
            4 => json!(-1),
            5 => json!(true),
            6 => json!({"$ref": format!("#{from}")}),
            7 => {
                json!({"oneOf": [{"$ref": "#/components/schemas/Thing"}, {"type": "string", "enum": ["", "a"]}]})
            }
            _ => document.pointer(from).cloned().unwrap_or_default(),
        };
        if let Some(target) = document.pointer_mut(at) {
            *target = value;
        }
    }
    document
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, max_shrink_iters: 32, ..ProptestConfig::default() })]

    #[test]
    fn a_mutated_document_is_generated_or_refused_in_one_line(
        form in 0..1_000usize,
        mutations in prop::collection::vec((any::<usize>(), any::<usize>(), any::<u8>()), 1..4),
    ) {
        let forms = forms();
        let document = mutated(forms[form % forms.len()].clone(), &mutations);
        if let Err(refusal) = generated(&document.to_string()) {
            prop_assert_eq!(refusal.lines().count(), 1, "{}", refusal);
            prop_assert!(refusal.starts_with("openapi/x-v1.json"), "{}", refusal);
        }
    }

    #[test]
    fn text_that_is_no_document_is_refused(text in "\\PC{0,80}") {
        prop_assert!(generated(&text).is_err());
    }
}
