// @generated from openapi/deployments-v1.json (SHA-256 ca80b3579ac9131d05c506356a29bffe7ea248f355bc3453e741a3a6cd32b33d)
// by `cargo xtask generate deployments-v1`. Do not edit: change the document, its overlay or the xtask.

//! Open enums: an unknown value is kept unchanged.

odc_runtime::open_enum! {
    /// Kind of a deployment. `Deploy`: puts a revision into an environment (stage in the portal) and
    /// applies pending configuration; `Undeploy`: removes the asset from an environment;
    /// `ApplyConfigs`: applies pending configuration of a deployed asset.
    ///
    /// Schema `DeploymentOperationsType` of the document.
    pub enum DeploymentKind {
        /// `Deploy`
        Deploy = "Deploy",
        /// `Undeploy`
        Undeploy = "Undeploy",
        /// `ApplyConfigs`
        ApplyConfigurations = "ApplyConfigs",
    }
}

odc_runtime::open_enum! {
    /// Severity of a message. `Info`: progress; `Warning`: a problem that does not stop the operation;
    /// `Error`: a reason why the operation failed. The service publishes only the names of the values,
    /// so these meanings are taken from the names.
    ///
    /// Schema `MessageSeverity` of the document.
    pub enum MessageSeverity {
        /// `Info`
        Info = "Info",
        /// `Warning`
        Warning = "Warning",
        /// `Error`
        Error = "Error",
    }
}

odc_runtime::open_enum! {
    /// Kind of a publication. `Publish`: builds a revision and puts it into Development. There is no
    /// other kind.
    ///
    /// Schema `PublishOperationsType` of the document.
    pub enum PublicationKind {
        /// `Publish`
        Publish = "Publish",
    }
}

odc_runtime::open_enum! {
    /// State of a deployment or a publication. `Running`: not ended; `Finished`: ended without errors;
    /// `FinishedWithError`: failed, see its messages. The last two are final. The builds API spells its
    /// failed state differently: `FinishedWithErrors`.
    ///
    /// Schema `Status` of the document.
    #[doc(alias = "DeploymentStatus")]
    #[doc(alias = "PublicationStatus")]
    pub enum OperationStatus {
        /// `Running`
        Running = "Running",
        /// `FinishedWithError`
        FinishedWithError = "FinishedWithError",
        /// `Finished`
        Finished = "Finished",
    }
}
