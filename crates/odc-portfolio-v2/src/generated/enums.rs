// @generated from openapi/portfolio-v2.json (SHA-256 7e101d3f283cf078920ce83d27ebb15da896542d76ed1f5df13766013ef880ab)
// by `cargo xtask generate portfolio-v2`. Do not edit: change the document, its overlay or the xtask.

//! Open enums: an unknown value is kept unchanged.

odc_runtime::open_enum! {
    /// Purpose of an environment (stage in the portal). `Development`: assets are built here, the first
    /// in order; `NonProduction`: any environment between development and production; `Production`:
    /// live operation, the last in order.
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
    }
}

odc_runtime::open_enum! {
    /// The library revisions to return. `Latest`: only the newest; `HighestTag`: only the one with the
    /// highest version tag; `All`: all that the service keeps, which are the newest and every tagged
    /// one.
    ///
    /// Schema `LibraryRevisionsFilter` of the document.
    pub enum LibraryRevisionsFilter {
        /// `Latest`
        Latest = "Latest",
        /// `HighestTag`
        HighestTag = "HighestTag",
        /// `All`
        All = "All",
    }
}

odc_runtime::open_enum! {
    /// State of a self-hosted environment (stage in the portal). The service gives only the names of
    /// the values, so these meanings are taken from the names. `Pending`: setup not finished;
    /// `Configured`: configuration in place; `Deployed`: deployed to the cluster;
    /// `MissingConfigurations`: configuration incomplete; `Ready`: ready for use; `WakingUp`: leaving
    /// hibernation; `ScheduledForDeletion`: marked to be deleted; `Hibernated`: in hibernation. The
    /// vendor's migration guide uses `Hibernating` instead of `Hibernated`.
    ///
    /// Schema `SelfHostedStateKind` of the document.
    pub enum SelfHostedState {
        /// `Pending`
        Pending = "Pending",
        /// `Configured`
        Configured = "Configured",
        /// `Deployed`
        Deployed = "Deployed",
        /// `MissingConfigurations`
        MissingConfigurations = "MissingConfigurations",
        /// `Ready`
        Ready = "Ready",
        /// `WakingUp`
        WakingUp = "WakingUp",
        /// `ScheduledForDeletion`
        ScheduledForDeletion = "ScheduledForDeletion",
        /// `Hibernated`
        Hibernated = "Hibernated",
    }
}
