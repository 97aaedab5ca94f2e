// @generated from openapi/portfolio-v2.json (SHA-256 3750a69bb2e30b5596c73a5bcd4dc61e7e71016e759edf92c936713e4984c5d0)
// by `cargo xtask generate portfolio-v2`. Do not edit: change the document, its overlay or the xtask.

//! Open enums: a value that is not known yet is kept as it came.

odc_runtime::open_enum! {
    /// Purpose of an environment (stage in the portal). `Development`: where assets are built, the
    /// first in order; `NonProduction`: any environment between development and production;
    /// `Production`: live operation, the last in order.
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
    /// Choice of library revisions. `Latest`: only the newest; `HighestTag`: only the one with the
    /// greatest version tag; `All`: all that the service keeps, namely the newest and every tagged one.
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
    /// State of a self-hosted environment (stage in the portal). The service defines the values by name
    /// only, so these readings are cautious. `Pending`: setup not finished; `Configured`: configuration
    /// in place; `Deployed`: deployed to the cluster; `MissingConfigurations`: configuration
    /// incomplete; `Ready`: ready for use; `WakingUp`: coming out of hibernation;
    /// `ScheduledForDeletion`: marked to be deleted; `Hibernated`: put to sleep. The vendor's migration
    /// guide uses `Hibernating` instead of the last.
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
