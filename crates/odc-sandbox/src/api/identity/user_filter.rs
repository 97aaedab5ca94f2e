//! The users that a call sees, and the users that it requests.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::api::call::Call;
use crate::api::query::Query;
use crate::model::permission::Permission;
use crate::model::{ApplicationRole, Tenant, User, UserStatus};
use crate::problem::Problem;
use crate::wire_name::wire_names;

wire_names! {
    /// The embedded data that a call can request with a user.
    pub(crate) enum Embed {
        ApplicationRoles = "ApplicationRoles",
        UserIdentityProviders = "UserIdentityProviders",
    }
}

/// The largest number of keys in the text list of user keys.
const MOST_USER_KEYS: usize = 20;

/// The users that a caller sees: those with application roles in its stages, those with organization roles, or all.
#[derive(Debug, Clone, Copy)]
pub(super) struct Visibility {
    end_users: bool,
    members: bool,
    pub(super) everyone: bool,
}

impl Visibility {
    pub(super) fn of_caller(call: &Call) -> Self {
        let end_users = call.holds(Permission::ViewEndUsers);
        let members = call.holds(Permission::ViewMembers);
        let everyone = call.holds(Permission::ManageUsers) || (end_users && members);
        Self {
            end_users,
            members,
            everyone,
        }
    }

    pub(super) fn sees(self, call: &Call, tenant: &Tenant, user: &User) -> bool {
        let in_sight =
            |role: &ApplicationRole| call.holds_in(Permission::ViewEndUsers, role.environment);
        self.everyone
            || (self.members && !user.organization_roles.is_empty())
            || (self.end_users && tenant.holds_role(user, in_sight))
    }
}

/// The time of a last login, within inclusive bounds.
#[derive(Debug, Default)]
pub(super) struct Logins {
    since: Option<DateTime<Utc>>,
    to: Option<DateTime<Utc>>,
}

impl Logins {
    pub(super) fn parse(query: &Query) -> Result<Self, Problem> {
        Ok(Self {
            since: query.time("lastLoginAtSince")?,
            to: query.time("lastLoginAtTo")?,
        })
    }

    fn is_open(&self) -> bool {
        self.since.is_none() && self.to.is_none()
    }

    fn holds(&self, at: DateTime<Utc>) -> bool {
        self.since.is_none_or(|since| at >= since) && self.to.is_none_or(|to| at <= to)
    }

    /// A user who never logged in is outside all bounds.
    pub(super) fn matches(&self, user: &User) -> bool {
        self.is_open() || user.last_login_at.is_some_and(|at| self.holds(at))
    }
}

/// The text filters of users.
#[derive(Debug, Default)]
pub(super) struct Texts {
    name_or_email: Option<String>,
    name_email_or_username: Option<String>,
}

impl Texts {
    pub(super) fn parse(query: &Query) -> Result<Self, Problem> {
        Ok(Self {
            name_or_email: query.search_text("nameOrEmailContains")?,
            name_email_or_username: query.search_text("nameOrEmailOrUsernameContains")?,
        })
    }

    pub(super) fn matches(&self, user: &User) -> bool {
        let plain = |needle: &String| user.matches_name_or_email(needle);
        let wide =
            |needle: &String| user.matches_name_or_email(needle) || user.matches_username(needle);
        self.name_or_email.as_ref().is_none_or(plain)
            && self.name_email_or_username.as_ref().is_none_or(wide)
    }

    fn is_open(&self) -> bool {
        self.name_or_email.is_none() && self.name_email_or_username.is_none()
    }
}

/// The filters of `GET /users` and `GET /users/count`. A user has to match all of them.
#[derive(Debug, Default)]
pub(super) struct UserFilter {
    texts: Texts,
    keys: Vec<Uuid>,
    asset: Option<Uuid>,
    environments: Vec<Uuid>,
    portfolios: Vec<Uuid>,
    status: Option<UserStatus>,
    domains: Vec<String>,
    with_organization_roles: bool,
    with_application_roles: bool,
    login_environments: Vec<Uuid>,
    login_portfolios: Vec<Uuid>,
    logins: Logins,
}

impl UserFilter {
    /// The filters that counting takes.
    pub(super) fn for_count(query: &Query) -> Result<Self, Problem> {
        Ok(Self {
            environments: query.keys("environmentKeys")?,
            portfolios: query.keys("portfolioKeys")?,
            status: query.one_of("status")?,
            domains: query
                .list("domains")
                .into_iter()
                .map(str::to_lowercase)
                .collect(),
            with_organization_roles: query.bool_or_false("hasOrganizationRoles")?,
            with_application_roles: query.bool_or_false("hasApplicationRoles")?,
            login_environments: query.keys("loggedInEnvironmentKeys")?,
            login_portfolios: query.keys("loggedInPortfolioKeys")?,
            logins: Logins::parse(query)?,
            ..Self::default()
        })
    }

    /// The filters that listing takes; it takes more than counting.
    pub(super) fn for_list(query: &Query) -> Result<Self, Problem> {
        let keys = query.keys("userKeys")?;
        if keys.len() > MOST_USER_KEYS {
            return Err(Problem::bad_request("userKeys takes at most 20 keys"));
        }
        Ok(Self {
            texts: Texts::parse(query)?,
            keys,
            asset: query.key("assetKey")?,
            environments: query.one_or_many("environmentKey", "environmentKeys")?,
            ..Self::for_count(query)?
        })
    }

    /// Whether the filter accepts every user.
    pub(super) fn is_open(&self) -> bool {
        self.texts.is_open()
            && self.keys.is_empty()
            && self.status.is_none()
            && self.domains.is_empty()
            && !self.with_organization_roles
            && !self.with_application_roles
            && !self.asks_for_roles()
            && !self.asks_for_stage_logins()
            && self.logins.is_open()
    }

    pub(super) fn matches(&self, tenant: &Tenant, user: &User) -> bool {
        (self.keys.is_empty() || self.keys.contains(&user.key))
            && self.status.is_none_or(|status| status == user.status)
            && self.texts.matches(user)
            && (self.domains.is_empty() || self.matches_domain(user))
            && (!self.with_organization_roles || !user.organization_roles.is_empty())
            && (!self.with_application_roles || tenant.has_application_roles(user))
            && (!self.asks_for_roles()
                || tenant.holds_role(user, |role| self.matches_role(tenant, role)))
            && self.matches_logins(tenant, user)
    }

    fn asks_for_roles(&self) -> bool {
        self.asset.is_some() || !self.environments.is_empty() || !self.portfolios.is_empty()
    }

    /// One role has to match the asset, the stage and the portfolio.
    fn matches_role(&self, tenant: &Tenant, role: &ApplicationRole) -> bool {
        self.asset.is_none_or(|asset| asset == role.asset)
            && lets_through(&self.environments, role.environment)
            && (self.portfolios.is_empty()
                || self
                    .portfolios
                    .contains(&tenant.portfolio_of(role.environment)))
    }

    fn matches_domain(&self, user: &User) -> bool {
        user.email_domain()
            .is_some_and(|domain| self.domains.contains(&domain))
    }

    fn asks_for_stage_logins(&self) -> bool {
        !self.login_environments.is_empty() || !self.login_portfolios.is_empty()
    }

    /// When the call names stages or portfolios, the bounds apply to the last login there.
    fn matches_logins(&self, tenant: &Tenant, user: &User) -> bool {
        if !self.asks_for_stage_logins() {
            return self.logins.matches(user);
        }
        user.logins.iter().any(|(environment, at)| {
            lets_through(&self.login_environments, *environment)
                && (self.login_portfolios.is_empty()
                    || self
                        .login_portfolios
                        .contains(&tenant.portfolio_of(*environment)))
                && self.logins.holds(*at)
        })
    }
}

/// Whether a key passes a list filter. Every key passes an empty list.
pub(super) fn lets_through(wanted: &[Uuid], key: Uuid) -> bool {
    wanted.is_empty() || wanted.contains(&key)
}
