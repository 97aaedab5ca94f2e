//! The names of our keys. All keys of one organization are in one hash slot: `odc:{domain}:…`.

use url::Url;

/// The names of the keys of one organization.
#[derive(Clone, Debug)]
pub(crate) struct Keys(String);

impl Keys {
    /// The keys of the organization with this origin, for example `https://acme.outsystems.dev/`.
    ///
    /// If an origin is not a URL, its text is used: two different origins never have the same keys.
    pub(crate) fn new(prefix: &str, origin: &str) -> Self {
        let domain = Url::parse(origin).ok().and_then(|url| {
            let host = url.host_str()?;
            Some(match url.port() {
                Some(port) => format!("{host}:{port}"),
                None => host.to_owned(),
            })
        });
        // A brace would end the hash tag.
        let domain = domain.unwrap_or_else(|| origin.replace(['{', '}'], "_"));
        Self(format!("{prefix}:{{{domain}}}"))
    }

    /// The six keys of a pool, in the order of `step.lua`.
    pub(crate) fn of_pool(&self, pool: &str) -> [String; 6] {
        let of = |part| format!("{}:budget:{pool}:{part}", self.0);
        [
            of("ended"),
            of("held"),
            of("queue"),
            of("wants"),
            of("narrowed"),
            format!("{}:born", self.0),
        ]
    }

    /// The keys of a token and of the lock for fetching it.
    pub(crate) fn of_token(&self, tag: &str) -> [String; 2] {
        [
            format!("{}:token:{tag}", self.0),
            format!("{}:token:{tag}:lock", self.0),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_an_organization_are_in_one_hash_slot_and_no_other_organization_has_them() {
        let keys = Keys::new("odc", "https://acme.outsystems.dev/");
        let [ended, .., born] = keys.of_pool("identity");
        assert_eq!(ended, "odc:{acme.outsystems.dev}:budget:identity:ended");
        assert_eq!(born, "odc:{acme.outsystems.dev}:born");
        let [token, lock] = keys.of_token("00ff");
        assert_eq!(token, "odc:{acme.outsystems.dev}:token:00ff");
        assert_eq!(lock, "odc:{acme.outsystems.dev}:token:00ff:lock");
        let local = Keys::new("team", "http://127.0.0.1:8080/");
        assert_eq!(local.of_token("1")[0], "team:{127.0.0.1:8080}:token:1");
        let odd = Keys::new("odc", "a}b{c");
        assert_eq!(odd.of_token("1")[0], "odc:{a_b_c}:token:1");
    }
}
