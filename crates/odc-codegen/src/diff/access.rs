//! Compares the security requirements and permissions that a caller needs.
//!
//! Both are lists of sets, and each set is sufficient. A change is breaking when the service now refuses a caller that
//! it accepted before. It is additive when the service accepts more callers and refuses no others. Our calls always
//! have a bearer token, so a requirement for such a token does not count.

use std::collections::BTreeSet;

use super::change::{Class, Element, Event};
use super::comparer::Comparer;
use super::place::Place;
use super::routes::{Pairing, Route};
use crate::facts::{Alternatives, Requirement, read_requirement};

type Needs = Alternatives;

impl<'a> Comparer<'a> {
    /// Compares the requirements of the whole documents, if they apply to an operation in both. Reports one line for
    /// all operations.
    pub(super) fn compare_shared_security(
        &mut self,
        old: &Place<'a>,
        new: &Place<'a>,
        pairing: &Pairing<'a>,
    ) {
        let shared = |route: &Route<'a>| route.at.get("security").is_none();
        let mut pairs = pairing.pairs.iter();
        if pairs.any(|(old, new, _)| shared(old) && shared(new)) {
            self.compare_requirements(old, new, (old.get("security"), new.get("security")));
        }
    }

    /// Compares the requirements of an operation that has its own requirements in at least one of the documents.
    pub(super) fn compare_security(&mut self, old: &Route<'a>, new: &Route<'a>) {
        let own = (old.at.get("security"), new.at.get("security"));
        if own.0.is_some() || own.1.is_some() {
            self.compare_requirements(&old.at, &new.at, own);
        }
    }

    fn compare_requirements(
        &mut self,
        old: &Place<'a>,
        new: &Place<'a>,
        own: (Option<Place<'a>>, Option<Place<'a>>),
    ) {
        let shared = |at: &Place<'a>| Place::root(at.root).get("security");
        let was = own.0.clone().or_else(|| shared(old));
        let is = own.1.clone().or_else(|| shared(new));
        let (needed, needs) = (needs(old, was.as_ref()), needs(new, is.as_ref()));
        let (before, now) = (
            requirement_phrase(was.as_ref()),
            requirement_phrase(is.as_ref()),
        );
        if needed == needs && before == now {
            return;
        }
        let kind = Element::Security;
        let class = class(&needed, &needs);
        if before == now {
            self.report_schemes(class, old, new);
            return;
        }
        let note = if class == Class::TextOnly {
            " (our calls always carry a bearer token)"
        } else {
            ""
        };
        let what = format!("security is {now} now, was {before}{note}");
        match own {
            (Some(at), None) => self.report(class, (kind, Event::Removed), what, &at.pointer),
            (None, Some(at)) => self.report(class, (kind, Event::Added), what, &at.pointer),
            (_, at) => {
                let pointer = at.map_or_else(|| new.pointer.clone(), |at| at.pointer);
                self.report(class, (kind, Event::Changed), what, &pointer);
            }
        }
    }

    /// Reports each scheme that changed, when the requirements have the same names. One line is for all operations.
    fn report_schemes(&mut self, class: Class, old: &Place<'a>, new: &Place<'a>) {
        let operation = self.operation.take();
        let schemes =
            |at: &Place<'a>| Place::root(at.root).find(&["components", "securitySchemes"]);
        for (name, at) in schemes(new).iter().flat_map(Place::members) {
            let was = schemes(old).and_then(|schemes| schemes.get(name));
            if let Some(was) = was.filter(|was| identity(was) != identity(&at)) {
                let (was, is) = (identity(&was), identity(&at));
                let what = format!("security scheme `{name}` is {is} now, was {was}");
                self.report(
                    class,
                    (Element::Security, Event::Changed),
                    what,
                    &at.pointer,
                );
            }
        }
        self.operation = operation;
    }

    /// Compares the permissions in the published sentences.
    pub(super) fn compare_permissions(&mut self, old: &Place<'a>, new: &Place<'a>) {
        const KEY: &str = "x-os-permissions";
        let (was, is) = (old.text(KEY), new.text(KEY));
        let [needed, needs] = [was, is].map(|text| text.map(read_requirement));
        let (before, now) = (alternatives(needed.as_ref()), alternatives(needs.as_ref()));
        let is_same = before.iter().collect::<BTreeSet<_>>() == now.iter().collect();
        let is_unread = |needs: &Option<Requirement>| {
            let words = matches!(needs, Some(Requirement::Words { .. }));
            words && !alternatives(needs.as_ref()).iter().all(BTreeSet::is_empty)
        };
        let unread = [&needed, &needs].map(is_unread);
        // A new wording of one permission rarely matters; a new wording of several may change "and" to "or".
        let is_text = match unread {
            [false, false] => is_same,
            [true, true] => is_same && (was == is || now.len() < 2),
            _ => false,
        };
        if is_text {
            self.compare_texts(&[KEY], old, new, "the operation");
            return;
        }
        let words = |needs: &Option<Requirement>, sets: &Needs| match needs {
            Some(needs) if !sets.iter().all(BTreeSet::is_empty) => {
                format!("the permission {needs}")
            }
            _ => "no particular permission".to_owned(),
        };
        let note = if unread.contains(&true) {
            " (a sentence that cannot be read; compare the two)"
        } else {
            ""
        };
        let what = format!(
            "needs {} now, needed {} before{note}",
            words(&needs, &now),
            words(&needed, &before)
        );
        let class = if unread.contains(&true) {
            Class::Breaking
        } else {
            class(&before, &now)
        };
        let (event, at) = match (old.get(KEY), new.get(KEY)) {
            (Some(at), None) => (Event::Removed, at),
            (None, Some(at)) => (Event::Added, at),
            (_, at) => (Event::Changed, at.unwrap_or_else(|| new.clone())),
        };
        self.report(class, (Element::Permission, event), what, &at.pointer);
    }
}

/// Returns sets of permissions. An API client that holds one whole set may make every call of the operation.
fn alternatives(needs: Option<&Requirement>) -> Needs {
    needs.map_or_else(|| vec![BTreeSet::new()], Requirement::alternatives)
}

fn class(needed: &Needs, needs: &Needs) -> Class {
    let enough = |held: &Needs, asked: &Needs| {
        held.iter()
            .all(|held| asked.iter().any(|asked| asked.is_subset(held)))
    };
    if !enough(needed, needs) {
        Class::Breaking
    } else if enough(needs, needed) {
        Class::TextOnly
    } else {
        Class::Additive
    }
}

/// The schemes and scopes that a requirement needs in addition to a bearer token.
fn needs(at: &Place<'_>, requirement: Option<&Place<'_>>) -> Needs {
    let schemes = Place::root(at.root).find(&["components", "securitySchemes"]);
    let of_one = |alternative: Place<'_>| {
        let mut asked = BTreeSet::new();
        for (name, scopes) in alternative.members() {
            let scheme = schemes.as_ref().and_then(|schemes| schemes.get(name));
            let scheme = scheme.map(|scheme| scheme.resolved());
            let known = scheme.map_or_else(|| name.to_owned(), |scheme| identity(&scheme));
            for scope in scopes.elements() {
                asked.insert(format!("{known}: {}", scope.value));
            }
            if known != TOKEN {
                asked.insert(known);
            }
        }
        asked
    };
    let alternatives: Needs = requirement
        .iter()
        .flat_map(|list| list.elements())
        .map(of_one)
        .collect();
    if alternatives.is_empty() {
        vec![BTreeSet::new()]
    } else {
        alternatives
    }
}

const TOKEN: &str = "a bearer token";

/// The credential that a caller must send for a scheme.
fn identity(scheme: &Place<'_>) -> String {
    let part = |key: &str| scheme.text(key).unwrap_or("?");
    match part("type") {
        "oauth2" | "openIdConnect" => TOKEN.to_owned(),
        "http" if part("scheme").eq_ignore_ascii_case("bearer") => TOKEN.to_owned(),
        "http" => format!("HTTP {}", part("scheme")),
        "apiKey" => format!("the {} `{}`", part("in"), part("name")),
        other => other.to_owned(),
    }
}

/// The requirement in words: `oauth(users.read, users.write) or key`.
fn requirement_phrase(requirement: Option<&Place<'_>>) -> String {
    let one = |(name, scopes): (&str, Place<'_>)| {
        let scopes: Vec<&str> = scopes
            .elements()
            .filter_map(|at| at.value.as_str())
            .collect();
        if scopes.is_empty() {
            name.to_owned()
        } else {
            format!("{name}({})", scopes.join(", "))
        }
    };
    let all = |alternative: Place<'_>| {
        let parts: Vec<String> = alternative.members().map(one).collect();
        if parts.is_empty() {
            "not needed".to_owned()
        } else {
            format!("`{}`", parts.join(" and "))
        }
    };
    let alternatives: Vec<String> = requirement
        .iter()
        .flat_map(|list| list.elements())
        .map(all)
        .collect();
    if alternatives.is_empty() {
        "not needed".to_owned()
    } else {
        alternatives.join(" or ")
    }
}
