// @generated from openapi/identity-v1.json (SHA-256 e306ca47cccf477fbb391b04dfe9e4327956c9b9f231b71758bbd98b0871cd84)
// by `cargo xtask generate identity-v1`. Do not edit: change the document, its overlay or the xtask.

//! Open enums: an unknown value is kept unchanged.

odc_runtime::open_enum! {
    /// A scope that is listed for a permission. These meanings are taken from the names.
    /// `Organization`: assignments that are valid for the whole organization; `Asset`: assignments that
    /// are limited to single assets.
    ///
    /// Schema `AssetContext` of the document.
    pub enum PermissionScope {
        /// `Organization`
        Organization = "Organization",
        /// `Asset`
        Asset = "Asset",
    }
}

odc_runtime::open_enum! {
    /// The source of a user's application role (end-user role in the portal). `Direct`: granted to the
    /// user; `GroupAssigned`: inherited from a group to which the user was added directly;
    /// `GroupMapped`: inherited from a group that the user joined through an identity-provider claim
    /// mapping.
    ///
    /// Schema `AssignmentSource` of the document.
    pub enum AssignmentSource {
        /// `Direct`
        Direct = "Direct",
        /// `GroupAssigned`
        GroupAssigned = "GroupAssigned",
        /// `GroupMapped`
        GroupMapped = "GroupMapped",
    }
}

odc_runtime::open_enum! {
    /// Result of one record of a bulk operation. `Inserted`: a user was created; `Updated`: an existing
    /// user was changed; `Deleted`: a user was removed; `Error`: the record failed, see its `errorCode`
    /// and `errorMessage`. At present only bulk creation is offered, although the values cover more
    /// operations.
    ///
    /// Schema `BulkApiOperationStatus` of the document.
    pub enum BulkRecordStatus {
        /// `Error`
        Error = "Error",
        /// `Inserted`
        Inserted = "Inserted",
        /// `Updated`
        Updated = "Updated",
        /// `Deleted`
        Deleted = "Deleted",
    }
}

odc_runtime::open_enum! {
    /// Progress of a whole bulk operation. `Pending`: accepted, not started; `Processing`: the records
    /// are in progress; `Finished`: done; `FinishedWithErrors`: done, with errors. The last two are
    /// final.
    ///
    /// Schema `BulkApiStatus` of the document.
    pub enum BulkStatus {
        /// `FinishedWithErrors`
        FinishedWithErrors = "FinishedWithErrors",
        /// `Finished`
        Finished = "Finished",
        /// `Processing`
        Processing = "Processing",
        /// `Pending`
        Pending = "Pending",
    }
}

odc_runtime::open_enum! {
    /// JWS algorithm that signs a client assertion. The number is the SHA-2 length in bits. `ES256`,
    /// `ES384`, `ES512`: ECDSA; `HS256`, `HS384`, `HS512`: HMAC with a shared secret; `PS256`, `PS384`,
    /// `PS512`: RSASSA-PSS; `RS256`, `RS384`, `RS512`: RSASSA-PKCS1-v1_5.
    ///
    /// Schema `ClientAssertionSigningAlgorithmServiceModel` of the document.
    pub enum ClientAssertionSigningAlgorithm {
        /// `ES256`
        Es256 = "ES256",
        /// `ES384`
        Es384 = "ES384",
        /// `ES512`
        Es512 = "ES512",
        /// `HS256`
        Hs256 = "HS256",
        /// `HS384`
        Hs384 = "HS384",
        /// `HS512`
        Hs512 = "HS512",
        /// `PS256`
        Ps256 = "PS256",
        /// `PS384`
        Ps384 = "PS384",
        /// `PS512`
        Ps512 = "PS512",
        /// `RS256`
        Rs256 = "RS256",
        /// `RS384`
        Rs384 = "RS384",
        /// `RS512`
        Rs512 = "RS512",
    }
}

odc_runtime::open_enum! {
    /// How the platform proves its identity at a provider's token endpoint. `client_secret_post`:
    /// secret in the form body; `client_secret_basic`: secret in an HTTP Basic header;
    /// `client_secret_jwt`: JWT signed with the secret; `private_key_jwt`: JWT signed with a private
    /// key.
    ///
    /// Schema `ClientAuthenticationMethodServiceModel` of the document.
    pub enum ClientAuthenticationMethod {
        /// `client_secret_post`
        ClientSecretPost = "client_secret_post",
        /// `client_secret_basic`
        ClientSecretBasic = "client_secret_basic",
        /// `client_secret_jwt`
        ClientSecretJwt = "client_secret_jwt",
        /// `private_key_jwt`
        PrivateKeyJwt = "private_key_jwt",
    }
}

odc_runtime::open_enum! {
    /// Which e-mail addresses from an identity provider are trusted. These meanings are taken from the
    /// names and from the options in the portal. `None`: no address is trusted, so the user has to
    /// verify it; `EmailVerifiedClaim`: an address is trusted if the provider's verified-e-mail claim
    /// says so; `All`: every address is trusted.
    ///
    /// Schema `EmailTrustTypeServiceModel` of the document.
    pub enum EmailTrustType {
        /// `None`
        None = "None",
        /// `EmailVerifiedClaim`
        EmailVerifiedClaim = "EmailVerifiedClaim",
        /// `All`
        All = "All",
    }
}

odc_runtime::open_enum! {
    /// Kind of environment (stage in the portal) that an identity provider serves. `oscloud`: stages in
    /// the OutSystems cloud; `selfhosted`: self-hosted stages.
    ///
    /// Schema `HostingServiceModel` of the document.
    pub enum Hosting {
        /// `oscloud`
        Oscloud = "oscloud",
        /// `selfhosted`
        Selfhosted = "selfhosted",
    }
}

odc_runtime::open_enum! {
    /// How a user belongs to a group. `Assigned`: added directly; `Mapped`: through an
    /// identity-provider claim mapping, which cannot be removed by hand and ends at the first login
    /// where the claim no longer matches.
    ///
    /// Schema `MembershipType` of the document.
    pub enum MembershipType {
        /// `Assigned`
        Assigned = "Assigned",
        /// `Mapped`
        Mapped = "Mapped",
    }
}

odc_runtime::open_enum! {
    /// Visibility class of a permission. `Public`: generally visible; `Internal`: meant for the
    /// platform's internal use; `Hidden`: not shown. These meanings are taken from the names: it is not
    /// documented which classes are listed or can be granted.
    ///
    /// Schema `OrgRolePermissionsVisibility` of the document.
    pub enum PermissionVisibility {
        /// `Hidden`
        Hidden = "Hidden",
        /// `Public`
        Public = "Public",
        /// `Internal`
        Internal = "Internal",
    }
}

odc_runtime::open_enum! {
    /// Scope of an organization role assignment. `Organization`: valid for the whole organization;
    /// `Asset`: valid only for particular assets.
    ///
    /// Schema `OrganizationRoleAssignmentScope` of the document.
    pub enum OrganizationRoleAssignmentScope {
        /// `Organization`
        Organization = "Organization",
        /// `Asset`
        Asset = "Asset",
    }
}

odc_runtime::open_enum! {
    /// PKCE challenge method. `S256`: the challenge is the SHA-256 hash of the verifier; `plain`: the
    /// challenge is the verifier itself.
    ///
    /// Schema `PkceMethodServiceModel` of the document.
    pub enum PkceMethod {
        /// `plain`
        Plain = "plain",
        /// `S256`
        S256 = "S256",
    }
}

odc_runtime::open_enum! {
    /// Portfolios to which an inherited permission applies. These meanings are taken from the names.
    /// `SAME_PORTFOLIO`: the same portfolio; `MAIN_PORTFOLIO`: the organization's main portfolio;
    /// `ALL_PORTFOLIO`: every portfolio.
    ///
    /// Schema `PortfolioInheritanceServiceModel` of the document.
    pub enum PermissionPortfolio {
        /// `SAME_PORTFOLIO`
        SamePortfolio = "SAME_PORTFOLIO",
        /// `MAIN_PORTFOLIO`
        MainPortfolio = "MAIN_PORTFOLIO",
        /// `ALL_PORTFOLIO`
        AllPortfolio = "ALL_PORTFOLIO",
    }
}

odc_runtime::open_enum! {
    /// Field by which a login finds an existing user when its subject is unknown. `Email`: the e-mail
    /// address, across providers; `Username`: the user name, only within the same provider; `None`: no
    /// other field, only the subject is used.
    ///
    /// Schema `ProfileLinkingFieldServiceModel` of the document.
    pub enum ProfileLinkingField {
        /// `Email`
        Email = "Email",
        /// `Username`
        Username = "Username",
        /// `None`
        None = "None",
    }
}

odc_runtime::open_enum! {
    /// Ready-made connection of an identity provider. `AppleId`: Apple; `Google`: Google; `Facebook`:
    /// Facebook; `LinkedIn`: LinkedIn; `OutSystems11`: an OutSystems 11 installation; `Custom`: any
    /// other provider.
    ///
    /// Schema `ProviderSubtypeServiceModel` of the document.
    pub enum ProviderSubtype {
        /// `Custom`
        Custom = "Custom",
        /// `AppleId`
        AppleId = "AppleId",
        /// `Google`
        Google = "Google",
        /// `Facebook`
        Facebook = "Facebook",
        /// `LinkedIn`
        LinkedIn = "LinkedIn",
        /// `OutSystems11`
        OutSystems11 = "OutSystems11",
    }
}

odc_runtime::open_enum! {
    /// Technology of an identity provider. `OIDC`: OpenID Connect; `SAML`: SAML; `Cognito`: a
    /// Cognito-based provider.
    ///
    /// Schema `ProviderTypeServiceModel` of the document.
    pub enum ProviderType {
        /// `OIDC`
        Oidc = "OIDC",
        /// `SAML`
        Saml = "SAML",
        /// `Cognito`
        Cognito = "Cognito",
    }
}

odc_runtime::open_enum! {
    /// Kind of environment (stage in the portal) in the inheritance of permissions. These meanings are
    /// taken from the names. `PRD`: production; `QA`: quality assurance; `DEV`: development;
    /// `SAME_STAGE`: the environment for which the inheriting permission is given.
    ///
    /// Schema `StageServiceModel` of the document.
    pub enum PermissionStage {
        /// `PRD`
        Prd = "PRD",
        /// `QA`
        Qa = "QA",
        /// `DEV`
        Dev = "DEV",
        /// `SAME_STAGE`
        SameStage = "SAME_STAGE",
    }
}

odc_runtime::open_enum! {
    /// Related data that can be returned with users. `ApplicationRoles`: their application roles
    /// (end-user roles in the portal); `UserIdentityProviders`: their profiles at identity providers.
    /// Some texts of the service write the values in camel case.
    ///
    /// Schema `UserProfileEmbedType` of the document.
    pub enum UserEmbed {
        /// `ApplicationRoles`
        ApplicationRoles = "ApplicationRoles",
        /// `UserIdentityProviders`
        UserIdentityProviders = "UserIdentityProviders",
    }
}

odc_runtime::open_enum! {
    /// Account status of a user. `Active`: the user can sign in; `Invited`: the user was invited and
    /// has not yet completed the registration with the code from the e-mail; `Inactive`: an
    /// administrator deactivated the user or created the user as inactive, and every login is blocked;
    /// `PendingRegistration`: the user started a self-registration and has not yet completed it.
    ///
    /// Schema `UserProfileStatus` of the document.
    pub enum UserStatus {
        /// `Active`
        Active = "Active",
        /// `Invited`
        Invited = "Invited",
        /// `Inactive`
        Inactive = "Inactive",
        /// `PendingRegistration`
        PendingRegistration = "PendingRegistration",
    }
}
