// @generated from openapi/asset-configurations-v1.json (SHA-256 9100430e0f726532330c6112285478db6d03f58a7dab8ffade549aa9fe36e034)
// by `cargo xtask generate asset-configurations-v1`. Do not edit: change the document, its overlay or the xtask.

//! The client: one method per operation.

use odc_runtime::client::ClientWithMiddleware;
use odc_runtime::{Error, Tenant, Transport};
use super::{builder, operations};

/// Client of the Asset Configurations API, version v1.
///
/// Cheap to clone; clones share everything. Each method returns the builder of a call: set its
/// parameters, then call `.send()`.
#[derive(Debug, Clone)]
pub struct Client {
    pub(crate) transport: Transport,
}

impl Client {
    /// A client of this API for a tenant. No I/O happens yet: the first call fetches discovery and token.
    #[must_use]
    pub fn connect(tenant: &Tenant) -> Self {
        Self {
            transport: Transport::for_tenant(tenant, operations::BASE_PATH),
        }
    }

    /// A client that sends through your own HTTP client, without a tenant.
    ///
    /// `base_url` includes the path of the API, such as
    /// `https://acme.outsystems.dev/api/asset-configurations/v1`. The middleware of your HTTP client is
    /// responsible for authentication, retries and limits.
    ///
    /// The reqwest library also sends some requests again by itself: those that the server of an HTTP/2
    /// connection did not accept, and those that `reqwest::ClientBuilder::retry` selects. Your
    /// middleware does not see these retries, and no rate budget counts them. To turn them off, build
    /// your client with `.retry(reqwest::retry::never())`.
    ///
    /// # Errors
    /// A `base_url` that is not an http or https URL.
    pub fn new(
        base_url: &str,
        http: impl Into<ClientWithMiddleware>,
    ) -> Result<Self, Error> {
        Ok(Self {
            transport: Transport::new(base_url, http)?,
        })
    }

    /// Get the configuration of a deployed agent.
    ///
    /// Returns the settings, timers, integrations (consumed and exposed REST APIs) and libraries of an
    /// agent in an environment (stage in the portal), for the revision that is deployed. The response
    /// has one row for each setting that this revision declares.
    ///
    /// A setting has up to three values: `defaultValue` was given in development, `value` was set last,
    /// and `deployedValue` is in use now. If the last two differ, the change is pending. For a secret,
    /// `valueSetAfterDeploy` says so instead. The next deployment of the agent to this environment, or
    /// an `ApplyConfigs` operation of the deployments API, applies the change. Nobody can read the
    /// value of a secret.
    ///
    /// # Arguments
    /// - `environment_key`: Key of the environment (stage in the portal), a UUID. Portal URLs contain
    ///   it as `stageid`.
    /// - `agent_key`: Key of the agent, a UUID. It is the asset key that other APIs use.
    ///
    /// # Response
    /// The configuration of the agent in the environment.
    ///
    /// # Permission
    /// `Configuration management > View configurations` for the asset in this environment.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`asset-configurations`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to view the configuration of this agent in this
    ///   environment.
    /// - 404: The service does not find something that the path names: the environment, the agent or
    ///   its deployed revision.
    ///
    /// Operation `AssetConfiguration_GetAgentDeployedConfiguration`:
    /// `GET /environments/{environmentKey}/agents/{agentKey}/revisions/deployed/configurations`.
    #[doc(alias = "settings")]
    #[doc(alias = "timers")]
    #[doc(alias = "integrations")]
    #[doc(alias = "libraries")]
    #[doc(alias = "stage")]
    #[doc(alias = "AssetConfiguration_GetAgentDeployedConfiguration")]
    pub fn get_deployed_agent_configuration(
        &self,
        environment_key: impl ToString,
        agent_key: impl ToString,
    ) -> builder::GetDeployedAgentConfiguration {
        builder::GetDeployedAgentConfiguration::new(
            self,
            environment_key.to_string(),
            agent_key.to_string(),
        )
    }

    /// Get the configuration of a revision of an agent.
    ///
    /// Returns the settings, timers, integrations (consumed and exposed REST APIs) and libraries of an
    /// agent in an environment (stage in the portal), for the revision `baselineRevision`. The response
    /// has one row for each setting that this revision declares. The values do not belong to a
    /// revision: there is one value for each environment and agent, whichever revision runs.
    ///
    /// A setting has up to three values: `defaultValue` was given in development, `value` was set last,
    /// and `deployedValue` is in use now. If the last two differ, the change is pending. For a secret,
    /// `valueSetAfterDeploy` says so instead. The next deployment of the agent to this environment, or
    /// an `ApplyConfigs` operation of the deployments API, applies the change. Nobody can read the
    /// value of a secret.
    ///
    /// # Arguments
    /// - `environment_key`: Key of the environment (stage in the portal), a UUID. Portal URLs contain
    ///   it as `stageid`.
    /// - `agent_key`: Key of the agent, a UUID. It is the asset key that other APIs use.
    /// - `baseline_revision`: Number of the revision that declares the settings. The API document types
    ///   it as text.
    ///
    /// # Response
    /// The configuration of the agent in the environment.
    ///
    /// # Permission
    /// `Configuration management > View configurations` for the asset in this environment.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`asset-configurations`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to view the configuration of this agent in this
    ///   environment.
    /// - 404: The service does not find something that the path names: the environment, the agent or
    ///   its revision.
    ///
    /// Operation `AssetConfiguration_GetAgentRevisionConfiguration`:
    /// `GET /environments/{environmentKey}/agents/{agentKey}/revisions/{baselineRevision}/configurations`.
    #[doc(alias = "settings")]
    #[doc(alias = "timers")]
    #[doc(alias = "integrations")]
    #[doc(alias = "libraries")]
    #[doc(alias = "stage")]
    #[doc(alias = "AssetConfiguration_GetAgentRevisionConfiguration")]
    pub fn get_agent_revision_configuration(
        &self,
        environment_key: impl ToString,
        agent_key: impl ToString,
        baseline_revision: i32,
    ) -> builder::GetAgentRevisionConfiguration {
        builder::GetAgentRevisionConfiguration::new(
            self,
            environment_key.to_string(),
            agent_key.to_string(),
            baseline_revision,
        )
    }

    /// Get the configuration of a deployed app.
    ///
    /// Returns the settings, timers, integrations (consumed and exposed REST APIs), libraries and
    /// system configurations of an app in an environment (stage in the portal), for the revision that
    /// is deployed. The response has one row for each setting that this revision declares.
    ///
    /// A setting has up to three values: `defaultValue` was given in development, `value` was set last,
    /// and `deployedValue` is in use now. If the last two differ, the change is pending. For a secret,
    /// `valueSetAfterDeploy` says so instead. The next deployment of the app to this environment, or an
    /// `ApplyConfigs` operation of the deployments API, applies the change. Nobody can read the value
    /// of a secret.
    ///
    /// # Arguments
    /// - `environment_key`: Key of the environment (stage in the portal), a UUID. Portal URLs contain
    ///   it as `stageid`.
    /// - `application_key`: Key of the app, a UUID. It is the asset key that other APIs use.
    ///
    /// # Response
    /// The configuration of the app in the environment.
    ///
    /// # Permission
    /// `Configuration management > View configurations` for the asset in this environment.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`asset-configurations`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to view the configuration of this app in this environment.
    /// - 404: The service does not find something that the path names: the environment, the app or its
    ///   deployed revision.
    ///
    /// Operation `AssetConfiguration_GetApplicationDeployedConfiguration`:
    /// `GET /environments/{environmentKey}/applications/{applicationKey}/revisions/deployed/configurations`.
    #[doc(alias = "app")]
    #[doc(alias = "settings")]
    #[doc(alias = "timers")]
    #[doc(alias = "integrations")]
    #[doc(alias = "libraries")]
    #[doc(alias = "stage")]
    #[doc(alias = "AssetConfiguration_GetApplicationDeployedConfiguration")]
    pub fn get_deployed_application_configuration(
        &self,
        environment_key: impl ToString,
        application_key: impl ToString,
    ) -> builder::GetDeployedApplicationConfiguration {
        builder::GetDeployedApplicationConfiguration::new(
            self,
            environment_key.to_string(),
            application_key.to_string(),
        )
    }

    /// Get the configuration of a revision of an app.
    ///
    /// Returns the settings, timers, integrations (consumed and exposed REST APIs), libraries and
    /// system configurations of an app in an environment (stage in the portal), for the revision
    /// `baselineRevision`. The response has one row for each setting that this revision declares. The
    /// values do not belong to a revision: there is one value for each environment and app, whichever
    /// revision runs.
    ///
    /// A setting has up to three values: `defaultValue` was given in development, `value` was set last,
    /// and `deployedValue` is in use now. If the last two differ, the change is pending. For a secret,
    /// `valueSetAfterDeploy` says so instead. The next deployment of the app to this environment, or an
    /// `ApplyConfigs` operation of the deployments API, applies the change. Nobody can read the value
    /// of a secret.
    ///
    /// # Arguments
    /// - `environment_key`: Key of the environment (stage in the portal), a UUID. Portal URLs contain
    ///   it as `stageid`.
    /// - `application_key`: Key of the app, a UUID. It is the asset key that other APIs use.
    /// - `baseline_revision`: Number of the revision that declares the settings. The API document types
    ///   it as text.
    ///
    /// # Response
    /// The configuration of the app in the environment.
    ///
    /// # Permission
    /// `Configuration management > View configurations` for the asset in this environment.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`asset-configurations`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to view the configuration of this app in this environment.
    /// - 404: The service does not find something that the path names: the environment, the app or its
    ///   revision.
    ///
    /// Operation `AssetConfiguration_GetApplicationRevisionConfiguration`:
    /// `GET /environments/{environmentKey}/applications/{applicationKey}/revisions/{baselineRevision}/configurations`.
    #[doc(alias = "app")]
    #[doc(alias = "settings")]
    #[doc(alias = "timers")]
    #[doc(alias = "integrations")]
    #[doc(alias = "libraries")]
    #[doc(alias = "stage")]
    #[doc(alias = "AssetConfiguration_GetApplicationRevisionConfiguration")]
    pub fn get_application_revision_configuration(
        &self,
        environment_key: impl ToString,
        application_key: impl ToString,
        baseline_revision: i32,
    ) -> builder::GetApplicationRevisionConfiguration {
        builder::GetApplicationRevisionConfiguration::new(
            self,
            environment_key.to_string(),
            application_key.to_string(),
            baseline_revision,
        )
    }

    /// Change the configuration of an agent.
    ///
    /// Sets values of settings, timers, integrations and libraries of an agent in an environment (stage
    /// in the portal). Everything that the request does not mention stays as it is. One request can
    /// change several kinds.
    ///
    /// The new values are stored at once, but they are pending: the running agent does not use them
    /// yet. The next deployment of the agent to this environment, or an `ApplyConfigs` operation of the
    /// deployments API, applies them. Every deployment and every `ApplyConfigs` applies all pending
    /// values, also those that other people and programs have set. The deployment of an older revision
    /// does so too. Change values immediately before you deploy.
    ///
    /// The service can accept a value that does not fit; then applying it fails later. It is not
    /// documented whether the service keeps a part of the changes when it refuses the others. Read the
    /// configuration again after an error.
    ///
    /// # Arguments
    /// - `environment_key`: Key of the environment (stage in the portal), a UUID. Portal URLs contain
    ///   it as `stageid`.
    /// - `agent_key`: Key of the agent, a UUID. It is the asset key that other APIs use.
    ///
    /// # Response
    /// The new values are stored and pending. The response has no body.
    ///
    /// # Permission
    /// `Configuration management > Edit configurations` for the asset in this environment.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`asset-configurations`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service refuses the changes, for example because the baseline revision has no setting
    ///   with this key, or because the value has the wrong type.
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to edit the configuration of this agent in this
    ///   environment. The portal calls the permission Edit asset configurations.
    /// - 404: No environment or no agent has this key.
    ///
    /// Operation `AssetConfiguration_PatchAgent`:
    /// `PATCH /environments/{environmentKey}/agents/{agentKey}/configurations`.
    #[doc(alias = "settings")]
    #[doc(alias = "timers")]
    #[doc(alias = "integrations")]
    #[doc(alias = "libraries")]
    #[doc(alias = "stage")]
    #[doc(alias = "secret")]
    #[doc(alias = "AssetConfiguration_PatchAgent")]
    pub fn update_agent_configuration(
        &self,
        environment_key: impl ToString,
        agent_key: impl ToString,
    ) -> builder::UpdateAgentConfiguration {
        builder::UpdateAgentConfiguration::new(
            self,
            environment_key.to_string(),
            agent_key.to_string(),
        )
    }

    /// Change the configuration of an app.
    ///
    /// Sets values of settings, timers, integrations, libraries and system configurations of an app in
    /// an environment (stage in the portal). Everything that the request does not mention stays as it
    /// is. One request can change several kinds.
    ///
    /// The new values are stored at once, but they are pending: the running app does not use them yet.
    /// The next deployment of the app to this environment, or an `ApplyConfigs` operation of the
    /// deployments API, applies them. Every deployment and every `ApplyConfigs` applies all pending
    /// values, also those that other people and programs have set. The deployment of an older revision
    /// does so too. Change values immediately before you deploy.
    ///
    /// The service can accept a value that does not fit; then applying it fails later. It is not
    /// documented whether the service keeps a part of the changes when it refuses the others. Read the
    /// configuration again after an error.
    ///
    /// # Arguments
    /// - `environment_key`: Key of the environment (stage in the portal), a UUID. Portal URLs contain
    ///   it as `stageid`.
    /// - `application_key`: Key of the app, a UUID. It is the asset key that other APIs use.
    ///
    /// # Response
    /// The new values are stored and pending. The response has no body.
    ///
    /// # Permission
    /// `Configuration management > Edit configurations` for the asset in this environment.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`asset-configurations`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service refuses the changes, for example because the baseline revision has no setting
    ///   with this key, or because the value has the wrong type.
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to edit the configuration of this app in this environment.
    ///   The portal calls the permission Edit asset configurations.
    /// - 404: No environment or no app has this key.
    ///
    /// Operation `AssetConfiguration_PatchApplication`:
    /// `PATCH /environments/{environmentKey}/applications/{applicationKey}/configurations`.
    #[doc(alias = "app")]
    #[doc(alias = "settings")]
    #[doc(alias = "timers")]
    #[doc(alias = "integrations")]
    #[doc(alias = "libraries")]
    #[doc(alias = "stage")]
    #[doc(alias = "secret")]
    #[doc(alias = "AssetConfiguration_PatchApplication")]
    pub fn update_application_configuration(
        &self,
        environment_key: impl ToString,
        application_key: impl ToString,
    ) -> builder::UpdateApplicationConfiguration {
        builder::UpdateApplicationConfiguration::new(
            self,
            environment_key.to_string(),
            application_key.to_string(),
        )
    }

    /// Get the system configurations of an environment.
    ///
    /// Returns the system configurations that are the defaults of all apps in an environment (stage in
    /// the portal). Their keys are not documented. In the portal, an environment has settings of e-mail
    /// (SMTP); expect these.
    ///
    /// # Arguments
    /// - `environment_key`: Key of the environment (stage in the portal), a UUID. Portal URLs contain
    ///   it as `stageid`.
    ///
    /// # Response
    /// The system configurations of the environment.
    ///
    /// # Permission
    /// `Configuration management > View configurations` for this environment.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`asset-configurations`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to view configurations in this environment.
    /// - 404: No environment has this key.
    ///
    /// Operation `EnvironmentConfiguration_Get`:
    /// `GET /environments/{environmentKey}/default-system-configurations`.
    #[doc(alias = "stage")]
    #[doc(alias = "configuration")]
    #[doc(alias = "system")]
    #[doc(alias = "e-mail")]
    #[doc(alias = "smtp")]
    #[doc(alias = "EnvironmentConfiguration_Get")]
    pub fn get_environment_defaults(
        &self,
        environment_key: impl ToString,
    ) -> builder::GetEnvironmentDefaults {
        builder::GetEnvironmentDefaults::new(self, environment_key.to_string())
    }

    /// Change the system configurations of an environment.
    ///
    /// Sets system configurations that are the defaults of all apps in an environment (stage in the
    /// portal). Everything that the request does not mention stays as it is. A change of an e-mail
    /// setting affects every app in the environment, without a deployment. In the portal, the SMTP port
    /// is 587 by default, and port 25 is refused.
    ///
    /// The permission depends on what is sent: e-mail settings need Manage Email SMTP configuration,
    /// all other settings need Edit configurations. Expect a request with both to need both
    /// permissions. It is not documented whether settings other than those of e-mail also need
    /// `ApplyConfigs`.
    ///
    /// # Arguments
    /// - `environment_key`: Key of the environment (stage in the portal), a UUID. Portal URLs contain
    ///   it as `stageid`.
    ///
    /// # Response
    /// The new values are stored. The response has no body.
    ///
    /// # Permission
    /// `Configuration management > Edit configurations`; for the e-mail settings:
    /// `Configuration management > Manage Email SMTP configuration`, for this environment.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`asset-configurations`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to change at least one of these settings. E-mail settings
    ///   need Manage Email SMTP configuration, all others need Edit configurations.
    /// - 404: No environment has this key.
    ///
    /// Operation `EnvironmentConfiguration_Patch`:
    /// `PATCH /environments/{environmentKey}/default-system-configurations`.
    #[doc(alias = "stage")]
    #[doc(alias = "configuration")]
    #[doc(alias = "system")]
    #[doc(alias = "e-mail")]
    #[doc(alias = "smtp")]
    #[doc(alias = "EnvironmentConfiguration_Patch")]
    pub fn update_environment_defaults(
        &self,
        environment_key: impl ToString,
    ) -> builder::UpdateEnvironmentDefaults {
        builder::UpdateEnvironmentDefaults::new(self, environment_key.to_string())
    }
}
