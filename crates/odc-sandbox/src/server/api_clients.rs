//! The portal's page of API clients. The model has the rules; this file has the lock.

use std::sync::Arc;

use super::app::{App, World};
use crate::model::client::{ClientError, ClientInfo, Credentials, NewClient};
use crate::model::permission::Permissions;

/// The API clients of a sandbox. Clones change the same API clients.
#[derive(Debug, Clone)]
pub struct ApiClients(pub(crate) Arc<App>);

impl ApiClients {
    /// Creates a client and shows its secret.
    ///
    /// # Errors
    ///
    /// When the name is empty, there are 35 clients already, the expiry is out of range, or a stage does not exist.
    pub fn create(&self, client: NewClient) -> Result<Credentials, ClientError> {
        let mut world = self.0.world();
        let World {
            clients, tenant, ..
        } = &mut *world;
        clients.create(client, tenant, self.0.clock.now())
    }

    /// Creates a copy with its own id and secret: "Copy of", and the same permissions.
    ///
    /// # Errors
    ///
    /// When there is no such client, or 35 already.
    pub fn duplicate(&self, id: &str) -> Result<Credentials, ClientError> {
        let mut world = self.0.world();
        let World {
            clients, tenant, ..
        } = &mut *world;
        clients.duplicate(id, tenant, self.0.clock.now())
    }

    /// All of them, oldest first.
    #[must_use]
    pub fn list(&self) -> Vec<ClientInfo> {
        let now = self.0.clock.now();
        self.0
            .world()
            .clients
            .iter()
            .map(|client| client.info(now))
            .collect()
    }

    /// One of them.
    ///
    /// # Errors
    ///
    /// When there is no such client.
    pub fn get(&self, id: &str) -> Result<ClientInfo, ClientError> {
        let now = self.0.clock.now();
        self.0
            .world()
            .clients
            .find(id)
            .map(|client| client.info(now))
    }

    /// Changes name and description. Nothing else can be edited.
    ///
    /// # Errors
    ///
    /// When there is no such client, or the name is empty.
    pub fn edit(
        &self,
        id: &str,
        name: impl Into<String>,
        description: impl Into<String>,
    ) -> Result<(), ClientError> {
        self.0
            .world()
            .clients
            .edit(id, name.into(), description.into())
    }

    /// Replaces its permissions. Tokens that were already issued get the new ones immediately.
    ///
    /// # Errors
    ///
    /// When there is no such client, or no such stage.
    pub fn set_permissions(&self, id: &str, permissions: Permissions) -> Result<(), ClientError> {
        let mut world = self.0.world();
        let World {
            clients, tenant, ..
        } = &mut *world;
        clients.set_permissions(id, permissions, tenant)
    }

    /// Replaces its secret. The new one expires in `days` days, or in 90 days for `None`. The old one stops working
    /// immediately. Tokens that were already issued stay valid.
    ///
    /// # Errors
    ///
    /// When there is no such client, or the expiry is out of range.
    pub fn regenerate_secret(
        &self,
        id: &str,
        days: Option<u64>,
    ) -> Result<Credentials, ClientError> {
        self.0
            .world()
            .clients
            .regenerate_secret(id, days, self.0.clock.now())
    }

    /// Suspends it: its secret and its tokens do not work.
    ///
    /// # Errors
    ///
    /// When there is no such client.
    pub fn suspend(&self, id: &str) -> Result<(), ClientError> {
        self.0.world().clients.find(id)?.suspended = true;
        Ok(())
    }

    /// Resumes it: its secret works again, and so do its tokens that have not expired.
    ///
    /// # Errors
    ///
    /// When there is no such client.
    pub fn resume(&self, id: &str) -> Result<(), ClientError> {
        self.0.world().clients.find(id)?.suspended = false;
        Ok(())
    }

    /// Deletes it. It must be suspended before.
    ///
    /// # Errors
    ///
    /// When there is no such client, or it is not suspended.
    pub fn delete(&self, id: &str) -> Result<(), ClientError> {
        self.0.world().clients.delete(id)
    }
}
