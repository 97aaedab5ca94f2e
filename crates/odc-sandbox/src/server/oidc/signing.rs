//! Signed tokens. The algorithm is ES256, with a key that is made at the start, so that no token works after the end
//! of its sandbox.
//!
//! A token is a JWT (RFC 7519) in the compact form of RFC 7515, section 7.1.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair,
    UnparsedPublicKey,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

/// The content of a token.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Claims {
    pub(crate) iss: String,
    pub(crate) sub: Uuid,
    /// The API client.
    pub(crate) azp: String,
    pub(crate) jti: Uuid,
    pub(crate) typ: String,
    pub(crate) iat: i64,
    pub(crate) nbf: i64,
    pub(crate) exp: i64,
}

/// The key pair of the authorization server.
pub(crate) struct SigningKey {
    pair: EcdsaKeyPair,
    random: SystemRandom,
    /// The first part of every token. A token with another first part does not come from this sandbox.
    header: String,
    jwk: Value,
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SigningKey").finish_non_exhaustive()
    }
}

/// The operating system gave no random numbers for a key or a signature.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the system gave no random numbers for a key")]
pub(crate) struct NoKey;

impl SigningKey {
    pub(crate) fn generate() -> Result<Self, NoKey> {
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let random = SystemRandom::new();
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random).map_err(|_| NoKey)?;
        let pair =
            EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random).map_err(|_| NoKey)?;
        // An uncompressed point: 4, then 32 bytes each of x and y.
        let point = pair.public_key().as_ref();
        let (x, y) = point.get(1..65).map(|xy| xy.split_at(32)).ok_or(NoKey)?;
        let id = Uuid::new_v4().simple().to_string();
        let header = json!({"typ": "JWT", "alg": "ES256", "kid": id});
        let jwk = json!({
            "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": id,
            "x": URL_SAFE_NO_PAD.encode(x), "y": URL_SAFE_NO_PAD.encode(y),
        });
        Ok(Self {
            pair,
            random,
            header: URL_SAFE_NO_PAD.encode(header.to_string()),
            jwk,
        })
    }

    /// The public half, as an entry of the key set (RFC 7517).
    pub(crate) fn jwk(&self) -> &Value {
        &self.jwk
    }

    pub(crate) fn sign(&self, claims: &Claims) -> Result<String, NoKey> {
        let claims = serde_json::to_vec(claims).expect("claims are plain JSON");
        let mut token = format!("{}.{}", self.header, URL_SAFE_NO_PAD.encode(claims));
        let signature = self
            .pair
            .sign(&self.random, token.as_bytes())
            .map_err(|_| NoKey)?;
        token.push('.');
        token += &URL_SAFE_NO_PAD.encode(signature);
        Ok(token)
    }

    /// The claims of a token that this key signed. The caller checks the times, because it has the tenant's clock.
    ///
    /// The header must be exactly the header of this sandbox, so that no token can choose its algorithm or key (RFC
    /// 8725, section 3.1).
    pub(crate) fn verify(&self, token: &str) -> Option<Claims> {
        let (signed, signature) = token.rsplit_once('.')?;
        let claims = signed.strip_prefix(&self.header)?.strip_prefix('.')?;
        let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, self.pair.public_key())
            .verify(signed.as_bytes(), &signature)
            .ok()?;
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).ok()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims() -> Claims {
        Claims {
            iss: "https://sandbox".to_owned(),
            sub: Uuid::new_v4(),
            azp: "client".to_owned(),
            jti: Uuid::new_v4(),
            typ: "Bearer".to_owned(),
            iat: 1,
            nbf: 2,
            exp: 3,
        }
    }

    #[test]
    fn a_token_contains_the_signed_claims() {
        let key = SigningKey::generate().unwrap();
        let claims = claims();
        let found = key.verify(&key.sign(&claims).unwrap()).unwrap();
        assert_eq!(
            (found.sub, found.jti, found.exp),
            (claims.sub, claims.jti, 3)
        );
    }

    #[test]
    fn a_token_with_one_letter_changed_or_of_another_key_is_refused() {
        let key = SigningKey::generate().unwrap();
        let token = key.sign(&claims()).unwrap();
        for at in 0..token.len() {
            let other = if token.as_bytes()[at] == b'A' {
                "B"
            } else {
                "A"
            };
            let mut forged = token.clone();
            forged.replace_range(at..=at, other);
            assert!(key.verify(&forged).is_none(), "letter {at}");
        }
        assert!(SigningKey::generate().unwrap().verify(&token).is_none());
    }

    #[test]
    fn a_token_without_signature_or_with_another_algorithm_is_refused() {
        let key = SigningKey::generate().unwrap();
        let token = key.sign(&claims()).unwrap();
        let claims = token.split('.').nth(1).unwrap();
        for header in [r#"{"alg":"none"}"#, r#"{"typ":"JWT","alg":"HS256"}"#] {
            let header = URL_SAFE_NO_PAD.encode(header);
            for forged in [
                format!("{header}.{claims}."),
                format!("{header}.{claims}.{}", token.rsplit('.').next().unwrap()),
                format!("{}.{claims}.", key.header),
                format!("{}.{claims}", key.header),
                token.clone() + ".",
                token.clone() + "=",
            ] {
                assert!(key.verify(&forged).is_none(), "{forged}");
            }
        }
    }
}
