//! Deletes an asset, with the data that belongs to it.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::tenant::Tenant;

impl Tenant {
    /// Removes an asset, its operations, its settings, its application roles, and the roles that members hold on it.
    /// Other assets no longer use it.
    pub(crate) fn remove_asset(&mut self, key: Uuid) {
        self.assets.retain(|one| one.key != key);
        for asset in &mut self.assets {
            asset.uses.retain(|one| one.producer != key);
            if asset.template == Some(key) {
                asset.template = None;
            }
        }
        self.rollouts.forget_asset(key);
        self.settings.forget_asset(key);
        let roles = self.application_roles.values();
        let roles = roles.filter(|role| role.asset == key);
        let roles: BTreeSet<Uuid> = roles.map(|role| role.key).collect();
        self.application_roles.retain(|_, role| role.asset != key);
        for group in self.groups.values_mut() {
            group.roles.retain(|role| !roles.contains(role));
        }
        self.users.forget_asset(key, &roles);
    }
}
