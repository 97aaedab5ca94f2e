//! Reads the permissions that a caller must hold from a sentence of the document.
//!
//! Permissions are bold: `**Category > Name**`. `or` and `and` join them. A condition stands before them (`for the
//! add-ons also …`), a place stands after them (`… in that stage`), and a semicolon separates the parts. A sentence in
//! another form is kept unchanged.

use std::collections::BTreeSet;

use super::permission_sets::without_repetition;
use super::requirement::{Case, Requirement};

/// Reads a sentence.
pub(crate) fn read_requirement(sentence: &str) -> Requirement {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let sentence = without_repetition(&words.join(" "));
    let understood = understood(&sentence).map(Requirement::into_set);
    understood.unwrap_or_else(|| Requirement::Words {
        permissions: permissions(&sentence),
        sentence: sentence.replace("**", ""),
    })
}

/// The requirement of a sentence, or `None` for a sentence in another form.
fn understood(sentence: &str) -> Option<Requirement> {
    let clauses = clauses(sentence)?;
    let mut read = Reader::default();
    clauses.iter().try_for_each(|clause| read.clause(clause))?;
    read.finish()
}

/// A published sentence about permissions, in our words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InOurWords {
    /// The sentence.
    pub sentence: String,
    /// Whether everything in the published sentence was understood. If not, a permission may be missing, or the words
    /// that join permissions.
    pub is_whole: bool,
}

/// Writes our own sentence about the permissions that a published sentence names. Returns `None` when nothing in the
/// published sentence is understood.
///
/// Our sentence has no conditions and no places, because they are texts of the service.
#[must_use]
pub fn requirement_in_our_words(published: &str) -> Option<InOurWords> {
    let read = read_requirement(published);
    let names = permissions(published);
    let is_whole = !matches!(read, Requirement::Words { .. }) && !has_plain_permission(published);
    let sentence = match &read {
        Requirement::Any => "Any one permission.".to_owned(),
        Requirement::AllOf(all) if all.is_empty() => "No permission.".to_owned(),
        _ if names.is_empty() => return None,
        read => {
            let bold: Vec<String> = names.iter().map(|name| format!("**{name}**")).collect();
            let words = read.in_our_words().unwrap_or_else(|| bold.join(", "));
            match words.strip_prefix("for ") {
                Some(rest) => format!("For {rest}."),
                None => format!("Needs {words}."),
            }
        }
    };
    Some(InOurWords { sentence, is_whole })
}

/// Whether two sentences say that the same permissions are enough, or `None` when one of them is in a form that is not
/// understood.
#[must_use]
pub fn is_same_requirement(one: &str, other: &str) -> Option<bool> {
    let sets = |sentence: &str| match read_requirement(sentence) {
        Requirement::Words { .. } => None,
        read => Some(read.alternatives().into_iter().collect::<BTreeSet<_>>()),
    };
    Some(sets(one)? == sets(other)?)
}

/// Whether a sentence seems to name a permission that is not bold, and so is not read.
#[must_use]
pub fn has_plain_permission(sentence: &str) -> bool {
    let mut plain = sentence.split("**").step_by(2);
    plain.any(|part| part.contains(" > ") || part.contains("&gt;"))
}

/// The distinct parts `**Category > Name**` of a sentence.
pub(crate) fn permissions(sentence: &str) -> Vec<String> {
    let bold = sentence.split("**").skip(1).step_by(2);
    let permissions = bold.map(str::trim).filter(|part| part.contains('>'));
    let mut names: Vec<String> = Vec::new();
    for name in permissions {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// A part of a sentence between two semicolons or periods: the names in it, and the words before, between and after them.
#[derive(Default)]
struct Clause<'a> {
    names: Vec<&'a str>,
    /// The words before, between and after the names. There is one element more than names.
    words: Vec<String>,
}

/// The clauses of a sentence, or `None` when the end of a bold part is missing.
fn clauses(sentence: &str) -> Option<Vec<Clause<'_>>> {
    let parts: Vec<&str> = sentence.split("**").collect();
    if parts.len().is_multiple_of(2) {
        return None;
    }
    let mut clauses = Vec::new();
    let mut clause = Clause::default();
    let mut words = String::new();
    for (index, part) in parts.into_iter().enumerate() {
        if index % 2 == 1 && part.contains('>') {
            clause.words.push(std::mem::take(&mut words));
            clause.names.push(part.trim());
            continue;
        }
        let mut pieces = sentences(part).into_iter();
        words.push_str(&pieces.next().unwrap_or_default());
        for piece in pieces {
            clause.words.push(std::mem::replace(&mut words, piece));
            clauses.push(std::mem::take(&mut clause));
        }
    }
    clause.words.push(words);
    clauses.push(clause);
    Some(clauses)
}

/// The parts of a text between semicolons and ends of sentences. The dot of an abbreviation does not end a part.
fn sentences(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut rest = text;
    while let Some(at) = rest.find(['.', ';']) {
        let (before, after) = rest.split_at(at);
        let (end, after) = after.split_at(1);
        let part = parts.last_mut().expect("there is always a part");
        part.push_str(before);
        let is_abbreviation = ["e.g", "i.e", "etc"]
            .iter()
            .any(|word| part.ends_with(word));
        let is_end =
            end == ";" || (!is_abbreviation && (after.is_empty() || after.starts_with(' ')));
        if is_end {
            parts.push(String::new());
        } else {
            part.push_str(end);
        }
        rest = if is_end && end == "." {
            after.strip_prefix(' ').unwrap_or(after)
        } else {
            after
        };
    }
    parts
        .last_mut()
        .expect("there is always a part")
        .push_str(rest);
    parts
}

/// Words before a permission that are not part of a condition.
const NEEDING: &[&str] = &[
    "needs",
    "need",
    "needed",
    "requires",
    "require",
    "required",
    "the",
    "permission",
    "permissions",
    "of",
    "you",
    "just",
    "only",
    "caller",
    "callers",
    "hold",
    "holds",
    "must",
    "have",
    "has",
];

/// Words that say that something is not needed.
const DENYING: &[&str] = &[
    "not",
    "no",
    "never",
    "without",
    "doesn't",
    "don't",
    "doesn’t",
    "don’t",
    "cannot",
    "neither",
];

/// Words after a permission that are not part of a place.
const IGNORED: &[&str] = &[
    "permission",
    "permissions",
    "both",
    "each",
    "is",
    "are",
    "needed",
    "required",
    "enough",
    "will",
    "do",
];

/// Words that say how strictly a permission is needed. A text with such a word is not a condition.
const QUALIFYING: &[&str] = &[
    "example",
    "formerly",
    "least",
    "longer",
    "may",
    "might",
    "obsolete",
    "optional",
    "optionally",
    "previously",
    "recommended",
    "sometimes",
    "usually",
];

/// Words at the beginning of a condition, never of a place: `unless you are the owner`.
const EXCLUDING: &[&str] = &["unless", "except", "as"];

/// Words at the beginning of a place or a condition.
const PREPOSITIONS: &[&str] = &[
    "in", "on", "for", "of", "at", "to", "within", "when", "if", "unless", "with", "also", "as",
];

#[derive(Default)]
struct Reader {
    /// The cases. The flag is true when the permissions of the case are needed in addition to all others.
    cases: Vec<(Case, bool)>,
    place: Option<String>,
}

impl Reader {
    fn clause(&mut self, clause: &Clause<'_>) -> Option<()> {
        let (last, before) = clause.words.split_last()?;
        let Some((first, between)) = before.split_first() else {
            return self.words_alone(last);
        };
        let lead = Lead::read(first)?;
        let names = clause.names.iter().map(|name| (*name).to_owned());
        let mut needs = join(names.collect(), between, lead.joined)?;
        let place = place(last)?;
        if !place.is_empty() {
            needs = Requirement::Within {
                needs: Box::new(needs),
                place,
            };
        }
        let condition = lead.condition;
        self.cases.push((Case { condition, needs }, lead.also));
        Some(())
    }

    /// A clause that names no permission.
    fn words_alone(&mut self, words: &str) -> Option<()> {
        let words = words.trim().trim_end_matches('.');
        let (condition, last) = words.rsplit_once(':').unwrap_or(("", words));
        let (condition, last) = (condition.trim(), last.trim().to_lowercase());
        if !is_condition(condition) {
            return None;
        }
        // `in any stage` is a place, and does not mean "any permission".
        let mut places = ["in ", "on ", "at ", "within "].iter();
        let is_place = condition.is_empty() && places.any(|start| last.starts_with(*start));
        let needs = match last.as_str() {
            "" => return condition.is_empty().then_some(()),
            // `both: both` adds nothing. When both conditions are true, both cases apply anyway.
            "both" if condition == "both" => return Some(()),
            "both" => joined(self.named(), Joined::All),
            "either" => joined(self.named(), Joined::Any),
            "nothing" | "none" | "no permission" | "needs nothing" => {
                Requirement::AllOf(Vec::new())
            }
            _ if !is_place
                && (last == "any" || last.starts_with("any ") || last.contains(" any ")) =>
            {
                Requirement::Any
            }
            _ => {
                self.place = Some(place(words)?).filter(|place| !place.is_empty());
                self.place.as_ref()?;
                return Some(());
            }
        };
        let condition = condition.to_owned();
        self.cases.push((Case { condition, needs }, false));
        Some(())
    }

    /// The permissions that the cases name up to here.
    fn named(&self) -> Vec<String> {
        let alternatives = self
            .cases
            .iter()
            .flat_map(|(case, _)| case.needs.alternatives());
        let mut names: Vec<String> = Vec::new();
        for name in alternatives.flatten() {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    fn finish(self) -> Option<Requirement> {
        if self.cases.is_empty() {
            return None;
        }
        let (besides, cases): (Vec<_>, Vec<_>) =
            self.cases.into_iter().partition(|(_, also)| *also);
        let mut cases: Vec<Case> = cases.into_iter().map(|(case, _)| case).collect();
        let base = if cases.iter().all(|case| case.condition.is_empty()) {
            let needs = cases.into_iter().map(|case| case.needs).collect();
            one_or(needs, Requirement::AllOf)
        } else {
            // The case without a condition comes first.
            cases.sort_by_key(|case| !case.condition.is_empty());
            let elses = cases.iter().filter(|case| case.condition.is_empty());
            if elses.count() > 1 || cases.len() == 1 {
                let when = cases.pop().filter(|_| cases.is_empty())?;
                Requirement::When(Box::new(when))
            } else {
                Requirement::Cases(cases)
            }
        };
        let besides = besides.into_iter().map(|(case, _)| {
            if case.condition.is_empty() {
                case.needs
            } else {
                Requirement::When(Box::new(case))
            }
        });
        let mut all: Vec<Requirement> = besides.collect();
        if base != Requirement::AllOf(Vec::new()) || all.is_empty() {
            all.insert(0, base);
        }
        let needs = one_or(all, Requirement::AllOf);
        Some(match self.place {
            None => needs,
            Some(place) => Requirement::Within {
                needs: Box::new(needs),
                place,
            },
        })
    }
}

/// How several permissions are joined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joined {
    All,
    Any,
}

/// The words before the first permission of a clause.
struct Lead {
    condition: String,
    also: bool,
    joined: Option<Joined>,
}

impl Lead {
    /// Reads the words, or returns `None` for words that are not a condition.
    fn read(words: &str) -> Option<Self> {
        let words = words.trim();
        let mut is_marked = words.ends_with(':');
        let mut words: Vec<&str> = words.trim_end_matches(':').split_whitespace().collect();
        // `Required permission:` is not a condition.
        is_marked &= !words.iter().all(|word| is_needing(word));
        let (mut also, mut joined, mut needs) = (false, None, false);
        while let Some(last) = words.last() {
            let last = last
                .trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase();
            match last.as_str() {
                "also" | "additionally" => also = true,
                // All words before a colon are the condition: `a new one:`.
                _ if is_marked => break,
                "either" | "one" | "any" => joined = Some(Joined::Any),
                "both" | "all" => joined = Some(Joined::All),
                known if NEEDING.contains(&known) => needs |= known.starts_with(['n', 'r', 'm']),
                _ => break,
            }
            words.pop();
        }
        let begins = words.first().map(|first| first.to_lowercase());
        let begins = begins.is_none_or(|first| PREPOSITIONS.contains(&first.as_str()));
        // After words such as `Does not need`, a permission is not needed. But `not` is allowed in a condition: `when
        // it is not new`.
        let denies = |word: &&str| DENYING.contains(&word.to_lowercase().as_str());
        if !is_marked && !begins && words.iter().any(denies) {
            return None;
        }
        let condition = uncapitalized(words.join(" ").trim_end_matches([',', ':']));
        if !is_condition(&condition) {
            return None;
        }
        (is_marked || needs || begins).then_some(Self {
            condition,
            also,
            joined,
        })
    }
}

/// Whether a word before a permission only says that it is needed.
fn is_needing(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    NEEDING.contains(&word.to_lowercase().as_str())
}

/// Whether words can be a condition, which says when a permission is needed. Words that say whether it is needed are
/// not a condition: `not needed`, `no longer`.
fn is_condition(words: &str) -> bool {
    let words = words.to_lowercase();
    let words = words.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let says_need = |word: &&str| {
        QUALIFYING.contains(word) || word.starts_with("need") || word.starts_with("requir")
    };
    let denies_alone = !words.is_empty() && words.iter().all(|word| DENYING.contains(word));
    !denies_alone && !words.iter().any(says_need)
}

/// The place after the last permission of a clause; it may be empty. `None` for words that are not a place.
fn place(words: &str) -> Option<String> {
    let words = words.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.'));
    let mut words = words.split_whitespace().peekable();
    while words
        .next_if(|word| IGNORED.contains(&word.trim_matches(',')))
        .is_some()
    {}
    let rest: Vec<&str> = words.collect();
    match rest.first() {
        None => Some(String::new()),
        Some(first)
            if PREPOSITIONS.contains(&first.to_lowercase().as_str())
                && !EXCLUDING.contains(&first.to_lowercase().as_str()) =>
        {
            Some(rest.join(" "))
        }
        Some(_) => None,
    }
}

/// The requirement of permissions with words between them. `None` when the words do not join them, or have both `or`
/// and `and`.
fn join(names: Vec<String>, between: &[String], said: Option<Joined>) -> Option<Requirement> {
    let mut how = said;
    let mut open = false;
    for words in between {
        let word = words.replace(',', " ");
        let found = match word.trim() {
            "or" => Joined::Any,
            "and" => Joined::All,
            "" => {
                open = true;
                continue;
            }
            _ => return None,
        };
        if how.is_some_and(|how| how != found) {
            return None;
        }
        how = Some(found);
    }
    if open && how.is_none() {
        return None;
    }
    Some(joined(names, how.unwrap_or(Joined::All)))
}

fn joined(names: Vec<String>, how: Joined) -> Requirement {
    let mut once: Vec<Requirement> = Vec::new();
    for name in names.into_iter().map(Requirement::Permission) {
        if !once.contains(&name) {
            once.push(name);
        }
    }
    match how {
        Joined::All => one_or(once, Requirement::AllOf),
        Joined::Any => one_or(once, Requirement::AnyOf),
    }
}

/// The only requirement, or `many` of all requirements.
fn one_or(mut all: Vec<Requirement>, many: fn(Vec<Requirement>) -> Requirement) -> Requirement {
    match all.len() {
        1 => all.remove(0),
        _ => many(all),
    }
}

/// The words, with a small letter in place of the capital letter at the beginning of a sentence.
fn uncapitalized(words: &str) -> String {
    let mut letters = words.chars();
    match (letters.next(), letters.as_str()) {
        (Some(first), rest) if !rest.starts_with(char::is_uppercase) => {
            first.to_lowercase().chain(rest.chars()).collect()
        }
        _ => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences of documents, and what the generator reads in them.
    const READ: &[(&str, &str)] = &[
        ("**A > B**", "`A > B`"),
        ("Needs **A > B**.", "`A > B`"),
        ("Required permission: **A > B**", "`A > B`"),
        ("Requires: **A > B** or **A > C**", "`A > B` or `A > C`"),
        (
            "Unless you are the owner: **A > B**",
            "unless you are the owner: also `A > B`",
        ),
        ("**A > B** or **A > C**", "`A > B` or `A > C`"),
        ("either **A > C** or **A > B**", "`A > C` or `A > B`"),
        (
            "Needs one of **A > B**, **A > C** or **A > D**.",
            "`A > B` or `A > C` or `A > D`",
        ),
        ("**A > B** or **A > B**", "`A > B`"),
        (
            "**A > B** and **C > D**, both in that stage",
            "`A > B` and `C > D`, in that stage",
        ),
        (
            "Needs **A > B**, for the stage of the operation.",
            "`A > B` for the stage of the operation",
        ),
        (
            "Needs **A > B**, also for a `Release` build.",
            "`A > B` also for a `Release` build",
        ),
        (
            "a new one: **A > B**; another version of an existing one: **A > C** on it; no library yet: either",
            "a new one: `A > B`; another version of an existing one: `A > C` on it; no library yet: `A > B` or `A > C`",
        ),
        (
            "A new asset needs **A > B**; a new revision needs **A > C** on that asset.",
            "a new asset: `A > B`; a new revision: `A > C` on that asset",
        ),
        (
            "a name: **A > B**; an order: **A > C**; both: both",
            "a name: `A > B`; an order: `A > C`",
        ),
        (
            "**A > B**; for the e-mail settings **A > C**; in that stage",
            "`A > B`; for the e-mail settings: `A > C`, in that stage",
        ),
        (
            "**A > B** in that stage; for the add-ons also **C > D**",
            "`A > B` in that stage; for the add-ons: also `C > D`",
        ),
        (
            "any; for add-ons and details also **C > D**",
            "any one permission; for add-ons and details: also `C > D`",
        ),
        ("Any permission.", "any one permission"),
        (
            "Open to **any** API client that holds at least one permission.",
            "any one permission",
        ),
        ("**A > B**; in any stage", "`A > B` in any stage"),
        (
            "For some requests **A > B**; for others: no permission.",
            "for some requests: `A > B`; for others: no permission",
        ),
        ("Needs nothing.", "no permission"),
        (
            "for some stages, e.g. the last: **A > B**. for others: **A > C**",
            "for some stages, e.g. the last: `A > B`; for others: `A > C`",
        ),
    ];

    #[test]
    fn the_sentences_of_documents_are_understood() {
        for (sentence, understood) in READ {
            let read = read_requirement(sentence);
            assert!(
                !matches!(read, Requirement::Words { .. }),
                "{sentence}: {read:?}"
            );
            assert_eq!(read.to_string(), *understood, "{sentence}");
        }
    }

    #[test]
    fn a_sentence_in_another_form_is_kept_in_its_words() {
        for sentence in [
            "",
            "A person who administers the platform.",
            "Needs **A > B** or **A > C** and **A > D**.",
            "Needs **A > B**, **A > C**.",
            "Needs **A > B** unless **A > C** is held.",
            "**A > B** (legacy)",
            "Does **not** need **A > B**, **A > C** or **A > D**.",
            "The caller does not need **A > B**.",
            "Needs **A > B** or **A > C**, **but not** **A > D**.",
            "Needs any **two** of **A > B**, **A > C** or **A > D**.",
            "Needs **A > B** or **A > C** **together**.",
            "Needs **A > B",
            "Not needed: **A > B**",
            "Never: **A > B**",
            "No longer: **A > B**",
            "As of v2 no longer needed: **A > B**",
            "Optional: **A > B**",
            "Formerly needed **A > B**.",
            "For example **A > B**.",
            "At least **A > B**",
            "Needs at least two of **A > B**, **A > C** or **A > D**.",
            "**A > B** unless you are the owner",
            "**A > B**, except for the owner",
            "No longer: any permission.",
        ] {
            let read = read_requirement(sentence);
            let Requirement::Words {
                permissions: named, ..
            } = &read
            else {
                panic!("{sentence}: {read:?}");
            };
            assert_eq!(named, &permissions(sentence), "{sentence}");
        }
    }

    #[test]
    fn alternatives_are_the_sets_that_are_enough_for_every_call() {
        let sets = |sentence: &str| -> Vec<Vec<String>> {
            let all = read_requirement(sentence).alternatives();
            all.into_iter()
                .map(|set| set.into_iter().collect())
                .collect()
        };
        assert_eq!(sets("**A > B** or **A > C**"), [["A > B"], ["A > C"]]);
        assert_eq!(sets("**A > B** and **A > C**"), [["A > B", "A > C"]]);
        assert_eq!(sets("a: **A > B**; b: **A > C**"), [["A > B", "A > C"]]);
        assert_eq!(sets("Any permission."), [[""; 0]]);
    }

    #[test]
    fn sentences_say_the_same_when_the_same_sets_are_enough() {
        let any = "Needs **A > B**, **A > C** or **A > D**.";
        for (other, is_same) in [
            ("One of **A > D**, **A > C** or **A > B**", Some(true)),
            ("Needs **A > B**, **A > C** and **A > D**.", Some(false)),
            ("Needs all of **A > B**, **A > C**, **A > D**.", Some(false)),
            (
                "Needs **A > B** or **A > C**. Also needs **A > D**.",
                Some(false),
            ),
            ("Does **not** need **A > B**, **A > C** or **A > D**.", None),
        ] {
            assert_eq!(is_same_requirement(any, other), is_same, "{other}");
            assert_eq!(is_same_requirement(other, any), is_same, "{other}");
        }
    }

    #[test]
    fn our_sentence_says_how_permissions_are_joined_and_has_no_other_words_of_the_service() {
        for (published, ours) in [
            (
                "You must have **A > B** or **A > C**!",
                "Needs **A > B**, **A > C**.",
            ),
            (
                "Either **A > B** or **A > C** will do.",
                "Needs **A > B** or **A > C**.",
            ),
            (
                "Both **A > B** and **A > C**, in its stage",
                "Needs **A > B** and **A > C**.",
            ),
            (
                "a new one: **A > B**; an old one: **A > C** on it",
                "For some requests **A > B**; for others **A > C**.",
            ),
            (
                "**A > B**; for details also **A > C**",
                "Needs **A > B**; for some requests also **A > C**.",
            ),
            (
                "a new one: **A > B**; an old one: nothing",
                "For some requests **A > B**; for others: no permission.",
            ),
        ] {
            let read = requirement_in_our_words(published).unwrap();
            assert_eq!(read.sentence, ours);
            assert_eq!(read.is_whole, !published.ends_with('!'), "{published}");
        }
    }

    #[test]
    fn a_sentence_that_is_not_understood_never_means_no_permission() {
        for unread in [
            "",
            "Open to everybody.",
            "You need the `A > B` permission.",
            "Needs __A > B__.",
            "Needs **A / B**.",
        ] {
            assert_eq!(requirement_in_our_words(unread), None, "{unread}");
        }
        let partly = requirement_in_our_words("Needs **A > B** for `C > D`.").unwrap();
        assert_eq!(
            (&*partly.sentence, partly.is_whole),
            ("Needs **A > B**.", false)
        );
        for (published, ours) in [
            ("Needs nothing.", "No permission."),
            ("Any permission will do.", "Any one permission."),
        ] {
            let read = requirement_in_our_words(published).unwrap();
            assert_eq!((&*read.sentence, read.is_whole), (ours, true));
            assert_eq!(read_requirement(ours), read_requirement(published));
        }
    }
}
