//! Tests that our texts stay at the places that they describe, and that no published text remains.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::describe::Listing;
use super::super::proposals::Proposals;
use super::super::prose::{self, Carried};
use super::super::review;
use super::*;
use crate::diff::documents::mutate;

#[test]
fn our_prose_follows_a_place_that_moved() {
    let moved = published(|document| {
        let mut item = document["paths"]["/things/{key}"].clone();
        item["get"]["parameters"][0]["name"] = json!("thingKey");
        document["paths"] = json!({"/things/{thingKey}": item});
    });
    let old = committed();
    let [old_document, new_document] =
        [&old, &moved].map(|root| Document::parse("x", &root.to_string()).unwrap());
    let comparison = Comparison::compare(&old_document, &new_document);
    let matches = Matches::find(&Place::root(&old), &Place::root(&moved), comparison);
    let (carried, to_describe) = texts(prose::carry_over(&moved, Some(&old), &matches, false));
    let get = &carried["paths"]["/things/{thingKey}"]["get"];
    assert_eq!(get["summary"], "Get a thing");
    assert_eq!(get["parameters"][0]["description"], "Key of the thing.");
    assert!(to_describe.is_empty(), "{to_describe:?}");
}

/// The sentence about permissions after an import, and the warnings about it.
fn permissions(ours: Value, published: Value) -> (Value, Vec<&'static str>) {
    let get = |sentence: Value| {
        let mut document = committed();
        let get = document["paths"]["/things/{key}"]["get"].as_object_mut();
        let get = get.unwrap();
        get.shift_remove("x-os-permissions");
        if !sentence.is_null() {
            get.insert("x-os-permissions".to_owned(), sentence);
        }
        document
    };
    let carried = prose::carry_over(
        &get(published),
        Some(&get(ours)),
        &Matches::default(),
        false,
    );
    let unread = carried.unread.iter().map(|unread| {
        assert_eq!(
            unread.pointer,
            "/paths/~1things~1{key}/get/x-os-permissions"
        );
        unread.what
    });
    let get = &carried.root["paths"]["/things/{key}"]["get"];
    (get["x-os-permissions"].clone(), unread.collect())
}

#[test]
fn our_permission_sentence_is_kept_while_it_names_the_same_permissions() {
    let ours = || json!("Needs only **Things > View**.");
    let published = json!("You must have **Things > View**.");
    assert_eq!(permissions(ours(), published), (ours(), vec![]));
    assert_eq!(permissions(ours(), ours()), (ours(), vec![]));
    let either = json!("Either **Things > View** or **Things > Edit** will do.");
    let new = json!("Needs **Things > View** or **Things > Edit**.");
    assert_eq!(permissions(ours(), either.clone()), (new.clone(), vec![]));
    assert_eq!(permissions(Value::Null, either), (new, vec![]));
    let any = json!("Open to any API client that holds at least one permission.");
    for (published, kept) in [
        ("Any permission.", any.clone()),
        ("Needs nothing.", json!("No permission.")),
        ("Needs **A > B**.", json!("Needs **A > B**.")),
    ] {
        assert_eq!(permissions(any.clone(), json!(published)), (kept, vec![]));
    }
}

#[test]
fn permissions_that_are_joined_in_another_way_are_taken_over() {
    let ours = || json!("Needs **T > A**, **T > B** or **T > C**.");
    for (published, new) in [
        (
            "Needs **T > A**, **T > B** and **T > C**.",
            "Needs **T > A** and **T > B** and **T > C**.",
        ),
        (
            "Needs all of **T > A**, **T > B**, **T > C**.",
            "Needs **T > A** and **T > B** and **T > C**.",
        ),
        (
            "Needs **T > A** or **T > B**. Also needs **T > C**.",
            "Needs **T > A** or **T > B**; **T > C**.",
        ),
    ] {
        assert_eq!(permissions(ours(), json!(published)), (json!(new), vec![]));
    }
    let stays = "cannot be read, so our sentence stays; compare the two";
    for published in [
        "Does **not** need **T > A**, **T > B** or **T > C**.",
        "Needs any **two** of **T > A**, **T > B** or **T > C**.",
        "Needs **T > A** or **T > B**, **but not** **T > C**.",
        "Needs **T > A** or **T > B** or **T > C** **together**.",
    ] {
        assert_eq!(permissions(ours(), json!(published)), (ours(), vec![stays]));
    }
}

#[test]
fn permissions_in_another_wording_are_never_dropped() {
    let ours = || json!("Needs only **Things > View**.");
    let stays = "cannot be read, so our sentence stays; compare the two";
    for published in [
        json!("Open to everybody."),
        json!("You need the `Things > View` permission."),
        json!("Admin"),
        json!("Not needed: **Things > View**"),
        json!("No longer: **Things > View**"),
        json!("Optional: **Things > View**"),
        json!("At least **Things > View**"),
        json!("**Things > View** unless you are the owner"),
    ] {
        assert_eq!(permissions(ours(), published), (ours(), vec![stays]));
    }
    let list = "is not a text that can be read; compare our sentence with it";
    for published in [json!(["Things > View"]), json!({"any": ["Things"]})] {
        assert_eq!(permissions(ours(), published), (ours(), vec![list]));
    }
    let unread = "cannot be read; write what a caller needs, such as **A > B** or **A > C**";
    let neutral = json!("Not described yet.");
    let everybody = json!("Open to everybody.");
    assert_eq!(
        permissions(Value::Null, everybody),
        (neutral.clone(), vec![unread])
    );
    assert_eq!(
        permissions(neutral.clone(), neutral.clone()),
        (neutral, vec![unread])
    );
    let half = json!("Needs **Things > View** or `Things > Edit`.");
    let plain =
        "names a permission that is not bold, which is not read; compare our sentence with it";
    assert_eq!(permissions(ours(), half.clone()), (ours(), vec![plain]));
    let part = "is read only in part; compare our new sentence with it";
    let new = json!("Needs **Things > View**.");
    assert_eq!(permissions(Value::Null, half), (new, vec![part]));
    let gone =
        "is no longer published, so ours is removed; an overlay action can say what a caller needs";
    assert_eq!(permissions(ours(), Value::Null), (Value::Null, vec![gone]));
    assert_eq!(
        permissions(ours(), json!("Needs nothing.")),
        (json!("No permission."), vec![])
    );
}

#[test]
fn a_text_is_never_taken_from_another_place() {
    let new = published(|document| {
        let get = document["paths"]["/things/{key}"]["get"].clone();
        document["paths"]["/things/{key}"]["delete"] = get.clone();
        document["paths"]["/gadgets"]["get"] = get;
        document["components"]["schemas"]["ThingKind"]["oneOf"] =
            json!([{"title": "New", "description": "x"}, {"title": "Old", "description": "x"}]);
    });
    let mut old = committed();
    old["components"]["schemas"]["ThingKind"]["oneOf"] =
        json!([{"title": "Old", "description": "The old one."}]);
    let carried = prose::carry_over(&new, Some(&old), &Matches::default(), false).root;
    let neutral = "Not described yet.";
    for at in [
        "/paths/~1things~1{key}/delete/responses/404",
        "/paths/~1things~1{key}/delete/parameters/0",
        "/paths/~1gadgets/get/responses/404",
        "/components/schemas/ThingKind/oneOf/0",
    ] {
        let description = carried.pointer(&format!("{at}/description"));
        assert_eq!(description, Some(&json!(neutral)), "{at}");
    }
    let same = carried.pointer("/components/schemas/ThingKind/oneOf/1/description");
    assert_eq!(same, Some(&json!("The old one.")));
}

#[test]
fn the_text_of_an_alternative_follows_its_members_and_not_its_index() {
    let alternative = |members: &[&str], text: &str| {
        let properties: serde_json::Map<String, Value> = members
            .iter()
            .map(|name| {
                (
                    (*name).to_owned(),
                    json!({"type": "string", "description": text}),
                )
            })
            .collect();
        json!({"type": "object", "description": text, "properties": properties})
    };
    let kinds = |alternatives: Value| json!({"components": {"schemas": {"Pet": {"description": "A pet.", "oneOf": alternatives}}}});
    let cat = |text| alternative(&["meow", "kind"], text);
    let dog = |text| alternative(&["bark", "kind"], text);
    let old = kinds(json!([cat("Our cat."), dog("Our dog.")]));
    let carried = |new: Value| {
        let carried = prose::carry_over(&kinds(new), Some(&old), &Matches::default(), false);
        let alternatives = &carried.root["components"]["schemas"]["Pet"]["oneOf"];
        let texts = alternatives.as_array().unwrap().iter();
        let texts = texts.map(|one| one.get("description").and_then(Value::as_str));
        texts
            .map(|text| text.map(str::to_owned))
            .collect::<Vec<_>>()
    };
    let (ours_of_dog, ours_of_cat) = (Some("Our dog.".to_owned()), Some("Our cat.".to_owned()));
    let neutral = Some("Not described yet.".to_owned());
    assert_eq!(
        carried(json!([dog("Published."), cat("Published.")])),
        [ours_of_dog.clone(), ours_of_cat.clone()]
    );
    let grown = |name| alternative(&[name, "kind", "age"], "Published.");
    assert_eq!(
        carried(json!([grown("bark"), grown("meow")])),
        [ours_of_dog, ours_of_cat]
    );
    let cow = alternative(&["moo", "kind"], "Published.");
    assert_eq!(
        carried(json!([cow.clone(), cow])),
        [neutral.clone(), neutral]
    );
}

#[test]
fn the_text_of_a_path_parameter_stays_with_its_name() {
    let at = |path: &str, names: [&str; 2]| {
        let parameters = names.map(|name| {
            json!({"name": name, "in": "path", "required": true,
            "description": format!("Our {name}."), "schema": {"type": "string"}})
        });
        json!({"paths": {path: {"get": {"operationId": "A_Get", "parameters": parameters,
            "responses": {"204": {"description": "d"}}}}}})
    };
    let old = at("/a/{x}/{y}", ["x", "y"]);
    for (path, names, texts) in [
        ("/a/{y}/{z}", ["y", "z"], ["Our y.", "Not described yet."]),
        ("/a/{y}/{x}", ["y", "x"], ["Our y.", "Our x."]),
        ("/a/{z}/{y}", ["z", "y"], ["Our x.", "Our y."]),
    ] {
        let new = at(path, names);
        let [old_document, new_document] =
            [&old, &new].map(|root| Document::parse("x", &root.to_string()).unwrap());
        let comparison = Comparison::compare(&old_document, &new_document);
        let matches = Matches::find(&Place::root(&old), &Place::root(&new), comparison);
        let carried = prose::carry_over(&new, Some(&old), &matches, false).root;
        let parameters = &carried["paths"][path]["get"]["parameters"];
        assert_eq!(
            [0, 1].map(|i| &parameters[i]["description"]),
            texts,
            "{path}"
        );
    }
}

#[test]
fn published_prose_is_found_below_every_name() {
    let new = published(|document| {
        let get = &mut document["paths"]["/things/{key}"]["get"];
        get["responses"]["default"] = json!({"description": "Published: failed.",
            "headers": {"x-trace": {"description": "Published: trace.", "schema": {"type": "string"}}}});
        let properties = &mut document["components"]["schemas"]["ThingApiResponse"]["properties"];
        for name in ["default", "x-odd", "description", "content", "properties"] {
            properties[name] =
                json!({"type": "string", "description": "Published: a field.", "example": "x"});
        }
    });
    let text = carry_over(&new).0.to_string();
    assert!(
        !text.contains("Published") && !text.contains("example"),
        "{text}"
    );
}

/// The document with the texts of the current one, and the places that need a description.
fn carry_over(new: &Value) -> (Value, Vec<String>) {
    texts(prose::carry_over(
        new,
        Some(&committed()),
        &Matches::default(),
        false,
    ))
}

fn texts(carried: Carried) -> (Value, Vec<String>) {
    let missing = carried.missing.into_iter();
    let missing = missing.map(|missing| missing.pointer);
    (carried.root, missing.collect())
}

#[test]
fn published_prose_is_left_out_at_every_place() {
    let words = || json!({"description": "Published: words."});
    let new = published(|document| {
        document["info"]["contact"] = json!({"name": "Published"});
        document["tags"] = json!([{"name": "things", "description": "Published: a tag.",
            "externalDocs": {"url": "x", "description": "Published: docs."}}]);
        document["servers"][0]["description"] = json!("Published: a server.");
        document["servers"][0]["variables"] =
            json!({"stage": {"default": "x", "description": "Published: stage."}});
        document["paths"]["x-note"] = json!("Published: all of them.");
        document["components"]["securitySchemes"] = json!({"oauth": {"type": "oauth2", "flows":
            {"clientCredentials": {"tokenUrl": "x", "scopes": {"read": "Published: reads.", "none": ""}}}}});
        document["components"]["examples"] = json!({"one": {"value": "Published: one."}});
        let get = &mut document["paths"]["/things/{key}"]["get"];
        get["callbacks"] = json!({"done": {"{$request.body#/url}": {"post":
            {"summary": "Published: done.", "responses": {"200": words()}}}}});
        get["responses"]["x-note"] = json!({"about": ["Published: all responses."]});
        get["responses"]["200"]["links"] = json!({"next": words()});
        let kind = &mut document["components"]["schemas"]["ThingKind"];
        kind["title"] = json!("Published: how big it is");
        kind["x-enumDescriptions"] = json!({"Big": "Published: not small."});
        kind["externalDocs"] = words();
    });
    let (carried, to_describe) = carry_over(&new);
    let text = carried.to_string();
    assert!(!text.contains("Published"), "{text}");
    let scopes = "/components/securitySchemes/oauth/flows/clientCredentials/scopes";
    assert!(to_describe.contains(&format!("{scopes}/read")));
    assert_eq!(
        carried.pointer(scopes),
        Some(&json!({"read": "Not described yet.", "none": ""}))
    );
}

#[test]
fn a_text_that_is_not_part_of_the_crate_needs_no_description() {
    let text = |words: &str| json!({"type": "string", "description": words});
    let new = |edited: bool| {
        let words = if edited { "Published: words." } else { "Ours." };
        published(|document| {
            let get = &mut document["paths"]["/things/{key}"]["get"];
            get["parameters"][0]["schema"] = text(words);
            get["callbacks"] = json!({"done": {"{$url}": {"post": {"summary": words, "description": words,
                "responses": {"200": {"description": words}}}}}});
            let response = &mut get["responses"]["200"];
            response["headers"] = json!({"x-id": {"description": words, "schema": text(words)}});
            response["links"] = json!({"next": {"description": words}});
            let properties =
                &mut document["components"]["schemas"]["ThingApiResponse"]["properties"];
            properties["kind"] =
                json!({"description": words, "type": "array", "items": text(words)});
        })
    };
    let (document, to_describe) = carry_over(&new(true));
    let kind = "/components/schemas/ThingApiResponse/properties/kind";
    assert_eq!(to_describe, [format!("{kind}/description")]);
    let get = &document["paths"]["/things/{key}"]["get"];
    let called = &get["callbacks"]["done"]["{$url}"]["post"];
    assert_eq!(
        called,
        &json!({"responses": {"200": {"description": "Not described yet."}}})
    );
    let response = &get["responses"]["200"];
    assert_eq!(
        response["headers"]["x-id"],
        json!({"schema": {"type": "string"}})
    );
    let ours = new(false);
    let again = prose::carry_over(&new(true), Some(&ours), &Matches::default(), false);
    let response = &again.root["paths"]["/things/{key}"]["get"]["responses"]["200"];
    assert_eq!(response["headers"]["x-id"]["description"], "Ours.");
}

#[test]
fn our_text_of_a_scope_is_kept() {
    let with_scope = |text: &str| {
        let mut document = committed();
        document["components"]["securitySchemes"] = json!({"oauth": {"type": "oauth2", "flows":
            {"implicit": {"scopes": {"read": text}}}}});
        document
    };
    let ours = with_scope("Reads, in our words.");
    let theirs = with_scope("Published: reads.");
    let [left_out, kept] = [false, true]
        .map(|keep| prose::carry_over(&theirs, Some(&ours), &Matches::default(), keep).root);
    assert_eq!(left_out, ours);
    assert_eq!(
        kept["components"]["securitySchemes"],
        theirs["components"]["securitySchemes"]
    );
}

#[test]
fn a_title_that_is_a_name_is_kept() {
    let alternatives = json!({"oneOf": [{"title": "Credit card", "type": "string"}]});
    let new = published(|document| {
        let schemas = &mut document["components"]["schemas"];
        schemas["ThingKind"]["title"] = json!("Kind");
        schemas["ThingApiResponse"]["properties"]["payment"] = alternatives.clone();
    });
    let (carried, _) = carry_over(&new);
    let schemas = &carried["components"]["schemas"];
    assert_eq!(carried["info"]["title"], "Thing API");
    assert_eq!(schemas["ThingKind"]["title"], "Kind");
    let payment = &schemas["ThingApiResponse"]["properties"]["payment"];
    assert_eq!(payment["oneOf"], alternatives["oneOf"]);
}

#[test]
fn names_of_the_api_that_look_like_prose_are_kept() {
    let names = json!({"summary": "#/components/schemas/Summary", "example": "Example"});
    let union = json!({"oneOf": [], "discriminator": {"propertyName": "kind", "mapping": names}});
    let encoding = json!({"license": {"contentType": "text/plain"}});
    let variables = json!({"contact": {"default": "x"}});
    let new = published(|document| {
        document["servers"][0]["variables"] = variables.clone();
        let get = &mut document["paths"]["/things/{key}"]["get"];
        get["requestBody"] = json!({"content": {"multipart/form-data": {"encoding": encoding}}});
        document["components"]["schemas"]["Union"] = union.clone();
    });
    let (carried, _) = carry_over(&new);
    let mapping = carried.pointer("/components/schemas/Union/discriminator/mapping");
    assert_eq!(mapping, Some(&names));
    assert_eq!(carried["servers"][0]["variables"], variables);
    let get = &carried["paths"]["/things/{key}"]["get"];
    assert_eq!(
        get["requestBody"]["content"]["multipart/form-data"]["encoding"],
        encoding
    );
}

#[test]
fn names_of_enum_values_are_kept_and_their_descriptions_are_not() {
    let new = published(|document| {
        document["components"]["schemas"]["Level"] = json!({"type": "integer", "enum": [1, 2],
            "x-enumNames": ["Very low", "High"], "x-enum-varnames": ["Very low", "High"],
            "x-enum-descriptions": ["Low", "High"], "x-enumDescriptions": {"1": "Low"}});
    });
    let (carried, _) = carry_over(&new);
    assert_eq!(
        carried["components"]["schemas"]["Level"],
        json!({"type": "integer", "enum": [1, 2], "x-enumNames": ["Very low", "High"],
            "x-enum-varnames": ["Very low", "High"], "description": "Not described yet."})
    );
}

#[test]
fn a_field_with_the_name_of_a_collection_is_a_field() {
    let new = published(|document| {
        let properties = &mut document["components"]["schemas"]["ThingApiResponse"]["properties"];
        for name in ["responses", "parameters", "properties", "schemas"] {
            properties[name] = json!({"type": "array", "items": {"type": "string"}});
        }
    });
    let (_, to_describe) = carry_over(&new);
    let properties = "/components/schemas/ThingApiResponse/properties";
    assert_eq!(
        to_describe,
        ["responses", "parameters", "properties", "schemas"]
            .map(|name| format!("{properties}/{name}/description"))
    );
}

#[test]
fn a_reference_gets_no_texts_of_the_parameter_before_it() {
    let reference = json!({"$ref": "#/components/parameters/limit"});
    let new = published(|document| {
        let get = &mut document["paths"]["/things/{key}"]["get"];
        let key = get["parameters"][0].take();
        get["parameters"] = json!([reference, key]);
    });
    let (carried, _) = carry_over(&new);
    let parameters = &carried["paths"]["/things/{key}"]["get"]["parameters"];
    assert_eq!(parameters[0], reference);
    assert_eq!(parameters[1]["description"], "Key of the thing.");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn no_document_makes_the_prose_or_the_overlay_panic(
        edits in proptest::collection::vec((any::<usize>(), 0u8..9, any::<usize>()), 1..12),
    ) {
        let mut root = published(grown);
        for (place, how, other) in edits {
            mutate(&mut root, place, how, other);
            prop_assume!(root.is_object());
        }
        let old = Document::parse("old.json", &committed().to_string()).unwrap();
        if let Ok(mut new) = Document::parse("new.json", &root.to_string()) {
            let comparison = Comparison::compare(&old, &new);
            let matches = Matches::find(&Place::root(&old.root), &Place::root(&new.root), comparison);
            let carried = prose::carry_over(&new.root, Some(&old.root), &matches, false);
            let proposals = Proposals::read(&old.root);
            let listing = Listing::new(&new);
            listing.missing(&carried.missing, |place| proposals.find(&carried.root, place));
            listing.unread(&carried.unread);
            listing.reviews(&review::find(&old.root, &carried.root, &carried.kept, &matches));
            let source = Source { file: "x".to_owned(), text: OVERLAY.to_owned() };
            let before = Before { document: &old, matches: &matches };
            let actions = Actions::parse(&source).unwrap();
            actions.apply_corrected(&mut new, Some(&before)).unwrap();
        }
    }
}
