// @generated from openapi/identity-v1.json (SHA-256 33ef73c1671ff4ee9cbc887772ff226d3dc7735a0f77be6bca79793009753ee4)
// by `cargo xtask generate identity-v1`. Do not edit: change the document, its overlay or the xtask.

//! Open enums: a value that is not known yet is kept as it came.

odc_runtime::open_enum! {
    #[doc =
    " A scope that a permission is listed for, read by the name. `Organization`: assignments that hold"]
    #[doc =
    " for the whole organization; `Asset`: assignments limited to single assets."] #[doc
    = ""] #[doc = " Schema `AssetContext` of the document."] pub enum PermissionScope {
    #[doc = " `Organization`"] Organization = "Organization", #[doc = " `Asset`"] Asset =
    "Asset", }
}

odc_runtime::open_enum! {
    #[doc =
    " Where a user's application role (end-user role in the portal) comes from. `Direct`: granted to"]
    #[doc =
    " the user; `GroupAssigned`: inherited from a group to which the user was added directly;"]
    #[doc =
    " `GroupMapped`: inherited from a group that the user is in through an identity-provider claim"]
    #[doc = " mapping."] #[doc = ""] #[doc =
    " Schema `AssignmentSource` of the document."] pub enum AssignmentSource { #[doc =
    " `Direct`"] Direct = "Direct", #[doc = " `GroupAssigned`"] GroupAssigned =
    "GroupAssigned", #[doc = " `GroupMapped`"] GroupMapped = "GroupMapped", }
}

odc_runtime::open_enum! {
    #[doc =
    " Outcome for one record of a bulk operation. `Inserted`: a user was created; `Updated`: an"]
    #[doc =
    " existing user was changed; `Deleted`: a user was removed; `Error`: the record failed, see its"]
    #[doc =
    " `errorCode` and `errorMessage`. Only bulk creation is offered today, though the values cover"]
    #[doc = " more."] #[doc = ""] #[doc =
    " Schema `BulkApiOperationStatus` of the document."] pub enum BulkRecordStatus {
    #[doc = " `Error`"] Error = "Error", #[doc = " `Inserted`"] Inserted = "Inserted",
    #[doc = " `Updated`"] Updated = "Updated", #[doc = " `Deleted`"] Deleted = "Deleted",
    }
}

odc_runtime::open_enum! {
    #[doc =
    " Progress of a bulk operation as a whole. `Pending`: accepted, not started; `Processing`: records"]
    #[doc =
    " are being worked on; `Finished`: done; `FinishedWithErrors`: done, with errors. The last two are"]
    #[doc = " terminal."] #[doc = ""] #[doc = " Schema `BulkApiStatus` of the document."]
    pub enum BulkStatus { #[doc = " `FinishedWithErrors`"] FinishedWithErrors =
    "FinishedWithErrors", #[doc = " `Finished`"] Finished = "Finished", #[doc =
    " `Processing`"] Processing = "Processing", #[doc = " `Pending`"] Pending =
    "Pending", }
}

odc_runtime::open_enum! {
    #[doc =
    " JWS algorithm for signing a client assertion; the number is the SHA-2 length in bits. `ES256`,"]
    #[doc =
    " `ES384`, `ES512`: ECDSA; `HS256`, `HS384`, `HS512`: HMAC with a shared secret; `PS256`, `PS384`,"]
    #[doc = " `PS512`: RSASSA-PSS; `RS256`, `RS384`, `RS512`: RSASSA-PKCS1-v1_5."] #[doc
    = ""] #[doc =
    " Schema `ClientAssertionSigningAlgorithmServiceModel` of the document."] pub enum
    ClientAssertionSigningAlgorithm { #[doc = " `ES256`"] Es256 = "ES256", #[doc =
    " `ES384`"] Es384 = "ES384", #[doc = " `ES512`"] Es512 = "ES512", #[doc = " `HS256`"]
    Hs256 = "HS256", #[doc = " `HS384`"] Hs384 = "HS384", #[doc = " `HS512`"] Hs512 =
    "HS512", #[doc = " `PS256`"] Ps256 = "PS256", #[doc = " `PS384`"] Ps384 = "PS384",
    #[doc = " `PS512`"] Ps512 = "PS512", #[doc = " `RS256`"] Rs256 = "RS256", #[doc =
    " `RS384`"] Rs384 = "RS384", #[doc = " `RS512`"] Rs512 = "RS512", }
}

odc_runtime::open_enum! {
    #[doc =
    " How the platform proves its identity at a provider's token endpoint. `client_secret_post`:"]
    #[doc =
    " secret in the form body; `client_secret_basic`: secret in an HTTP Basic header;"]
    #[doc =
    " `client_secret_jwt`: JWT signed with the secret; `private_key_jwt`: JWT signed with a private"]
    #[doc = " key."] #[doc = ""] #[doc =
    " Schema `ClientAuthenticationMethodServiceModel` of the document."] pub enum
    ClientAuthenticationMethod { #[doc = " `client_secret_post`"] ClientSecretPost =
    "client_secret_post", #[doc = " `client_secret_basic`"] ClientSecretBasic =
    "client_secret_basic", #[doc = " `client_secret_jwt`"] ClientSecretJwt =
    "client_secret_jwt", #[doc = " `private_key_jwt`"] PrivateKeyJwt = "private_key_jwt",
    }
}

odc_runtime::open_enum! {
    #[doc =
    " How far e-mail addresses from an identity provider are trusted; the values are explained by"]
    #[doc =
    " their names and the portal's options. `None`: not trusted, which leaves the address for the user"]
    #[doc =
    " to verify; `EmailVerifiedClaim`: trusted as far as the provider's verified-e-mail claim says so;"]
    #[doc = " `All`: every address is trusted."] #[doc = ""] #[doc =
    " Schema `EmailTrustTypeServiceModel` of the document."] pub enum EmailTrustType {
    #[doc = " `None`"] None = "None", #[doc = " `EmailVerifiedClaim`"] EmailVerifiedClaim
    = "EmailVerifiedClaim", #[doc = " `All`"] All = "All", }
}

odc_runtime::open_enum! {
    #[doc =
    " Kind of environment (stage in the portal) that an identity provider serves. `oscloud`: stages in"]
    #[doc = " the OutSystems cloud; `selfhosted`: self-hosted stages."] #[doc = ""] #[doc
    = " Schema `HostingServiceModel` of the document."] pub enum Hosting { #[doc =
    " `oscloud`"] Oscloud = "oscloud", #[doc = " `selfhosted`"] Selfhosted =
    "selfhosted", }
}

odc_runtime::open_enum! {
    #[doc =
    " How a user belongs to a group. `Assigned`: added directly; `Mapped`: through an"]
    #[doc =
    " identity-provider claim mapping, which cannot be undone by hand but ends at the first login"]
    #[doc = " where the claim no longer matches."] #[doc = ""] #[doc =
    " Schema `MembershipType` of the document."] pub enum MembershipType { #[doc =
    " `Assigned`"] Assigned = "Assigned", #[doc = " `Mapped`"] Mapped = "Mapped", }
}

odc_runtime::open_enum! {
    #[doc =
    " Visibility class of a permission. `Public`: generally visible; `Internal`: meant for the"]
    #[doc =
    " platform's internal use; `Hidden`: not shown. These readings follow the names: which classes are"]
    #[doc = " listed or can be granted is not documented."] #[doc = ""] #[doc =
    " Schema `OrgRolePermissionsVisibility` of the document."] pub enum
    PermissionVisibility { #[doc = " `Hidden`"] Hidden = "Hidden", #[doc = " `Public`"]
    Public = "Public", #[doc = " `Internal`"] Internal = "Internal", }
}

odc_runtime::open_enum! {
    #[doc =
    " Reach of an organization role assignment. `Organization`: holds for the whole organization;"]
    #[doc = " `Asset`: holds for particular assets only."] #[doc = ""] #[doc =
    " Schema `OrganizationRoleAssignmentScope` of the document."] pub enum
    OrganizationRoleAssignmentScope { #[doc = " `Organization`"] Organization =
    "Organization", #[doc = " `Asset`"] Asset = "Asset", }
}

odc_runtime::open_enum! {
    #[doc =
    " PKCE challenge method. `S256`: the challenge is the SHA-256 hash of the verifier; `plain`: the"]
    #[doc = " challenge is the verifier itself."] #[doc = ""] #[doc =
    " Schema `PkceMethodServiceModel` of the document."] pub enum PkceMethod { #[doc =
    " `plain`"] Plain = "plain", #[doc = " `S256`"] S256 = "S256", }
}

odc_runtime::open_enum! {
    #[doc =
    " Portfolio reach of an inherited permission, read by the names of the values. `SAME_PORTFOLIO`:"]
    #[doc =
    " the portfolio at hand; `MAIN_PORTFOLIO`: the organization's main portfolio; `ALL_PORTFOLIO`:"]
    #[doc = " every portfolio."] #[doc = ""] #[doc =
    " Schema `PortfolioInheritanceServiceModel` of the document."] pub enum
    PermissionPortfolio { #[doc = " `SAME_PORTFOLIO`"] SamePortfolio = "SAME_PORTFOLIO",
    #[doc = " `MAIN_PORTFOLIO`"] MainPortfolio = "MAIN_PORTFOLIO", #[doc =
    " `ALL_PORTFOLIO`"] AllPortfolio = "ALL_PORTFOLIO", }
}

odc_runtime::open_enum! {
    #[doc =
    " Field by which a login finds an existing user when its subject is unknown. `Email`: the e-mail"]
    #[doc =
    " address, across providers; `Username`: the user name, within the same provider only; `None`: no"]
    #[doc = " fallback, the subject alone counts."] #[doc = ""] #[doc =
    " Schema `ProfileLinkingFieldServiceModel` of the document."] pub enum
    ProfileLinkingField { #[doc = " `Email`"] Email = "Email", #[doc = " `Username`"]
    Username = "Username", #[doc = " `None`"] None = "None", }
}

odc_runtime::open_enum! {
    #[doc =
    " Ready-made connection that an identity provider is based on. `AppleId`: Apple; `Google`: Google;"]
    #[doc =
    " `Facebook`: Facebook; `LinkedIn`: LinkedIn; `OutSystems11`: an OutSystems 11 installation;"]
    #[doc = " `Custom`: any other provider."] #[doc = ""] #[doc =
    " Schema `ProviderSubtypeServiceModel` of the document."] pub enum ProviderSubtype {
    #[doc = " `Custom`"] Custom = "Custom", #[doc = " `AppleId`"] AppleId = "AppleId",
    #[doc = " `Google`"] Google = "Google", #[doc = " `Facebook`"] Facebook = "Facebook",
    #[doc = " `LinkedIn`"] LinkedIn = "LinkedIn", #[doc = " `OutSystems11`"] OutSystems11
    = "OutSystems11", }
}

odc_runtime::open_enum! {
    #[doc =
    " Technology of an identity provider. `OIDC`: OpenID Connect; `SAML`: SAML; `Cognito`: a"]
    #[doc = " Cognito-based provider."] #[doc = ""] #[doc =
    " Schema `ProviderTypeServiceModel` of the document."] pub enum ProviderType { #[doc
    = " `OIDC`"] Oidc = "OIDC", #[doc = " `SAML`"] Saml = "SAML", #[doc = " `Cognito`"]
    Cognito = "Cognito", }
}

odc_runtime::open_enum! {
    #[doc =
    " Kind of environment (stage in the portal) in permission inheritance; the values are read by"]
    #[doc =
    " their names. `PRD`: production; `QA`: quality assurance; `DEV`: development; `SAME_STAGE`: the"]
    #[doc = " very environment that the inheriting permission is given for."] #[doc = ""]
    #[doc = " Schema `StageServiceModel` of the document."] pub enum PermissionStage {
    #[doc = " `PRD`"] Prd = "PRD", #[doc = " `QA`"] Qa = "QA", #[doc = " `DEV`"] Dev =
    "DEV", #[doc = " `SAME_STAGE`"] SameStage = "SAME_STAGE", }
}

odc_runtime::open_enum! {
    #[doc =
    " Related data that can be returned along with users. `ApplicationRoles`: their application roles"]
    #[doc =
    " (end-user roles in the portal); `UserIdentityProviders`: their profiles at identity providers."]
    #[doc = " Some texts of the service spell the values in camel case."] #[doc = ""]
    #[doc = " Schema `UserProfileEmbedType` of the document."] pub enum UserEmbed { #[doc
    = " `ApplicationRoles`"] ApplicationRoles = "ApplicationRoles", #[doc =
    " `UserIdentityProviders`"] UserIdentityProviders = "UserIdentityProviders", }
}

odc_runtime::open_enum! {
    #[doc =
    " Account status of a user. `Active`: can sign in; `Invited`: invited, registration with the"]
    #[doc =
    " mailed code not yet completed; `Inactive`: deactivated by an administrator or created that way,"]
    #[doc =
    " every login is blocked; `PendingRegistration`: self-registration begun and not yet completed."]
    #[doc = ""] #[doc = " Schema `UserProfileStatus` of the document."] pub enum
    UserStatus { #[doc = " `Active`"] Active = "Active", #[doc = " `Invited`"] Invited =
    "Invited", #[doc = " `Inactive`"] Inactive = "Inactive", #[doc =
    " `PendingRegistration`"] PendingRegistration = "PendingRegistration", }
}
