//! Reads the long operations that a client can wait for from `x-odc-wait` in the overlay: which property has the state,
//! what each state means, where the messages of a failed operation are, and which list has many such operations.

use serde_json::Value;

use super::operations::{Operation, response_schema};
use super::schemas::is_secret;
use crate::document::{Document, Problem, Result, child, flag, objects, resolve, strings};

/// The name of the extension.
const EXTENSION: &str = "x-odc-wait";
/// The members of the extension.
const MEMBERS: [&str; 6] = ["state", "running", "done", "failed", "messages", "many"];
/// The possible names of the text, the code and the severity in a message. The best names come first.
const TEXTS: [&str; 4] = ["message", "detail", "text", "title"];
const CODES: [&str; 3] = ["errorCode", "code", "type"];
const SEVERITIES: [&str; 1] = ["severity"];

/// A long operation that a client can wait for.
#[derive(Debug, Clone)]
pub(crate) struct Waiting {
    /// The Rust name of the API operation that reads the long operation: `get_deployment`.
    pub(crate) operation: String,
    /// The name of the long operation: `deployment`.
    pub(crate) thing: String,
    /// The property that has the state.
    pub(crate) state: String,
    pub(crate) running: Vec<String>,
    pub(crate) done: Vec<String>,
    pub(crate) failed: Vec<String>,
    pub(crate) messages: Option<Messages>,
    pub(crate) many: Option<Many>,
}

/// Where the messages of a failed operation are.
#[derive(Debug, Clone)]
pub(crate) struct Messages {
    pub(crate) place: MessageSource,
    /// Properties of a message.
    pub(crate) severity: Option<String>,
    pub(crate) codes: Vec<String>,
    pub(crate) texts: Vec<String>,
}

#[derive(Debug, Clone)]
pub(crate) enum MessageSource {
    /// In the response of an operation, by its Rust name, in this list.
    Operation { name: String, list: String },
    /// In this list of the record.
    List(String),
    /// In this property of the record, which is one message.
    One(String),
}

/// The list that has many long operations.
#[derive(Debug, Clone)]
pub(crate) struct Many {
    /// The Rust name of the operation: `list_deployments`.
    pub(crate) operation: String,
    /// The name of the long operations: `deployments`.
    pub(crate) things: String,
    /// The property of a row that has its key.
    pub(crate) key: String,
}

/// Reads the extension of every operation that has it.
///
/// # Errors
/// The extension does not fit the document.
pub(super) fn read(document: &Document, operations: &[Operation]) -> Result<Vec<Waiting>> {
    let mut all: Vec<Waiting> = Vec::new();
    for operation in operations {
        let pointer = pointer_of(operation);
        if let Some(given) = document.root.pointer(&child(&pointer, EXTENSION)) {
            let reader = Reader {
                document,
                operations,
                operation,
                at: child(&pointer, EXTENSION),
                given,
            };
            let read = reader.read()?;
            if let Some(taken) = all.iter().find(|other| other.shares_a_method_with(&read)) {
                let what = format!("`{}` has a wait of the same name", taken.operation);
                return Err(reader.problem("", what));
            }
            all.push(read);
        }
    }
    Ok(all)
}

fn pointer_of(operation: &Operation) -> String {
    child(&child("/paths", &operation.path), &operation.method)
}

impl Waiting {
    /// The name of the method that waits for one operation.
    pub(crate) fn method(&self) -> String {
        format!("wait_for_{}", self.thing)
    }

    /// The name of the method that waits for many operations.
    pub(crate) fn method_of_many(&self) -> Option<String> {
        let many = self.many.as_ref()?;
        Some(format!("wait_for_{}", many.things))
    }

    fn methods(&self) -> impl Iterator<Item = String> {
        std::iter::once(self.method()).chain(self.method_of_many())
    }

    fn shares_a_method_with(&self, other: &Self) -> bool {
        self.methods()
            .any(|one| other.methods().any(|two| one == two))
    }
}

/// The name without its verb.
fn thing_of(name: &str, verb: &str) -> String {
    name.strip_prefix(verb).unwrap_or(name).to_owned()
}

/// One extension and what it is read with.
struct Reader<'a> {
    document: &'a Document,
    operations: &'a [Operation],
    operation: &'a Operation,
    /// The pointer of the extension.
    at: String,
    given: &'a Value,
}

impl<'a> Reader<'a> {
    fn problem(&self, member: &str, what: impl Into<String>) -> Problem {
        let at = match member {
            "" => self.at.clone(),
            member => child(&self.at, member),
        };
        let problem = self.document.problem(&at, what);
        problem.fix("correct `x-odc-wait` in the overlay; openapi/README.md says what it holds")
    }

    fn read(&self) -> Result<Waiting> {
        self.check_operation()?;
        self.check_members("", self.given, &MEMBERS)?;
        let (running, done, failed) = self.states()?;
        let waiting = Waiting {
            operation: self.operation.name.clone(),
            thing: thing_of(&self.operation.name, "get_"),
            state: self.text("", self.given, "state")?.to_owned(),
            running,
            done,
            failed,
            messages: self.messages()?,
            many: self.many()?,
        };
        let method = waiting.method();
        if waiting.method_of_many().is_some_and(|many| many == method) {
            let what = format!("the wait for one and the wait for many would both be `{method}`");
            return Err(self.problem("many", what));
        }
        let mut methods = waiting.methods();
        let taken = methods.find(|method| self.operations.iter().any(|o| o.name == *method));
        drop(methods);
        match taken {
            None => Ok(waiting),
            Some(taken) => {
                let what = format!("an operation is called `{taken}`, as the wait would be");
                Err(self.problem("", what))
            }
        }
    }

    /// Checks that the API operation reads one thing by its key. A client can wait only with such an operation.
    fn check_operation(&self) -> Result<()> {
        let required = self.required_parameters(self.operation);
        let is_by_key = matches!(required[..], [key] if key["in"] == "path");
        if self.operation.method == "get" && is_by_key {
            return Ok(());
        }
        let what = "only a GET with one required parameter, the key in its path, can be awaited";
        Err(self.problem("", what))
    }

    fn required_parameters(&self, operation: &Operation) -> Vec<&'a Value> {
        let root = &self.document.root;
        let all = root.pointer(&child(&pointer_of(operation), "parameters"));
        let all = all.and_then(Value::as_array).into_iter().flatten();
        let all = all.map(|parameter| resolve(root, parameter));
        all.filter(|parameter| flag(parameter, "required"))
            .collect()
    }

    fn check_members(&self, member: &str, given: &Value, known: &[&str]) -> Result<()> {
        let Some(members) = given.as_object() else {
            let what = format!("a JSON object of {} belongs here", known.join(", "));
            return Err(self.problem(member, what));
        };
        match members.keys().find(|name| !known.contains(&name.as_str())) {
            None => Ok(()),
            Some(unknown) => {
                let what = format!("`{unknown}` is unknown; known are {}", known.join(", "));
                Err(self.problem(member, what))
            }
        }
    }

    fn text(&self, member: &str, given: &'a Value, name: &str) -> Result<&'a str> {
        let text = given.get(name).and_then(Value::as_str);
        text.ok_or_else(|| self.problem(member, format!("`{name}` is missing, or is not a text")))
    }

    fn schema_of(&self, operation: &Operation) -> Option<&'a Value> {
        let root = &self.document.root;
        let responses = root.pointer(&child(&pointer_of(operation), "responses"))?;
        let mut responses = responses.as_object()?.iter();
        let (_, success) = responses.find(|(status, _)| status.starts_with('2'))?;
        response_schema(resolve(root, success))
    }

    /// The record: the schema of the response.
    fn record(&self) -> Result<&'a Value> {
        let schema = self.schema_of(self.operation);
        schema.ok_or_else(|| self.problem("", "the response has no JSON schema"))
    }

    fn property(&self, schema: &'a Value, name: &str) -> Option<&'a Value> {
        let root = &self.document.root;
        let property = resolve(root, schema).get("properties")?.get(name)?;
        Some(resolve(root, property))
    }

    /// The states of a running, a successful, and a failed operation.
    fn states(&self) -> Result<(Vec<String>, Vec<String>, Vec<String>)> {
        let state = self.text("", self.given, "state")?;
        let property = self.property(self.record()?, state);
        let property = property.filter(|schema| is_text(schema)).ok_or_else(|| {
            self.problem(
                "state",
                format!("the response has no text or enum `{state}`"),
            )
        })?;
        let mut seen: Vec<(&str, String)> = Vec::new();
        let mut lists = Vec::new();
        for member in ["running", "done", "failed"] {
            let list = self.list_of_texts(member)?;
            for state in &list {
                if let Some((first, _)) = seen.iter().find(|(_, other)| *other == folded(state)) {
                    let what = format!("`{state}` is in `{first}` already");
                    return Err(self.problem(member, what));
                }
                seen.push((member, folded(state)));
            }
            lists.push(list);
        }
        let [running, done, failed] = <[Vec<String>; 3]>::try_from(lists)
            .map_err(|_| self.problem("", "the lists of states cannot be read"))?;
        if done.is_empty() {
            return Err(self.problem("", "`done` has no state"));
        }
        self.check_values(property, [&running, &done, &failed])?;
        Ok((running, done, failed))
    }

    fn list_of_texts(&self, member: &str) -> Result<Vec<String>> {
        let Some(given) = self.given.get(member) else {
            return Ok(Vec::new());
        };
        let texts = given.as_array().into_iter().flatten();
        let texts: Option<Vec<String>> =
            texts.map(|text| text.as_str().map(str::to_owned)).collect();
        texts
            .filter(|_| given.is_array())
            .ok_or_else(|| self.problem(member, "a list of texts belongs here"))
    }

    /// Checks that each value of an enum is in a list, and that each state in the lists is a value. So the generator
    /// refuses a document with a new state that is in no list.
    fn check_values(&self, property: &Value, lists: [&Vec<String>; 3]) -> Result<()> {
        let values = strings(property.get("enum"));
        if values.is_empty() {
            return Ok(());
        }
        let listed: Vec<&String> = lists.into_iter().flatten().collect();
        if let Some(value) = values.iter().find(|value| !listed.contains(value)) {
            let what = format!("the state `{value}` is not in `running`, `done` or `failed`");
            return Err(self.problem("", what));
        }
        match listed.into_iter().find(|state| !values.contains(state)) {
            None => Ok(()),
            Some(state) => Err(self.problem("", format!("the enum has no state `{state}`"))),
        }
    }

    fn named_operation(&self, member: &str, name: &str) -> Result<&'a Operation> {
        let found = self.operations.iter().find(|o| o.name == name);
        found.ok_or_else(|| self.problem(member, format!("no operation is called `{name}`")))
    }

    fn messages(&self) -> Result<Option<Messages>> {
        let Some(given) = self.given.get("messages") else {
            return Ok(None);
        };
        let member = "messages";
        self.check_members(member, given, &["operation", "property"])?;
        if given.get("property").is_some() && given.get("operation").is_some() {
            let what = "either `operation` or `property` belongs here, not both";
            return Err(self.problem(member, what));
        }
        if given.get("property").is_some() {
            let name = self.text(member, given, "property")?;
            let Some(property) = self.property(self.record()?, name) else {
                return Err(self.problem(member, format!("the response has no `{name}`")));
            };
            let items = property.get("items");
            let place = if items.is_some() {
                MessageSource::List
            } else {
                MessageSource::One
            };
            return self.message(place(name.to_owned()), items.unwrap_or(property));
        }
        let name = self.text(member, given, "operation")?;
        let operation = self.named_operation(member, name)?;
        if self.required_parameters(operation).len() != 1 {
            let what = format!("`{name}` needs more or less than the key of the operation");
            return Err(self.problem(member, what));
        }
        let list = self
            .schema_of(operation)
            .and_then(|schema| self.list_in(schema));
        let (list, items) =
            list.ok_or_else(|| self.problem(member, format!("`{name}` returns no list")))?;
        let place = MessageSource::Operation {
            name: name.to_owned(),
            list,
        };
        self.message(place, items)
    }

    /// The only list of objects among the properties of a response, and the schema of its items.
    fn list_in(&self, schema: &'a Value) -> Option<(String, &'a Value)> {
        let root = &self.document.root;
        let mut lists =
            objects(resolve(root, schema), "/properties").filter_map(|(name, schema)| {
                let items = resolve(root, schema).get("items")?;
                Some((name.clone(), items))
            });
        lists.next().filter(|_| lists.next().is_none())
    }

    fn message(&self, place: MessageSource, schema: &'a Value) -> Result<Option<Messages>> {
        let among = |names: &[&str]| -> Vec<String> {
            let names = names.iter().filter(|name| {
                let property = self.property(schema, name);
                property.is_some_and(|schema| is_text(schema) && !is_secret(schema))
            });
            names.map(|name| (*name).to_owned()).collect()
        };
        let texts = among(&TEXTS);
        if texts.is_empty() {
            let what = format!(
                "a message has a text called {}; this one has no such text",
                TEXTS.join(", ")
            );
            return Err(self.problem("messages", what));
        }
        Ok(Some(Messages {
            place,
            severity: among(&SEVERITIES).pop(),
            codes: among(&CODES),
            texts,
        }))
    }

    fn many(&self) -> Result<Option<Many>> {
        let Some(given) = self.given.get("many") else {
            return Ok(None);
        };
        let member = "many";
        self.check_members(member, given, &["operation", "key"])?;
        let name = self.text(member, given, "operation")?;
        let key = self.text(member, given, "key")?;
        let operation = self.named_operation(member, name)?;
        let rows = self
            .schema_of(operation)
            .and_then(|schema| self.list_in(schema));
        let resolved = |schema| resolve(&self.document.root, schema);
        let record = resolved(self.record()?);
        let is_of_records = rows.is_some_and(|(_, row)| std::ptr::eq(resolved(row), record));
        let is_free = self.required_parameters(operation).is_empty();
        if operation.paging.is_none() || !is_of_records || !is_free {
            let what =
                format!("`{name}` is not a paged list of the same records that needs no parameter");
            return Err(self.problem(member, what));
        }
        if self.property(self.record()?, key).is_none() {
            return Err(self.problem(member, format!("the response has no `{key}`")));
        }
        Ok(Some(Many {
            operation: name.to_owned(),
            things: thing_of(name, "list_"),
            key: key.to_owned(),
        }))
    }
}

fn is_text(schema: &Value) -> bool {
    schema.get("type").is_some_and(|ty| ty == "string")
}

/// A state in the form in which the runtime compares it.
fn folded(state: &str) -> String {
    let letters = state.chars().filter(|c| !matches!(c, ' ' | '-' | '_'));
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests;
