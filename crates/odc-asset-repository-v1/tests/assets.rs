//! An asset has all data that the service sends about its latest revision, under the published names.

use odc_asset_repository_v1::types::{Asset, Revision};
use serde_json::{Value, json};

const DOCUMENT: &str = include_str!("../../../openapi/asset-repository-v1.json");

/// A row with every property of the document.
fn row() -> Value {
    let row = json!({
        "assetKey": "6d3a", "portfolioKey": "81f0", "revision": 7, "name": "Orders", "description": "Takes orders",
        "isExternal": false, "tag": "1.4.0", "modelDigest": "c0de", "clonedFromTemplateKey": "7e3a",
        "assetType": "WebApplication", "createdBy": "ana", "createdAt": "2026-03-04T05:06:07Z",
        "commitMessage": "Imported", "taggedBy": "rui", "taggedAt": "2026-03-05T05:06:07Z",
        "_embedded": {"metadata": {"isDeployable": true, "mobileFrameworks": []}},
    });
    let document: Value = serde_json::from_str(DOCUMENT).expect("a document");
    let published = &document["components"]["schemas"]["AssetRevisionV1"]["properties"];
    let names = |object: &Value| {
        let mut names: Vec<_> = object
            .as_object()
            .expect("an object")
            .keys()
            .cloned()
            .collect();
        names.sort();
        names
    };
    assert_eq!(names(&row), names(published));
    row
}

#[test]
fn an_asset_and_its_latest_revision_are_read_from_the_same_row() {
    let asset: Asset = serde_json::from_value(row()).expect("an asset");
    let revision: Revision = serde_json::from_value(row()).expect("a revision");
    assert_eq!((asset.latest_revision, revision.revision), (7, 7));
    assert_eq!(serde_json::to_value(&asset).expect("JSON"), row());
    assert_eq!(serde_json::to_value(&revision).expect("JSON"), row());
}

#[test]
fn a_row_without_a_key_or_a_number_is_not_an_asset() {
    for name in ["assetKey", "revision"] {
        let mut row = row();
        row.as_object_mut().expect("an object").remove(name);
        let error = serde_json::from_value::<Asset>(row).expect_err("it names no revision");
        assert!(error.to_string().contains(name), "{error}");
    }
}
