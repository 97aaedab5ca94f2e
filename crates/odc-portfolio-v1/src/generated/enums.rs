// @generated from openapi/portfolio-v1.json (SHA-256 1495ba014d0a652eb5a170663e40467a641147910acf4ad30a4aadc008c3322a)
// by `cargo xtask generate portfolio-v1`. Do not edit: change the document, its overlay or the xtask.

//! Open enums: an unknown value is kept unchanged.

odc_runtime::open_enum! {
    /// Purpose of an environment (stage in the portal). `Development`: assets are built here, the first
    /// in order; `NonProduction`: any environment between development and production; `Production`:
    /// live operation, the last in order; `Unknown`: the purpose is not known. Version 2 does not have
    /// the value `Unknown`.
    ///
    /// Schema `EnvironmentPurpose` of the document.
    #[doc(alias = "stage")]
    pub enum EnvironmentPurpose {
        /// `Development`
        Development = "Development",
        /// `NonProduction`
        NonProduction = "NonProduction",
        /// `Production`
        Production = "Production",
        /// `Unknown`
        Unspecified = "Unknown",
    }
}
