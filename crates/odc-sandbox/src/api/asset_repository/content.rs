//! The files for the URLs of revisions and builds.

use std::fmt::Write as _;

use ring::digest::{Context, SHA256};
use serde_json::{Value, json};
use uuid::Uuid;

use super::source;
use crate::model::{Asset, Tenant};

/// A PNG of one pixel.
const ICON: [u8; 67] = [
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0,
    1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 0x0a, 0x49, 0x44, 0x41, 0x54,
    0x78, 0x9c, 0x63, 0, 1, 0, 0, 5, 0, 1, 0x0d, 0x0a, 0x2d, 0xb4, 0, 0, 0, 0, 0x49, 0x45, 0x4e,
    0x44, 0xae, 0x42, 0x60, 0x82,
];
/// A ZIP archive without files: its end, where a comment of any length may follow.
const ZIP: [u8; 20] = [
    0x50, 0x4b, 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
];

/// A file: its first bytes, its last bytes, and its size. There are blanks between them.
#[derive(Debug)]
pub(crate) struct Content {
    pub(crate) media_type: &'static str,
    pub(crate) head: Vec<u8>,
    pub(crate) tail: Vec<u8>,
    pub(crate) bytes: u64,
}

impl Content {
    fn new(media_type: &'static str, head: Vec<u8>) -> Self {
        Self {
            media_type,
            bytes: head.len() as u64,
            head,
            tail: Vec::new(),
        }
    }

    /// Identifies the version of the file: a strong entity tag (RFC 9110, section 8.8.3). Equal bytes have equal
    /// tags.
    pub(crate) fn entity_tag(&self) -> String {
        let mut digest = Context::new(&SHA256);
        digest.update(&self.bytes.to_be_bytes());
        for part in [&self.head, &self.tail] {
            digest.update(&part.len().to_be_bytes());
            digest.update(part);
        }
        let mut tag = String::from('"');
        for byte in digest.finish().as_ref().iter().take(16) {
            let _ = write!(tag, "{byte:02x}"); // a String takes everything
        }
        tag + "\""
    }

    fn json(value: &Value) -> Self {
        Self::new("application/json", value.to_string().into_bytes())
    }
}

/// The file of this kind for a revision of an asset. A package belongs to a build.
///
/// A package has at least `package_bytes` bytes. The archive is at its end, where readers of ZIP look for it.
pub(crate) fn find(
    tenant: &Tenant,
    (kind, asset, of): (&str, Uuid, &str),
    package_bytes: u64,
) -> Option<Content> {
    let asset = tenant.asset(asset)?;
    if kind == "package" {
        return package(asset, Uuid::parse_str(of).ok()?, package_bytes);
    }
    let number: i32 = of.parse().ok()?;
    let revision = asset.revision(number)?;
    match kind {
        "icon" => Some(Content::new("image/png", ICON.to_vec())),
        "source" => {
            let mut file = Content::new("application/octet-stream", source::head(asset, revision));
            file.bytes = file.bytes.max(revision.bytes.into());
            Some(file)
        }
        "notes" => {
            let notes = revision.tag.as_ref()?.notes.clone()?;
            Some(Content::new(
                "text/markdown; charset=utf-8",
                notes.into_bytes(),
            ))
        }
        "signature" => {
            let elements = asset.elements().into_iter().filter(|one| one.is_in(number));
            let elements =
                elements.map(|one| json!({ "key": one.key, "name": one.name, "type": one.kind }));
            Some(Content::json(
                &json!({ "elements": elements.collect::<Vec<_>>() }),
            ))
        }
        "metamodel" => Some(Content::json(
            &json!({ "name": asset.name, "revision": number }),
        )),
        _ => None,
    }
}

fn package(asset: &Asset, build: Uuid, least: u64) -> Option<Content> {
    let build = asset.build(build)?;
    build.package.as_ref()?;
    let comment = format!(
        "generated code of {}, revision {}",
        asset.name, build.revision
    );
    let mut zip = ZIP.to_vec();
    zip.extend(u16::try_from(comment.len()).ok()?.to_le_bytes());
    zip.extend(comment.as_bytes());
    let mut package = Content::new("application/zip", Vec::new());
    package.bytes = least.max(zip.len() as u64);
    package.tail = zip;
    Some(package)
}
