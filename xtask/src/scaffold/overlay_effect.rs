//! Finds the operations that an overlay removes from its document or adds to it.

use std::collections::HashSet;

use odc_codegen::Source;
use odc_codegen::document::overlay::Overlay;
use odc_codegen::document::{Document, Result, path_methods};

#[derive(Default)]
pub(super) struct OverlayEffect {
    /// The number of removed operations.
    pub(super) removed: usize,
    /// The paths of the added operations.
    pub(super) added: Vec<String>,
}

impl OverlayEffect {
    pub(super) fn measure(document: &Document, overlay: &Source) -> Result<Self> {
        let mut overlaid = document.clone();
        Overlay::parse(&overlay.file, &overlay.text)?.apply(&mut overlaid)?;
        let [was, is]: [HashSet<_>; 2] =
            [document, &overlaid].map(|document| path_methods(&document.root).collect());
        let added = path_methods(&overlaid.root).filter(|operation| !was.contains(operation));
        Ok(Self {
            removed: was.difference(&is).count(),
            added: added.map(|(path, _)| path.to_owned()).collect(),
        })
    }
}
