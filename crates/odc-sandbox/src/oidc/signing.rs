//! Signed tokens: ES256 with a key made at the start, so that no token outlives its sandbox.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

/// What a token says.
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
    header: Header,
    private: EncodingKey,
    public: DecodingKey,
    jwk: Value,
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SigningKey").finish_non_exhaustive()
    }
}

/// The platform gave no key.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("no signing key could be made")]
pub(crate) struct NoKey;

impl SigningKey {
    pub(crate) fn generate() -> Result<Self, NoKey> {
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let document =
            EcdsaKeyPair::generate_pkcs8(algorithm, &SystemRandom::new()).map_err(|_| NoKey)?;
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref()).map_err(|_| NoKey)?;
        // An uncompressed point: 4, then 32 bytes each of x and y.
        let point = pair.public_key().as_ref();
        let (x, y) = point.get(1..65).map(|xy| xy.split_at(32)).ok_or(NoKey)?;
        let (x, y) = (URL_SAFE_NO_PAD.encode(x), URL_SAFE_NO_PAD.encode(y));
        let id = Uuid::new_v4().simple().to_string();
        let public = DecodingKey::from_ec_components(&x, &y).map_err(|_| NoKey)?;
        let jwk = json!({
            "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": id, "x": x, "y": y,
        });
        let header = Header {
            kid: Some(id),
            ..Header::new(Algorithm::ES256)
        };
        let private = EncodingKey::from_ec_der(document.as_ref());
        Ok(Self {
            header,
            private,
            public,
            jwk,
        })
    }

    /// The public half, as an entry of the key set.
    pub(crate) fn jwk(&self) -> &Value {
        &self.jwk
    }

    pub(crate) fn sign(&self, claims: &Claims) -> Result<String, jsonwebtoken::errors::Error> {
        jsonwebtoken::encode(&self.header, claims, &self.private)
    }

    /// The claims of a token that this key signed. Times are left to the caller, who has the tenant's
    /// clock.
    pub(crate) fn verify(&self, token: &str) -> Option<Claims> {
        let mut rules = Validation::new(Algorithm::ES256);
        rules.validate_exp = false;
        rules.validate_nbf = false;
        rules.validate_aud = false;
        rules.required_spec_claims.clear();
        let decoded = jsonwebtoken::decode::<Claims>(token, &self.public, &rules);
        decoded.ok().map(|token| token.claims)
    }
}
