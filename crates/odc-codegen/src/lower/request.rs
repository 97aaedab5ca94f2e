//! Takes the request of an operation out of progenitor's `send`.

use std::collections::HashMap;

use quote::ToTokens as _;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, Stmt, Type};

use super::paths::{ShortPaths, argument};

/// A field of progenitor's builder: a parameter, or the body.
pub(crate) struct Field {
    /// The parameter's Rust name, or `body`.
    pub(crate) ident: syn::Ident,
    /// The parameter's name on the wire.
    pub(super) published: String,
    /// Progenitor's name for it.
    pub(super) local: syn::Ident,
    /// The type without progenitor's `Result`: `Option<Uuid>`, `Uuid`, `types::builder::User`.
    pub(crate) ty: Type,
}

/// The statements that build the request, changed for a method of a builder that owns its fields.
///
/// Progenitor renames its local variables when a parameter has the same name. So the form of a statement identifies it
/// here, not the name of a variable.
pub(super) fn request(send: &[Stmt], fields: &[Field]) -> Option<(Vec<Stmt>, Expr)> {
    let mut before = Vec::new();
    let mut rewriter = OwnFields::new(fields);
    for statement in send {
        let mut statement = statement.clone();
        match initial(&statement) {
            Some(Expr::Macro(format)) if format.mac.path.is_ident("format") => {
                rewriter.visit_stmt_mut(&mut statement);
                before.push(statement);
            }
            Some(Expr::Try(built)) => {
                if let Expr::MethodCall(build) = &*built.expr
                    && build.method == "build"
                {
                    let mut request = (*build.receiver).clone();
                    rewriter.visit_expr_mut(&mut request);
                    return Some((before, request));
                }
            }
            _ => {}
        }
    }
    None
}

/// Puts back the empty segments of a path, because progenitor turns `/a//b` into `/a/b`.
pub(super) fn keep_empty_segments(statements: &mut [Stmt], path: &str) {
    if path.contains("//") {
        let slots = slots(path);
        for statement in statements {
            EmptySegments(&slots).visit_stmt_mut(statement);
        }
    }
}

/// A path with `{}` for each of its parameters.
fn slots(path: &str) -> String {
    let mut parts = path.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |slots, part| {
        let (_, after) = part.split_once('}').unwrap_or(("", part));
        slots + "{}" + after
    })
}

struct EmptySegments<'a>(&'a str);

impl VisitMut for EmptySegments<'_> {
    fn visit_macro_mut(&mut self, mac: &mut syn::Macro) {
        let parser = syn::punctuated::Punctuated::<Expr, syn::Token![,]>::parse_terminated;
        let Ok(mut arguments) = mac.parse_body_with(parser) else {
            return;
        };
        if let Some(Expr::Lit(syn::ExprLit {
            lit: syn::Lit::Str(text),
            ..
        })) = arguments.first_mut()
        {
            let mut shortened = self.0.to_owned();
            while shortened.contains("//") {
                shortened = shortened.replace("//", "/");
            }
            if text.value() == format!("{{}}{shortened}") {
                *text = syn::LitStr::new(&format!("{{}}{}", self.0), text.span());
            }
        }
        let arguments = arguments.iter();
        mac.tokens = quote::quote!(#(#arguments),*);
    }
}

/// The initial value of a `let`.
fn initial(statement: &Stmt) -> Option<&Expr> {
    match statement {
        Stmt::Local(syn::Local {
            init: Some(init), ..
        }) => Some(&init.expr),
        _ => None,
    }
}

/// Whether a call sets the body of the request, or its media type. The builder of the call sets them itself.
fn sets_body(call: &syn::ExprMethodCall) -> bool {
    match call.method.to_string().as_str() {
        "json" | "body" | "form_urlencoded" => true,
        "header" => call.args.first().is_some_and(|name| {
            matches!(name, Expr::Path(name) if name.path.segments.last().is_some_and(|s| s.ident == "CONTENT_TYPE"))
        }),
        _ => false,
    }
}

/// Replaces progenitor's local variables by fields of the builder, and its client by the runtime's transport.
struct OwnFields<'a> {
    /// By progenitor's name.
    locals: HashMap<&'a syn::Ident, &'a Field>,
    /// By the Rust name.
    idents: HashMap<&'a syn::Ident, &'a Field>,
}

impl<'a> OwnFields<'a> {
    fn new(fields: &'a [Field]) -> Self {
        Self {
            locals: fields.iter().map(|field| (&field.local, field)).collect(),
            idents: fields.iter().map(|field| (&field.ident, field)).collect(),
        }
    }

    /// The field whose value an expression is: `self.key`.
    fn field(&self, expr: &Expr) -> Option<&'a Field> {
        let Expr::Field(field) = expr else {
            return None;
        };
        let is_own = matches!(&*field.base, Expr::Path(base) if base.path.is_ident("self"));
        match &field.member {
            syn::Member::Named(ident) if is_own => self.idents.get(ident).copied(),
            _ => None,
        }
    }

    /// Replaces `.query(&QueryParam::new("limit", &self.limit))`, which costs time even when the limit is not set, and
    /// puts the published name of the parameter back.
    fn shorten_query(&self, call: &mut syn::ExprMethodCall) {
        let Some(Expr::Reference(reference)) = call.args.first_mut() else {
            return;
        };
        let Expr::Call(new) = &mut *reference.expr else {
            return;
        };
        let Some(Expr::Reference(value)) = new.args.get(1).cloned() else {
            return;
        };
        let Some(field) = self.field(&value.expr) else {
            return;
        };
        let published = &field.published;
        new.args[0] = syn::parse_quote!(#published);
        if argument(&field.ty, "Option").is_some() {
            call.method = quote::format_ident!("query_some");
            call.args = std::mem::take(&mut new.args);
        }
    }
}

impl VisitMut for OwnFields<'_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        match expr {
            Expr::Path(path) => {
                let local = path.path.get_ident();
                let field = local.and_then(|local| self.locals.get(local));
                if let Some(Field { ident, .. }) = field.filter(|field| field.ident != "body") {
                    *expr = syn::parse_quote!(self.#ident);
                }
            }
            Expr::Field(field) => match field
                .to_token_stream()
                .to_string()
                .replace(' ', "")
                .as_str()
            {
                "client.client" => *expr = syn::parse_quote!(transport),
                "client.baseurl" => *expr = syn::parse_quote!(transport.base_url()),
                _ => {}
            },
            Expr::MethodCall(call) if call.method == "query" => self.shorten_query(call),
            // This removes `api-version`. The builder of the call sets the header parameters itself.
            Expr::MethodCall(call) if call.method == "headers" => *expr = (*call.receiver).clone(),
            Expr::MethodCall(call) if call.method == "to_string" => {
                let printed = &*call.receiver;
                let field = self.field(printed);
                if field.is_some_and(|field| !prints_as_sent(&field.ty)) {
                    *expr = syn::parse_quote!(odc_runtime::client::query_text(&#printed));
                }
            }
            Expr::MethodCall(call) if sets_body(call) => *expr = (*call.receiver).clone(),
            // The `?` belonged to the call `form_urlencoded`, which is removed.
            Expr::Try(tried) if matches!(&*tried.expr, Expr::MethodCall(_)) => {
                *expr = (*tried.expr).clone();
            }
            _ => {}
        }
    }

    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        ShortPaths.visit_path_mut(path);
    }

    /// `format!("{}/users/{}", client.baseurl, encode_path(&key.to_string()))`
    fn visit_macro_mut(&mut self, mac: &mut syn::Macro) {
        let parser = syn::punctuated::Punctuated::<Expr, syn::Token![,]>::parse_terminated;
        if let Ok(mut arguments) = mac.parse_body_with(parser) {
            arguments
                .iter_mut()
                .for_each(|argument| self.visit_expr_mut(argument));
            let arguments = arguments.iter();
            mac.tokens = quote::quote!(#(#arguments),*);
        }
    }
}

/// Whether `Display` writes a value as JSON does, without quotes. For timestamps the two differ.
pub(crate) fn prints_as_sent(ty: &Type) -> bool {
    let text = ty.to_token_stream().to_string();
    !["chrono :: DateTime", "types ::"]
        .iter()
        .any(|other| text.starts_with(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Parameters;
    use crate::lower::extract::fields;

    #[test]
    fn a_request_is_kept_without_the_header_that_progenitor_adds() {
        let send: syn::Block = syn::parse_quote!({
            let Self { client, key, limit } = self;
            let key = key.map_err(Error::InvalidRequest)?;
            let url = format!("{}/users/{}", client.baseurl, encode_path(&key.to_string()),);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            let mut request = client
                .client
                .get(url)
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .headers(header_map)
                .build()?;
        });
        let item: syn::ItemStruct = syn::parse_quote!(
            struct X<'a> {
                client: &'a Client,
                key: Result<::uuid::Uuid, String>,
                limit: Result<Option<i32>, String>,
            }
        );
        let (before, request) =
            request(&send.stmts, &fields(&item, &Parameters::default())).unwrap();
        let text =
            |tokens: &dyn quote::ToTokens| tokens.to_token_stream().to_string().replace(' ', "");
        assert_eq!(
            text(&before[0]),
            "leturl=format!(\"{}/users/{}\",transport.base_url(),encode_path(&self.key.to_string()));"
        );
        assert_eq!(
            text(&request),
            "transport.get(url).query_some(\"limit\",&self.limit)"
        );
    }

    #[test]
    fn empty_segments_of_a_path_are_kept() {
        let mut url: Stmt = syn::parse_quote!(let url = format!("{}/a/{}/", transport.base_url(), encode_path(&self.x)););
        keep_empty_segments(std::slice::from_mut(&mut url), "//a///{x}//");
        let text = url.to_token_stream().to_string();
        assert!(text.contains(r#""{}//a///{}//""#), "{text}");
    }

    #[test]
    fn a_timestamp_in_the_path_is_written_as_in_json() {
        let item: syn::ItemStruct = syn::parse_quote!(
            struct X<'a> {
                client: &'a Client,
                at: Result<::chrono::DateTime<::chrono::offset::Utc>, String>,
                key: Result<::uuid::Uuid, String>,
            }
        );
        let mut url: Stmt = syn::parse_quote!(
            let url = format!("/{}/{}", encode_path(&at.to_string()), encode_path(&key.to_string()));
        );
        let fields = fields(&item, &Parameters::default());
        OwnFields::new(&fields).visit_stmt_mut(&mut url);
        assert_eq!(
            url.to_token_stream().to_string().replace(' ', ""),
            "leturl=format!(\"/{}/{}\",encode_path(&odc_runtime::client::query_text(&self.at)),\
             encode_path(&self.key.to_string()));"
        );
    }
}
