//! Applies an overlay to a document, as the [OpenAPI Overlay Specification
//! 1.0](https://spec.openapis.org/overlay/v1.0.0.html) says. It does not share code with the generator.

use serde_json::Value;
use serde_json_path::JsonPath;

/// The document with all actions of the overlay.
pub fn applied(mut document: Value, overlay: &Value) -> Value {
    for action in overlay["actions"].as_array().expect("actions") {
        let target = action["target"].as_str().expect("a target");
        let path = JsonPath::parse(target).expect("a JSONPath");
        let places = path.query_located(&document);
        let pointers: Vec<_> = places
            .iter()
            .map(|place| place.location().to_json_pointer())
            .collect();
        assert!(!pointers.is_empty(), "{target} matches nothing");
        // The last element comes first, because the removal of an element changes the indices of later elements.
        for pointer in pointers.iter().rev() {
            if action["remove"] == true {
                remove(&mut document, pointer);
            } else {
                let place = document.pointer_mut(pointer).expect("a place");
                merge(place, &action["update"]);
            }
        }
    }
    document
}

fn remove(document: &mut Value, pointer: &str) {
    let (parent, last) = pointer.rsplit_once('/').expect("not the whole document");
    match document.pointer_mut(parent).expect("a parent") {
        Value::Object(members) => {
            let name = last.replace("~1", "/").replace("~0", "~");
            members.remove(&name).expect("a member");
        }
        Value::Array(items) => {
            items.remove(last.parse().expect("an index"));
        }
        other => panic!("{pointer} is in {other}"),
    }
}

fn merge(place: &mut Value, update: &Value) {
    match (place, update) {
        (Value::Object(place), Value::Object(update)) => {
            for (name, value) in update {
                merge(place.entry(name).or_insert(Value::Null), value);
            }
        }
        (Value::Array(place), Value::Array(update)) => place.extend(update.iter().cloned()),
        (Value::Array(place), update) => place.push(update.clone()),
        (place, update) => *place = update.clone(),
    }
}
