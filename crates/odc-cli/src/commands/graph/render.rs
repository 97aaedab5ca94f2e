//! Drawings of a graph of assets: a tree, Mermaid, DOT.

use std::collections::BTreeSet;

use odc_http::text::printable;
use serde_json::Value;
use termtree::Tree;

use crate::output::text;

/// An asset, and the assets that it uses.
#[derive(Debug)]
pub(super) struct Node {
    key: String,
    label: String,
    uses: Vec<Node>,
}

impl Node {
    /// The graph of an asset from the nodes that the service sent.
    pub(super) fn new(key: &str, name: &str, revision: Option<i64>, producers: &Value) -> Self {
        let uses = producers.as_array().into_iter().flatten().map(|node| {
            let (key, name) = (text(node.get("key")), text(node.get("name")));
            let revision = node["revision"].as_i64();
            Self::new(&key, &name, revision, &node["producers"])
        });
        Self {
            key: key.to_owned(),
            label: match revision {
                Some(revision) => format!("{} r{revision}", printable(name)),
                None => printable(name).to_string(),
            },
            uses: uses.collect(),
        }
    }

    pub(super) fn tree(&self) -> String {
        format!("{}", self.branch())
    }

    fn branch(&self) -> Tree<&str> {
        let leaves = self.uses.iter().map(Self::branch);
        Tree::new(self.label.as_str()).with_leaves(leaves)
    }

    pub(super) fn mermaid(&self) -> String {
        // Mermaid reads entities, HTML and Markdown in a quoted label.
        let entity = |c: char| match c {
            '"' => "#quot;".to_owned(),
            '#' | '&' | '<' | '>' | '`' => format!("#{};", u32::from(c)),
            _ => c.to_string(),
        };
        let quoted = |label: &str| label.chars().map(entity).collect::<String>();
        self.drawn(
            "graph TD\n",
            "",
            |id, label| format!("  {id}[\"{}\"]\n", quoted(label)),
            |a, b| format!("  {a} --> {b}\n"),
        )
    }

    pub(super) fn dot(&self) -> String {
        // Graphviz reads entities of HTML in a quoted label.
        let entity = |c: char| match c {
            '\\' => r"\\".to_owned(),
            '"' => r#"\""#.to_owned(),
            '&' | '#' => format!("&#{};", u32::from(c)),
            _ => c.to_string(),
        };
        let quoted = |label: &str| label.chars().map(entity).collect::<String>();
        self.drawn(
            "digraph assets {\n",
            "}\n",
            |id, label| format!("  {id} [label=\"{}\"];\n", quoted(label)),
            |a, b| format!("  {a} -> {b};\n"),
        )
    }

    /// Every asset and every use once, between a beginning and an end.
    fn drawn(
        &self,
        beginning: &str,
        end: &str,
        node: impl Fn(&str, &str) -> String,
        edge: impl Fn(&str, &str) -> String,
    ) -> String {
        let (mut nodes, mut edges) = (Vec::new(), BTreeSet::new());
        self.collect(&mut nodes, &mut edges);
        let id = |at: usize| format!("n{at}");
        let drawn_nodes = nodes
            .iter()
            .enumerate()
            .map(|(at, asset)| node(&id(at), &asset.label));
        let drawn_edges = edges.iter().map(|(from, to)| edge(&id(*from), &id(*to)));
        let lines: String = drawn_nodes.chain(drawn_edges).collect();
        format!("{beginning}{lines}{end}")
    }

    /// Adds the asset and all assets that it uses. Returns its index among the nodes. Two revisions of an asset are
    /// two nodes.
    fn collect<'a>(
        &'a self,
        nodes: &mut Vec<&'a Self>,
        edges: &mut BTreeSet<(usize, usize)>,
    ) -> usize {
        let is_this = |other: &&Self| other.key == self.key && other.label == self.label;
        let at = nodes.iter().position(is_this).unwrap_or_else(|| {
            nodes.push(self);
            nodes.len() - 1
        });
        for used in &self.uses {
            let to = used.collect(nodes, edges);
            edges.insert((at, to));
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn root() -> Node {
        let shared = json!({"key": "s", "name": "Shared", "revision": 1, "producers": null});
        let theme =
            json!({"key": "t", "name": "The \"Theme\"\n", "revision": 2, "producers": [shared]});
        Node::new("r", "Portal", Some(31), &json!([theme, shared]))
    }

    #[test]
    fn a_tree_shows_each_place_of_an_asset() {
        assert_eq!(
            root().tree(),
            "Portal r31\n├── The \"Theme\"\\n r2\n│   └── Shared r1\n└── Shared r1\n"
        );
    }

    #[test]
    fn names_in_a_drawing_are_not_read_as_ci_commands_or_html() {
        let name = "::error::x ##vso[task.setvariable]y <img> `&lt;";
        let root = Node::new("r", name, None, &Value::Null);
        assert!(
            root.mermaid().contains(
                "[\"::error::x #35;#35;vso[task.setvariable]y #60;img#62; #96;#38;lt;\"]"
            )
        );
        assert!(
            root.dot().contains(
                "[label=\"::error::x &#35;&#35;vso[task.setvariable]y <img> `&#38;lt;\"]"
            )
        );
    }

    #[test]
    fn a_missing_revision_is_not_shown() {
        let theme = json!([{"key": "t", "name": "Theme", "producers": null}]);
        let root = Node::new("r", "Portal", Some(31), &theme);
        assert_eq!(root.tree(), "Portal r31\n└── Theme\n");
    }

    #[test]
    fn mermaid_and_dot_have_each_asset_once_and_escape_quotes() {
        assert_eq!(
            root().mermaid(),
            "graph TD\n  n0[\"Portal r31\"]\n  n1[\"The #quot;Theme#quot;\\n r2\"]\n  n2[\"Shared r1\"]\n  n0 --> n1\n  n0 --> n2\n  n1 --> n2\n"
        );
        assert!(
            root()
                .dot()
                .contains("  n1 [label=\"The \\\"Theme\\\"\\\\n r2\"];\n")
        );
        assert!(root().dot().ends_with("  n1 -> n2;\n}\n"));
    }
}
