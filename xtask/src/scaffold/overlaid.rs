//! What an overlay makes of the operations of its document.

use std::collections::HashSet;

use odc_codegen::Source;
use odc_codegen::document::overlay::Overlay;
use odc_codegen::document::{Document, Result, path_methods};

#[derive(Default)]
pub(super) struct Overlaid {
    /// How many it takes away.
    pub(super) removed: usize,
    /// The path of each that it adds.
    pub(super) added: Vec<String>,
}

impl Overlaid {
    pub(super) fn of(document: &Document, overlay: &Source) -> Result<Self> {
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
