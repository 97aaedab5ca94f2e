//! Makes and reads JSON pointers (RFC 6901).

/// Adds one reference token to `pointer`, escaped as RFC 6901, section 3 says.
#[must_use]
pub fn child(pointer: &str, token: &str) -> String {
    let mut child = String::with_capacity(pointer.len() + 1 + token.len());
    child.extend([pointer, "/"]);
    if token.contains(['~', '/']) {
        child.push_str(&token.replace('~', "~0").replace('/', "~1"));
    } else {
        child.push_str(token);
    }
    child
}

/// The key that a reference token stands for.
#[must_use]
pub fn key_of(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}
