//! Writes texts for YAML and TOML files of a new crate.

use odc_http::text::is_printable;

/// A text as a double-quoted scalar of YAML (1.2, section 5.7), which is also a basic string of TOML (1.0). It is on
/// one line and represents the text exactly. Characters that are not printable are escaped. Some of them would end the
/// line and so a comment, and others are not allowed in a file.
pub(super) fn quoted_scalar(text: &str) -> String {
    let mut scalar = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => scalar.extend(['\\', c]),
            c if is_printable(c) => scalar.push(c),
            c => scalar.extend(["\\U", &format!("{:08x}", u32::from(c))]),
        }
    }
    scalar + "\""
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A name of any characters, including those that end a line or are not allowed in YAML.
    pub(in crate::scaffold) fn names() -> impl Strategy<Value = String> {
        let odd = prop::sample::select(vec![
            "\u{7f}",
            "\u{80}",
            "\u{85}",
            "\u{9f}",
            "\u{2028}",
            "\u{2029}",
            "\u{feff}",
            "\u{fffe}",
            "\u{1f980}",
            "\n",
            "\r",
            "\t",
            "\0",
            "\"",
            "'",
            "\\",
            "#",
            ": ",
            "- ",
            "\u{202e}",
            "\u{a0}",
        ]);
        let part = prop_oneof![odd.prop_map(str::to_owned), any::<String>(), "[a-z]{1,3}"];
        prop::collection::vec(part, 1..4).prop_map(|parts| parts.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_scalar_represents_the_text_and_takes_one_line(text in names()) {
            let scalar = quoted_scalar(&text);
            prop_assert_eq!(serde_norway::from_str::<String>(&scalar).unwrap(), &*text);
            let ends_line = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
            prop_assert!(!scalar.contains(ends_line));
        }
    }
}
