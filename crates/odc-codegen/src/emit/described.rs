//! Writes the parameters, the body and the response of an operation as data.

use proc_macro2::TokenStream;
use quote::quote;

use crate::facts::{Api, Form, MessageSource, Operation, Paging, Parameter, Position};
use crate::lower::extract::Call;

/// The call `.with_about(…)`, or `None` when the document does not say what the operation does.
pub(super) fn about(operation: &Operation) -> Option<TokenStream> {
    let about = first_sentence(&operation.summary);
    let about = about.trim_end_matches('.');
    (!about.is_empty()).then(|| quote!(.with_about(#about)))
}

/// The call `.with_parameters(…)`, or `None` when there are no parameters.
pub(super) fn parameters(operation: &Operation) -> Option<TokenStream> {
    let sent = operation.parameters.iter().filter_map(parameter);
    let sent: Vec<TokenStream> = sent.collect();
    (!sent.is_empty()).then(|| quote!(.with_parameters(&[#(#sent),*])))
}

/// A parameter as data, or `None` when its place is not the path, the query or a header.
fn parameter(of: &Parameter) -> Option<TokenStream> {
    let name = &of.published;
    let place = match of.place.as_str() {
        "path" => quote!(Path),
        "query" => quote!(Query),
        "header" => quote!(Header),
        _ => return None,
    };
    let kind = match of.ty.as_str() {
        "integer" => quote!(Integer),
        "number" => quote!(Number),
        "boolean" => quote!(Boolean),
        _ => quote!(Text),
    };
    let format = of
        .format
        .as_ref()
        .map(|format| quote!(.with_format(#format)));
    let required = of.is_required.then(|| quote!(.with_required()));
    let list = of
        .is_list
        .then(|| match (&of.separator, of.place.as_str()) {
            (Some(separator), _) => quote!(.with_list(ListStyle::Joined(#separator))),
            (None, "query") => quote!(.with_list(ListStyle::Repeated)),
            (None, _) => quote!(.with_list(ListStyle::Joined(","))),
        });
    let values = &of.values;
    let values = (!values.is_empty()).then(|| quote!(.with_values(&[#(#values),*])));
    let default = of.rules.default.as_ref();
    let default = default.map(|default| quote!(.with_default(#default)));
    let range = match (of.rules.minimum, of.rules.maximum) {
        (None, None) => None,
        (minimum, maximum) => {
            let [minimum, maximum] = [minimum, maximum].map(optional);
            Some(quote!(.with_range(#minimum, #maximum)))
        }
    };
    let about = first_sentence(&of.description);
    let about = (!about.is_empty()).then(|| quote!(.with_about(#about)));
    Some(quote! {
        Parameter::new(#name, Place::#place, ValueKind::#kind)
            #format #required #list #values #default #range #about
    })
}

/// The call `.with_body(…)`, or `None` when there is no body.
pub(super) fn body(operation: &Operation) -> Option<TokenStream> {
    let body = operation.body.as_ref()?;
    let (media_type, schema) = (&body.media_type, &body.schema);
    let required = body.is_required.then(|| quote!(.with_required()));
    Some(quote!(.with_body(RequestBody::new(#media_type, #schema) #required)))
}

/// The call `.with_success(…)`.
pub(super) fn success(operation: &Operation, call: &Call) -> TokenStream {
    let (status, response) = (operation.success_status, &call.response);
    let holds = match (quote!(#response).to_string().as_str(), &operation.paging) {
        ("()", _) => quote!(Nothing),
        ("ByteStream", _) => quote!(Bytes),
        _ if operation.is_text() => quote!(Text),
        (_, Some(paging)) => list(operation, paging),
        (_, None) => quote!(Json),
    };
    quote!(.with_success(#status, Success::#holds))
}

/// The call `.with_long_operation(…)`, or `None` for an operation that is not used for waiting.
pub(super) fn long_operation(operation: &Operation, api: &Api) -> Option<TokenStream> {
    let waiting = api
        .waits
        .iter()
        .find(|wait| wait.operation == operation.name)?;
    let (state, running) = (&waiting.state, &waiting.running);
    let (done, failed) = (&waiting.done, &waiting.failed);
    let messages = optional(
        waiting
            .messages
            .as_ref()
            .and_then(|messages| match &messages.place {
                MessageSource::Operation { name, .. } => Some(name),
                MessageSource::List(_) | MessageSource::One(_) => None,
            }),
    );
    let many = optional(waiting.many.as_ref().map(|many| &many.operation));
    Some(quote! {
        .with_long_operation(LongOperation {
            state: #state,
            running: &[#(#running),*],
            done: &[#(#done),*],
            failed: &[#(#failed),*],
            messages: #messages,
            many: #many,
        })
    })
}

fn list(operation: &Operation, paging: &Paging) -> TokenStream {
    let items = optional(paging.items.as_ref());
    let pages = match &paging.form {
        Form::Whole => quote!(Pages::Whole),
        Form::Texts { offset, next } => {
            let ((offset, in_body), next) = (place(operation, offset), next.join("."));
            quote!(Pages::Texts { offset: #offset, in_body: #in_body, next: #next })
        }
        Form::Numbers {
            offset,
            next,
            total,
            ..
        } => {
            let ((offset, in_body), next) = (place(operation, offset), next.join("."));
            let total = optional(total.as_ref().map(|total| total.join(".")));
            quote!(Pages::Numbers { offset: #offset, in_body: #in_body, next: #next, total: #total })
        }
    };
    quote!(List(List { items: #items, pages: #pages }))
}

/// The published name of the parameter or property that names a page, and whether it is in the body.
fn place<'a>(operation: &'a Operation, position: &'a Position) -> (&'a str, bool) {
    match position {
        Position::Body(published) => (published, true),
        Position::Query(ident) => {
            let mut parameters = operation.parameters.iter();
            let found = parameters.find(|p| p.place == "query" && p.ident == *ident);
            (
                found.map_or(ident.as_str(), |p| p.published.as_str()),
                false,
            )
        }
    }
}

fn optional(value: Option<impl quote::ToTokens>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}

/// The first sentence of a description, on one line.
fn first_sentence(description: &str) -> String {
    let paragraph = description.trim().split("\n\n").next().unwrap_or_default();
    let line = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.split_once(". ") {
        Some((first, _)) => format!("{first}."),
        None => line,
    }
}
