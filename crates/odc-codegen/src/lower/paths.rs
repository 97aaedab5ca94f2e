//! Shortens paths: `::std::option::Option<::std::string::String>` becomes `Option<String>`.

use quote::format_ident;
use syn::visit_mut::{self, VisitMut};

/// Full paths that progenitor and typify write, and the paths in generated files.
const SHORT: &[(&str, &str)] = &[
    ("std::option::Option", "Option"),
    ("std::string::String", "String"),
    ("std::vec::Vec", "Vec"),
    ("std::boxed::Box", "Box"),
    ("std::result::Result", "Result"),
    ("serde_json", "odc_runtime::client::serde_json"),
    ("chrono::offset::Utc", "chrono::Utc"),
    ("crate::generated::enums", "enums"),
    ("progenitor_client::QueryParam", "QueryParam"),
    ("reqwest::header", "header"),
];

pub(crate) struct ShortPaths;

impl VisitMut for ShortPaths {
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        visit_mut::visit_path_mut(self, path);
        let names: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        path.leading_colon = None;
        let full = names.join("::");
        for (long, short) in SHORT {
            if full
                .strip_prefix(long)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
            {
                replace(path, long.matches("::").count() + 1, short);
                return;
            }
        }
    }
}

/// Replaces the first `count` segments by `short`, and keeps the generic arguments of the last of them.
fn replace(path: &mut syn::Path, count: usize, short: &str) {
    let arguments = path.segments[count - 1].arguments.clone();
    let mut segments: Vec<syn::PathSegment> = short
        .split("::")
        .map(|name| syn::PathSegment::from(quote::format_ident!("{name}")))
        .collect();
    if let Some(last) = segments.last_mut() {
        last.arguments = arguments;
    }
    segments.extend(path.segments.iter().skip(count).cloned());
    path.segments = segments.into_iter().collect();
}

pub(crate) fn short_type(ty: &syn::Type) -> syn::Type {
    let mut ty = ty.clone();
    ShortPaths.visit_type_mut(&mut ty);
    ty
}

/// The generic argument of a type such as `Option<T>`, when the type is called `name`.
pub(crate) fn argument<'a>(ty: &'a syn::Type, name: &str) -> Option<&'a syn::Type> {
    let syn::Type::Path(path) = ty else {
        return None;
    };
    let last = path.path.segments.last().filter(|s| s.ident == name)?;
    match &last.arguments {
        syn::PathArguments::AngleBracketed(arguments) => {
            arguments.args.iter().find_map(|a| match a {
                syn::GenericArgument::Type(ty) => Some(ty),
                _ => None,
            })
        }
        _ => None,
    }
}

/// Types that need no module in their path.
const PRELUDE: [&str; 15] = [
    "String", "bool", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f32", "f64", "Option",
    "Vec", "Box",
];

/// The path of a type of `types.rs` in other files, where a builder may have the same name: `Option<types::User>`.
pub(crate) fn in_types(ty: &syn::Type) -> syn::Type {
    struct InTypes;

    impl VisitMut for InTypes {
        fn visit_path_mut(&mut self, path: &mut syn::Path) {
            visit_mut::visit_path_mut(self, path);
            let is_ours = path.segments.len() == 1
                && !PRELUDE.iter().any(|name| path.segments[0].ident == name);
            if is_ours {
                path.segments.insert(0, format_ident!("types").into());
            }
        }
    }

    let mut ty = ty.clone();
    InTypes.visit_type_mut(&mut ty);
    ty
}

#[cfg(test)]
mod tests {
    use quote::{ToTokens as _, quote};

    use super::*;

    fn short(tokens: proc_macro2::TokenStream) -> String {
        short_type(&syn::parse2(tokens).unwrap())
            .to_token_stream()
            .to_string()
            .replace(' ', "")
    }

    #[test]
    fn our_types_have_their_module_in_every_position() {
        for (ty, named) in [
            (quote!(User), "types::User"),
            (quote!(Option<User>), "Option<types::User>"),
            (quote!(Vec<String>), "Vec<String>"),
            (quote!(i16), "i16"),
            (
                quote!(std::collections::HashMap<String, Vec<User>>),
                "std::collections::HashMap<String,Vec<types::User>>",
            ),
            (quote!(uuid::Uuid), "uuid::Uuid"),
            (quote!(enums::Status), "enums::Status"),
        ] {
            let ty = syn::parse2(ty).unwrap();
            let ty = in_types(&ty).to_token_stream().to_string();
            assert_eq!(ty.replace(' ', ""), named);
        }
    }

    #[test]
    fn nested_paths_are_shortened() {
        assert_eq!(
            short(quote!(::std::option::Option<::std::vec::Vec<::uuid::Uuid>>)),
            "Option<Vec<uuid::Uuid>>"
        );
        assert_eq!(
            short(quote!(::chrono::DateTime<::chrono::offset::Utc>)),
            "chrono::DateTime<chrono::Utc>"
        );
        assert_eq!(
            short(quote!(crate::generated::enums::Status)),
            "enums::Status"
        );
    }
}
