//! The only place that knows progenitor: normalized document in, `syn::File` out.
//!
//! Progenitor and typify panic on forms that they do not know; a panic is caught and reported as theirs.

use std::panic::{AssertUnwindSafe, catch_unwind};

use progenitor_impl::{GenerationSettings, Generator, InterfaceStyle, TagStyle, TypeImpl};

use crate::api::Api;
use crate::document::Document;
use crate::problem::{Problem, Result};

/// Typify recurses deeply; more than the main thread's usual 8 MiB.
const STACK_BYTES: usize = 256 << 20;

/// Where generated code finds its enums, wherever it stands itself.
pub(crate) const ENUMS: &str = "crate::generated::enums";

/// The name of the thread that progenitor runs in.
const WORKER: &str = "progenitor";

/// Keeps the default hook from printing what the user is told below; other threads print as ever.
fn quiet_worker() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if std::thread::current().name() != Some(WORKER) {
                usual(info);
            }
        }));
    });
}

/// # Errors
/// Anything that `openapiv3` or progenitor refuses, panics included.
pub(crate) fn generate(document: &Document, api: &Api) -> Result<syn::File> {
    quiet_worker();
    let text = std::thread::scope(|scope| {
        let worker = std::thread::Builder::new()
            .name(WORKER.to_owned())
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, || {
                catch_unwind(AssertUnwindSafe(|| tokens(document, api)))
                    .unwrap_or_else(|panic| Err(contained(document, panic.as_ref())))
            });
        match worker.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(text)) => text,
            _ => Err(Problem::new("the generator's thread could not run")),
        }
    })?;
    syn::parse_file(&text).map_err(|e| {
        Problem::new(format!("progenitor wrote code that does not parse: {e}")).file(&document.file)
    })
}

fn tokens(document: &Document, api: &Api) -> Result<String> {
    let spec: openapiv3::OpenAPI = serde_json::from_value(document.root.clone()).map_err(|e| {
        Problem::new(format!("not an OpenAPI 3.0 document: {e}")).file(&document.file)
    })?;
    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Builder)
        .with_tag(TagStyle::Merged);
    for (name, schema) in &api.schemas {
        if schema.values.is_some() {
            let impls = [TypeImpl::Display, TypeImpl::FromStr].into_iter();
            settings.with_replacement(name, format!("{ENUMS}::{name}"), impls);
        }
    }
    Generator::new(&settings)
        .generate_tokens(&spec)
        .map(|tokens| tokens.to_string())
        .map_err(|e| {
            Problem::new(format!("progenitor refuses the document: {e}")).file(&document.file)
        })
}

fn contained(document: &Document, panic: &(dyn std::any::Any + Send)) -> Problem {
    let said = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    Problem::new(format!("progenitor panicked on this document: {said}"))
        .file(&document.file)
        .fix("lower the form that it does not know with an overlay action or a normalize pass")
}
