//! Checks a whole tenant that comes from a snapshot, by the rules for calls. After the check, all values that the
//! model computes with are within their limits, and every key belongs to something.

use std::collections::{BTreeSet, HashSet};
use std::fmt::Display;

use uuid::Uuid;

use super::groups::Group;
use super::organization::{OrganizationGrant, OrganizationRole};
use super::stages::{check_name, check_orders};
use super::tenant::Tenant;
use super::users::{User, check_email};
use crate::flaw::{Checked, Flaw, check_time, ensure};
use crate::problem::Problem;

/// Applies a rule for requests.
fn obey(at: impl Display, rule: Result<(), Problem>) -> Checked {
    rule.map_err(|problem| Flaw::new(at, problem.detail()))
}

/// Checks that no two entries have the same key.
fn check_keys(at: &str, keys: impl Iterator<Item = Uuid>) -> Checked {
    let mut seen = BTreeSet::new();
    for (number, key) in keys.enumerate() {
        ensure(
            seen.insert(key),
            format!("{at}[{number}].key"),
            "the key is given twice",
        )?;
    }
    Ok(())
}

/// Checks that an entry of a map contains its own key.
fn check_own_key(at: &str, key: Uuid, own: Uuid) -> Checked {
    ensure(
        key == own,
        format!("{at}.{key}.key"),
        "the entry is under another key",
    )
}

impl Tenant {
    /// Checks the tenant against all rules.
    pub(crate) fn check(&self) -> Checked {
        Check::new(self).all()
    }
}

/// A tenant, with sets of the keys to which other data refers. In a large tenant, searching through lists would take
/// hours.
struct Check<'a> {
    tenant: &'a Tenant,
    portfolios: HashSet<Uuid>,
    stages: HashSet<Uuid>,
    assets: HashSet<Uuid>,
    permissions: HashSet<Uuid>,
    providers: HashSet<Uuid>,
}

impl<'a> Check<'a> {
    fn new(tenant: &'a Tenant) -> Self {
        Self {
            tenant,
            portfolios: tenant.portfolios.iter().map(|one| one.key).collect(),
            stages: tenant.environments.iter().map(|one| one.key).collect(),
            assets: tenant.assets.iter().map(|one| one.key).collect(),
            permissions: tenant.permissions.iter().map(|one| one.key).collect(),
            providers: tenant.providers.iter().map(|one| one.key).collect(),
        }
    }

    fn all(&self) -> Checked {
        let tenant = self.tenant;
        tenant
            .plan
            .checked()
            .map_err(|what| Flaw::new("plan", what))?;
        self.stages()?;
        tenant.check_assets()?;
        self.application_roles()?;
        self.catalogue()?;
        let mut names = BTreeSet::new();
        for (key, role) in &tenant.organization_roles {
            check_own_key("organization_roles", *key, role.key)?;
            let is_first = names.insert(role.name.to_lowercase());
            ensure(
                is_first,
                format!("organization_roles.{key}.name"),
                "the name is given twice",
            )?;
            self.organization_role(role)?;
        }
        for (key, group) in &tenant.groups {
            check_own_key("groups", *key, group.key)?;
            self.group(group)?;
        }
        for (number, user) in tenant.users.iter().enumerate() {
            self.user(user)
                .map_err(|flaw| flaw.below(&format!("users[{number}]")))?;
        }
        // At this point each group that a user lists also lists the user. So the numbers differ when a member of a
        // group does not list the group.
        let known: usize = tenant.users.iter().map(|user| user.groups.len()).sum();
        let members: usize = tenant
            .groups
            .values()
            .map(|group| group.members.len())
            .sum();
        ensure(
            known == members,
            "groups",
            "a member is not a user, or a user that is not in the group",
        )?;
        tenant.bulk.check().map_err(|flaw| flaw.below("bulk"))
    }

    fn stages(&self) -> Checked {
        let portfolios = &self.tenant.portfolios;
        let number = (1..=10).contains(&portfolios.len());
        ensure(number, "portfolios", "a tenant has 1 to 10 portfolios")?;
        check_keys("portfolios", portfolios.iter().map(|one| one.key))?;
        check_keys(
            "environments",
            self.tenant.environments.iter().map(|one| one.key),
        )?;
        for (number, portfolio) in portfolios.iter().enumerate() {
            let at = format!("portfolios[{number}]");
            obey(format!("{at}.name"), check_name(&portfolio.name))?;
            let stages = self.tenant.environments.iter();
            let stages = stages.filter(|one| one.portfolio == portfolio.key);
            let number = (2..=11).contains(&stages.count());
            ensure(number, &at, "a portfolio has 2 to 11 stages")?;
            obey(
                "environments",
                check_orders(&self.tenant.environments, portfolio.key),
            )?;
        }
        let place = |key: Uuid| portfolios.iter().position(|one| one.key == key);
        for (number, stage) in self.tenant.environments.iter().enumerate() {
            let at = format!("environments[{number}]");
            let portfolio = place(stage.portfolio).is_some();
            ensure(
                portfolio,
                format!("{at}.portfolio"),
                "there is no such portfolio",
            )?;
            obey(format!("{at}.name"), check_name(&stage.name))?;
        }
        let are_sorted = self
            .tenant
            .environments
            .is_sorted_by_key(|one| (place(one.portfolio), one.order));
        ensure(are_sorted, "environments", "they are not in their order")
    }

    fn application_roles(&self) -> Checked {
        for (key, role) in &self.tenant.application_roles {
            check_own_key("application_roles", *key, role.key)?;
            let at = format!("application_roles.{key}");
            self.check_stage(&at, role.environment)?;
            self.check_asset(&at, role.asset)?;
        }
        Ok(())
    }

    fn catalogue(&self) -> Checked {
        check_keys("providers", self.tenant.providers.iter().map(|one| one.key))?;
        for (number, provider) in self.tenant.providers.iter().enumerate() {
            let at = format!("providers[{number}].updated_at");
            check_time(at, Some(provider.updated_at))?;
        }
        check_keys(
            "permissions",
            self.tenant.permissions.iter().map(|one| one.key),
        )?;
        for (number, permission) in self.tenant.permissions.iter().enumerate() {
            for key in &permission.inherits {
                let at = format!("permissions[{number}].inherits");
                ensure(
                    self.permissions.contains(key),
                    at,
                    "there is no such permission",
                )?;
            }
        }
        Ok(())
    }

    fn organization_role(&self, role: &OrganizationRole) -> Checked {
        let at = format!("organization_roles.{}", role.key);
        let has_name = !role.name.trim().is_empty();
        ensure(has_name, format!("{at}.name"), "name must not be empty")?;
        for (number, details) in role.permissions.iter().enumerate() {
            let at = format!("{at}.permissions[{number}]");
            let known = self.permissions.contains(&details.permission);
            ensure(
                known,
                format!("{at}.permission"),
                "there is no such permission",
            )?;
            for stage in details.environments.iter().flatten() {
                self.check_stage(&at, *stage)?;
            }
            for portfolio in details.portfolios.iter().flatten() {
                self.check_portfolio(&at, *portfolio)?;
            }
        }
        Ok(())
    }

    fn group(&self, group: &Group) -> Checked {
        let at = format!("groups.{}", group.key);
        let has_name = !group.name.trim().is_empty();
        ensure(has_name, format!("{at}.name"), "name must not be empty")?;
        self.check_stage(&at, group.environment)?;
        check_time(format!("{at}.updated_at"), Some(group.updated_at))?;
        for role in &group.roles {
            let role = self.tenant.application_roles.get(role);
            let is_here = role.is_some_and(|role| role.environment == group.environment);
            ensure(
                is_here,
                format!("{at}.roles"),
                "there is no such application role in its stage",
            )?;
        }
        let mut members = group.members.values();
        let is_member = members.all(|one| one.assigned || one.mapped);
        ensure(
            is_member,
            format!("{at}.members"),
            "a member is neither assigned nor mapped",
        )?;
        let mappings = group.mappings.iter();
        check_keys(&format!("{at}.mappings"), mappings.map(|one| one.key))?;
        for (number, mapping) in group.mappings.iter().enumerate() {
            let at = format!("{at}.mappings[{number}]");
            self.check_provider(&at, mapping.provider)?;
            check_time(format!("{at}.updated_at"), Some(mapping.updated_at))?;
        }
        Ok(())
    }

    fn user(&self, user: &User) -> Checked {
        if let Some(email) = &user.email {
            obey("email", check_email(email))?;
        }
        check_time("last_login_at", user.last_login_at)?;
        for (stage, at) in &user.logins {
            self.check_stage("logins", *stage)?;
            check_time("logins", Some(*at))?;
        }
        let mut held = BTreeSet::new();
        for role in &user.roles {
            let known = self.tenant.application_roles.contains_key(role);
            ensure(known, "roles", "there is no such application role")?;
            ensure(
                held.insert(role),
                "roles",
                "the application role is given twice",
            )?;
        }
        for group in &user.groups {
            let known = self.tenant.groups.get(group);
            let is_mutual = known.is_some_and(|group| group.members.contains_key(&user.key));
            ensure(is_mutual, "groups", "the user is not a member of the group")?;
            ensure(held.insert(group), "groups", "the group is given twice")?;
        }
        let mut scopes = BTreeSet::new();
        for (number, grant) in user.organization_roles.iter().enumerate() {
            let at = format!("organization_roles[{number}]");
            ensure(scopes.insert(grant.asset), &at, "the scope is given twice")?;
            self.grant(&at, grant)?;
        }
        for (number, profile) in user.profiles.iter().enumerate() {
            let at = format!("profiles[{number}]");
            self.check_provider(&at, profile.provider)?;
            check_time(format!("{at}.first_login_at"), profile.first_login_at)?;
            check_time(format!("{at}.last_login_at"), profile.last_login_at)?;
        }
        Ok(())
    }

    fn grant(&self, at: &str, grant: &OrganizationGrant) -> Checked {
        let known = self.tenant.organization_roles.contains_key(&grant.role);
        ensure(
            known,
            format!("{at}.role"),
            "there is no such organization role",
        )?;
        if let Some(asset) = grant.asset {
            self.check_asset(at, asset)?;
        }
        if let Some(portfolio) = grant.portfolio {
            self.check_portfolio(at, portfolio)?;
        }
        match &grant.period {
            Some(period) => obey(format!("{at}.period"), period.check()),
            None => Ok(()),
        }
    }

    fn check_stage(&self, at: &str, key: Uuid) -> Checked {
        let known = self.stages.contains(&key);
        ensure(known, format!("{at}.environment"), "there is no such stage")
    }

    fn check_asset(&self, at: &str, key: Uuid) -> Checked {
        let known = self.assets.contains(&key);
        ensure(known, format!("{at}.asset"), "there is no such asset")
    }

    fn check_portfolio(&self, at: &str, key: Uuid) -> Checked {
        let known = self.portfolios.contains(&key);
        ensure(
            known,
            format!("{at}.portfolio"),
            "there is no such portfolio",
        )
    }

    fn check_provider(&self, at: &str, key: Uuid) -> Checked {
        let known = self.providers.contains(&key);
        ensure(
            known,
            format!("{at}.provider"),
            "there is no such identity provider",
        )
    }
}
