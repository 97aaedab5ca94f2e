//! Reads the names that the overlay gives.

use serde_json::Value;

/// The overlay's `x-rust-name`.
pub(crate) fn overlay_name(value: &Value) -> Option<&str> {
    value.get("x-rust-name").and_then(Value::as_str)
}
