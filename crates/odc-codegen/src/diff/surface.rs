//! Lists the items that users of a generated crate can use: its types, their fields and variants, the methods of the
//! client, and the setters of calls and types.
//!
//! The list is read from the generated files, so it repeats no rule of the generator.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::ParseStream;
use syn::{Attribute, ImplItem, Item, Visibility, braced};

use crate::document::child;

/// The name of the only member of a type alias.
pub(super) const ALIAS: &str = "=";

/// The Rust name of the client.
pub(super) const CLIENT: &str = "Client";

/// The items that users of a crate can use.
#[derive(Debug, Default)]
pub(crate) struct Surface {
    pub(super) types: BTreeMap<String, Named>,
    /// The members of types, by the names of the type and of the member.
    pub(super) members: BTreeMap<(String, String), Member>,
    /// The types that a response contains. Users read their fields.
    read: BTreeSet<String>,
    /// The code of each file that a user calls, without its docs.
    pub(super) code: Vec<String>,
}

/// A public type.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// The operation of a call, such as `GET /users`.
    pub(super) operation: Option<String>,
    /// The schema that the docs name.
    schema: Option<String>,
}

/// A field, a variant, a method or a constant.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Member {
    pub(super) is_variant: bool,
    /// The type of a field or a constant, or the contents of a variant.
    pub(super) value: Option<String>,
    /// The arguments of a method, or of the field's setter in the builder of the type.
    pub(super) takes: Option<String>,
    /// The names of the arguments of a method, in their order.
    pub(super) arguments: Vec<String>,
    pub(super) returns: Option<String>,
    /// The name of a field in JSON, if it differs.
    wire: Option<String>,
    /// The types that it uses.
    pub(super) names: BTreeSet<String>,
}

impl Surface {
    /// Reads the items of generated files. It ignores a file that is not Rust. This does not happen, because the
    /// generator has parsed each file.
    pub(crate) fn read(files: &BTreeMap<String, String>) -> Self {
        let mut surface = Self::default();
        // The helpers for tests repeat the calls, and the data about operations has the same form in each crate.
        let files = files
            .iter()
            .filter(|(name, _)| !matches!(&***name, "mock.rs" | "operations.rs"));
        let files = files.filter_map(|(name, text)| Some((name, syn::parse_file(text).ok()?)));
        let mut responses = BTreeSet::new();
        for (name, file) in files {
            let code = without_docs(file.to_token_stream());
            surface.code.push(format!("{name}: {code}"));
            for item in &file.items {
                surface.add(item);
            }
            if name.starts_with("builder/") || name == "waiting.rs" {
                let calls = file.items.iter().filter_map(own_methods);
                for (_, function) in calls.flatten() {
                    names_in(&function.sig.output, &mut responses);
                }
            }
        }
        surface.forget_forwarded_setters();
        surface.read = surface.within(responses);
        surface
    }

    fn add(&mut self, item: &Item) {
        match item {
            Item::Struct(item) if is_public(&item.vis) => {
                let owner = item.ident.to_string();
                self.add_type(&owner, &item.attrs);
                for (index, field) in item.fields.iter().enumerate() {
                    if is_public(&field.vis) {
                        let name = field
                            .ident
                            .as_ref()
                            .map_or(index.to_string(), ToString::to_string);
                        let member = self.member(&owner, &name, &field.ty);
                        member.value = Some(code_text(&field.ty));
                        member.wire = renamed(&field.attrs);
                    }
                }
            }
            Item::Enum(item) if is_public(&item.vis) => {
                let owner = item.ident.to_string();
                self.add_type(&owner, &item.attrs);
                for variant in &item.variants {
                    let member = self.member(&owner, &variant.ident.to_string(), &variant.fields);
                    member.is_variant = true;
                    member.value = Some(code_text(&variant.fields));
                }
            }
            Item::Type(item) if is_public(&item.vis) => {
                let owner = item.ident.to_string();
                self.add_type(&owner, &item.attrs);
                // Code may use both names for the same value.
                self.member(&owner, ALIAS, &item.ty).value = Some(code_text(&item.ty));
            }
            Item::Macro(item) => {
                if let Ok((attributes, owner, variants)) = item.mac.parse_body_with(open_enum) {
                    self.add_type(&owner, &attributes);
                    for variant in variants {
                        self.member(&owner, &variant, &TokenStream::new())
                            .is_variant = true;
                    }
                }
            }
            Item::Impl(block) if block.trait_.is_none() => {
                let owner = owner(block);
                for member in &block.items {
                    if let ImplItem::Const(constant) = member
                        && is_public(&constant.vis)
                    {
                        let ty = code_text(&constant.ty);
                        let name = constant.ident.to_string();
                        self.member(&owner, &name, &constant.ty).value = Some(ty);
                    }
                }
                for (_, function) in own_methods(item).into_iter().flatten() {
                    let signature = &function.sig;
                    let inputs = signature.inputs.iter().map(|input| match input {
                        syn::FnArg::Typed(argument) => code_text(&argument.ty),
                        syn::FnArg::Receiver(receiver) => {
                            code_text(receiver).replace("mut self", "self")
                        }
                    });
                    let inputs: Vec<String> = inputs.collect();
                    let arguments = signature.inputs.iter().filter_map(|input| match input {
                        syn::FnArg::Typed(argument) => Some(code_text(&argument.pat)),
                        syn::FnArg::Receiver(_) => None,
                    });
                    let arguments = arguments.collect();
                    let generics = code_text(&signature.generics);
                    let named = (&signature.inputs, &signature.output);
                    let tokens = named.0.to_token_stream();
                    let tokens = TokenStream::from_iter([tokens, named.1.to_token_stream()]);
                    let member = self.member(&owner, &signature.ident.to_string(), &tokens);
                    member.takes = Some(format!("{generics}{}", inputs.join(", ")));
                    member.arguments = arguments;
                    member.returns = Some(match &signature.output {
                        syn::ReturnType::Type(_, ty) => code_text(ty),
                        syn::ReturnType::Default => "()".to_owned(),
                    });
                }
            }
            _ => {}
        }
    }

    fn add_type(&mut self, name: &str, attributes: &[Attribute]) {
        let docs = docs(attributes);
        let text = |before: &str, after: char| {
            let (_, rest) = docs.rsplit_once(before)?;
            Some(rest.split(after).next()?.to_owned())
        };
        let named = Named {
            operation: text("): `", '`').filter(|_| docs.starts_with("A call of")),
            schema: text("Schema `", '`'),
        };
        // The builder of a type has the members of the type.
        self.types
            .entry(of_builder(name).to_owned())
            .or_default()
            .merge(named);
    }

    fn member(&mut self, owner: &str, name: &str, named: &impl ToTokens) -> &mut Member {
        let key = (of_builder(owner).to_owned(), name.to_owned());
        let member = self.members.entry(key).or_default();
        names_in(named, &mut member.names);
        member
    }

    /// Removes the setters of calls that only forward to the builder of the body. They change with the type.
    fn forget_forwarded_setters(&mut self) {
        let is_forwarded = |(owner, name): &(String, String), member: &Member| {
            let body = self.members.get(&(owner.clone(), "body".to_owned()));
            let mut bodies = body.iter().flat_map(|body| &body.names);
            bodies.any(|body| {
                let setter = self.members.get(&(body.clone(), name.clone()));
                body != owner && setter.is_some_and(|setter| setter.takes == member.takes)
            })
        };
        let members = self
            .members
            .iter()
            .filter(|(key, member)| is_forwarded(key, member));
        let forwarded: Vec<(String, String)> = members.map(|(key, _)| key.clone()).collect();
        for key in forwarded {
            self.members.remove(&key);
        }
    }

    /// The types that these types contain, with the types themselves.
    fn within(&self, mut left: BTreeSet<String>) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        while let Some(name) = left.pop_first() {
            if found.insert(name.clone()) {
                let values = self
                    .members_of(&name)
                    .filter(|(_, member)| member.value.is_some());
                left.extend(values.flat_map(|(_, member)| member.names.iter().cloned()));
            }
        }
        found
    }

    /// The parts of a member that users' code depends on. For a field of a request, only the setter counts.
    pub(super) fn relied_on<'m>(
        &self,
        (owner, _): &(String, String),
        member: &'m Member,
    ) -> [Option<&'m String>; 3] {
        let is_used = member.is_variant || member.takes.is_none() || self.read.contains(owner);
        [
            member.value.as_ref().filter(|_| is_used),
            member.takes.as_ref(),
            member.returns.as_ref(),
        ]
    }

    /// The operation of a call's type or of the client's method, with the place of the operation.
    pub(super) fn operation(&self, owner: &str, member: &str) -> Option<(String, String)> {
        let of = |name: &str| self.types.get(name)?.operation.clone();
        let operation = if owner == CLIENT {
            let method = self.members.get(&(owner.to_owned(), member.to_owned()))?;
            method.names.iter().find_map(|name| of(name))?
        } else {
            of(owner)?
        };
        let (method, path) = operation.split_once(' ')?;
        let pointer = child(&child("/paths", path), &method.to_ascii_lowercase());
        Some((operation, pointer))
    }

    /// The place of a type or of its member in the document, if the docs name the schema.
    pub(super) fn pointer(&self, owner: &str, member: Option<&str>) -> Option<String> {
        let schema = self.types.get(owner)?.schema.as_ref()?;
        let at = child("/components/schemas", schema);
        let key = |name: &str| (owner.to_owned(), name.to_owned());
        let field = member.and_then(|name| Some((name, self.members.get(&key(name))?)));
        let field = field.filter(|(_, member)| member.value.is_some() && !member.is_variant);
        Some(field.map_or_else(
            || at.clone(),
            |(name, member)| {
                child(
                    &format!("{at}/properties"),
                    member.wire.as_deref().unwrap_or(name),
                )
            },
        ))
    }

    /// The members of a type.
    pub(super) fn members_of<'s>(
        &'s self,
        owner: &str,
    ) -> impl Iterator<Item = (&'s (String, String), &'s Member)> {
        let members = self.members.range((owner.to_owned(), String::new())..);
        members.take_while(move |((own, _), _)| own == owner)
    }

    /// The calls of an operation, and of the operations of the path at a pointer.
    pub(super) fn calls_of<'s>(
        &'s self,
        operation: &'s str,
        path: Option<&'s str>,
    ) -> impl Iterator<Item = &'s str> {
        let is_of = move |named: &Named| {
            let Some(own) = &named.operation else {
                return false;
            };
            let own_path = own.split_once(' ').map(|(_, path)| child("/paths", path));
            own == operation || (path.is_some() && own_path.as_deref() == path)
        };
        let types = self.types.iter().filter(move |(_, named)| is_of(named));
        types.map(|(name, _)| name.as_str())
    }

    /// The method of the client that makes a call.
    pub(super) fn method_of(&self, call: &str) -> Option<&str> {
        self.types.get(call)?.operation.as_ref()?;
        let mut methods = self.members_of(CLIENT);
        methods
            .find(|(_, method)| method.names.contains(call))
            .map(|((_, name), _)| name.as_str())
    }
}

impl Member {
    /// Whether an argument has another position now. If the argument at that position had the same type before,
    /// existing calls would still compile, but would give the value to another argument. A new name at the same
    /// position changes nothing.
    pub(super) fn swaps_arguments(&self, now: &Self) -> bool {
        let moved = |(at, name): (usize, &String)| {
            let place = now.arguments.iter().position(|now| now == name);
            place.is_some_and(|place| place != at)
        };
        self.arguments.len() == now.arguments.len() && self.arguments.iter().enumerate().any(moved)
    }
}

impl Named {
    fn merge(&mut self, other: Self) {
        self.operation = self.operation.take().or(other.operation);
        self.schema = self.schema.take().or(other.schema);
    }
}

/// The public methods of an `impl` block without a trait, each with the name of the type.
fn own_methods(item: &Item) -> Option<impl Iterator<Item = (String, &syn::ImplItemFn)>> {
    let Item::Impl(block) = item else {
        return None;
    };
    block.trait_.is_none().then(|| {
        let methods = block.items.iter().filter_map(|member| match member {
            // Every builder has the method `build`, so the comparison leaves it out.
            ImplItem::Fn(function) if is_public(&function.vis) && function.sig.ident != "build" => {
                Some(function)
            }
            _ => None,
        });
        methods.map(|function| (owner(block), function))
    })
}

fn owner(block: &syn::ItemImpl) -> String {
    match &*block.self_ty {
        syn::Type::Path(path) => path
            .path
            .segments
            .last()
            .map_or_else(String::new, |last| last.ident.to_string()),
        other => code_text(other),
    }
}

/// The type whose builder has this name, or the name itself.
fn of_builder(name: &str) -> &str {
    name.strip_suffix("Builder")
        .filter(|ty| !ty.is_empty())
        .unwrap_or(name)
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Reads `pub enum Kind { Big = "Big", … }` with its attributes.
fn open_enum(input: ParseStream<'_>) -> syn::Result<(Vec<Attribute>, String, Vec<String>)> {
    let attributes = input.call(Attribute::parse_outer)?;
    input.parse::<Visibility>()?;
    input.parse::<syn::Token![enum]>()?;
    let name: syn::Ident = input.parse()?;
    let content;
    braced!(content in input);
    let mut variants = Vec::new();
    while !content.is_empty() {
        content.call(Attribute::parse_outer)?;
        variants.push(content.parse::<syn::Ident>()?.to_string());
        content.parse::<syn::Token![=]>()?;
        content.parse::<syn::Lit>()?;
        content.parse::<Option<syn::Token![,]>>()?;
    }
    Ok((attributes, name.to_string(), variants))
}

/// The code without doc comments.
fn without_docs(code: TokenStream) -> TokenStream {
    let mut kept: Vec<TokenTree> = Vec::new();
    for token in code {
        match token {
            TokenTree::Group(group) if is_doc(&group) && is_hash(kept.last()) => drop(kept.pop()),
            TokenTree::Group(group) => {
                let inner = without_docs(group.stream());
                kept.push(Group::new(group.delimiter(), inner).into());
            }
            token => kept.push(token),
        }
    }
    kept.into_iter().collect()
}

/// Whether the group is the bracket of `#[doc …]`.
fn is_doc(group: &Group) -> bool {
    let first = group.stream().into_iter().next();
    group.delimiter() == Delimiter::Bracket
        && matches!(first, Some(TokenTree::Ident(ident)) if ident == "doc")
}

fn is_hash(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(mark)) if mark.as_char() == '#')
}

/// Adds the names of types in these tokens.
fn names_in(tokens: &impl ToTokens, names: &mut BTreeSet<String>) {
    for token in tokens.to_token_stream() {
        match token {
            TokenTree::Group(group) => names_in(&group.stream(), names),
            TokenTree::Ident(ident) => {
                let name = ident.to_string();
                if name.starts_with(char::is_uppercase) {
                    names.insert(of_builder(&name).to_owned());
                }
            }
            _ => {}
        }
    }
}

/// The text of an attribute `doc`, with all its lines.
fn docs(attributes: &[Attribute]) -> String {
    let lines = attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            syn::Meta::NameValue(pair) if pair.path.is_ident("doc") => text_of(&pair.value),
            _ => None,
        });
    let lines: Vec<String> = lines.map(|line| line.trim().to_owned()).collect();
    lines.join(" ")
}

/// The name that serde gives a field.
fn renamed(attributes: &[Attribute]) -> Option<String> {
    let mut name = None;
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("serde"))
    {
        // Reading ends at an argument without a value. The name is the first argument, so it is read before.
        let _ = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("rename") {
                name = text_of(&meta.value()?.parse()?);
            }
            Ok(())
        });
    }
    name
}

fn text_of(value: &syn::Expr) -> Option<String> {
    match value {
        syn::Expr::Lit(literal) => match &literal.lit {
            syn::Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

/// The code as users write it: without the modules of the crate, and with the usual spaces.
fn code_text(code: &impl ToTokens) -> String {
    let text = code.to_token_stream().to_string();
    let mut shown = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let before = shown.chars().last();
        let after = chars.peek();
        let is_joined = |c: char| "<>:&()[]'".contains(c);
        let drops = c == ' '
            && (before.is_none_or(is_joined)
                || after.is_some_and(|c| is_joined(*c) || ",;".contains(*c)));
        if !drops {
            shown.push(c);
        }
    }
    [
        "crate::generated::",
        "odc_runtime::",
        "types::",
        "enums::",
        "type_builders::",
        "builder::",
    ]
    .iter()
    .fold(shown, |shown, module| shown.replace(module, ""))
}
