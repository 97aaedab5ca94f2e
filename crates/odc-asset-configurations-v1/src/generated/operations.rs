// @generated from openapi/asset-configurations-v1.json (SHA-256 9100430e0f726532330c6112285478db6d03f58a7dab8ffade549aa9fe36e034)
// by `cargo xtask generate asset-configurations-v1`. Do not edit: change the document, its overlay or the xtask.

//! The operations as data.

use odc_runtime::{
    Case, Deprecation, List, ListStyle, LongOperation, Operation, Pages, Parameter,
    Place, RateLimit, RequestBody, Requirement, Success, ValueKind,
};

use odc_runtime::client::Method;

/// `info.title` of the document.
pub const TITLE: &str = "Asset Configurations API";

/// `info.version` of the document.
pub const VERSION: &str = "v1";

/// The path of the API below the portal domain.
pub const BASE_PATH: &str = "/api/asset-configurations/v1";

/// Every operation, in the order of the document.
pub static ALL: &[&Operation] = &[
    &GET_DEPLOYED_AGENT_CONFIGURATION,
    &GET_AGENT_REVISION_CONFIGURATION,
    &GET_DEPLOYED_APPLICATION_CONFIGURATION,
    &GET_APPLICATION_REVISION_CONFIGURATION,
    &UPDATE_AGENT_CONFIGURATION,
    &UPDATE_APPLICATION_CONFIGURATION,
    &GET_ENVIRONMENT_DEFAULTS,
    &UPDATE_ENVIRONMENT_DEFAULTS,
];

/// Operations of the document that are not generated, each with the reason.
pub const SKIPPED: &[(&str, &str)] = &[];

/// Names of the JSON properties that may hold secrets, such as passwords and pre-signed URLs.
pub const SECRETS: &[&str] = &["defaultValue", "deployedValue", "value"];

/// `GET /environments/{environmentKey}/agents/{agentKey}/revisions/deployed/configurations`
pub static GET_DEPLOYED_AGENT_CONFIGURATION: Operation = Operation::new(
        "get_deployed_agent_configuration",
        "AssetConfiguration_GetAgentDeployedConfiguration",
        Method::GET,
        "/environments/{environmentKey}/agents/{agentKey}/revisions/deployed/configurations",
    )
    .with_about("Get the configuration of a deployed agent")
    .with_parameters(
        &[
            Parameter::new("environmentKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the environment (stage in the portal), a UUID."),
            Parameter::new("agentKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the agent, a UUID."),
            Parameter::new("fields", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Joined(","))
                .with_about(
                    "Parts of the configuration to return, joined with commas: `settings`, `timers`, `libraries`, `integrations`.",
                ),
            Parameter::new("showBinaryValues", Place::Query, ValueKind::Boolean)
                .with_about("True returns the content of binary values."),
        ],
    )
    .with_success(200u16, Success::Json)
    .with_requirement(Requirement::Within {
        needs: &Requirement::Permission(
            "Configuration management > View configurations",
        ),
        place: "for the asset in this environment",
    })
    .with_rate_limits(&[RateLimit::per_minute("asset-configurations", 100u32)]);
/// `GET /environments/{environmentKey}/agents/{agentKey}/revisions/{baselineRevision}/configurations`
pub static GET_AGENT_REVISION_CONFIGURATION: Operation = Operation::new(
        "get_agent_revision_configuration",
        "AssetConfiguration_GetAgentRevisionConfiguration",
        Method::GET,
        "/environments/{environmentKey}/agents/{agentKey}/revisions/{baselineRevision}/configurations",
    )
    .with_about("Get the configuration of a revision of an agent")
    .with_parameters(
        &[
            Parameter::new("environmentKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the environment (stage in the portal), a UUID."),
            Parameter::new("agentKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the agent, a UUID."),
            Parameter::new("baselineRevision", Place::Path, ValueKind::Integer)
                .with_format("int32")
                .with_required()
                .with_about("Number of the revision that declares the settings."),
            Parameter::new("fields", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Joined(","))
                .with_about(
                    "Parts of the configuration to return, joined with commas: `settings`, `timers`, `libraries`, `integrations`.",
                ),
            Parameter::new("showBinaryValues", Place::Query, ValueKind::Boolean)
                .with_about("True returns the content of binary values."),
        ],
    )
    .with_success(200u16, Success::Json)
    .with_requirement(Requirement::Within {
        needs: &Requirement::Permission(
            "Configuration management > View configurations",
        ),
        place: "for the asset in this environment",
    })
    .with_rate_limits(&[RateLimit::per_minute("asset-configurations", 100u32)]);
/// `GET /environments/{environmentKey}/applications/{applicationKey}/revisions/deployed/configurations`
pub static GET_DEPLOYED_APPLICATION_CONFIGURATION: Operation = Operation::new(
        "get_deployed_application_configuration",
        "AssetConfiguration_GetApplicationDeployedConfiguration",
        Method::GET,
        "/environments/{environmentKey}/applications/{applicationKey}/revisions/deployed/configurations",
    )
    .with_about("Get the configuration of a deployed app")
    .with_parameters(
        &[
            Parameter::new("environmentKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the environment (stage in the portal), a UUID."),
            Parameter::new("applicationKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the app, a UUID."),
            Parameter::new("fields", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Joined(","))
                .with_about(
                    "Parts of the configuration to return, joined with commas: `systemConfigurations`, `settings`, `timers`, `libraries`, `integrations`.",
                ),
            Parameter::new("showBinaryValues", Place::Query, ValueKind::Boolean)
                .with_about("True returns the content of binary values."),
        ],
    )
    .with_success(200u16, Success::Json)
    .with_requirement(Requirement::Within {
        needs: &Requirement::Permission(
            "Configuration management > View configurations",
        ),
        place: "for the asset in this environment",
    })
    .with_rate_limits(&[RateLimit::per_minute("asset-configurations", 100u32)]);
/// `GET /environments/{environmentKey}/applications/{applicationKey}/revisions/{baselineRevision}/configurations`
pub static GET_APPLICATION_REVISION_CONFIGURATION: Operation = Operation::new(
        "get_application_revision_configuration",
        "AssetConfiguration_GetApplicationRevisionConfiguration",
        Method::GET,
        "/environments/{environmentKey}/applications/{applicationKey}/revisions/{baselineRevision}/configurations",
    )
    .with_about("Get the configuration of a revision of an app")
    .with_parameters(
        &[
            Parameter::new("environmentKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the environment (stage in the portal), a UUID."),
            Parameter::new("applicationKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the app, a UUID."),
            Parameter::new("baselineRevision", Place::Path, ValueKind::Integer)
                .with_format("int32")
                .with_required()
                .with_about("Number of the revision that declares the settings."),
            Parameter::new("fields", Place::Query, ValueKind::Text)
                .with_list(ListStyle::Joined(","))
                .with_about(
                    "Parts of the configuration to return, joined with commas: `systemConfigurations`, `settings`, `timers`, `libraries`, `integrations`.",
                ),
            Parameter::new("showBinaryValues", Place::Query, ValueKind::Boolean)
                .with_about("True returns the content of binary values."),
        ],
    )
    .with_success(200u16, Success::Json)
    .with_requirement(Requirement::Within {
        needs: &Requirement::Permission(
            "Configuration management > View configurations",
        ),
        place: "for the asset in this environment",
    })
    .with_rate_limits(&[RateLimit::per_minute("asset-configurations", 100u32)]);
/// `PATCH /environments/{environmentKey}/agents/{agentKey}/configurations`
pub static UPDATE_AGENT_CONFIGURATION: Operation = Operation::new(
        "update_agent_configuration",
        "AssetConfiguration_PatchAgent",
        Method::PATCH,
        "/environments/{environmentKey}/agents/{agentKey}/configurations",
    )
    .with_about("Change the configuration of an agent")
    .with_parameters(
        &[
            Parameter::new("environmentKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the environment (stage in the portal), a UUID."),
            Parameter::new("agentKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the agent, a UUID."),
        ],
    )
    .with_body(
        RequestBody::new(
            "application/json",
            "{\"$ref\":\"#/$defs/AgentConfigPatch\",\"$defs\":{\"AgentConfigPatch\":{\"type\":\"object\",\"properties\":{\"key\":{\"type\":[\"string\",\"null\"],\"description\":\"Key of the agent. The path already has it, so leave it out.\"},\"revisionBaseline\":{\"type\":[\"integer\",\"null\"],\"format\":\"int32\",\"description\":\"Number of the revision against which the service checks the keys and the types of the values. The values do not belong to this revision. Without it, expect the deployed revision; the default is not documented.\"},\"settings\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/GenericConfigPatch\"},\"description\":\"Settings to change. The others stay as they are.\"},\"timers\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/TimerPatch\"},\"description\":\"Timers to change. The others stay as they are.\"},\"integrations\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/IntegrationPatch\"},\"description\":\"Integrations to change. The others stay as they are.\"},\"libraries\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/LibraryConfigPatch\"},\"description\":\"Libraries with new values, for this agent alone. The others stay as they are.\"}},\"additionalProperties\":false,\"description\":\"New values for the configuration of an agent in one environment (stage in the portal).\"},\"GenericConfigPatch\":{\"type\":\"object\",\"properties\":{\"key\":{\"type\":\"string\",\"description\":\"Key: a UUID for a setting, or a word such as `IsActive` for a property of a timer. The keys of integrations and of system configurations are not documented.\"},\"value\":{\"type\":[\"string\",\"null\"],\"description\":\"The new value. Values are always text, whatever the data type: a number is `\\\"25\\\"`, a boolean is `\\\"True\\\"` or `\\\"False\\\"`. The form of dates and of decimal numbers, the form of binary content (at most 5.8 KB), and the effect of null are not documented. The client never prints the value, because a request does not show which settings are secrets.\"},\"filename\":{\"type\":[\"string\",\"null\"],\"description\":\"Name of the file, for a binary value.\"}},\"additionalProperties\":false,\"description\":\"A new value of one setting, property of a timer or integration, or system configuration. Do not copy the value of a secret from a response: it might not be the secret itself.\",\"required\":[\"key\"]},\"IntegrationPatch\":{\"type\":\"object\",\"properties\":{\"key\":{\"type\":\"string\",\"description\":\"Key of the integration.\"},\"configs\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/GenericConfigPatch\"},\"description\":\"Properties to change. The others stay as they are.\"}},\"additionalProperties\":false,\"description\":\"New values for an integration.\",\"required\":[\"key\"]},\"LibraryConfigPatch\":{\"type\":\"object\",\"properties\":{\"key\":{\"type\":\"string\",\"description\":\"Key of the library, a UUID.\"},\"revision\":{\"type\":[\"integer\",\"null\"],\"format\":\"int32\",\"description\":\"Number of the revision of the library that the app or agent uses.\"},\"systemConfigurations\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/GenericConfigPatch\"},\"description\":\"System configurations to change. The others stay as they are.\"},\"settings\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/GenericConfigPatch\"},\"description\":\"Settings to change. The others stay as they are.\"},\"integrations\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/IntegrationPatch\"},\"description\":\"Integrations to change. The others stay as they are.\"}},\"additionalProperties\":false,\"description\":\"New values for a library inside one app or agent. Other apps and agents with the same library keep their own values. The timers of a library cannot be changed here.\",\"required\":[\"key\"]},\"TimerPatch\":{\"type\":\"object\",\"properties\":{\"key\":{\"type\":\"string\",\"description\":\"Key of the timer, a UUID.\"},\"configs\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/GenericConfigPatch\"},\"description\":\"Properties to change, such as `IsActive`. The others stay as they are.\"}},\"additionalProperties\":false,\"description\":\"New values for a timer.\",\"required\":[\"key\"]}}}",
        ),
    )
    .with_success(204u16, Success::Nothing)
    .with_requirement(Requirement::Within {
        needs: &Requirement::Permission(
            "Configuration management > Edit configurations",
        ),
        place: "for the asset in this environment",
    })
    .with_rate_limits(&[RateLimit::per_minute("asset-configurations", 100u32)])
    .with_idempotent(true);
/// `PATCH /environments/{environmentKey}/applications/{applicationKey}/configurations`
pub static UPDATE_APPLICATION_CONFIGURATION: Operation = Operation::new(
        "update_application_configuration",
        "AssetConfiguration_PatchApplication",
        Method::PATCH,
        "/environments/{environmentKey}/applications/{applicationKey}/configurations",
    )
    .with_about("Change the configuration of an app")
    .with_parameters(
        &[
            Parameter::new("environmentKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the environment (stage in the portal), a UUID."),
            Parameter::new("applicationKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the app, a UUID."),
        ],
    )
    .with_body(
        RequestBody::new(
            "application/json",
            "{\"$ref\":\"#/$defs/ApplicationConfigPatch\",\"$defs\":{\"ApplicationConfigPatch\":{\"type\":\"object\",\"properties\":{\"key\":{\"type\":[\"string\",\"null\"],\"description\":\"Key of the app. The path already has it, so leave it out.\"},\"revisionBaseline\":{\"type\":[\"integer\",\"null\"],\"format\":\"int32\",\"description\":\"Number of the revision against which the service checks the keys and the types of the values. The values do not belong to this revision. Without it, expect the deployed revision; the default is not documented.\"},\"settings\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/GenericConfigPatch\"},\"description\":\"Settings to change. The others stay as they are.\"},\"timers\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/TimerPatch\"},\"description\":\"Timers to change. The others stay as they are.\"},\"integrations\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/IntegrationPatch\"},\"description\":\"Integrations to change. The others stay as they are.\"},\"libraries\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/LibraryConfigPatch\"},\"description\":\"Libraries with new values, for this app alone. The others stay as they are.\"},\"systemConfigurations\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/GenericConfigPatch\"},\"description\":\"System configurations to change. The others stay as they are.\"}},\"additionalProperties\":false,\"description\":\"New values for the configuration of an app in one environment (stage in the portal).\"},\"GenericConfigPatch\":{\"type\":\"object\",\"properties\":{\"key\":{\"type\":\"string\",\"description\":\"Key: a UUID for a setting, or a word such as `IsActive` for a property of a timer. The keys of integrations and of system configurations are not documented.\"},\"value\":{\"type\":[\"string\",\"null\"],\"description\":\"The new value. Values are always text, whatever the data type: a number is `\\\"25\\\"`, a boolean is `\\\"True\\\"` or `\\\"False\\\"`. The form of dates and of decimal numbers, the form of binary content (at most 5.8 KB), and the effect of null are not documented. The client never prints the value, because a request does not show which settings are secrets.\"},\"filename\":{\"type\":[\"string\",\"null\"],\"description\":\"Name of the file, for a binary value.\"}},\"additionalProperties\":false,\"description\":\"A new value of one setting, property of a timer or integration, or system configuration. Do not copy the value of a secret from a response: it might not be the secret itself.\",\"required\":[\"key\"]},\"IntegrationPatch\":{\"type\":\"object\",\"properties\":{\"key\":{\"type\":\"string\",\"description\":\"Key of the integration.\"},\"configs\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/GenericConfigPatch\"},\"description\":\"Properties to change. The others stay as they are.\"}},\"additionalProperties\":false,\"description\":\"New values for an integration.\",\"required\":[\"key\"]},\"LibraryConfigPatch\":{\"type\":\"object\",\"properties\":{\"key\":{\"type\":\"string\",\"description\":\"Key of the library, a UUID.\"},\"revision\":{\"type\":[\"integer\",\"null\"],\"format\":\"int32\",\"description\":\"Number of the revision of the library that the app or agent uses.\"},\"systemConfigurations\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/GenericConfigPatch\"},\"description\":\"System configurations to change. The others stay as they are.\"},\"settings\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/GenericConfigPatch\"},\"description\":\"Settings to change. The others stay as they are.\"},\"integrations\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/IntegrationPatch\"},\"description\":\"Integrations to change. The others stay as they are.\"}},\"additionalProperties\":false,\"description\":\"New values for a library inside one app or agent. Other apps and agents with the same library keep their own values. The timers of a library cannot be changed here.\",\"required\":[\"key\"]},\"TimerPatch\":{\"type\":\"object\",\"properties\":{\"key\":{\"type\":\"string\",\"description\":\"Key of the timer, a UUID.\"},\"configs\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/GenericConfigPatch\"},\"description\":\"Properties to change, such as `IsActive`. The others stay as they are.\"}},\"additionalProperties\":false,\"description\":\"New values for a timer.\",\"required\":[\"key\"]}}}",
        ),
    )
    .with_success(204u16, Success::Nothing)
    .with_requirement(Requirement::Within {
        needs: &Requirement::Permission(
            "Configuration management > Edit configurations",
        ),
        place: "for the asset in this environment",
    })
    .with_rate_limits(&[RateLimit::per_minute("asset-configurations", 100u32)])
    .with_idempotent(true);
/// `GET /environments/{environmentKey}/default-system-configurations`
pub static GET_ENVIRONMENT_DEFAULTS: Operation = Operation::new(
        "get_environment_defaults",
        "EnvironmentConfiguration_Get",
        Method::GET,
        "/environments/{environmentKey}/default-system-configurations",
    )
    .with_about("Get the system configurations of an environment")
    .with_parameters(
        &[
            Parameter::new("environmentKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the environment (stage in the portal), a UUID."),
        ],
    )
    .with_success(200u16, Success::Json)
    .with_requirement(Requirement::Within {
        needs: &Requirement::Permission(
            "Configuration management > View configurations",
        ),
        place: "for this environment",
    })
    .with_rate_limits(&[RateLimit::per_minute("asset-configurations", 100u32)]);
/// `PATCH /environments/{environmentKey}/default-system-configurations`
pub static UPDATE_ENVIRONMENT_DEFAULTS: Operation = Operation::new(
        "update_environment_defaults",
        "EnvironmentConfiguration_Patch",
        Method::PATCH,
        "/environments/{environmentKey}/default-system-configurations",
    )
    .with_about("Change the system configurations of an environment")
    .with_parameters(
        &[
            Parameter::new("environmentKey", Place::Path, ValueKind::Text)
                .with_required()
                .with_about("Key of the environment (stage in the portal), a UUID."),
        ],
    )
    .with_body(
        RequestBody::new(
            "application/json",
            "{\"$ref\":\"#/$defs/EnvironmentConfigPatch\",\"$defs\":{\"EnvironmentConfigPatch\":{\"type\":\"object\",\"properties\":{\"systemConfigurations\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/GenericConfigPatch\"},\"description\":\"System configurations to change. The others stay as they are.\"}},\"additionalProperties\":false,\"description\":\"New values for the system configurations of an environment (stage in the portal).\"},\"GenericConfigPatch\":{\"type\":\"object\",\"properties\":{\"key\":{\"type\":\"string\",\"description\":\"Key: a UUID for a setting, or a word such as `IsActive` for a property of a timer. The keys of integrations and of system configurations are not documented.\"},\"value\":{\"type\":[\"string\",\"null\"],\"description\":\"The new value. Values are always text, whatever the data type: a number is `\\\"25\\\"`, a boolean is `\\\"True\\\"` or `\\\"False\\\"`. The form of dates and of decimal numbers, the form of binary content (at most 5.8 KB), and the effect of null are not documented. The client never prints the value, because a request does not show which settings are secrets.\"},\"filename\":{\"type\":[\"string\",\"null\"],\"description\":\"Name of the file, for a binary value.\"}},\"additionalProperties\":false,\"description\":\"A new value of one setting, property of a timer or integration, or system configuration. Do not copy the value of a secret from a response: it might not be the secret itself.\",\"required\":[\"key\"]}}}",
        ),
    )
    .with_success(204u16, Success::Nothing)
    .with_requirement(Requirement::Within {
        needs: &Requirement::Cases(
            &[
                Case {
                    condition: "",
                    needs: Requirement::Permission(
                        "Configuration management > Edit configurations",
                    ),
                },
                Case {
                    condition: "for the e-mail settings",
                    needs: Requirement::Permission(
                        "Configuration management > Manage Email SMTP configuration",
                    ),
                },
            ],
        ),
        place: "for this environment",
    })
    .with_rate_limits(&[RateLimit::per_minute("asset-configurations", 100u32)])
    .with_idempotent(true);
