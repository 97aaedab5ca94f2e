// @generated from openapi/builds-v1.json (SHA-256 296a0b56661478861ef281d32388ca5b00bfb988f55b40b04f2653231e5d27e6)
// by `cargo xtask generate builds-v1`. Do not edit: change the document, its overlay or the xtask.

//! Open enums: an unknown value is kept unchanged.

odc_runtime::open_enum! {
    /// State of a build. `Pending`: accepted, not started; `Running`: in progress; `Finished`: ended
    /// without errors; `FinishedWithErrors`: ended with errors, see the messages of the build;
    /// `ToBeDeleted`: will be removed; `Deleted`: removed. `Pending` and `Running` are not final. A
    /// build that has ended can later change to `ToBeDeleted` and `Deleted` only. The deployments API
    /// spells its failed state differently: `FinishedWithError`.
    ///
    /// Schema `BuildStatus` of the document.
    pub enum BuildStatus {
        /// `Pending`
        Pending = "Pending",
        /// `Finished`
        Finished = "Finished",
        /// `FinishedWithErrors`
        FinishedWithErrors = "FinishedWithErrors",
        /// `Running`
        Running = "Running",
        /// `Deleted`
        Deleted = "Deleted",
        /// `ToBeDeleted`
        ToBeDeleted = "ToBeDeleted",
    }
}

odc_runtime::open_enum! {
    /// Type of a build. `Debug`: for development, cannot be deployed; `Release`: can be deployed to
    /// every environment (stage in the portal) after Development.
    ///
    /// Schema `BuildType` of the document.
    pub enum BuildType {
        /// `Debug`
        Debug = "Debug",
        /// `Release`
        Release = "Release",
    }
}

odc_runtime::open_enum! {
    /// State of a package. `NotStarted`: not started; `Running`: in progress; `Finished`: ready for
    /// download; `TimedOut`: stopped because it took too long; `Failed`: ended with errors. The last
    /// three are final.
    ///
    /// Schema `GeneratedCodePackagingStatus` of the document.
    pub enum GeneratedCodePackageStatus {
        /// `NotStarted`
        NotStarted = "NotStarted",
        /// `Running`
        Running = "Running",
        /// `Finished`
        Finished = "Finished",
        /// `TimedOut`
        TimedOut = "TimedOut",
        /// `Failed`
        Failed = "Failed",
    }
}
