//! Edits an overlay: replaces targets of actions, and deletes actions. All other bytes of the file stay.
//!
//! The file is not written again from its values, because comments and layout would be lost. Each edit is made in the
//! text, and then the text is read again. The edit counts only if the overlay now has exactly the expected values. So a
//! target is never confused with a longer target that begins in the same way, and an unusual layout is left to the
//! user.

use odc_http::text::printable;
use serde_json::Value;

use super::remedy::Remedy;
use odc_codegen::Source;
use odc_codegen::document::overlay::Overlay;

/// Carries out the remedies of these actions, given by their indices.
///
/// # Errors
/// The index of an action whose layout cannot be edited.
pub(super) fn carry_out(
    overlay: &Source,
    remedies: &[(usize, Remedy)],
) -> std::result::Result<String, usize> {
    let mut text = overlay.text.clone();
    let mut remedies: Vec<_> = remedies.iter().collect();
    // The last action is edited first, so that the indices of the others do not change.
    remedies.sort_by_key(|(index, _)| std::cmp::Reverse(*index));
    for (index, remedy) in remedies {
        let edited = edit(&overlay.file, &text, *index, remedy);
        text = edited.ok_or(*index)?;
    }
    Ok(text)
}

fn edit(file: &str, text: &str, index: usize, remedy: &Remedy) -> Option<String> {
    let read = Overlay::parse(file, text).ok()?;
    let mut wanted: Value = serde_norway::from_str(text).ok()?;
    let actions = wanted.get_mut("actions")?.as_array_mut()?;
    let candidates = match remedy {
        // Our files must not contain invisible characters.
        Remedy::Retarget(now) if printable(now).to_string() != *now => return None,
        Remedy::Retarget(now) => {
            let target = actions.get_mut(index)?.get_mut("target")?;
            let line = read.line_of(&format!("/actions/{index}/target"))?;
            let was = target.as_str()?;
            let mut candidates = with_target(text, line, was, now);
            candidates.extend(with_words(text, line, was, now));
            *target = now.clone().into();
            candidates
        }
        Remedy::Delete => {
            actions.get(index)?;
            actions.remove(index);
            let line = read.line_of(&format!("/actions/{index}"))?;
            let was_last = actions.is_empty();
            let without = without_action(text, line);
            without
                .map(|without| {
                    if was_last {
                        with_empty_list(&without)
                    } else {
                        without
                    }
                })
                .into_iter()
                .collect()
        }
    };
    let is_wanted = |text: &String| {
        let read: Option<Value> = serde_norway::from_str(text).ok();
        read.as_ref() == Some(&wanted) && Overlay::parse(file, text).is_ok()
    };
    candidates.into_iter().find(is_wanted)
}

/// The text with the new target at each place of this line where the old one could be.
fn with_target(text: &str, line: usize, was: &str, now: &str) -> Vec<String> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let Some((before, [line, after @ ..])) = lines.split_at_checked(line - 1) else {
        return Vec::new();
    };
    let mut candidates = Vec::new();
    for style in [Style::Plain, Style::Single, Style::Double] {
        let was = style.write(was);
        for (at, _) in line.match_indices(&was) {
            // A name that needs quotes gets them.
            for style in [style, Style::Single] {
                let (start, end) = (&line[..at], &line[at + was.len()..]);
                let now = style.write(now);
                candidates.push([&before.concat(), start, &now, end, &after.concat()].concat());
            }
        }
    }
    candidates
}

/// The text with the new target in place of a target that is broken into several lines. It is the first such target
/// from this line on. The line breaks stay, and each word is replaced by its new word.
fn with_words(text: &str, line: usize, was: &str, now: &str) -> Vec<String> {
    let before = text.split_inclusive('\n').take(line - 1);
    let start = before.map(str::len).sum();
    let mut words: Vec<(usize, &str)> = Vec::new();
    let mut at: usize = start;
    for piece in text[start..].split_inclusive(char::is_whitespace) {
        words.push((at, piece.trim_end()));
        at += piece.len();
    }
    words.retain(|(_, word)| !word.is_empty());
    let candidates = [Style::Plain, Style::Single, Style::Double].map(|style| {
        let [was, now] = [was, now].map(|target| style.write(target));
        let was: Vec<&str> = was.split_whitespace().collect();
        let now: Vec<&str> = now.split_whitespace().collect();
        let is_here = |words: &&[(usize, &str)]| words.iter().map(|(_, word)| word).eq(&was);
        let found = (was.len() == now.len()).then(|| words.windows(was.len().max(1)).find(is_here));
        let mut edited = text.to_owned();
        // The last word is replaced first, so that the positions of the others do not change.
        for ((at, was), now) in found.flatten()?.iter().zip(now).rev() {
            edited.replace_range(*at..at + was.len(), now);
        }
        Some(edited)
    });
    candidates.into_iter().flatten().collect()
}

/// How a text is written in YAML.
#[derive(Clone, Copy)]
enum Style {
    Plain,
    Single,
    Double,
}

impl Style {
    fn write(self, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Single => format!("'{}'", text.replace('\'', "''")),
            // JSON is YAML.
            Self::Double => Value::from(text).to_string(),
        }
    }
}

/// The text without the action that begins on this line. Comments before it stay, since they may also be about later
/// actions.
fn without_action(text: &str, line: usize) -> Option<String> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let indent = |line: &str| line.len() - line.trim_start().len();
    let begins = |line: &str| line.trim_start().starts_with('-');
    let start = [line - 1, line.checked_sub(2)?]
        .into_iter()
        .find(|at| lines.get(*at).is_some_and(|line| begins(line)))?;
    let (column, is_blank) = (indent(lines[start]), |line: &str| line.trim().is_empty());
    let rest = lines[start + 1..].iter();
    let inside = rest.take_while(|line| is_blank(line) || indent(line) > column);
    let inside: Vec<&&str> = inside.collect();
    let blank = inside
        .iter()
        .rev()
        .take_while(|line| is_blank(line))
        .count();
    let end = start + 1 + inside.len() - blank;
    Some([lines[..start].concat(), lines[end..].concat()].concat())
}

/// `actions:` without a list becomes `actions: []`.
fn with_empty_list(text: &str) -> String {
    let empty = |line: &str| match line.trim_end() {
        "actions:" => line.replacen("actions:", "actions: []", 1),
        _ => line.to_owned(),
    };
    text.split_inclusive('\n').map(empty).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OVERLAY: &str = "# About `$.components.schemas.User`.
overlay: 1.0.0
info: {title: t, version: 1.0.0}
actions:

  # Names

  - target: $.components.schemas.User   # the user
    description: >-
      See $.components.schemas.User,
      and # this.

    update: {x-rust-name: Person}
  # Groups have the beginning of their name in common with users.
  - target: '$.components.schemas.UserGroup'
    description: why
    update:
      x-rust-name: $.components.schemas.User

  - {target: \"$.components.schemas.User\", description: why, update: {a: 1}}
  # The end.
";

    fn carried_out(remedies: &[(usize, Remedy)]) -> std::result::Result<String, usize> {
        let source = Source {
            file: "x.overlay.yaml".to_owned(),
            text: OVERLAY.to_owned(),
        };
        carry_out(&source, remedies)
    }

    fn retarget(target: &str) -> Remedy {
        Remedy::Retarget(format!("$.components.schemas{target}"))
    }

    #[test]
    fn a_target_is_replaced_at_its_place_and_every_other_byte_stays() {
        let edited = carried_out(&[
            (0, retarget(".Person")),
            (1, retarget("['It''s'].Group")),
            (2, retarget("['A.User']")),
        ]);
        let wanted = OVERLAY
            .replace(
                "- target: $.components.schemas.User ",
                "- target: $.components.schemas.Person ",
            )
            .replace(
                "'$.components.schemas.UserGroup'",
                "'$.components.schemas[''It''''s''].Group'",
            )
            .replace(
                "\"$.components.schemas.User\"",
                "\"$.components.schemas['A.User']\"",
            );
        assert_eq!(edited, Ok(wanted));
    }

    #[test]
    fn a_name_is_never_taken_for_the_beginning_of_another_one() {
        let edited = carried_out(&[(0, retarget(".UserGroup")), (1, retarget(".User"))]);
        let edited = edited.unwrap();
        assert!(edited.contains("- target: $.components.schemas.UserGroup   # the user\n"));
        assert!(edited.contains("- target: '$.components.schemas.User'\n"));
        assert!(edited.contains("{target: \"$.components.schemas.User\","));
        assert!(edited.contains("See $.components.schemas.User,\n"));
    }

    #[test]
    fn a_target_that_yaml_would_read_as_something_else_gets_quotes() {
        let text = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n- {target: $.a, description: d, remove: true}\n";
        let source = Source {
            file: "x".to_owned(),
            text: text.to_owned(),
        };
        let edited = carry_out(&source, &[(0, Remedy::Retarget("$['a, b']".to_owned()))]);
        assert_eq!(edited, Ok(text.replace("$.a", "'$[''a, b'']'")));
    }

    #[test]
    fn a_deleted_action_takes_only_its_own_lines_with_it() {
        let (before, rest) = OVERLAY.split_once("  - target: $.components").unwrap();
        let (_, after) = rest.split_once("{x-rust-name: Person}\n").unwrap();
        let without = carried_out(&[(0, Remedy::Delete)]);
        assert_eq!(without, Ok(format!("{before}{after}")));
        let all = carried_out(&[
            (0, Remedy::Delete),
            (1, Remedy::Delete),
            (2, Remedy::Delete),
        ]);
        let all = all.unwrap();
        assert!(all.contains("\nactions: []\n\n  # Names\n\n"), "{all}");
        assert!(
            all.ends_with("in common with users.\n\n  # The end.\n"),
            "{all}"
        );
    }

    #[test]
    fn a_layout_that_cannot_be_edited_is_left_to_the_user() {
        let hidden = Remedy::Retarget("$.components.schemas['a\u{202e}b']".to_owned());
        assert_eq!(carried_out(&[(1, hidden)]), Err(1));
        for actions in [
            "[{target: $.a, description: d, remove: true}, {target: $.b, description: d, remove: true}]",
            "\n- &first\n  target: $.a\n  description: d\n  remove: true\n- *first",
        ] {
            let source = Source {
                file: "x".to_owned(),
                text: format!(
                    "overlay: 1.0.0\ninfo: {{title: t, version: '1'}}\nactions: {actions}\n"
                ),
            };
            assert_eq!(
                carry_out(&source, &[(0, Remedy::Delete)]),
                Err(0),
                "{actions}"
            );
        }
    }

    #[test]
    fn a_target_on_several_lines_keeps_its_line_breaks() {
        for (open, close) in [(" >-\n    ", ""), (" ", ""), ("\n    \"", "\"")] {
            let text = format!(
                "overlay: 1.0.0\ninfo: {{title: t, version: '1'}}\nactions:\n\
                 - target:{open}$.components.schemas['User','Group',\n    \
                 'UserGroup'].properties.key{close}\n  description: d\n  remove: true\n"
            );
            let source = Source {
                file: "x".to_owned(),
                text: text.clone(),
            };
            let target = "$.components.schemas['Person','Group', 'UserGroups'].properties.key";
            let edited = carry_out(&source, &[(0, Remedy::Retarget(target.to_owned()))]);
            let wanted = text
                .replace("'User'", "'Person'")
                .replace("'UserGroup'", "'UserGroups'");
            assert_eq!(edited, Ok(wanted), "{open}");
        }
    }
}
