//! Compares the parts that belong to the whole document: base path, security, texts.

use super::change::{Class, Element, Event};
use super::comparer::Comparer;
use super::place::Place;
use super::routes::{Found, Pairing, base_path};

/// Members that other code compares. The rest are compared as texts.
const COMPARED: [&str; 5] = ["paths", "components", "servers", "security", "info"];

impl<'a> Comparer<'a> {
    pub(super) fn compare_documents(
        &mut self,
        old: &Place<'a>,
        new: &Place<'a>,
        pairing: &Pairing<'a>,
    ) {
        self.compare_base_paths(old, new, pairing);
        self.compare_shared_security(old, new, pairing);
        self.compare_other_texts(&COMPARED, old, new, "the document");
        if let (Some(old), Some(new)) = (old.get("info"), new.get("info")) {
            self.compare_other_texts(&[], &old, &new, "the document");
        }
        let schemes = |at: &Place<'a>| at.find(&["components", "securitySchemes"]);
        for (name, new) in schemes(new).iter().flat_map(Place::members) {
            if let Some(old) = schemes(old).and_then(|schemes| schemes.get(name)) {
                let place = format!("the security scheme `{name}`");
                self.compare_other_texts(&["type", "scheme", "in", "name"], &old, &new, &place);
            }
        }
    }

    /// Compares the base paths. Hosts come from the tenant.
    fn compare_base_paths(&mut self, old: &Place<'a>, new: &Place<'a>, pairing: &Pairing<'a>) {
        let (was, is) = (base_path(old), base_path(new));
        if was == is {
            return;
        }
        let shown = |path: &str| {
            if path.is_empty() {
                "empty".to_owned()
            } else {
                format!("`{path}`")
            }
        };
        let mut pairs = pairing.pairs.iter();
        let followed = !pairing.pairs.is_empty() && pairs.all(|(.., f)| *f == Found::SamePlace);
        let (class, note) = if followed {
            (Class::TextOnly, " (the paths compensate for it)")
        } else {
            (Class::Breaking, "")
        };
        let what = format!("base path is {} now, was {}{note}", shown(&is), shown(&was));
        let kind = (Element::BasePath, Event::Changed);
        self.report(class, kind, what, "/servers/0/url");
    }
}
