// @generated from openapi/portfolio-v1.json (SHA-256 ae364fbe1a385d08f9eef56f00bc1623cb37b25ba23cb462b1ec5b2a8608e54d)
// by `cargo xtask generate portfolio-v1`. Do not edit: change the document, its overlay or the xtask.

//! Open enums: a value that is not known yet is kept as it came.

odc_runtime::open_enum! {
    /// Purpose of an environment (stage in the portal). `Development`: where assets are built, the
    /// first in order; `NonProduction`: any environment between development and production;
    /// `Production`: live operation, the last in order; `Unknown`: no purpose is known, a value that
    /// version 2 no longer has.
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
