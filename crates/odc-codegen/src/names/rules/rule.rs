//! The type of a naming rule, and the functions that apply it.

/// One line of a table: what matches, what it becomes, and why.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Words, or patterns in which `*` stands for the rest of the name. `#*` matches a name that begins with a digit.
    pub forms: &'static [&'static str],
    /// What a match becomes. `*` stands for the rest, and words in capitals stand for other parts of the name.
    pub becomes: &'static str,
    /// The reason.
    pub why: &'static str,
    /// A published name and its Rust name. A test checks it.
    pub example: (&'static str, &'static str),
}

/// How the test reads the example of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The published name of a component schema.
    Schema,
    /// `METHOD PATH ID`. `-` means no id. `[]` at the end means that the response is a list.
    Operation,
    /// `METHOD PATH ID`; the Rust name is that of the builder.
    Call,
    /// A parameter, followed by its place.
    Parameter,
    /// A field of an object.
    Field,
    /// A field of a body, or a parameter followed by its place. The Rust name is that of a setter of the call.
    Setter,
    /// A value of an enum.
    Value,
    /// The tag of a group of operations.
    Group,
    /// A word in the plural.
    Plural,
}

/// Rules in the order in which they are tried.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub title: &'static str,
    /// Where the rules apply, and how they match.
    pub about: &'static str,
    /// How a test reads the examples.
    pub kind: Kind,
    /// Its lines.
    pub rules: &'static [Rule],
}

/// A rule that applied, with the name before and after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RuleStep {
    pub(crate) rule: &'static Rule,
    pub(crate) from: String,
    pub(crate) to: String,
}

/// The rules that applied to a name, in order.
pub(crate) type Trail = Vec<RuleStep>;

impl Rule {
    /// The part of the name that matches the `*` of the first matching form. For a form without a `*`, it is the whole name.
    pub(crate) fn matched<'n>(&self, name: &'n str) -> Option<&'n str> {
        self.rests(name).next()
    }

    /// The part of the name that matches the `*`, for each form that matches.
    fn rests<'n>(&self, name: &'n str) -> impl Iterator<Item = &'n str> {
        self.forms
            .iter()
            .filter_map(move |form| match form.split_once('*') {
                _ if *form == "#*" => Some(name).filter(|name| begins_with_digit(name)),
                Some((before, after)) => name.strip_prefix(before)?.strip_suffix(after),
                None => (name == *form).then_some(name),
            })
    }

    pub(crate) fn holds(&self, word: &str) -> bool {
        self.forms.contains(&word)
    }

    /// The result of the rule for a name whose `*` is `rest`.
    pub(crate) fn make(&'static self, from: &str, rest: &str, trail: &mut Trail) -> String {
        let to = self.becomes.replace('*', rest);
        self.record(from, &to, trail);
        to
    }

    /// Records that the rule applied, if it changed the name.
    pub(crate) fn record(&'static self, from: &str, to: &str, trail: &mut Trail) {
        if from != to {
            trail.push(RuleStep {
                rule: self,
                from: from.to_owned(),
                to: to.to_owned(),
            });
        }
    }
}

impl Table {
    /// The first rule that matches, and the part that matches its `*`. The part may be empty.
    pub(crate) fn find<'n>(&self, name: &'n str) -> Option<(&'static Rule, &'n str)> {
        first_of(self.rules, name)
    }

    /// The first rule that matches and leaves a part of the name, and that part.
    pub(crate) fn find_part<'n>(&self, name: &'n str) -> Option<(&'static Rule, &'n str)> {
        let mut matches = self.rules.iter().filter_map(|rule| {
            let rest = rule.rests(name).find(|rest| !rest.is_empty())?;
            Some((rule, rest))
        });
        matches.next()
    }

    /// The result of the first rule that matches; the name itself when no rule matches.
    pub(crate) fn apply(&self, name: String, trail: &mut Trail) -> String {
        apply(self.rules, name, trail)
    }

    /// Whether one of the rules has exactly this word.
    pub(crate) fn holds(&self, word: &str) -> bool {
        self.rules.iter().any(|rule| rule.holds(word))
    }
}

fn first_of<'n>(rules: &'static [Rule], name: &'n str) -> Option<(&'static Rule, &'n str)> {
    let mut matches = rules.iter();
    matches.find_map(|rule| Some((rule, rule.matched(name)?)))
}

/// The result of the first rule that matches; the name itself when no rule matches.
pub(crate) fn apply(rules: &'static [Rule], name: String, trail: &mut Trail) -> String {
    match first_of(rules, &name) {
        Some((rule, rest)) => rule.make(&name, rest, trail),
        None => name,
    }
}

fn begins_with_digit(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_digit())
}
