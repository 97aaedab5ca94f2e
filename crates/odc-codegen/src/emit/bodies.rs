//! Writes the body of a call: how the builder of the call stores it, its setters, and how it is sent.
//!
//! An optional body is sent only if one of its setters was called.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, format_ident, quote};
use syn::Type;

use super::markdown::{Line, Prose};
use super::structs::{Struct, Structs};
use super::{docs, type_builders};
use crate::document::findings::{FieldStyle, PART};
use crate::document::{Result, is_json};
use crate::facts::{self, Operation};
use crate::lower::extract::{Call, Field, unknown_form};
use crate::lower::paths::argument;
use crate::names;

/// The body of a call.
pub(super) struct Body<'a> {
    pub(super) value: Value<'a>,
    facts: &'a facts::Body,
    call: &'a Call,
    /// The files of a multipart form, with their published names.
    files: Vec<(&'a Field, &'a str)>,
}

/// The value of a body.
pub(super) enum Value<'a> {
    /// A struct. The builder of the call has setters for its fields.
    Fields(&'a Struct),
    /// Any other type.
    Whole(Type),
    /// Bytes or text.
    Raw(Type),
    /// The body has only the files of a form.
    Files,
}

/// How a body is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    Urlencoded,
    Multipart,
    /// Bytes or text.
    Raw,
}

impl<'a> Body<'a> {
    pub(super) fn read(
        operation: &'a Operation,
        call: &'a Call,
        structs: &'a Structs,
    ) -> Result<Option<Self>> {
        let Some(facts) = &operation.body else {
            return Ok(None);
        };
        let files = call.fields.iter().filter_map(|field| {
            let part = operation.parameters.named(&field.ident.to_string())?;
            (part.place == PART).then_some((field, part.published.as_str()))
        });
        Ok(Some(Self {
            value: Value::read(facts, call, structs)?,
            facts,
            call,
            files: files.collect(),
        }))
    }

    pub(super) fn form(&self) -> Form {
        form(self.facts)
    }

    /// The type of the builder's field `body`; `None` when there is no such field.
    pub(super) fn stored(&self) -> Option<TokenStream> {
        let ty = match &self.value {
            Value::Fields(schema) => {
                let builder = format_ident!("{}Builder", schema.ident);
                quote!(type_builders::#builder)
            }
            Value::Whole(ty) => return Some(quote!(Option<#ty>)),
            Value::Raw(ty) => ty.to_token_stream(),
            Value::Files => return None,
        };
        Some(if self.facts.is_required {
            ty
        } else {
            quote!(Option<#ty>)
        })
    }

    /// How the fields of a urlencoded form are written, as an argument of the runtime's function.
    pub(super) fn styles(&self) -> TokenStream {
        let styles = self.facts.styles.iter().map(|(name, style)| {
            let style = match style {
                FieldStyle::Joined(mark) => quote!(Joined(#mark)),
                FieldStyle::Members => quote!(Members),
                FieldStyle::Deep => quote!(Deep),
                FieldStyle::Json => quote!(Json),
            };
            quote!((#name, odc_runtime::client::FormStyle::#style))
        });
        quote!(&[#(#styles),*])
    }

    /// The setter `body(…)` for the whole body, and a setter for each of its fields.
    pub(super) fn setters(&self, parameters: &[&Field]) -> TokenStream {
        let prose = Prose::read(&self.facts.description).sentence();
        let prose = if prose.is_empty() {
            Line::ours("The body of the request.").into()
        } else {
            prose
        };
        let is_required = self.facts.is_required;
        match &self.value {
            Value::Files => quote!(),
            Value::Fields(schema) => {
                let builder = format_ident!("{}Builder", schema.ident);
                let replaces = Line::ours("Replaces the values from the setters of its fields.");
                let text = docs::lines(&prose.paragraph(replaces));
                let fields = schema.fields.iter().filter(|field| !field.read_only);
                let fields: Vec<_> = fields.collect();
                let idents = fields.iter().map(|field| field.ident.to_string());
                let taken = parameters.iter().map(|field| field.ident.to_string());
                let setters =
                    names::body_setter_names(&idents.collect::<Vec<_>>(), &taken.collect());
                let setters = fields.iter().zip(setters).map(|(field, name)| {
                    type_builders::delegating(field, &format_ident!("{name}"), is_required)
                });
                let value = quote!(body.into());
                let value = if is_required {
                    value
                } else {
                    quote!(Some(#value))
                };
                quote! {
                    #text
                    pub fn body(mut self, body: impl Into<type_builders::#builder>) -> Self {
                        self.body = #value;
                        self
                    }
                    #(#setters)*
                }
            }
            Value::Whole(ty) | Value::Raw(ty) => {
                let text = docs::lines(&prose);
                let is_raw = matches!(self.value, Value::Raw(_));
                let (takes, value) = if is_raw {
                    (quote!(impl Into<#ty>), quote!(body.into()))
                } else {
                    type_builders::value(&format_ident!("body"), ty)
                };
                let value = if is_raw && is_required {
                    value
                } else {
                    quote!(Some(#value))
                };
                quote! {
                    #text
                    pub fn body(mut self, body: #takes) -> Self {
                        self.body = #value;
                        self
                    }
                }
            }
        }
    }

    /// Statements before the request, and the request with the body. `failed` converts an error.
    pub(super) fn sent(
        &self,
        request: &TokenStream,
        failed: &TokenStream,
    ) -> (Option<TokenStream>, TokenStream) {
        let is_multipart = self.form() == Form::Multipart;
        if self.facts.is_required && is_multipart {
            let form = self.multipart(&quote!(self.body.clone()), failed);
            let form = quote!(let form = #form;);
            return (Some(form), quote!(form.send_with(#request)));
        }
        if self.facts.is_required {
            return (self.finished(failed), self.written(request, failed));
        }
        let with_body = if is_multipart {
            let is_set = self.is_set();
            let form = self.multipart(&quote!(self.body.clone().unwrap_or_default()), failed);
            quote!(if #is_set { let form = #form; form.send_with(request) } else { request })
        } else {
            let sent = self.written(&quote!(request), failed);
            let whole = match &self.value {
                Value::Fields(_) => Some(quote!(let body = body.clone().build().#failed?;)),
                Value::Raw(_) => Some(quote!(let body = body.clone();)),
                Value::Whole(_) | Value::Files => None,
            };
            quote!(match &self.body { Some(body) => { #whole #sent } None => request })
        };
        let statements = quote! {
            let request = #request;
            let request = #with_body;
        };
        (Some(statements), quote!(request))
    }

    /// The statement `let body = …;`, which sets the finished body.
    fn finished(&self, failed: &TokenStream) -> Option<TokenStream> {
        match &self.value {
            Value::Fields(_) => Some(quote!(let body = self.body.clone().build().#failed?;)),
            Value::Whole(_) => {
                let name = self.call.builder.to_string();
                Some(quote! {
                    let body = self.body.as_ref().ok_or(odc_runtime::BuildError::missing(#name, "body")).#failed?;
                })
            }
            Value::Raw(_) => Some(quote!(let body = self.body.clone();)),
            Value::Files => None,
        }
    }

    /// The request with the finished body, which is not multipart.
    fn written(&self, request: &TokenStream, failed: &TokenStream) -> TokenStream {
        let media_type = &self.facts.media_type;
        let named = quote! {
            .header(header::CONTENT_TYPE, header::HeaderValue::from_static(#media_type))
        };
        match self.form() {
            Form::Json if media_type == "application/json" => quote!(#request.json(&body)),
            Form::Json => quote!(#request #named.json(&body)),
            Form::Urlencoded => {
                let styles = self.styles();
                quote!(#request.form(&odc_runtime::client::form_fields(&body, #styles).#failed?))
            }
            Form::Raw | Form::Multipart => quote!(#request #named.body(body)),
        }
    }

    /// The expression of a multipart form. `whole` is the builder of its fields.
    fn multipart(&self, whole: &TokenStream, failed: &TokenStream) -> TokenStream {
        let parts = self.facts.parts.iter().flatten();
        let typed = parts.filter(|part| !self.files.iter().any(|(_, name)| part.name == *name));
        let typed = typed.filter_map(|part| Some((&part.name, part.media_type.as_ref()?)));
        let typed = typed.map(|(name, media_type)| quote!((#name, #media_type)));
        let fields = match &self.value {
            Value::Fields(_) => Some(quote!(#whole.build().#failed?)),
            Value::Whole(_) => Some(quote!(#whole)),
            Value::Raw(_) | Value::Files => None,
        };
        let fields =
            fields.map(|fields| quote!(let form = form.fields(&#fields, &[#(#typed),*]).#failed?;));
        let files = self
            .files
            .iter()
            .map(|(field, name)| self.file(field, name, failed));
        quote! {{
            let form = odc_runtime::client::MultipartForm::default();
            #fields
            #(#files)*
            form
        }}
    }

    /// The statements that add a file, or a list of files, to `form`.
    fn file(&self, field: &Field, name: &str, failed: &TokenStream) -> TokenStream {
        let ident = &field.ident;
        let part = self.facts.part(name);
        let media_type = part.and_then(|part| part.media_type.as_deref());
        let media_type = media_type.unwrap_or("application/octet-stream");
        let add = quote!(form.file(#name, file, #media_type).#failed?);
        let is_optional = argument(&field.ty, "Option");
        let is_list = argument(is_optional.unwrap_or(&field.ty), "Vec").is_some();
        let missing = part.filter(|part| part.is_expected_file).map(|_| {
            let (owner, missing) = (self.call.builder.to_string(), ident.to_string());
            quote!(else {
                return Err(odc_runtime::BuildError::missing(#owner, #missing)).#failed;
            })
        });
        match (is_optional, is_list) {
            (None, false) => quote!(let file = &self.#ident; let form = #add;),
            (None, true) => quote! {
                let mut form = form;
                for file in &self.#ident { form = #add; }
            },
            (Some(_), false) => quote! {
                let mut form = form;
                if let Some(file) = &self.#ident { form = #add; } #missing
            },
            (Some(_), true) => quote! {
                let mut form = form;
                if let Some(files) = &self.#ident {
                    for file in files { form = #add; }
                } #missing
            },
        }
    }

    /// Whether a field or a file of an optional form was set.
    fn is_set(&self) -> TokenStream {
        let body = self.stored().map(|_| quote!(self.body.is_some()));
        let files = self.files.iter().map(|(field, _)| {
            let ident = &field.ident;
            quote!(self.#ident.is_some())
        });
        let set = body.into_iter().chain(files);
        quote!(#(#set)||*)
    }
}

impl<'a> Value<'a> {
    fn read(facts: &facts::Body, call: &Call, structs: &'a Structs) -> Result<Self> {
        let Some(field) = call.fields.iter().find(|field| field.ident == "body") else {
            return Ok(Self::Files);
        };
        let ty = &field.ty;
        let text = quote!(#ty).to_string().replace(' ', "");
        if let Some(name) = text.strip_prefix("types::builder::") {
            let unknown = || unknown_form(&format!("the body of {}", call.builder));
            return Ok(Self::Fields(structs.get(name).ok_or_else(unknown)?));
        }
        Ok(match text.as_str() {
            "reqwest::Body" => Self::Raw(syn::parse_quote!(Vec<u8>)),
            // Only text that is not JSON is sent raw: as JSON, a text has quotes.
            "String" if form(facts) == Form::Raw => Self::Raw(syn::parse_quote!(String)),
            _ => Self::Whole(ty.clone()),
        })
    }
}

fn form(body: &facts::Body) -> Form {
    match body.media_type.as_str() {
        _ if body.parts.is_some() => Form::Multipart,
        media if is_json(media) => Form::Json,
        "application/x-www-form-urlencoded" => Form::Urlencoded,
        _ => Form::Raw,
    }
}
