//! Writes regular expressions for the paths of operations, which mocks match.

use quote::quote;

use super::calls::is_argument;
use crate::facts::{Api, Operation};
use crate::lower::extract::Call;

/// The beginning of every pattern: the base path of the API. A request may omit it.
pub(super) fn base(api: &Api) -> String {
    format!("^({})?", regex_escaped(&api.base_path))
}

/// A regular expression for the path. A key matches only UUIDs, and a number matches only numbers. A text matches
/// everything except the words that the paths of other operations have in its place: `/revisions/{number}` does not
/// match `/revisions/latest`.
pub(super) fn path_pattern(api: &Api, operation: &Operation, call: &Call) -> String {
    let mut pattern = regex_escaped(&operation.path);
    for field in call.fields.iter().filter(|f| is_argument(f)) {
        let ty = &field.ty;
        let ty = quote!(#ty).to_string();
        if let Some(parameter) = operation.parameters.named(&field.ident.to_string()) {
            let step = format!("{{{}}}", parameter.published);
            let value = match ty.as_str() {
                "uuid :: Uuid" => "[0-9a-fA-F-]{36}".to_owned(),
                "i8" | "i16" | "i32" | "i64" => "-?[0-9]+".to_owned(),
                "u8" | "u16" | "u32" | "u64" => "[0-9]+".to_owned(),
                _ => other_than(&words_in_place_of(&step, operation, api), false),
            };
            pattern = pattern.replace(&regex_escaped(&step), &value);
        }
    }
    pattern
}

/// The words that other operations have in the place of a parameter, when the rest of their paths is the same.
fn words_in_place_of(step: &str, operation: &Operation, api: &Api) -> Vec<String> {
    let own = || operation.path.split('/');
    let Some(at) = own().position(|own| own == step) else {
        return Vec::new();
    };
    let is_parameter = |step: &str| step.contains('{');
    let word = |path: &str| {
        let mut steps = path.split('/');
        let mut word = None;
        for (index, own) in own().enumerate() {
            let other = steps.next()?;
            if index == at && !is_parameter(other) {
                word = Some(other.to_owned());
            } else if own != other && !(is_parameter(own) && is_parameter(other)) {
                return None;
            }
        }
        word.filter(|_| steps.next().is_none())
    };
    let same = api.operations.iter();
    let same = same.filter(|other| other.method == operation.method);
    same.filter_map(|other| word(&other.path)).collect()
}

/// A regular expression that matches every segment of a path except these words. With `may_be_empty`, it matches the
/// empty text too.
fn other_than(words: &[String], may_be_empty: bool) -> String {
    let mut firsts: Vec<char> = words
        .iter()
        .filter_map(|word| word.chars().next())
        .collect();
    firsts.sort_unstable();
    firsts.dedup();
    if firsts.is_empty() {
        return if may_be_empty { "[^/]*" } else { "[^/]+" }.to_owned();
    }
    let escaped = |first: &char| format!("\\x{{{:x}}}", u32::from(*first));
    let others: String = firsts.iter().map(escaped).collect();
    let mut alternatives = vec![format!("[^/{others}][^/]*")];
    for first in &firsts {
        let rests = words.iter().filter_map(|word| word.strip_prefix(*first));
        let rests: Vec<String> = rests.map(str::to_owned).collect();
        let may_end = !rests.iter().any(String::is_empty);
        let rest = other_than(&rests, may_end);
        alternatives.push(regex_escaped(&first.to_string()) + &rest);
    }
    if may_be_empty {
        alternatives.push(String::new());
    }
    format!("(?:{})", alternatives.join("|"))
}

fn regex_escaped(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            if r"\.+*?()|[]{}^$".contains(c) {
                vec!['\\', c]
            } else {
                vec![c]
            }
        })
        .collect()
}

/// The regular expressions for the parts of a path before and after a parameter. Other parameters match any text.
pub(super) fn around(path: &str, published: &str) -> (String, String) {
    let (before, after) = path
        .split_once(&format!("{{{published}}}"))
        .unwrap_or((path, ""));
    (any_parameters(before), any_parameters(after) + "$")
}

/// A regular expression for a part of a path. Parameters in it match any text.
fn any_parameters(part: &str) -> String {
    let mut steps = part.split('{');
    let first = regex_escaped(steps.next().unwrap_or_default());
    steps.fold(first, |pattern, step| {
        let after = step.split_once('}').map_or("", |(_, after)| after);
        pattern + "[^/]+" + &regex_escaped(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_a_path_differs_from_the_words_of_other_paths() {
        let pattern = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            other_than(&words, false)
        };
        assert_eq!(pattern(&[]), "[^/]+");
        assert_eq!(pattern(&["a"]), r"(?:[^/\x{61}][^/]*|a[^/]+)");
        // The pattern matches `a` and `abc`, but not `ab`.
        let after_a = r"(?:[^/\x{62}][^/]*|b[^/]+|)";
        assert_eq!(
            pattern(&["ab"]),
            format!(r"(?:[^/\x{{61}}][^/]*|a{after_a})")
        );
        let after_c = r"(?:[^/\x{64}][^/]*|d[^/]+)";
        assert_eq!(
            pattern(&["cd", "c", "ab"]),
            format!(r"(?:[^/\x{{61}}\x{{63}}][^/]*|a{after_a}|c{after_c})")
        );
    }

    #[test]
    fn a_path_matches_with_a_parameter_between_any_other_parts() {
        for (path, parameter, before, after) in [
            ("/a/{key}", "key", "/a/", "$"),
            ("/a/{key}:run", "key", "/a/", ":run$"),
            ("/a/{b}-{c}.json", "b", "/a/", r"-[^/]+\.json$"),
            ("/a/{b}-{c}.json", "c", "/a/[^/]+-", r"\.json$"),
            ("/f/{a}/y({b})", "b", r"/f/[^/]+/y\(", r"\)$"),
            ("/{**path}/{key:guid}", "key:guid", "/[^/]+/", "$"),
        ] {
            let pattern = around(path, parameter);
            assert_eq!(pattern, (before.to_owned(), after.to_owned()), "{path}");
        }
    }
}
