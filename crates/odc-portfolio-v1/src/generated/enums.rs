// @generated from openapi/portfolio-v1.json (SHA-256 8397e804fe05b44a573d817d469c60fb645e00c1adf7625e3fa2828bf1d4655c)
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
