//! Writes the waits for long operations: a table of the states, and how one operation, a list of many operations, and
//! the messages are read.

use heck::ToUpperCamelCase as _;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::calls::is_argument;
use super::markdown::{Line, Prose};
use super::paging::List;
use super::structs::{Field, Shape, Struct, Structs};
use super::{docs, type_builders};
use crate::document::Result;
use crate::facts::{Api, MessageSource, Messages, Operation, Waiting};
use crate::lower::extract::{self, Call, unknown_form};
use crate::lower::paths::argument;

/// The tokens of `waiting.rs`.
///
/// # Errors
/// A response has a form that a wait cannot read.
pub(super) fn emit(api: &Api, calls: &[Call], structs: &Structs) -> Result<TokenStream> {
    let crate_parts = Crate {
        api,
        calls,
        structs,
    };
    let waits = api
        .waits
        .iter()
        .map(|wait| Wait::find(&crate_parts, wait)?.emit());
    let waits = waits.collect::<Result<Vec<_>>>()?;
    Ok(quote! {
        use odc_runtime::waiting::{ListedOperation, LongOperation, Messages, States, Wait, WaitForAll};
        use odc_runtime::{Error, ItemStream, OperationMessage};

        use crate::generated::client::Client;
        use crate::generated::{enums, types};

        #(#waits)*
    })
}

/// The parts of a crate.
struct Crate<'a> {
    api: &'a Api,
    calls: &'a [Call],
    structs: &'a Structs,
}

impl<'a> Crate<'a> {
    fn call(&self, name: &str) -> Result<(&'a Operation, &'a Call)> {
        let mut all = self.api.operations.iter().zip(self.calls);
        let found = all.find(|(operation, _)| operation.name == name);
        found.ok_or_else(|| unknown_form(&format!("no call {name}")))
    }

    /// The struct of a call's response.
    fn response(&self, call: &Call) -> Result<&'a Struct> {
        let ty = &call.response;
        let name = quote!(#ty).to_string();
        let found = name
            .strip_prefix("types :: ")
            .and_then(|name| self.structs.get(name));
        found.ok_or_else(|| {
            unknown_form(&format!("the response of {} is not a struct", call.builder))
        })
    }

    /// The struct that a field or its list contains.
    fn inner(&self, field: &Field) -> Result<&'a Struct> {
        let ty = argument(&field.inner, "Vec").unwrap_or(&field.inner);
        let found = self.structs.get(&quote!(#ty).to_string());
        found.ok_or_else(|| unknown_form(&format!("`{}` is not a struct", field.ident)))
    }
}

fn field<'a>(of: &'a Struct, published: &str) -> Result<&'a Field> {
    let found = of.fields.iter().find(|field| field.published == published);
    found.ok_or_else(|| unknown_form(&format!("{} has no field for `{published}`", of.ident)))
}

/// One wait, with the parts that it needs.
struct Wait<'a> {
    parts: &'a Crate<'a>,
    facts: &'a Waiting,
    get: &'a Call,
    key: &'a extract::Field,
    record: &'a Struct,
}

impl<'a> Wait<'a> {
    fn find(parts: &'a Crate<'a>, wait: &'a Waiting) -> Result<Self> {
        let (_, get) = parts.call(&wait.operation)?;
        let key = get.fields.iter().find(|field| is_argument(field));
        Ok(Self {
            parts,
            facts: wait,
            get,
            key: key.ok_or_else(|| unknown_form(&format!("{} has no key", get.builder)))?,
            record: parts.response(get)?,
        })
    }

    /// The name of its type, such as `AwaitedDeployment`.
    fn awaited(&self) -> syn::Ident {
        format_ident!("Awaited{}", self.facts.thing.to_upper_camel_case())
    }

    /// The name of the long operation in a sentence.
    fn thing(&self) -> String {
        self.facts.thing.replace('_', " ")
    }

    fn emit(&self) -> Result<TokenStream> {
        let many = self.many()?;
        let (awaited, one) = (self.awaited(), self.one());
        let long_operation = self.long_operation()?;
        let method = self.method();
        let about = Line::ours("Each ")
            .plain(&self.thing())
            .and(", as a wait reads it.");
        let about = docs::line(&about);
        Ok(quote! {
            #about
            #[derive(Debug, Clone)]
            pub struct #awaited(Client);

            #one
            #long_operation
            #method
            #many
        })
    }

    /// The builder for one operation, a type alias.
    fn one(&self) -> TokenStream {
        let (name, awaited) = (builder(&self.facts.method()), self.awaited());
        let about = docs::line(&builder_docs(&self.facts.method()));
        quote! {
            #about
            pub type #name = Wait<#awaited>;
        }
    }

    fn long_operation(&self) -> Result<TokenStream> {
        let Waiting {
            operation,
            running,
            done,
            failed,
            state,
            ..
        } = self.facts;
        let (awaited, name) = (self.awaited(), self.thing());
        let (key, record) = (&self.key.ty, &self.get.response);
        let state = optional(field(self.record, state)?)?;
        let get = format_ident!("{operation}");
        let messages = match &self.facts.messages {
            None => quote!(
                async fn messages(&self, _: Self::Key, _: Self::Record) -> Messages {
                    Messages::default()
                }
            ),
            Some(messages) => self.messages(messages)?,
        };
        Ok(quote! {
            impl LongOperation for #awaited {
                type Key = #key;
                type Record = #record;
                const NAME: &'static str = #name;
                const STATES: States = States::new(&[#(#running),*], &[#(#done),*], &[#(#failed),*]);

                fn state(record: &Self::Record) -> Option<&str> {
                    #state.map(AsRef::as_ref)
                }

                async fn get(&self, key: Self::Key) -> Result<Self::Record, Error> {
                    Ok(self.0.#get(key).send().await?.into_inner())
                }

                #messages
            }
        })
    }

    fn messages(&self, messages: &Messages) -> Result<TokenStream> {
        match &messages.place {
            MessageSource::Operation { name, list } => {
                self.messages_of_operation(messages, name, list)
            }
            MessageSource::List(property) => {
                let list = field(self.record, property)?;
                let message = message(messages, self.parts.inner(list)?)?;
                let all = list_of(list, &quote!(record))?;
                Ok(quote! {
                    async fn messages(&self, _: Self::Key, record: Self::Record) -> Messages {
                        Messages::new(#all.map(|message| #message))
                    }
                })
            }
            MessageSource::One(property) => {
                let one = field(self.record, property)?;
                let message = message(messages, self.parts.inner(one)?)?;
                let one = optional(one)?;
                Ok(quote! {
                    async fn messages(&self, _: Self::Key, record: Self::Record) -> Messages {
                        Messages::new(#one.map(|message| #message))
                    }
                })
            }
        }
    }

    fn messages_of_operation(
        &self,
        messages: &Messages,
        name: &str,
        list: &str,
    ) -> Result<TokenStream> {
        let (operation, call) = self.parts.call(name)?;
        let page = self.parts.response(call)?;
        let list = field(page, list)?;
        let message = message(messages, self.parts.inner(list)?)?;
        let all = list_of(list, &quote!(page))?;
        let method = format_ident!("{name}");
        let pages = List::find(operation, call, self.parts.structs)?;
        let read = if pages.is_some_and(|list| list.has_pages()) {
            quote! {
                let pages = self.0.#method(key).pages();
                Messages::of_pages(pages, |page| #all.map(|message| #message).collect()).await
            }
        } else {
            quote! {
                let page = self.0.#method(key).send().await;
                Messages::of_response(page.map(|page| #all.map(|message| #message).collect()))
            }
        };
        Ok(quote! {
            async fn messages(&self, key: Self::Key, _: Self::Record) -> Messages {
                #read
            }
        })
    }

    fn method(&self) -> TokenStream {
        let method = self.facts.method();
        let (name, builder) = (format_ident!("{method}"), builder(&method));
        let (awaited, ident) = (self.awaited(), &self.key.ident);
        let (takes, value) = self.key();
        let about = docs::lines(&self.about());
        quote! {
            impl Client {
                #about
                pub fn #name(&self, #ident: #takes) -> #builder {
                    Wait::new(#awaited(self.clone()), #value)
                }
            }
        }
    }

    /// The type of the key as an argument, and the expression that converts it.
    fn key(&self) -> (TokenStream, TokenStream) {
        let (ident, ty) = (&self.key.ident, &self.key.ty);
        if quote!(#ty).to_string() == "String" {
            (quote!(impl ToString), quote!(#ident.to_string()))
        } else {
            type_builders::value(ident, ty)
        }
    }

    fn about(&self) -> Prose {
        let thing = self.thing();
        let first = Line::ours("Waits until the ")
            .plain(&thing)
            .and(" has ended.");
        let method = format!("Client::{}", self.facts.operation);
        let reads = Line::ours("Reads it with ").item(&method, &format!("crate::{method}"));
        let reads = reads.and(
            " at once, and again after pauses that grow from 5 s to 30 s, for an hour at most; the setters of the wait \
             change that. Dropping the wait stops the waiting alone. ",
        );
        let reads = reads.item("odc_runtime::waiting", "odc_runtime::waiting");
        let reads = reads
            .and(" says what happens with a state that the client does not know, a 404 and a 429.");
        let states = |about: &'static str, states: &[String]| {
            let states = states.iter().map(|state| Line::default().code(state));
            Prose::from(Line::ours(about).line(&Line::joined(states, ", ")))
        };
        let Waiting {
            running,
            done,
            failed,
            ..
        } = self.facts;
        let states = [
            ("not ended: ", running),
            ("a success: ", done),
            ("a failure: ", failed),
        ]
        .into_iter()
        .filter(|(_, list)| !list.is_empty())
        .map(|(about, list)| states(about, list));
        let failure = if self.facts.messages.is_some() {
            "A failure is an error with the state and the messages of the operation: "
        } else {
            "A failure is an error with the state: "
        };
        let errors = Line::ours(failure).item(
            "odc_runtime::Error::failed_operation",
            "odc_runtime::Error::failed_operation",
        );
        let errors = errors
            .and(". So are its disappearance, the deadline, and a request that fails for good.");
        Prose::from(first)
            .paragraph(reads)
            .section("States", Prose::list(states))
            .section("Errors", errors.into())
    }

    /// The wait for many operations.
    fn many(&self) -> Result<Option<TokenStream>> {
        let (Some(many), Some(method)) = (&self.facts.many, self.facts.method_of_many()) else {
            return Ok(None);
        };
        let (operation, list) = self.parts.call(&many.operation)?;
        let limit = list.fields.iter().find(|f| {
            let mut known = operation.parameters.iter();
            let is_limit =
                known.any(|p| f.ident == p.ident && p.published.eq_ignore_ascii_case("limit"));
            is_limit && f.ty == syn::parse_quote!(Option<i32>)
        });
        let limit = limit.map(|field| {
            let ident = &field.ident;
            quote!(.#ident(100))
        });
        let key = field(self.record, &many.key)?;
        let owned = {
            let ident = &key.ident;
            match key.shape {
                Shape::Required => quote!(record.#ident.clone()),
                _ => {
                    return Err(unknown_form(&format!(
                        "`{ident}` is not required, so it is not a key"
                    )));
                }
            }
        };
        let (awaited, call) = (self.awaited(), format_ident!("{}", many.operation));
        let (name, builder) = (format_ident!("{method}"), builder(&method));
        let builder_about = docs::line(&builder_docs(&method));
        let about = docs::lines(&Self::about_many(&many.operation, &many.things));
        let takes = self.key().0;
        let ty = &self.key.ty;
        let value = if quote!(#ty).to_string() == "String" {
            quote!(|key| key.to_string())
        } else {
            quote!(Into::into)
        };
        Ok(Some(quote! {
            #builder_about
            pub type #builder = WaitForAll<#awaited>;

            impl ListedOperation for #awaited {
                fn list(&self) -> ItemStream<Self::Record> {
                    self.0.#call()#limit.stream()
                }

                fn key(record: &Self::Record) -> Self::Key {
                    #owned
                }
            }

            impl Client {
                #about
                pub fn #name(&self, keys: impl IntoIterator<Item = #takes>) -> #builder {
                    WaitForAll::new(#awaited(self.clone()), keys.into_iter().map(#value))
                }
            }
        }))
    }

    fn about_many(list: &str, things: &str) -> Prose {
        let things = things.replace('_', " ");
        let first = Line::ours("Waits until all of these ")
            .plain(&things)
            .and(" have ended.");
        let list = format!("Client::{list}");
        let reads = Line::ours("Reads the first pages of ").item(&list, &format!("crate::{list}"));
        let reads = reads.and(
            ", so that many cost no more requests than one. It returns how each of them ended, in the order of the keys; \
             the failure of one does not end the waiting for the others. ",
        );
        let reads = reads.item("odc_runtime::waiting", "odc_runtime::waiting");
        let reads = reads.and(" says how often it reads.");
        let errors = Line::ours("The list cannot be read, and that will not pass.");
        Prose::from(first)
            .paragraph(reads)
            .section("Errors", errors.into())
    }
}

/// The name of the builder, such as `WaitForDeployment`.
fn builder(method: &str) -> syn::Ident {
    format_ident!("{}", method.to_upper_camel_case())
}

fn builder_docs(method: &str) -> Line {
    let method = format!("Client::{method}");
    Line::ours("The wait of ")
        .item(&method, &format!("crate::{method}"))
        .and(".")
}

/// The expression of a field of `record`, as an `Option` of a reference.
fn optional(field: &Field) -> Result<TokenStream> {
    let ident = &field.ident;
    match field.shape {
        Shape::Required => Ok(quote!(Some(&record.#ident))),
        Shape::Optional | Shape::Nullable => Ok(quote!(record.#ident.as_ref())),
        Shape::List | Shape::Patch | Shape::Rest => Err(unknown_form(&format!(
            "`{ident}` of a response that is awaited"
        ))),
    }
}

/// The expression of an iterator over the messages in a field.
fn list_of(field: &Field, owner: &TokenStream) -> Result<TokenStream> {
    let ident = &field.ident;
    match field.shape {
        Shape::List | Shape::Required => Ok(quote!(#owner.#ident.iter())),
        Shape::Optional | Shape::Nullable => Ok(quote!(#owner.#ident.iter().flatten())),
        Shape::Patch | Shape::Rest => Err(unknown_form(&format!("the list `{ident}` of messages"))),
    }
}

/// The expression that makes one message.
fn message(messages: &Messages, of: &Struct) -> Result<TokenStream> {
    let value = |published: &String| {
        let field = field(of, published)?;
        let ident = &field.ident;
        Ok(match field.shape {
            Shape::Required => quote!(Some(message.#ident.to_string())),
            Shape::Optional | Shape::Nullable => {
                quote!(message.#ident.as_ref().map(ToString::to_string))
            }
            _ => return Err(unknown_form(&format!("`{ident}` of a message"))),
        })
    };
    let list = |names: &[String]| {
        let values = names.iter().map(value).collect::<Result<Vec<_>>>()?;
        Ok(if values.is_empty() {
            quote!([None])
        } else {
            quote!([#(#values),*])
        })
    };
    let severity = match &messages.severity {
        None => quote!(None),
        Some(severity) => value(severity)?,
    };
    let (codes, texts) = (list(&messages.codes)?, list(&messages.texts)?);
    Ok(quote!(OperationMessage::new(#severity, #codes, #texts)))
}
