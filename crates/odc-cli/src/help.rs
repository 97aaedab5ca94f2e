//! Shared by the help of all commands: examples, and the permissions that their operations need.

use odc_runtime::Operation;

/// The end of a command's help. The permissions come from the operations that the command calls.
#[must_use]
pub fn after(examples: &[&str], operations: &[&Operation]) -> String {
    let examples: Vec<_> = examples
        .iter()
        .map(|example| format!("  {example}"))
        .collect();
    let mut parts = vec![format!("Examples:\n{}", examples.join("\n"))];
    let needs = needs(operations);
    if !needs.is_empty() {
        parts.push(format!(
            "Permissions of the API client:\n{}",
            needs.join("\n")
        ));
    }
    parts.join("\n\n")
}

/// One line for each requirement. Each requirement occurs once.
fn needs(operations: &[&Operation]) -> Vec<String> {
    let mut lines = Vec::new();
    for requirement in operations
        .iter()
        .filter_map(|operation| operation.requirement())
    {
        let line = format!("  {requirement}");
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}
