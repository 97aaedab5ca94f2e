// @generated from openapi/builds-v1.json (SHA-256 296a0b56661478861ef281d32388ca5b00bfb988f55b40b04f2653231e5d27e6)
// by `cargo xtask generate builds-v1`. Do not edit: change the document, its overlay or the xtask.

//! Typed helpers for `httpmock` servers.

use serde::Serialize;
use super::{enums, types};

/// One method per operation, which mocks a response of it.
pub trait MockServerExt {
    /// Mocks [`Client::get_build`](crate::Client::get_build): `GET /build-operations/{operationKey}`.
    fn get_build(
        &self,
        config: impl FnOnce(GetBuildWhen, GetBuildThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::list_build_messages`](crate::Client::list_build_messages): `GET /build-operations/{operationKey}/log-messages`.
    fn list_build_messages(
        &self,
        config: impl FnOnce(ListBuildMessagesWhen, ListBuildMessagesThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::get_generated_code_package`](crate::Client::get_generated_code_package): `GET /build-operations/{operationKey}/generated-code`.
    fn get_generated_code_package(
        &self,
        config: impl FnOnce(GetGeneratedCodePackageWhen, GetGeneratedCodePackageThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::start_generated_code_package`](crate::Client::start_generated_code_package): `POST /build-operations/{operationKey}/generated-code`.
    fn start_generated_code_package(
        &self,
        config: impl FnOnce(StartGeneratedCodePackageWhen, StartGeneratedCodePackageThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::list_builds`](crate::Client::list_builds): `GET /build-operations`.
    fn list_builds(
        &self,
        config: impl FnOnce(ListBuildsWhen, ListBuildsThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::start_build`](crate::Client::start_build): `POST /build-operations`.
    fn start_build(
        &self,
        config: impl FnOnce(StartBuildWhen, StartBuildThen),
    ) -> httpmock::Mock<'_>;
}

impl MockServerExt for httpmock::MockServer {
    fn get_build(
        &self,
        config: impl FnOnce(GetBuildWhen, GetBuildThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(GetBuildWhen::new(w), GetBuildThen::new(t));
        })
    }

    fn list_build_messages(
        &self,
        config: impl FnOnce(ListBuildMessagesWhen, ListBuildMessagesThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(ListBuildMessagesWhen::new(w), ListBuildMessagesThen::new(t));
        })
    }

    fn get_generated_code_package(
        &self,
        config: impl FnOnce(GetGeneratedCodePackageWhen, GetGeneratedCodePackageThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(
                GetGeneratedCodePackageWhen::new(w),
                GetGeneratedCodePackageThen::new(t),
            );
        })
    }

    fn start_generated_code_package(
        &self,
        config: impl FnOnce(StartGeneratedCodePackageWhen, StartGeneratedCodePackageThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(
                StartGeneratedCodePackageWhen::new(w),
                StartGeneratedCodePackageThen::new(t),
            );
        })
    }

    fn list_builds(
        &self,
        config: impl FnOnce(ListBuildsWhen, ListBuildsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(ListBuildsWhen::new(w), ListBuildsThen::new(t));
        })
    }

    fn start_build(
        &self,
        config: impl FnOnce(StartBuildWhen, StartBuildThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(StartBuildWhen::new(w), StartBuildThen::new(t));
        })
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Problem<'a> {
    status: u16,
    detail: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_code: Option<&'a str>,
}

/// A regular expression that matches the text itself.
fn literal(text: &str) -> String {
    let escaped = |c: char| {
        if c.is_ascii_punctuation() { vec!['\\', c] } else { vec![c] }
    };

    text.chars().flat_map(escaped).collect()
}

/// Selects the requests of `get_build` that the mock matches.
pub struct GetBuildWhen(httpmock::When);

impl GetBuildWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(when.path_matches("^(/api/builds/v1)?/build-operations/[0-9a-fA-F-]{36}$"))
    }

    /// Key of the build: `buildKey` in the response to the request that started it, or in the list of
    /// the builds.
    pub fn operation_key(self, operation_key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/builds/v1)?/build-operations/",
            &literal(
                &odc_runtime::client::encode_path(
                    &<uuid::Uuid>::to_string(&operation_key.into()),
                ),
            ),
            "$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `get_build`.
pub struct GetBuildThen(httpmock::Then);

impl GetBuildThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The build with its current status.
    pub fn ok(self, response: &types::Build) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `list_build_messages` that the mock matches.
pub struct ListBuildMessagesWhen(httpmock::When);

impl ListBuildMessagesWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/builds/v1)?/build-operations/[0-9a-fA-F-]{36}/log-messages$",
                ),
        )
    }

    /// Key of the build: `buildKey` in the response to the request that started it, or in the list of
    /// the builds.
    pub fn operation_key(self, operation_key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/builds/v1)?/build-operations/",
            &literal(
                &odc_runtime::client::encode_path(
                    &<uuid::Uuid>::to_string(&operation_key.into()),
                ),
            ),
            "/log-messages$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_build_messages`.
pub struct ListBuildMessagesThen(httpmock::Then);

impl ListBuildMessagesThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: All messages of the build.
    pub fn ok(self, response: &types::MessageList) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `get_generated_code_package` that the mock matches.
pub struct GetGeneratedCodePackageWhen(httpmock::When);

impl GetGeneratedCodePackageWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/builds/v1)?/build-operations/[0-9a-fA-F-]{36}/generated-code$",
                ),
        )
    }

    /// Key of the build: `buildKey` in the response to the request that started it, or in the list of
    /// the builds.
    pub fn operation_key(self, operation_key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/builds/v1)?/build-operations/",
            &literal(
                &odc_runtime::client::encode_path(
                    &<uuid::Uuid>::to_string(&operation_key.into()),
                ),
            ),
            "/generated-code$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `get_generated_code_package`.
pub struct GetGeneratedCodePackageThen(httpmock::Then);

impl GetGeneratedCodePackageThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The state of the package, and its URL when the status is `Finished`.
    pub fn ok(self, response: &types::GeneratedCodePackage) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `start_generated_code_package` that the mock matches.
pub struct StartGeneratedCodePackageWhen(httpmock::When);

impl StartGeneratedCodePackageWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::POST);
        Self(
            when
                .path_matches(
                    "^(/api/builds/v1)?/build-operations/[0-9a-fA-F-]{36}/generated-code$",
                ),
        )
    }

    /// Key of the build: `buildKey` in the response to the request that started it, or in the list of
    /// the builds.
    pub fn operation_key(self, operation_key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/builds/v1)?/build-operations/",
            &literal(
                &odc_runtime::client::encode_path(
                    &<uuid::Uuid>::to_string(&operation_key.into()),
                ),
            ),
            "/generated-code$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `start_generated_code_package`.
pub struct StartGeneratedCodePackageThen(httpmock::Then);

impl StartGeneratedCodePackageThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 201: The service has accepted the request. If `isSuccessful` is false, treat the request as
    /// failed.
    pub fn created(self, response: &types::StartedGeneratedCodePackage) -> Self {
        Self(
            self
                .0
                .status(201u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `list_builds` that the mock matches.
pub struct ListBuildsWhen(httpmock::When);

impl ListBuildsWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(when.path_matches("^(/api/builds/v1)?/build-operations$"))
    }

    /// Key of the asset (app, library, agent or workflow in the portal). The API document does not mark
    /// it as required; send it in each request.
    pub fn asset_key(self, asset_key: impl Into<uuid::Uuid>) -> Self {
        let text = odc_runtime::client::query_text::<uuid::Uuid>(&asset_key.into());
        Self(self.0.query_param("assetKey", text))
    }

    /// Number of the revision. The API document does not mark it as required; send it in each request.
    pub fn asset_revision(self, asset_revision: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&asset_revision);
        Self(self.0.query_param("assetRevision", text))
    }

    /// Type of the builds to return. Without it, the list contains builds of both types.
    pub fn build_type(self, build_type: impl Into<enums::BuildType>) -> Self {
        let text = odc_runtime::client::query_text::<
            enums::BuildType,
        >(&build_type.into());
        Self(self.0.query_param("byBuildType", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_builds`.
pub struct ListBuildsThen(httpmock::Then);

impl ListBuildsThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The builds of the revision.
    pub fn ok(self, response: &types::BuildList) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `start_build` that the mock matches.
pub struct StartBuildWhen(httpmock::When);

impl StartBuildWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::POST);
        Self(when.path_matches("^(/api/builds/v1)?/build-operations$"))
    }

    /// The whole body, compared as JSON.
    pub fn body(self, body: &types::NewBuild) -> Self {
        Self(self.0.json_body_obj(body))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `start_build`.
pub struct StartBuildThen(httpmock::Then);

impl StartBuildThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 201: The service has accepted the request. Use `buildKey` to poll the build. If `isSuccessful`
    /// is false, treat the request as failed.
    pub fn created(self, response: &types::StartedBuild) -> Self {
        Self(
            self
                .0
                .status(201u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}
