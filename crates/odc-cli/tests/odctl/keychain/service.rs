//! A Secret Service like that of desktops, on its own socket:
//! <https://specifications.freedesktop.org/secret-service>.
//!
//! Secrets arrive encrypted for a session. The service always uses 1 for its half of the key exchange, so that every
//! session has the same key. It can store the encrypted data and return it, without knowing a secret.

#![expect(
    clippy::needless_pass_by_value,
    clippy::unnecessary_literal_bound,
    clippy::unused_self,
    clippy::used_underscore_binding,
    reason = "zbus makes interfaces of methods that own what they get"
)]

use std::collections::HashMap;
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::{Arc, Mutex};

use tempfile::TempDir;
use zbus::blocking::connection::{Builder, Connection};
use zbus::interface;
use zbus::object_server::ObjectServer;
use zbus::zvariant::{ObjectPath, OwnedObjectPath, OwnedValue, Value};

type Attributes = HashMap<String, String>;

/// A session, the parameters of the encryption, the secret, and its type.
type Secret = (OwnedObjectPath, Vec<u8>, Vec<u8>, String);

#[derive(Clone, Debug)]
struct Kept {
    attributes: Attributes,
    label: String,
    secret: Secret,
}

type Items = Arc<Mutex<HashMap<String, Kept>>>;

pub struct SecretService {
    folder: TempDir,
    items: Items,
}

impl SecretService {
    pub fn start() -> Self {
        let (folder, items) = (tempfile::tempdir().unwrap(), Items::default());
        let listener = UnixListener::bind(folder.path().join("bus")).unwrap();
        let shared = Arc::clone(&items);
        std::thread::spawn(move || {
            // A connection ends when its program ends.
            let mut connections = Vec::new();
            for stream in listener.incoming() {
                connections.push(serve(stream.unwrap(), &shared));
            }
        });
        Self { folder, items }
    }

    pub fn address(&self) -> String {
        format!("unix:path={}", self.folder.path().join("bus").display())
    }

    /// The attributes of all items.
    pub fn items(&self) -> Vec<Attributes> {
        let items = self.items.lock().unwrap();
        items.values().map(|it| it.attributes.clone()).collect()
    }
}

fn serve(stream: UnixStream, items: &Items) -> Connection {
    let service = Service(Arc::clone(items));
    let collection = Collection(Arc::clone(items));
    let mut builder = Builder::async_io_unix_stream(stream)
        .server(zbus::Guid::generate())
        .unwrap()
        .p2p()
        .serve_at("/org/freedesktop/DBus", Bus)
        .unwrap()
        .serve_at("/org/freedesktop/secrets", service)
        .unwrap()
        .serve_at(COLLECTION, collection)
        .unwrap();
    for path in items.lock().unwrap().keys() {
        let item = Item(Arc::clone(items), path.clone());
        builder = builder.serve_at(path.clone(), item).unwrap();
    }
    builder.build().unwrap()
}

const COLLECTION: &str = "/org/freedesktop/secrets/collection/login";

fn path(text: &str) -> OwnedObjectPath {
    ObjectPath::try_from(text).unwrap().into()
}

/// The value that means "no prompt is needed".
fn no_prompt() -> OwnedObjectPath {
    path("/")
}

/// The methods that a bus has for its clients.
struct Bus;

#[interface(name = "org.freedesktop.DBus")]
impl Bus {
    fn hello(&self) -> &str {
        ":1.1"
    }

    fn add_match(&self, _rule: &str) {}

    fn remove_match(&self, _rule: &str) {}

    fn get_name_owner(&self, _name: &str) -> &str {
        ":1.0"
    }
}

struct Service(Items);

#[interface(name = "org.freedesktop.Secret.Service")]
impl Service {
    fn open_session(&self, algorithm: &str, _input: OwnedValue) -> (OwnedValue, OwnedObjectPath) {
        assert_eq!(algorithm, "dh-ietf1024-sha256-aes128-cbc-pkcs7");
        let public_key = Value::from(vec![1_u8]).try_into().unwrap();
        (public_key, path("/org/freedesktop/secrets/session/1"))
    }

    fn search_items(&self, wanted: Attributes) -> (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) {
        let items = self.0.lock().unwrap();
        let fits = |kept: &Kept| {
            let mut wanted = wanted.iter();
            wanted.all(|(name, value)| kept.attributes.get(name) == Some(value))
        };
        let found = items.iter().filter(|(_, kept)| fits(kept));
        (found.map(|(name, _)| path(name)).collect(), Vec::new())
    }

    fn read_alias(&self, name: &str) -> OwnedObjectPath {
        assert_eq!(name, "default");
        path(COLLECTION)
    }

    #[zbus(property)]
    fn collections(&self) -> Vec<OwnedObjectPath> {
        vec![path(COLLECTION)]
    }
}

struct Collection(Items);

#[interface(name = "org.freedesktop.Secret.Collection")]
impl Collection {
    async fn create_item(
        &self,
        properties: HashMap<String, OwnedValue>,
        secret: Secret,
        _replace: bool,
        #[zbus(object_server)] server: &ObjectServer,
    ) -> (OwnedObjectPath, OwnedObjectPath) {
        let of = |name: &str| properties[&format!("org.freedesktop.Secret.Item.{name}")].clone();
        let attributes: Attributes = of("Attributes").try_into().unwrap();
        let label: String = of("Label").try_into().unwrap();
        let name = {
            let mut items = self.0.lock().unwrap();
            let known = items.iter().find(|(_, it)| it.attributes == attributes);
            let known = known.map(|(name, _)| name.clone());
            let name = known.unwrap_or_else(|| format!("{COLLECTION}/{}", items.len() + 1));
            let kept = Kept {
                attributes,
                label,
                secret,
            };
            items.insert(name.clone(), kept);
            name
        };
        let item = Item(Arc::clone(&self.0), name.clone());
        server.at(name.clone(), item).await.unwrap();
        (path(&name), no_prompt())
    }

    #[zbus(property)]
    fn label(&self) -> &str {
        "Login"
    }

    #[zbus(property)]
    fn locked(&self) -> bool {
        false
    }
}

struct Item(Items, String);

impl Item {
    fn kept(&self) -> Kept {
        self.0.lock().unwrap()[&self.1].clone()
    }
}

#[interface(name = "org.freedesktop.Secret.Item")]
impl Item {
    fn get_secret(&self, session: OwnedObjectPath) -> (Secret,) {
        let (_, parameters, value, kind) = self.kept().secret;
        ((session, parameters, value, kind),)
    }

    fn set_secret(&self, secret: Secret) {
        let mut items = self.0.lock().unwrap();
        items.get_mut(&self.1).unwrap().secret = secret;
    }

    fn delete(&self) -> OwnedObjectPath {
        self.0.lock().unwrap().remove(&self.1).unwrap();
        no_prompt()
    }

    #[zbus(property)]
    fn locked(&self) -> bool {
        false
    }

    #[zbus(property)]
    fn attributes(&self) -> Attributes {
        self.kept().attributes
    }

    #[zbus(property)]
    fn label(&self) -> String {
        self.kept().label
    }
}
