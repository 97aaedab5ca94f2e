// @generated from openapi/asset-repository-v1.json (SHA-256 68fab79e30bcb70755828767ad5793d864463467cedd9f55fdea86c423caa81b)
// by `cargo xtask generate asset-repository-v1`. Do not edit: change the document, its overlay or the xtask.

//! Builders of the types.

use odc_runtime::{BuildError, Patch};
use super::{enums, types};
use super::types::*;

/// Builder of [`Asset`](types::Asset).
#[derive(Debug, Clone, Default)]
pub struct AssetBuilder {
    asset_key: Option<String>,
    portfolio_key: Option<String>,
    latest_revision: Option<i32>,
    name: Option<String>,
    description: Option<String>,
    is_external: Option<bool>,
    tag: Option<String>,
    model_digest: Option<String>,
    cloned_from_template_key: Option<String>,
    asset_type: Option<enums::AssetType>,
    created_by: Option<String>,
    created_at: Option<chrono::DateTime<chrono::Utc>>,
    commit_message: Option<String>,
    tagged_by: Option<String>,
    tagged_at: Option<chrono::DateTime<chrono::Utc>>,
    embedded: Option<RevisionEmbedded>,
}

impl AssetBuilder {
    /// Key of the asset, a UUID as plain text. The same asset has the same key in every environment
    /// (stage in the portal). Some other APIs call it `applicationKey`.
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<String>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// Key of the portfolio to which the asset belongs, a UUID as plain text; may be null. An asset
    /// never moves to another portfolio.
    #[must_use]
    pub fn portfolio_key(mut self, portfolio_key: impl Into<String>) -> Self {
        self.portfolio_key = Some(portfolio_key.into());
        self
    }

    /// Number of the latest revision. The revision that is deployed in an environment (stage in the
    /// portal) can be an older one.
    #[must_use]
    pub fn latest_revision(mut self, latest_revision: i32) -> Self {
        self.latest_revision = Some(latest_revision);
        self
    }

    /// Name of the asset in its latest revision.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Description of the asset in its latest revision; may be null.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// True if another system installed the asset.
    #[must_use]
    pub fn is_external(mut self, is_external: bool) -> Self {
        self.is_external = Some(is_external);
        self
    }

    /// Tag (version in the portal) of the latest revision as `MAJOR.MINOR.PATCH`; null if it has none.
    /// An older revision can have one.
    #[must_use]
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        self.tag = Some(tag.into());
        self
    }

    /// Digest of the model of the latest revision, a UUID as plain text. It changes with every change
    /// of the model.
    #[must_use]
    pub fn model_digest(mut self, model_digest: impl Into<String>) -> Self {
        self.model_digest = Some(model_digest.into());
        self
    }

    /// Asset key of the template from which the asset was created; otherwise null.
    #[must_use]
    pub fn cloned_from_template_key(
        mut self,
        cloned_from_template_key: impl Into<String>,
    ) -> Self {
        self.cloned_from_template_key = Some(cloned_from_template_key.into());
        self
    }

    /// Type of the asset, such as `WebApplication`, `Agent` or `LowCodeLibrary`. Other values are
    /// possible.
    #[must_use]
    pub fn asset_type(mut self, asset_type: impl Into<enums::AssetType>) -> Self {
        self.asset_type = Some(asset_type.into());
        self
    }

    /// Who stored the latest revision: a user, an API client or a tool, as plain text. Show it, do not
    /// parse it.
    #[must_use]
    pub fn created_by(mut self, created_by: impl Into<String>) -> Self {
        self.created_by = Some(created_by.into());
        self
    }

    /// When the latest revision was stored, RFC 3339. The asset can be older.
    #[must_use]
    pub fn created_at(
        mut self,
        created_at: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.created_at = Some(created_at.into());
        self
    }

    /// Publish message of the latest revision, at most 2,000 characters; may be null.
    #[must_use]
    pub fn commit_message(mut self, commit_message: impl Into<String>) -> Self {
        self.commit_message = Some(commit_message.into());
        self
    }

    /// Who tagged the latest revision: a user, an API client or a tool, as plain text. Show it, do not
    /// parse it. May be null, for example if this revision has no tag.
    #[must_use]
    pub fn tagged_by(mut self, tagged_by: impl Into<String>) -> Self {
        self.tagged_by = Some(tagged_by.into());
        self
    }

    /// When the latest revision was tagged, RFC 3339; may be null, for example if it has no tag.
    #[must_use]
    pub fn tagged_at(
        mut self,
        tagged_at: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.tagged_at = Some(tagged_at.into());
        self
    }

    /// Additional data of the latest revision that the request asked for; otherwise null or absent.
    #[must_use]
    pub fn embedded(mut self, embedded: impl Into<RevisionEmbedded>) -> Self {
        self.embedded = Some(embedded.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::Asset, BuildError> {
        Ok(types::Asset {
            asset_key: self
                .asset_key
                .ok_or_else(|| BuildError::missing("Asset", "asset_key"))?,
            portfolio_key: self.portfolio_key,
            latest_revision: self
                .latest_revision
                .ok_or_else(|| BuildError::missing("Asset", "latest_revision"))?,
            name: self.name,
            description: self.description,
            is_external: self.is_external,
            tag: self.tag,
            model_digest: self.model_digest,
            cloned_from_template_key: self.cloned_from_template_key,
            asset_type: self.asset_type,
            created_by: self.created_by,
            created_at: self.created_at,
            commit_message: self.commit_message,
            tagged_by: self.tagged_by,
            tagged_at: self.tagged_at,
            embedded: self.embedded,
        })
    }
}

impl From<types::Asset> for AssetBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::Asset) -> Self {
        Self {
            asset_key: Some(value.asset_key),
            portfolio_key: value.portfolio_key,
            latest_revision: Some(value.latest_revision),
            name: value.name,
            description: value.description,
            is_external: value.is_external,
            tag: value.tag,
            model_digest: value.model_digest,
            cloned_from_template_key: value.cloned_from_template_key,
            asset_type: value.asset_type,
            created_by: value.created_by,
            created_at: value.created_at,
            commit_message: value.commit_message,
            tagged_by: value.tagged_by,
            tagged_at: value.tagged_at,
            embedded: value.embedded,
        }
    }
}

/// Builder of [`AssetIcon`](types::AssetIcon).
#[derive(Debug, Clone, Default)]
pub struct AssetIconBuilder {
    icon_url: Option<odc_runtime::Secret>,
    icon_digest: Option<uuid::Uuid>,
}

impl AssetIconBuilder {
    /// Pre-signed URL of the icon. It is a secret: anyone who has it can download the file. Use it at
    /// once, without an access token, instead of storing it.
    #[must_use]
    pub fn icon_url(mut self, icon_url: impl Into<odc_runtime::Secret>) -> Self {
        self.icon_url = Some(icon_url.into());
        self
    }

    /// Digest of the picture, a UUID. Use it to find out whether a stored picture is still current.
    #[must_use]
    pub fn icon_digest(mut self, icon_digest: impl Into<uuid::Uuid>) -> Self {
        self.icon_digest = Some(icon_digest.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::AssetIcon, BuildError> {
        Ok(types::AssetIcon {
            icon_url: self.icon_url,
            icon_digest: self.icon_digest,
        })
    }
}

impl From<types::AssetIcon> for AssetIconBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::AssetIcon) -> Self {
        Self {
            icon_url: value.icon_url,
            icon_digest: value.icon_digest,
        }
    }
}

/// Builder of [`AssetMetadata`](types::AssetMetadata).
#[derive(Debug, Clone, Default)]
pub struct AssetMetadataBuilder {
    template_type: Option<enums::TemplateType>,
    tool_version: Option<String>,
    runtime: Option<String>,
    mobile_frameworks: Vec<String>,
    assembly_version: Option<String>,
    assembly_name: Option<String>,
    url_path: Option<String>,
    is_deployable: Option<bool>,
    is_built_in_asset: Option<bool>,
    commit_message: Option<String>,
}

impl AssetMetadataBuilder {
    /// Kind of template; null if the asset is not a template.
    #[must_use]
    pub fn template_type(
        mut self,
        template_type: impl Into<enums::TemplateType>,
    ) -> Self {
        self.template_type = Some(template_type.into());
        self
    }

    /// Version of ODC Studio that made the revision; may be null.
    #[must_use]
    pub fn tool_version(mut self, tool_version: impl Into<String>) -> Self {
        self.tool_version = Some(tool_version.into());
        self
    }

    /// Platform on which the code of an external library runs; otherwise null.
    #[must_use]
    pub fn runtime(mut self, runtime: impl Into<String>) -> Self {
        self.runtime = Some(runtime.into());
        self
    }

    /// Mobile frameworks that a mobile library supports; otherwise null.
    #[must_use]
    pub fn mobile_frameworks(
        mut self,
        mobile_frameworks: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.mobile_frameworks = mobile_frameworks.into_iter().map(Into::into).collect();
        self
    }

    /// Version of the assembly, if the asset is a model plugin; otherwise null.
    #[must_use]
    pub fn assembly_version(mut self, assembly_version: impl Into<String>) -> Self {
        self.assembly_version = Some(assembly_version.into());
        self
    }

    /// Name of the assembly, if the asset is a model plugin; otherwise null.
    #[must_use]
    pub fn assembly_name(mut self, assembly_name: impl Into<String>) -> Self {
        self.assembly_name = Some(assembly_name.into());
        self
    }

    /// Path of the asset in its URL; null if the asset cannot be deployed. The service makes it from
    /// the name, with at most 35 characters. It must be unique in each environment (stage in the
    /// portal), otherwise publishing fails with `OS-APPS-40047`.
    #[must_use]
    pub fn url_path(mut self, url_path: impl Into<String>) -> Self {
        self.url_path = Some(url_path.into());
        self
    }

    /// True if the asset can be deployed. Web and mobile apps, agents and workflows can be deployed; a
    /// library cannot.
    #[must_use]
    pub fn is_deployable(mut self, is_deployable: bool) -> Self {
        self.is_deployable = Some(is_deployable);
        self
    }

    /// True if the asset comes with the platform.
    #[must_use]
    pub fn is_built_in_asset(mut self, is_built_in_asset: bool) -> Self {
        self.is_built_in_asset = Some(is_built_in_asset);
        self
    }

    /// Publish message of the revision, at most 2,000 characters; may be null.
    #[must_use]
    pub fn commit_message(mut self, commit_message: impl Into<String>) -> Self {
        self.commit_message = Some(commit_message.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::AssetMetadata, BuildError> {
        Ok(types::AssetMetadata {
            template_type: self.template_type,
            tool_version: self.tool_version,
            runtime: self.runtime,
            mobile_frameworks: self.mobile_frameworks,
            assembly_version: self.assembly_version,
            assembly_name: self.assembly_name,
            url_path: self.url_path,
            is_deployable: self.is_deployable,
            is_built_in_asset: self.is_built_in_asset,
            commit_message: self.commit_message,
        })
    }
}

impl From<types::AssetMetadata> for AssetMetadataBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::AssetMetadata) -> Self {
        Self {
            template_type: value.template_type,
            tool_version: value.tool_version,
            runtime: value.runtime,
            mobile_frameworks: value.mobile_frameworks,
            assembly_version: value.assembly_version,
            assembly_name: value.assembly_name,
            url_path: value.url_path,
            is_deployable: value.is_deployable,
            is_built_in_asset: value.is_built_in_asset,
            commit_message: value.commit_message,
        }
    }
}

/// Builder of [`AssetPage`](types::AssetPage).
#[derive(Debug, Clone, Default)]
pub struct AssetPageBuilder {
    page: Option<PageInfo>,
    results: Vec<Asset>,
}

impl AssetPageBuilder {
    /// Paging values of the list.
    #[must_use]
    pub fn page(mut self, page: impl Into<PageInfo>) -> Self {
        self.page = Some(page.into());
        self
    }

    /// Assets on this page.
    #[must_use]
    pub fn results(
        mut self,
        results: impl IntoIterator<Item = impl Into<Asset>>,
    ) -> Self {
        self.results = results.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::AssetPage, BuildError> {
        Ok(types::AssetPage {
            page: self.page,
            results: self.results,
        })
    }
}

impl From<types::AssetPage> for AssetPageBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::AssetPage) -> Self {
        Self {
            page: value.page,
            results: value.results,
        }
    }
}

/// Builder of [`AssetSignature`](types::AssetSignature).
#[derive(Debug, Clone, Default)]
pub struct AssetSignatureBuilder {
    signature_binary_url: Option<odc_runtime::Secret>,
    signature_digest: Option<uuid::Uuid>,
    compatibility_signature_digest: Option<uuid::Uuid>,
}

impl AssetSignatureBuilder {
    /// Pre-signed URL of the signature. It is a secret: anyone who has it can download the file. Use it
    /// at once, without an access token, instead of storing it.
    #[must_use]
    pub fn signature_binary_url(
        mut self,
        signature_binary_url: impl Into<odc_runtime::Secret>,
    ) -> Self {
        self.signature_binary_url = Some(signature_binary_url.into());
        self
    }

    /// Digest of the signature, a UUID. It changes with every change of the public elements.
    #[must_use]
    pub fn signature_digest(mut self, signature_digest: impl Into<uuid::Uuid>) -> Self {
        self.signature_digest = Some(signature_digest.into());
        self
    }

    /// Digest of the part of the signature that matters for compatibility, a UUID. It changes only with
    /// changes that may break the assets that use this one.
    #[must_use]
    pub fn compatibility_signature_digest(
        mut self,
        compatibility_signature_digest: impl Into<uuid::Uuid>,
    ) -> Self {
        self.compatibility_signature_digest = Some(
            compatibility_signature_digest.into(),
        );
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::AssetSignature, BuildError> {
        Ok(types::AssetSignature {
            signature_binary_url: self.signature_binary_url,
            signature_digest: self.signature_digest,
            compatibility_signature_digest: self.compatibility_signature_digest,
        })
    }
}

impl From<types::AssetSignature> for AssetSignatureBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::AssetSignature) -> Self {
        Self {
            signature_binary_url: value.signature_binary_url,
            signature_digest: value.signature_digest,
            compatibility_signature_digest: value.compatibility_signature_digest,
        }
    }
}

/// Builder of [`AssetSourceCode`](types::AssetSourceCode).
#[derive(Debug, Clone, Default)]
pub struct AssetSourceCodeBuilder {
    source_code_binary_url: Option<odc_runtime::Secret>,
    source_code_digest: Option<uuid::Uuid>,
}

impl AssetSourceCodeBuilder {
    /// Pre-signed URL of the source code. It is a secret: anyone who has it can download the file. Use
    /// it at once, without an access token, instead of storing it.
    #[must_use]
    pub fn source_code_binary_url(
        mut self,
        source_code_binary_url: impl Into<odc_runtime::Secret>,
    ) -> Self {
        self.source_code_binary_url = Some(source_code_binary_url.into());
        self
    }

    /// Digest of the file, a UUID. Use it to find out whether a stored file is still current.
    #[must_use]
    pub fn source_code_digest(
        mut self,
        source_code_digest: impl Into<uuid::Uuid>,
    ) -> Self {
        self.source_code_digest = Some(source_code_digest.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::AssetSourceCode, BuildError> {
        Ok(types::AssetSourceCode {
            source_code_binary_url: self.source_code_binary_url,
            source_code_digest: self.source_code_digest,
        })
    }
}

impl From<types::AssetSourceCode> for AssetSourceCodeBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::AssetSourceCode) -> Self {
        Self {
            source_code_binary_url: value.source_code_binary_url,
            source_code_digest: value.source_code_digest,
        }
    }
}

/// Builder of [`CreatedRevision`](types::CreatedRevision).
#[derive(Debug, Clone, Default)]
pub struct CreatedRevisionBuilder {
    asset_key: Option<String>,
    revision: Option<i32>,
    revision_user_key: Option<String>,
    revision_user_name: Option<String>,
    revision_user_email: Option<String>,
    revision_date_time: Option<chrono::DateTime<chrono::Utc>>,
    tag: Option<String>,
    name: Option<String>,
    description: Option<String>,
    asset_type: Option<enums::AssetType>,
    is_external: Option<bool>,
    is_deployable: Option<bool>,
    is_built_in_asset: Option<bool>,
    cloned_from_template_key: Option<String>,
    icon_url: Option<odc_runtime::Secret>,
    primary_color: Option<String>,
    url_path: Option<String>,
    template_type: Option<enums::TemplateType>,
    tool_version: Option<String>,
    source_code_binary_url: Option<odc_runtime::Secret>,
    metamodel_json_url: Option<odc_runtime::Secret>,
    signature_binary_url: Option<odc_runtime::Secret>,
    release_notes_url: Option<odc_runtime::Secret>,
    signature_digest: Option<String>,
    compatibility_signature_digest: Option<String>,
    model_digest: Option<String>,
    labels: Option<std::collections::HashMap<String, Option<String>>>,
    runtime: Option<String>,
    publish_user_email: Option<String>,
    publish_user_key: Option<String>,
    publish_date_time: Option<chrono::DateTime<chrono::Utc>>,
    release_user_email: Option<String>,
    release_user_key: Option<String>,
    release_date_time: Option<chrono::DateTime<chrono::Utc>>,
}

impl CreatedRevisionBuilder {
    /// Key of the asset, a UUID as plain text. The other records call it `assetKey`.
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<String>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// Number of the stored revision.
    #[must_use]
    pub fn revision(mut self, revision: i32) -> Self {
        self.revision = Some(revision);
        self
    }

    /// Who stored the revision: a user, an API client or a tool, as plain text. Show it, do not parse
    /// it.
    #[must_use]
    pub fn revision_user_key(mut self, revision_user_key: impl Into<String>) -> Self {
        self.revision_user_key = Some(revision_user_key.into());
        self
    }

    /// Deprecated. Name of the user who stored the revision. The field is deprecated.
    #[must_use]
    pub fn revision_user_name(mut self, revision_user_name: impl Into<String>) -> Self {
        self.revision_user_name = Some(revision_user_name.into());
        self
    }

    /// E-mail address of the user who stored the revision; may be null.
    #[must_use]
    pub fn revision_user_email(
        mut self,
        revision_user_email: impl Into<String>,
    ) -> Self {
        self.revision_user_email = Some(revision_user_email.into());
        self
    }

    /// When the revision was stored, RFC 3339.
    #[must_use]
    pub fn revision_date_time(
        mut self,
        revision_date_time: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.revision_date_time = Some(revision_date_time.into());
        self
    }

    /// Tag (version in the portal) as `MAJOR.MINOR.PATCH`; null if the revision has none.
    #[must_use]
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        self.tag = Some(tag.into());
        self
    }

    /// Name of the asset.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Description of the asset; may be null.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Type of the asset; may be null.
    #[must_use]
    pub fn asset_type(mut self, asset_type: impl Into<enums::AssetType>) -> Self {
        self.asset_type = Some(asset_type.into());
        self
    }

    /// True if another system installed the asset.
    #[must_use]
    pub fn is_external(mut self, is_external: bool) -> Self {
        self.is_external = Some(is_external);
        self
    }

    /// True if the asset can be deployed. Web and mobile apps, agents and workflows can be deployed; a
    /// library cannot.
    #[must_use]
    pub fn is_deployable(mut self, is_deployable: bool) -> Self {
        self.is_deployable = Some(is_deployable);
        self
    }

    /// True if the asset comes with the platform.
    #[must_use]
    pub fn is_built_in_asset(mut self, is_built_in_asset: bool) -> Self {
        self.is_built_in_asset = Some(is_built_in_asset);
        self
    }

    /// Asset key of the template from which the asset was created; otherwise null.
    #[must_use]
    pub fn cloned_from_template_key(
        mut self,
        cloned_from_template_key: impl Into<String>,
    ) -> Self {
        self.cloned_from_template_key = Some(cloned_from_template_key.into());
        self
    }

    /// Pre-signed URL of the icon. It is a secret: anyone who has it can download the file. Use it at
    /// once, without an access token, instead of storing it.
    #[must_use]
    pub fn icon_url(mut self, icon_url: impl Into<odc_runtime::Secret>) -> Self {
        self.icon_url = Some(icon_url.into());
        self
    }

    /// Main color of the asset as `#RRGGBB`; may be null.
    #[must_use]
    pub fn primary_color(mut self, primary_color: impl Into<String>) -> Self {
        self.primary_color = Some(primary_color.into());
        self
    }

    /// Path of the asset in its URL; null if the asset cannot be deployed. The service makes it from
    /// the name, with at most 35 characters. It must be unique in each environment (stage in the
    /// portal), otherwise publishing fails with `OS-APPS-40047`.
    #[must_use]
    pub fn url_path(mut self, url_path: impl Into<String>) -> Self {
        self.url_path = Some(url_path.into());
        self
    }

    /// Kind of template; null if the asset is not a template.
    #[must_use]
    pub fn template_type(
        mut self,
        template_type: impl Into<enums::TemplateType>,
    ) -> Self {
        self.template_type = Some(template_type.into());
        self
    }

    /// Version of ODC Studio that made the revision; may be null.
    #[must_use]
    pub fn tool_version(mut self, tool_version: impl Into<String>) -> Self {
        self.tool_version = Some(tool_version.into());
        self
    }

    /// Pre-signed URL of the source code. It is a secret: anyone who has it can download the file. Use
    /// it at once, without an access token, instead of storing it.
    #[must_use]
    pub fn source_code_binary_url(
        mut self,
        source_code_binary_url: impl Into<odc_runtime::Secret>,
    ) -> Self {
        self.source_code_binary_url = Some(source_code_binary_url.into());
        self
    }

    /// Pre-signed URL of a JSON file with facts about the model. It is a secret: anyone who has it can
    /// download the file. Use it at once, without an access token, instead of storing it.
    #[must_use]
    pub fn metamodel_json_url(
        mut self,
        metamodel_json_url: impl Into<odc_runtime::Secret>,
    ) -> Self {
        self.metamodel_json_url = Some(metamodel_json_url.into());
        self
    }

    /// Pre-signed URL of the signature. It is a secret: anyone who has it can download the file. Use it
    /// at once, without an access token, instead of storing it.
    #[must_use]
    pub fn signature_binary_url(
        mut self,
        signature_binary_url: impl Into<odc_runtime::Secret>,
    ) -> Self {
        self.signature_binary_url = Some(signature_binary_url.into());
        self
    }

    /// Pre-signed URL of the release notes. It is a secret: anyone who has it can download the file.
    /// Use it at once, without an access token, instead of storing it.
    #[must_use]
    pub fn release_notes_url(
        mut self,
        release_notes_url: impl Into<odc_runtime::Secret>,
    ) -> Self {
        self.release_notes_url = Some(release_notes_url.into());
        self
    }

    /// Digest of the signature, a UUID. It changes with every change of the public elements.
    #[must_use]
    pub fn signature_digest(mut self, signature_digest: impl Into<String>) -> Self {
        self.signature_digest = Some(signature_digest.into());
        self
    }

    /// Digest of the part of the signature that matters for compatibility, a UUID. It changes only with
    /// changes that may break the assets that use this one.
    #[must_use]
    pub fn compatibility_signature_digest(
        mut self,
        compatibility_signature_digest: impl Into<String>,
    ) -> Self {
        self.compatibility_signature_digest = Some(
            compatibility_signature_digest.into(),
        );
        self
    }

    /// Digest of the model, a UUID. It changes with every change of the model.
    #[must_use]
    pub fn model_digest(mut self, model_digest: impl Into<String>) -> Self {
        self.model_digest = Some(model_digest.into());
        self
    }

    /// Labels as pairs of name and value. No operation of this API sets them; may be null.
    #[must_use]
    pub fn labels(
        mut self,
        labels: impl Into<std::collections::HashMap<String, Option<String>>>,
    ) -> Self {
        self.labels = Some(labels.into());
        self
    }

    /// Platform on which the code of an external library runs; otherwise null.
    #[must_use]
    pub fn runtime(mut self, runtime: impl Into<String>) -> Self {
        self.runtime = Some(runtime.into());
        self
    }

    /// E-mail address of the user who last published the revision; may be null, for example if it was
    /// never published.
    #[must_use]
    pub fn publish_user_email(mut self, publish_user_email: impl Into<String>) -> Self {
        self.publish_user_email = Some(publish_user_email.into());
        self
    }

    /// Key of the user who last published the revision; may be null, for example if it was never
    /// published.
    #[must_use]
    pub fn publish_user_key(mut self, publish_user_key: impl Into<String>) -> Self {
        self.publish_user_key = Some(publish_user_key.into());
        self
    }

    /// When the revision was last published, RFC 3339; may be null, for example if it was never
    /// published.
    #[must_use]
    pub fn publish_date_time(
        mut self,
        publish_date_time: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.publish_date_time = Some(publish_date_time.into());
        self
    }

    /// E-mail address of the user who released (tagged) the revision; may be null, for example if the
    /// revision has no tag.
    #[must_use]
    pub fn release_user_email(mut self, release_user_email: impl Into<String>) -> Self {
        self.release_user_email = Some(release_user_email.into());
        self
    }

    /// Key of the user who released (tagged) the revision; may be null, for example if the revision has
    /// no tag.
    #[must_use]
    pub fn release_user_key(mut self, release_user_key: impl Into<String>) -> Self {
        self.release_user_key = Some(release_user_key.into());
        self
    }

    /// When the revision was released (tagged), RFC 3339; may be null, for example if the revision has
    /// no tag.
    #[must_use]
    pub fn release_date_time(
        mut self,
        release_date_time: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.release_date_time = Some(release_date_time.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::CreatedRevision, BuildError> {
        Ok(types::CreatedRevision {
            asset_key: self
                .asset_key
                .ok_or_else(|| BuildError::missing("CreatedRevision", "asset_key"))?,
            revision: self
                .revision
                .ok_or_else(|| BuildError::missing("CreatedRevision", "revision"))?,
            revision_user_key: self.revision_user_key,
            revision_user_name: self.revision_user_name,
            revision_user_email: self.revision_user_email,
            revision_date_time: self.revision_date_time,
            tag: self.tag,
            name: self.name,
            description: self.description,
            asset_type: self.asset_type,
            is_external: self.is_external,
            is_deployable: self.is_deployable,
            is_built_in_asset: self.is_built_in_asset,
            cloned_from_template_key: self.cloned_from_template_key,
            icon_url: self.icon_url,
            primary_color: self.primary_color,
            url_path: self.url_path,
            template_type: self.template_type,
            tool_version: self.tool_version,
            source_code_binary_url: self.source_code_binary_url,
            metamodel_json_url: self.metamodel_json_url,
            signature_binary_url: self.signature_binary_url,
            release_notes_url: self.release_notes_url,
            signature_digest: self.signature_digest,
            compatibility_signature_digest: self.compatibility_signature_digest,
            model_digest: self.model_digest,
            labels: self.labels,
            runtime: self.runtime,
            publish_user_email: self.publish_user_email,
            publish_user_key: self.publish_user_key,
            publish_date_time: self.publish_date_time,
            release_user_email: self.release_user_email,
            release_user_key: self.release_user_key,
            release_date_time: self.release_date_time,
        })
    }
}

impl From<types::CreatedRevision> for CreatedRevisionBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::CreatedRevision) -> Self {
        Self {
            asset_key: Some(value.asset_key),
            revision: Some(value.revision),
            revision_user_key: value.revision_user_key,
            revision_user_name: value.revision_user_name,
            revision_user_email: value.revision_user_email,
            revision_date_time: value.revision_date_time,
            tag: value.tag,
            name: value.name,
            description: value.description,
            asset_type: value.asset_type,
            is_external: value.is_external,
            is_deployable: value.is_deployable,
            is_built_in_asset: value.is_built_in_asset,
            cloned_from_template_key: value.cloned_from_template_key,
            icon_url: value.icon_url,
            primary_color: value.primary_color,
            url_path: value.url_path,
            template_type: value.template_type,
            tool_version: value.tool_version,
            source_code_binary_url: value.source_code_binary_url,
            metamodel_json_url: value.metamodel_json_url,
            signature_binary_url: value.signature_binary_url,
            release_notes_url: value.release_notes_url,
            signature_digest: value.signature_digest,
            compatibility_signature_digest: value.compatibility_signature_digest,
            model_digest: value.model_digest,
            labels: value.labels,
            runtime: value.runtime,
            publish_user_email: value.publish_user_email,
            publish_user_key: value.publish_user_key,
            publish_date_time: value.publish_date_time,
            release_user_email: value.release_user_email,
            release_user_key: value.release_user_key,
            release_date_time: value.release_date_time,
        }
    }
}

/// Builder of [`EmbeddedMetadata`](types::EmbeddedMetadata).
#[derive(Debug, Clone, Default)]
pub struct EmbeddedMetadataBuilder {
    template_type: Option<enums::TemplateType>,
    tool_version: Option<String>,
    runtime: Option<String>,
    mobile_frameworks: Vec<String>,
    assembly_version: Option<String>,
    assembly_name: Option<String>,
    url_path: Option<String>,
    is_deployable: Option<bool>,
    is_built_in_asset: Option<bool>,
}

impl EmbeddedMetadataBuilder {
    /// Kind of template; null if the asset is not a template.
    #[must_use]
    pub fn template_type(
        mut self,
        template_type: impl Into<enums::TemplateType>,
    ) -> Self {
        self.template_type = Some(template_type.into());
        self
    }

    /// Version of ODC Studio that made the revision; may be null.
    #[must_use]
    pub fn tool_version(mut self, tool_version: impl Into<String>) -> Self {
        self.tool_version = Some(tool_version.into());
        self
    }

    /// Platform on which the code of an external library runs; otherwise null.
    #[must_use]
    pub fn runtime(mut self, runtime: impl Into<String>) -> Self {
        self.runtime = Some(runtime.into());
        self
    }

    /// Mobile frameworks that a mobile library supports; otherwise null.
    #[must_use]
    pub fn mobile_frameworks(
        mut self,
        mobile_frameworks: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.mobile_frameworks = mobile_frameworks.into_iter().map(Into::into).collect();
        self
    }

    /// Version of the assembly, if the asset is a model plugin; otherwise null.
    #[must_use]
    pub fn assembly_version(mut self, assembly_version: impl Into<String>) -> Self {
        self.assembly_version = Some(assembly_version.into());
        self
    }

    /// Name of the assembly, if the asset is a model plugin; otherwise null.
    #[must_use]
    pub fn assembly_name(mut self, assembly_name: impl Into<String>) -> Self {
        self.assembly_name = Some(assembly_name.into());
        self
    }

    /// Path of the asset in its URL; null if the asset cannot be deployed. The service makes it from
    /// the name, with at most 35 characters. It must be unique in each environment (stage in the
    /// portal), otherwise publishing fails with `OS-APPS-40047`.
    #[must_use]
    pub fn url_path(mut self, url_path: impl Into<String>) -> Self {
        self.url_path = Some(url_path.into());
        self
    }

    /// True if the asset can be deployed. Web and mobile apps, agents and workflows can be deployed; a
    /// library cannot.
    #[must_use]
    pub fn is_deployable(mut self, is_deployable: bool) -> Self {
        self.is_deployable = Some(is_deployable);
        self
    }

    /// True if the asset comes with the platform.
    #[must_use]
    pub fn is_built_in_asset(mut self, is_built_in_asset: bool) -> Self {
        self.is_built_in_asset = Some(is_built_in_asset);
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::EmbeddedMetadata, BuildError> {
        Ok(types::EmbeddedMetadata {
            template_type: self.template_type,
            tool_version: self.tool_version,
            runtime: self.runtime,
            mobile_frameworks: self.mobile_frameworks,
            assembly_version: self.assembly_version,
            assembly_name: self.assembly_name,
            url_path: self.url_path,
            is_deployable: self.is_deployable,
            is_built_in_asset: self.is_built_in_asset,
        })
    }
}

impl From<types::EmbeddedMetadata> for EmbeddedMetadataBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::EmbeddedMetadata) -> Self {
        Self {
            template_type: value.template_type,
            tool_version: value.tool_version,
            runtime: value.runtime,
            mobile_frameworks: value.mobile_frameworks,
            assembly_version: value.assembly_version,
            assembly_name: value.assembly_name,
            url_path: value.url_path,
            is_deployable: value.is_deployable,
            is_built_in_asset: value.is_built_in_asset,
        }
    }
}

/// Builder of [`EmbeddedReleaseNotes`](types::EmbeddedReleaseNotes).
#[derive(Debug, Clone, Default)]
pub struct EmbeddedReleaseNotesBuilder {
    tag: Option<String>,
    release_notes_url: Option<odc_runtime::Secret>,
}

impl EmbeddedReleaseNotesBuilder {
    /// Tag (version in the portal) as `MAJOR.MINOR.PATCH`; null if the revision has none.
    #[must_use]
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        self.tag = Some(tag.into());
        self
    }

    /// Pre-signed URL of the release notes. It is a secret: anyone who has it can download the file.
    /// Use it at once, without an access token, instead of storing it.
    #[must_use]
    pub fn release_notes_url(
        mut self,
        release_notes_url: impl Into<odc_runtime::Secret>,
    ) -> Self {
        self.release_notes_url = Some(release_notes_url.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::EmbeddedReleaseNotes, BuildError> {
        Ok(types::EmbeddedReleaseNotes {
            tag: self.tag,
            release_notes_url: self.release_notes_url,
        })
    }
}

impl From<types::EmbeddedReleaseNotes> for EmbeddedReleaseNotesBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::EmbeddedReleaseNotes) -> Self {
        Self {
            tag: value.tag,
            release_notes_url: value.release_notes_url,
        }
    }
}

/// Builder of [`NewAsset`](types::NewAsset).
#[derive(Debug, Clone, Default)]
pub struct NewAssetBuilder {
    asset_name: Option<String>,
    asset_type: Option<enums::AssetType>,
    template_key: Option<String>,
    description: Option<String>,
    icon_base64: Option<String>,
}

impl NewAssetBuilder {
    /// Name of the asset. Required.
    #[must_use]
    pub fn asset_name(mut self, asset_name: impl Into<String>) -> Self {
        self.asset_name = Some(asset_name.into());
        self
    }

    /// Type of the asset: `WebApplication`, `MobileApplication`, `Agent`, `Workflow`, `LowCodeLibrary`
    /// or `MobileLibrary`. Required.
    #[must_use]
    pub fn asset_type(mut self, asset_type: impl Into<enums::AssetType>) -> Self {
        self.asset_type = Some(asset_type.into());
        self
    }

    /// Asset key of the template to copy. Without it, the asset is empty.
    #[must_use]
    pub fn template_key(mut self, template_key: impl Into<String>) -> Self {
        self.template_key = Some(template_key.into());
        self
    }

    /// Description of the asset.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Icon of the asset: the bytes of the picture in base64. The format of the picture is not
    /// documented.
    #[must_use]
    pub fn icon_base64(mut self, icon_base64: impl Into<String>) -> Self {
        self.icon_base64 = Some(icon_base64.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::NewAsset, BuildError> {
        Ok(types::NewAsset {
            asset_name: self
                .asset_name
                .ok_or_else(|| BuildError::missing("NewAsset", "asset_name"))?,
            asset_type: self
                .asset_type
                .ok_or_else(|| BuildError::missing("NewAsset", "asset_type"))?,
            template_key: self.template_key,
            description: self.description,
            icon_base64: self.icon_base64,
        })
    }
}

impl From<types::NewAsset> for NewAssetBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::NewAsset) -> Self {
        Self {
            asset_name: Some(value.asset_name),
            asset_type: Some(value.asset_type),
            template_key: value.template_key,
            description: value.description,
            icon_base64: value.icon_base64,
        }
    }
}

/// Builder of [`NewRevision`](types::NewRevision).
#[derive(Debug, Clone, Default)]
pub struct NewRevisionBuilder {
    tag: Option<String>,
    release_notes: Option<String>,
    skip_sequential_version_validation: Option<bool>,
    commit_message: Option<String>,
    portfolio_key: Option<uuid::Uuid>,
    file_uri: Option<odc_runtime::Secret>,
    new_asset: Option<NewAsset>,
}

impl NewRevisionBuilder {
    /// Tag (version in the portal) for the new revision, as `MAJOR.MINOR.PATCH`: three integers without
    /// a suffix. The asset must not have this tag yet.
    #[must_use]
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        self.tag = Some(tag.into());
        self
    }

    /// Release notes for the tag. They need a tag in the same request.
    #[must_use]
    pub fn release_notes(mut self, release_notes: impl Into<String>) -> Self {
        self.release_notes = Some(release_notes.into());
        self
    }

    /// True switches off the check that the tag follows the tags that the asset already has. The
    /// default is false.
    #[must_use]
    pub fn skip_sequential_version_validation(
        mut self,
        skip_sequential_version_validation: bool,
    ) -> Self {
        self.skip_sequential_version_validation = Some(
            skip_sequential_version_validation,
        );
        self
    }

    /// Publish message of the revision, at most 2,000 characters.
    #[must_use]
    pub fn commit_message(mut self, commit_message: impl Into<String>) -> Self {
        self.commit_message = Some(commit_message.into());
        self
    }

    /// Key of the portfolio for a new asset. The default is the main portfolio of the organization. For
    /// an existing asset it must be the portfolio of the asset, otherwise the request fails.
    #[must_use]
    pub fn portfolio_key(mut self, portfolio_key: impl Into<uuid::Uuid>) -> Self {
        self.portfolio_key = Some(portfolio_key.into());
        self
    }

    /// The URL from `POST /uploads` to which the file was uploaded. It is a secret: anyone who has it
    /// can use it.
    #[must_use]
    pub fn file_uri(mut self, file_uri: impl Into<odc_runtime::Secret>) -> Self {
        self.file_uri = Some(file_uri.into());
        self
    }

    /// The new asset to create without a file.
    #[must_use]
    pub fn new_asset(mut self, new_asset: impl Into<NewAsset>) -> Self {
        self.new_asset = Some(new_asset.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::NewRevision, BuildError> {
        Ok(types::NewRevision {
            tag: self.tag,
            release_notes: self.release_notes,
            skip_sequential_version_validation: self.skip_sequential_version_validation,
            commit_message: self.commit_message,
            portfolio_key: self.portfolio_key,
            file_uri: self.file_uri,
            new_asset: self.new_asset,
        })
    }
}

impl From<types::NewRevision> for NewRevisionBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::NewRevision) -> Self {
        Self {
            tag: value.tag,
            release_notes: value.release_notes,
            skip_sequential_version_validation: value.skip_sequential_version_validation,
            commit_message: value.commit_message,
            portfolio_key: value.portfolio_key,
            file_uri: value.file_uri,
            new_asset: value.new_asset,
        }
    }
}

/// Builder of [`PageInfo`](types::PageInfo).
#[derive(Debug, Clone, Default)]
pub struct PageInfoBuilder {
    count: Option<i32>,
    limit: Option<i32>,
    offset: Option<i32>,
    next_page_offset: Option<i32>,
    total_results: Option<i32>,
    total_pages: Option<i32>,
}

impl PageInfoBuilder {
    /// Number of rows on this page.
    #[must_use]
    pub fn count(mut self, count: i32) -> Self {
        self.count = Some(count);
        self
    }

    /// Page size that the service used.
    #[must_use]
    pub fn limit(mut self, limit: i32) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Position of the first row on the page, counted from zero.
    #[must_use]
    pub fn offset(mut self, offset: i32) -> Self {
        self.offset = Some(offset);
        self
    }

    /// Value of `offset` for the next page. It may be null. To detect the end, do not rely on null
    /// alone: also compare with `totalResults`.
    #[must_use]
    pub fn next_page_offset(mut self, next_page_offset: i32) -> Self {
        self.next_page_offset = Some(next_page_offset);
        self
    }

    /// Number of matching rows on all pages together.
    #[must_use]
    pub fn total_results(mut self, total_results: i32) -> Self {
        self.total_results = Some(total_results);
        self
    }

    /// Number of pages. Expect `totalResults` divided by `limit`, rounded up.
    #[must_use]
    pub fn total_pages(mut self, total_pages: i32) -> Self {
        self.total_pages = Some(total_pages);
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::PageInfo, BuildError> {
        Ok(types::PageInfo {
            count: self.count,
            limit: self.limit,
            offset: self.offset,
            next_page_offset: self.next_page_offset,
            total_results: self.total_results,
            total_pages: self.total_pages,
        })
    }
}

impl From<types::PageInfo> for PageInfoBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::PageInfo) -> Self {
        Self {
            count: value.count,
            limit: value.limit,
            offset: value.offset,
            next_page_offset: value.next_page_offset,
            total_results: value.total_results,
            total_pages: value.total_pages,
        }
    }
}

/// Builder of [`ReleaseNotes`](types::ReleaseNotes).
#[derive(Debug, Clone, Default)]
pub struct ReleaseNotesBuilder {
    tag: Option<String>,
    content: Option<String>,
}

impl ReleaseNotesBuilder {
    /// Tag (version in the portal) as `MAJOR.MINOR.PATCH`; null if the revision has none.
    #[must_use]
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        self.tag = Some(tag.into());
        self
    }

    /// Text of the release notes; null if there are none. Users of the service have seen both HTML and
    /// Markdown.
    #[must_use]
    pub fn content(mut self, content: impl Into<String>) -> Self {
        self.content = Some(content.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::ReleaseNotes, BuildError> {
        Ok(types::ReleaseNotes {
            tag: self.tag,
            content: self.content,
        })
    }
}

impl From<types::ReleaseNotes> for ReleaseNotesBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::ReleaseNotes) -> Self {
        Self {
            tag: value.tag,
            content: value.content,
        }
    }
}

/// Builder of [`Revision`](types::Revision).
#[derive(Debug, Clone, Default)]
pub struct RevisionBuilder {
    asset_key: Option<String>,
    portfolio_key: Option<String>,
    revision: Option<i32>,
    name: Option<String>,
    description: Option<String>,
    is_external: Option<bool>,
    tag: Option<String>,
    model_digest: Option<String>,
    cloned_from_template_key: Option<String>,
    asset_type: Option<enums::AssetType>,
    created_by: Option<String>,
    created_at: Option<chrono::DateTime<chrono::Utc>>,
    commit_message: Option<String>,
    tagged_by: Option<String>,
    tagged_at: Option<chrono::DateTime<chrono::Utc>>,
    embedded: Option<RevisionEmbedded>,
}

impl RevisionBuilder {
    /// Key of the asset, a UUID as plain text. The same asset has the same key in every environment
    /// (stage in the portal). Some other APIs call it `applicationKey`.
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<String>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// Key of the portfolio to which the asset belongs, a UUID as plain text; may be null. An asset
    /// never moves to another portfolio.
    #[must_use]
    pub fn portfolio_key(mut self, portfolio_key: impl Into<String>) -> Self {
        self.portfolio_key = Some(portfolio_key.into());
        self
    }

    /// Number of the revision.
    #[must_use]
    pub fn revision(mut self, revision: i32) -> Self {
        self.revision = Some(revision);
        self
    }

    /// Name of the asset in this revision.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Description of the asset in this revision; may be null.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// True if another system installed the asset.
    #[must_use]
    pub fn is_external(mut self, is_external: bool) -> Self {
        self.is_external = Some(is_external);
        self
    }

    /// Tag (version in the portal) as `MAJOR.MINOR.PATCH`; null if the revision has none.
    #[must_use]
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        self.tag = Some(tag.into());
        self
    }

    /// Digest of the model, a UUID as plain text. It changes with every change of the model.
    #[must_use]
    pub fn model_digest(mut self, model_digest: impl Into<String>) -> Self {
        self.model_digest = Some(model_digest.into());
        self
    }

    /// Asset key of the template from which the asset was created; otherwise null.
    #[must_use]
    pub fn cloned_from_template_key(
        mut self,
        cloned_from_template_key: impl Into<String>,
    ) -> Self {
        self.cloned_from_template_key = Some(cloned_from_template_key.into());
        self
    }

    /// Type of the asset, such as `WebApplication`, `Agent` or `LowCodeLibrary`. Other values are
    /// possible.
    #[must_use]
    pub fn asset_type(mut self, asset_type: impl Into<enums::AssetType>) -> Self {
        self.asset_type = Some(asset_type.into());
        self
    }

    /// Who stored the revision: a user, an API client or a tool, as plain text. Show it, do not parse
    /// it.
    #[must_use]
    pub fn created_by(mut self, created_by: impl Into<String>) -> Self {
        self.created_by = Some(created_by.into());
        self
    }

    /// When the revision was stored, RFC 3339.
    #[must_use]
    pub fn created_at(
        mut self,
        created_at: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.created_at = Some(created_at.into());
        self
    }

    /// Publish message of the revision, at most 2,000 characters; may be null.
    #[must_use]
    pub fn commit_message(mut self, commit_message: impl Into<String>) -> Self {
        self.commit_message = Some(commit_message.into());
        self
    }

    /// Who tagged the revision: a user, an API client or a tool, as plain text. Show it, do not parse
    /// it. May be null, for example if the revision has no tag.
    #[must_use]
    pub fn tagged_by(mut self, tagged_by: impl Into<String>) -> Self {
        self.tagged_by = Some(tagged_by.into());
        self
    }

    /// When the revision was tagged, RFC 3339; may be null, for example if the revision has no tag.
    #[must_use]
    pub fn tagged_at(
        mut self,
        tagged_at: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.tagged_at = Some(tagged_at.into());
        self
    }

    /// Additional data that the request asked for; otherwise null or absent.
    #[must_use]
    pub fn embedded(mut self, embedded: impl Into<RevisionEmbedded>) -> Self {
        self.embedded = Some(embedded.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::Revision, BuildError> {
        Ok(types::Revision {
            asset_key: self
                .asset_key
                .ok_or_else(|| BuildError::missing("Revision", "asset_key"))?,
            portfolio_key: self.portfolio_key,
            revision: self
                .revision
                .ok_or_else(|| BuildError::missing("Revision", "revision"))?,
            name: self.name,
            description: self.description,
            is_external: self.is_external,
            tag: self.tag,
            model_digest: self.model_digest,
            cloned_from_template_key: self.cloned_from_template_key,
            asset_type: self.asset_type,
            created_by: self.created_by,
            created_at: self.created_at,
            commit_message: self.commit_message,
            tagged_by: self.tagged_by,
            tagged_at: self.tagged_at,
            embedded: self.embedded,
        })
    }
}

impl From<types::Revision> for RevisionBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::Revision) -> Self {
        Self {
            asset_key: Some(value.asset_key),
            portfolio_key: value.portfolio_key,
            revision: Some(value.revision),
            name: value.name,
            description: value.description,
            is_external: value.is_external,
            tag: value.tag,
            model_digest: value.model_digest,
            cloned_from_template_key: value.cloned_from_template_key,
            asset_type: value.asset_type,
            created_by: value.created_by,
            created_at: value.created_at,
            commit_message: value.commit_message,
            tagged_by: value.tagged_by,
            tagged_at: value.tagged_at,
            embedded: value.embedded,
        }
    }
}

/// Builder of [`RevisionEmbedded`](types::RevisionEmbedded).
#[derive(Debug, Clone, Default)]
pub struct RevisionEmbeddedBuilder {
    release_notes: Option<EmbeddedReleaseNotes>,
    icon: Option<AssetIcon>,
    source_code: Option<AssetSourceCode>,
    signature: Option<AssetSignature>,
    metadata: Option<EmbeddedMetadata>,
}

impl RevisionEmbeddedBuilder {
    /// The tag, and a link to the release notes. Included by `releaseNote`.
    #[must_use]
    pub fn release_notes(
        mut self,
        release_notes: impl Into<EmbeddedReleaseNotes>,
    ) -> Self {
        self.release_notes = Some(release_notes.into());
        self
    }

    /// A link to the icon. Included by `icon`.
    #[must_use]
    pub fn icon(mut self, icon: impl Into<AssetIcon>) -> Self {
        self.icon = Some(icon.into());
        self
    }

    /// A link to the source code. Included by `sourceCode`.
    #[must_use]
    pub fn source_code(mut self, source_code: impl Into<AssetSourceCode>) -> Self {
        self.source_code = Some(source_code.into());
        self
    }

    /// A link to the signature. Included by `signature`.
    #[must_use]
    pub fn signature(mut self, signature: impl Into<AssetSignature>) -> Self {
        self.signature = Some(signature.into());
        self
    }

    /// Technical facts about the revision. Included by `metadata`.
    #[must_use]
    pub fn metadata(mut self, metadata: impl Into<EmbeddedMetadata>) -> Self {
        self.metadata = Some(metadata.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::RevisionEmbedded, BuildError> {
        Ok(types::RevisionEmbedded {
            release_notes: self.release_notes,
            icon: self.icon,
            source_code: self.source_code,
            signature: self.signature,
            metadata: self.metadata,
        })
    }
}

impl From<types::RevisionEmbedded> for RevisionEmbeddedBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::RevisionEmbedded) -> Self {
        Self {
            release_notes: value.release_notes,
            icon: value.icon,
            source_code: value.source_code,
            signature: value.signature,
            metadata: value.metadata,
        }
    }
}

/// Builder of [`RevisionFilter`](types::RevisionFilter).
#[derive(Debug, Clone, Default)]
pub struct RevisionFilterBuilder {
    asset_key: Option<String>,
    digest: Option<String>,
    revision: Option<i32>,
    is_highest_tag: Option<bool>,
}

impl RevisionFilterBuilder {
    /// Key of the asset, a UUID as plain text.
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<String>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// Digest of the revision to return. The API document does not say which digest; it is probably
    /// `modelDigest`.
    #[must_use]
    pub fn digest(mut self, digest: impl Into<String>) -> Self {
        self.digest = Some(digest.into());
        self
    }

    /// Number of the revision to return.
    #[must_use]
    pub fn revision(mut self, revision: i32) -> Self {
        self.revision = Some(revision);
        self
    }

    /// True returns the revision with the highest tag.
    #[must_use]
    pub fn is_highest_tag(mut self, is_highest_tag: bool) -> Self {
        self.is_highest_tag = Some(is_highest_tag);
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::RevisionFilter, BuildError> {
        Ok(types::RevisionFilter {
            asset_key: self
                .asset_key
                .ok_or_else(|| BuildError::missing("RevisionFilter", "asset_key"))?,
            digest: self.digest,
            revision: self.revision,
            is_highest_tag: self.is_highest_tag,
        })
    }
}

impl From<types::RevisionFilter> for RevisionFilterBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::RevisionFilter) -> Self {
        Self {
            asset_key: Some(value.asset_key),
            digest: value.digest,
            revision: value.revision,
            is_highest_tag: value.is_highest_tag,
        }
    }
}

/// Builder of [`RevisionList`](types::RevisionList).
#[derive(Debug, Clone, Default)]
pub struct RevisionListBuilder {
    results: Vec<Revision>,
}

impl RevisionListBuilder {
    /// The revisions.
    #[must_use]
    pub fn results(
        mut self,
        results: impl IntoIterator<Item = impl Into<Revision>>,
    ) -> Self {
        self.results = results.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::RevisionList, BuildError> {
        Ok(types::RevisionList {
            results: self.results,
        })
    }
}

impl From<types::RevisionList> for RevisionListBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::RevisionList) -> Self {
        Self { results: value.results }
    }
}

/// Builder of [`RevisionPage`](types::RevisionPage).
#[derive(Debug, Clone, Default)]
pub struct RevisionPageBuilder {
    page: Option<PageInfo>,
    results: Vec<Revision>,
}

impl RevisionPageBuilder {
    /// Paging values of the list.
    #[must_use]
    pub fn page(mut self, page: impl Into<PageInfo>) -> Self {
        self.page = Some(page.into());
        self
    }

    /// Revisions on this page.
    #[must_use]
    pub fn results(
        mut self,
        results: impl IntoIterator<Item = impl Into<Revision>>,
    ) -> Self {
        self.results = results.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::RevisionPage, BuildError> {
        Ok(types::RevisionPage {
            page: self.page,
            results: self.results,
        })
    }
}

impl From<types::RevisionPage> for RevisionPageBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::RevisionPage) -> Self {
        Self {
            page: value.page,
            results: value.results,
        }
    }
}

/// Builder of [`RevisionPatch`](types::RevisionPatch).
#[derive(Debug, Clone, Default)]
pub struct RevisionPatchBuilder {
    tag: Patch<String>,
    release_notes: Patch<String>,
    commit_message: Patch<String>,
}

impl RevisionPatchBuilder {
    /// New tag (version in the portal) as `MAJOR.MINOR.PATCH`: three integers without a suffix. Null
    /// removes the tag.
    #[must_use]
    pub fn tag(mut self, tag: impl Into<Patch<String>>) -> Self {
        self.tag = tag.into();
        self
    }

    /// New release notes. They need a tag, in the same request or already on the revision.
    #[must_use]
    pub fn release_notes(mut self, release_notes: impl Into<Patch<String>>) -> Self {
        self.release_notes = release_notes.into();
        self
    }

    /// New publish message, at most 2,000 characters. The documentation calls a publish message
    /// permanent, but this operation sets it.
    #[must_use]
    pub fn commit_message(mut self, commit_message: impl Into<Patch<String>>) -> Self {
        self.commit_message = commit_message.into();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::RevisionPatch, BuildError> {
        Ok(types::RevisionPatch {
            tag: self.tag,
            release_notes: self.release_notes,
            commit_message: self.commit_message,
        })
    }
}

impl From<types::RevisionPatch> for RevisionPatchBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::RevisionPatch) -> Self {
        Self {
            tag: value.tag,
            release_notes: value.release_notes,
            commit_message: value.commit_message,
        }
    }
}

/// Builder of [`RevisionSearch`](types::RevisionSearch).
#[derive(Debug, Clone, Default)]
pub struct RevisionSearchBuilder {
    filters: Option<Vec<RevisionFilter>>,
    embed: Option<Vec<enums::RevisionEmbed>>,
}

impl RevisionSearchBuilder {
    /// One entry for each revision to return.
    #[must_use]
    pub fn filters(
        mut self,
        filters: impl IntoIterator<Item = impl Into<RevisionFilter>>,
    ) -> Self {
        self.filters = Some(filters.into_iter().map(Into::into).collect());
        self
    }

    /// Additional data to include in `_embedded` of each revision. Values: `releaseNote`, `icon`,
    /// `sourceCode`, `signature`, `metadata`.
    #[must_use]
    pub fn embed(
        mut self,
        embed: impl IntoIterator<Item = impl Into<enums::RevisionEmbed>>,
    ) -> Self {
        self.embed = Some(embed.into_iter().map(Into::into).collect());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::RevisionSearch, BuildError> {
        Ok(types::RevisionSearch {
            filters: self.filters,
            embed: self.embed,
        })
    }
}

impl From<types::RevisionSearch> for RevisionSearchBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::RevisionSearch) -> Self {
        Self {
            filters: value.filters,
            embed: value.embed,
        }
    }
}

/// Builder of [`Upload`](types::Upload).
#[derive(Debug, Clone, Default)]
pub struct UploadBuilder {
    upload_url: Option<odc_runtime::Secret>,
}

impl UploadBuilder {
    /// Pre-signed URL. Send the file to it with PUT, then pass the URL as `fileUri`. It is a secret:
    /// anyone who has it can upload to it. The API document requires it and also allows null: treat
    /// null as an error.
    #[must_use]
    pub fn upload_url(mut self, upload_url: impl Into<odc_runtime::Secret>) -> Self {
        self.upload_url = Some(upload_url.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::Upload, BuildError> {
        Ok(types::Upload {
            upload_url: self
                .upload_url
                .ok_or_else(|| BuildError::missing("Upload", "upload_url"))?,
        })
    }
}

impl From<types::Upload> for UploadBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::Upload) -> Self {
        Self {
            upload_url: Some(value.upload_url),
        }
    }
}
