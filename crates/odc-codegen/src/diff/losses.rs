//! Reports what a crate loses or gains without a reason in the comparison of the documents.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, Class, Element, Event, Side};
use super::surface::{ALIAS, CLIENT, Member, Surface};

/// A type, or a member of it.
type Item<'s> = (&'s str, Option<&'s str>);

/// Adds a change for each item that the new crate does not have in the same form, unless a breaking change is the
/// reason. If there is no breaking change, it also adds the items that are new without a reason. If both crates have
/// the same code, a change that concerns only the crate counts as a change of texts.
pub(crate) fn add_losses(changes: &mut Vec<Change>, old: &Surface, new: &Surface) {
    let reasons = Reasons::read(changes, &[Class::Breaking], old);
    let mut added = Losses::find(old, new).without_reason(&reasons);
    if old.code == new.code {
        // The same code sends the same requests and reads the same responses.
        for change in changes.iter_mut().filter(|change| change.is_of_crate) {
            change.class = Class::TextOnly;
        }
        changes.sort_by_key(|change| change.class);
    }
    if added.is_empty() && changes.iter().all(|change| change.class != Class::Breaking) {
        // This runs only without breaking changes, because a renamed item would look new.
        let reasons = Reasons::read(changes, &[Class::Additive], new);
        added = Losses::find(new, old).gains(&reasons);
    }
    if !added.is_empty() {
        changes.append(&mut added);
        changes.sort_by_key(|change| change.class);
    }
}

/// The items that the new crate does not have in the same form.
struct Losses<'s> {
    old: &'s Surface,
    new: &'s Surface,
    types: BTreeSet<&'s str>,
    /// The members that are lost or changed, without the members of lost types.
    members: Vec<(&'s (String, String), &'s Member)>,
}

impl<'s> Losses<'s> {
    fn find(old: &'s Surface, new: &'s Surface) -> Self {
        let types = old
            .types
            .keys()
            .filter(|name| !new.types.contains_key(*name));
        let types: BTreeSet<&str> = types.map(String::as_str).collect();
        let members = old.members.iter().filter(|(key, member)| {
            let relied_on = old.relied_on(key, member);
            let kept = new.members.get(*key).is_some_and(|kept| {
                let now = [
                    kept.value.as_ref(),
                    kept.takes.as_ref(),
                    kept.returns.as_ref(),
                ];
                let mut pairs = relied_on.iter().zip(now);
                pairs.all(|(was, now)| was.is_none() || *was == now)
                    && !member.swaps_arguments(kept)
            });
            !kept && !types.contains(&*key.0)
        });
        let members = members.collect();
        Self {
            old,
            new,
            types,
            members,
        }
    }

    /// The changes, one for each group of items that are lost together: a type, and everything that uses the type.
    fn without_reason(&self, reasons: &Reasons) -> Vec<Change> {
        let unexplained = self.groups_without_reason(reasons);
        let firsts = unexplained.iter().filter_map(|items| items.first());
        firsts.map(|item| self.change(*item)).collect()
    }

    fn groups_without_reason(&self, reasons: &Reasons) -> Vec<Vec<Item<'s>>> {
        let mut groups = Groups::default();
        for name in &self.types {
            let named = self.old.members_of(name);
            let named = named.flat_map(|(_, member)| member.names.iter().map(String::as_str));
            let lost = named
                .chain([*name])
                .filter(|name| self.types.contains(name));
            groups.add((*name, None), lost, reasons.for_type(name, self.old));
        }
        for ((owner, name), member) in &self.members {
            let lost = member.names.iter().map(String::as_str);
            let lost = lost.filter(|name| self.types.contains(name));
            let has_reason = reasons.for_member(owner, name, self.old)
                || self.has_other_types(owner, name, member, reasons);
            groups.add((owner, Some(name)), lost, has_reason);
        }
        let unexplained = groups.list.into_iter().filter(|group| !group.has_reason);
        unexplained.map(|group| group.items).collect()
    }

    /// The additions. These are the losses from the new crate to the old one, without members that only have another form.
    fn gains(mut self, reasons: &Reasons) -> Vec<Change> {
        let known = &self.new.members;
        self.members.retain(|(key, _)| !known.contains_key(*key));
        let groups = self.groups_without_reason(reasons);
        // If the group has a method, the change names the method, because it says more than its types.
        let told = groups.iter().filter_map(|items| {
            let method = items.iter().find(|(owner, _)| *owner == CLIENT);
            method.or(items.first())
        });
        let gains = told.map(|item| self.change(*item)).map(|change| Change {
            class: Class::Additive,
            event: Event::Added,
            side: Side::New,
            what: change.what.replace("is no longer in", "is new in"),
            ..change
        });
        gains.collect()
    }

    /// Whether a member uses another type than before, and a change is the reason for one of the two types.
    fn has_other_types(&self, owner: &str, name: &str, was: &Member, reasons: &Reasons) -> bool {
        let is = self.new.members.get(&(owner.to_owned(), name.to_owned()));
        let is = is.map(|is| &is.names).cloned().unwrap_or_default();
        // A body that has lost its builder still uses its type.
        let is_other =
            |ty: &&String| name == "body" || !(was.names.contains(*ty) && is.contains(*ty));
        let mut types = was.names.union(&is).filter(is_other);
        types.any(|ty| ty != owner && reasons.for_type(ty, self.old))
    }

    fn change(&self, (owner, member): Item<'s>) -> Change {
        let key = member.map(|member| (owner.to_owned(), member.to_owned()));
        let was = key.as_ref().and_then(|key| self.old.members.get(key));
        let is = key.as_ref().and_then(|key| self.new.members.get(key));
        let event = match (&key, is) {
            (Some(_), Some(_)) => Event::Changed,
            _ => Event::Removed,
        };
        let (side, surface) = match event {
            Event::Removed => (Side::Old, self.old),
            _ => (Side::New, self.new),
        };
        let operation = surface.operation(owner, member.unwrap_or_default());
        let element = match was {
            _ if operation.is_some() && owner == CLIENT => Element::Operation,
            _ if operation.is_some() => Element::Parameter,
            Some(member) if member.is_variant => Element::EnumValue,
            Some(_) => Element::Field,
            None => Element::Type,
        };
        let named = member.filter(|member| *member != ALIAS);
        let rust = named.map_or_else(|| owner.to_owned(), |member| format!("{owner}::{member}"));
        let what = match (was, is) {
            (Some(was), None) if member == Some(ALIAS) => {
                let same = was.value.as_deref().unwrap_or_default();
                format!("`{rust}` is a type of its own now, was `{same}`")
            }
            (Some(was), Some(is)) => {
                let relied_on = self.old.relied_on(&(owner.to_owned(), String::new()), was);
                let swapped = was.swaps_arguments(is).then(|| other_order(was, is));
                let what = difference(relied_on, is).or(swapped).unwrap_or_default();
                format!("`{rust}` {what}")
            }
            _ => format!("`{rust}` is no longer in the crate"),
        };
        let pointer = operation.as_ref().map(|(_, pointer)| pointer.clone());
        let pointer = pointer.or_else(|| surface.pointer(owner, member));
        Change {
            class: Class::Breaking,
            element,
            event,
            operations: usize::from(operation.is_some()),
            operation: operation.map(|(operation, _)| operation),
            what,
            rust: Some(rust),
            pointer: pointer.unwrap_or_default(),
            side,
            is_of_crate: false,
        }
    }
}

/// Items that are lost together.
#[derive(Default)]
struct Group<'s> {
    items: Vec<Item<'s>>,
    has_reason: bool,
}

/// All groups, and the group of each lost type. A group is empty after it was merged into another group.
#[derive(Default)]
struct Groups<'s> {
    list: Vec<Group<'s>>,
    of_type: BTreeMap<&'s str, usize>,
}

impl<'s> Groups<'s> {
    /// Adds an item. Merges the groups of the lost types that it uses into its group.
    fn add(&mut self, item: Item<'s>, lost: impl Iterator<Item = &'s str>, has_reason: bool) {
        let own = self.list.len();
        let mut group = Group {
            items: Vec::new(),
            has_reason,
        };
        for name in lost {
            let Some(other) = self.of_type.insert(name, own).filter(|other| *other != own) else {
                continue;
            };
            let joined = std::mem::take(&mut self.list[other]);
            group.items.extend(joined.items);
            group.has_reason |= joined.has_reason;
            for of_type in self
                .of_type
                .values_mut()
                .filter(|of_type| **of_type == other)
            {
                *of_type = own;
            }
        }
        group.items.push(item);
        self.list.push(group);
    }
}

/// The sentence about arguments that have another order now.
fn other_order(was: &Member, is: &Member) -> String {
    let [was, is] = [was, is].map(|member| member.arguments.join(", "));
    format!("takes its arguments in the order `{is}` now, was `{was}`")
}

/// The sentence about the first difference between two forms of a member.
fn difference(was: [Option<&String>; 3], is: &Member) -> Option<String> {
    let is = [is.value.as_ref(), is.takes.as_ref(), is.returns.as_ref()];
    let mut forms = ["is", "takes", "returns"]
        .into_iter()
        .zip(was.into_iter().zip(is));
    let changed = forms
        .find_map(|(verb, (was, is))| (was.is_some() && was != is).then_some((verb, was?, is)));
    Some(match changed? {
        (verb, was, Some(is)) => {
            let arguments = |text: &str| text.trim_start_matches("self, ").to_owned();
            format!("{verb} `{}` now, was `{}`", arguments(is), arguments(was))
        }
        ("is", ..) => "is no longer a field".to_owned(),
        _ => "has no setter now".to_owned(),
    })
}

/// The Rust names of things with a change.
struct Reasons(BTreeSet<String>);

impl Reasons {
    /// The things with a change of one of these classes.
    fn read(changes: &[Change], classes: &[Class], old: &Surface) -> Self {
        let changes = changes.iter().filter(|change| {
            // These do not change the crate.
            let is_elsewhere = matches!(
                change.element,
                Element::BasePath
                    | Element::Security
                    | Element::Permission
                    | Element::Rule
                    | Element::ErrorResponse
                    | Element::Text
            );
            classes.contains(&change.class) && !is_elsewhere
        });
        Self(changes.flat_map(|change| names_of(change, old)).collect())
    }

    fn for_type(&self, name: &str, surface: &Surface) -> bool {
        let called = || Some(format!("Client::{}", surface.method_of(name)?));
        self.0.contains(name) || called().is_some_and(|method| self.0.contains(&method))
    }

    fn for_member(&self, owner: &str, member: &str, surface: &Surface) -> bool {
        let is_made_otherwise = || {
            let method = surface.members.get(&(owner.to_owned(), member.to_owned()));
            let mut calls = method.iter().flat_map(|method| &method.names);
            calls.any(|call| self.0.contains(call) || self.0.contains(&argument_of(call)))
        };
        self.0.contains(&format!("{owner}::{member}"))
            || self.for_type(owner, surface)
            || (owner == CLIENT && is_made_otherwise())
    }
}

/// The name that stands for the arguments of a call.
fn argument_of(call: &str) -> String {
    format!("{call}()")
}

/// The Rust names of the items that a change concerns.
fn names_of(change: &Change, old: &Surface) -> Vec<String> {
    let operation = change.operation.as_deref().unwrap_or_default();
    let Some(rust) = &change.rust else {
        // This is a parameter of all methods of a path.
        let path = change.pointer.split("/parameters").next();
        return old.calls_of(operation, path).map(str::to_owned).collect();
    };
    // An argument of a method changes the method.
    let rust = rust.split('(').next().unwrap_or_default();
    let mut names = vec![rust.to_owned()];
    let words = change.what.split('`').skip(1).step_by(2);
    if let Some((owner, member)) = rust.rsplit_once("::") {
        if change.event == Event::Renamed {
            // The sentence contains the old name.
            names.extend(words.clone().map(|word| format!("{owner}::{word}")));
        }
        if change.pointer.contains("/parameters/") {
            // A required parameter is an argument.
            names.push(argument_of(owner));
        }
        if change.pointer.contains("/requestBody/") {
            // A field of a form is a setter of the call.
            let calls = old.calls_of(operation, None);
            names.extend(calls.map(|call| format!("{call}::{member}")));
            if change.element == Element::RequestBody {
                // A file is an argument.
                let calls = old.calls_of(operation, None);
                names.extend(calls.map(argument_of));
            }
            if change.element == Element::Type {
                // A form with a file has no separate type.
                names.push(owner.to_owned());
            }
        }
    }
    if matches!(
        change.element,
        Element::Type | Element::Schema | Element::Alternative | Element::EnumValue
    ) {
        let types = words.filter(|word| word.starts_with(char::is_uppercase));
        names.extend(types.map(str::to_owned));
    }
    names
}
