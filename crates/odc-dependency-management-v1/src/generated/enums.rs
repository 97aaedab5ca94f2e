// @generated from openapi/dependency-management-v1.json (SHA-256 18cff6eed5b6ca8139546c5a09bf30294ea6ce42d7b7935e23e3268357c332c5)
// by `cargo xtask generate dependency-management-v1`. Do not edit: change the document, its overlay or the xtask.

//! Open enums: an unknown value is kept unchanged.

odc_runtime::open_enum! {
    /// Kind of an analysis. `Deployment`: what the deployment of a revision would cause; `Deletion`:
    /// what the deletion of an asset would cause.
    ///
    /// Schema `AnalysisReportType` of the document.
    pub enum AnalysisKind {
        /// `Deployment`
        Deployment = "Deployment",
        /// `Deletion`
        Deletion = "Deletion",
    }
}

odc_runtime::open_enum! {
    /// Result of an analysis. `NoIssuesFound`: no problems; `WarningsFound`: there are warnings;
    /// `ErrorsFound`: there are errors. The portal calls them blockers.
    ///
    /// Schema `AnalysisStatus` of the document.
    pub enum ReportStatus {
        /// `NoIssuesFound`
        NoIssuesFound = "NoIssuesFound",
        /// `WarningsFound`
        WarningsFound = "WarningsFound",
        /// `ErrorsFound`
        ErrorsFound = "ErrorsFound",
    }
}

odc_runtime::open_enum! {
    /// Problem of a whole asset. `NameCollision`: another asset in the environment has the same name;
    /// `MissingApplication`: an asset that is needed is not in the target environment;
    /// `UrlDiscrepancy`: two assets would have the same URL; `UnsupportedRuntime`: the environment does
    /// not support the runtime of the asset. The service publishes only the names of the values, so
    /// these meanings are taken from the names.
    ///
    /// Schema `ApplicationConflictType` of the document.
    pub enum AssetConflictType {
        /// `NameCollision`
        NameCollision = "NameCollision",
        /// `MissingApplication`
        MissingApplication = "MissingApplication",
        /// `UrlDiscrepancy`
        UrlDiscrepancy = "UrlDiscrepancy",
        /// `UnsupportedRuntime`
        UnsupportedRuntime = "UnsupportedRuntime",
    }
}

odc_runtime::open_enum! {
    /// How serious a problem is. `Warning`: the portal allows the deployment or the deletion; `Error`:
    /// the portal does not allow it.
    ///
    /// Schema `ConflictSeverity` of the document.
    pub enum ConflictSeverity {
        /// `Warning`
        Warning = "Warning",
        /// `Error`
        Error = "Error",
    }
}

odc_runtime::open_enum! {
    /// Problem of one public element. `MissingElement`: the producer does not have the element;
    /// `IncompatibleElement`: the producer has the element, but not as the consumer uses it. The
    /// service publishes only the names of the values, so these meanings are taken from the names.
    ///
    /// Schema `ElementConflictType` of the document.
    pub enum ElementConflictType {
        /// `MissingElement`
        MissingElement = "MissingElement",
        /// `IncompatibleElement`
        IncompatibleElement = "IncompatibleElement",
    }
}

odc_runtime::open_enum! {
    /// What exactly is missing or does not match between a producer and a consumer. `None`: not
    /// applicable; `MissingMandatoryInputParameter`: a mandatory input parameter is missing;
    /// `InputParameterMismatch`: an input parameter differs; `InputParameterTypeMismatch`: the data
    /// type of an input parameter differs; `OutputParameterMismatch`: an output parameter differs;
    /// `OutputParameterTypeMismatch`: the data type of an output parameter differs;
    /// `MissingMandatoryEntityAttribute`: a mandatory attribute of an entity is missing;
    /// `EntityAttributeMismatch`: an attribute of an entity differs; `EntityAttributeTypeMismatch`: the
    /// data type of an attribute of an entity differs; `MissingMandatoryStructureAttribute`: a
    /// mandatory attribute of a structure is missing; `StructureAttributeMismatch`: an attribute of a
    /// structure differs; `StructureAttributeTypeMismatch`: the data type of an attribute of a
    /// structure differs; `MissingRecord`: a record of a static entity is missing;
    /// `RecordIdentifierMismatch`: the identifier of such a record differs; `ScreenNameMismatch`: the
    /// name of a screen differs; `ScreenPageNameMismatch`: the page name of a screen differs;
    /// `ScreenURLStructureMismatch`: the structure of the URL of a screen differs;
    /// `ServerEntityNameMismatch`: the name of a server entity differs; `ServiceActionNameMismatch`:
    /// the name of a service action differs; `StaticEntityNameMismatch`: the name of a static entity
    /// differs; `StructureNameMismatch`: the name of a structure differs; `MissingScreen`: a screen is
    /// missing; `MissingServerEntity`: a server entity is missing; `MissingServiceAction`: a service
    /// action is missing; `MissingStaticEntity`: a static entity is missing; `MissingStructure`: a
    /// structure is missing; `MissingConsumerElementSignature`: the signature of the element is missing
    /// on the side of the consumer; `EventNameMismatch`: the name of an event differs; `MissingEvent`:
    /// an event is missing; `InputParameterDefaultValueMismatch`: the default value of an input
    /// parameter differs; `ScreenUrlDiscrepancy`: the URL of a screen differs; `MissingRole`: a role is
    /// missing. The service publishes only the names of the values, so these meanings are taken from
    /// the names.
    ///
    /// Schema `IncompatibilityType` of the document.
    pub enum IncompatibilityType {
        /// `None`
        None = "None",
        /// `MissingMandatoryInputParameter`
        MissingMandatoryInputParameter = "MissingMandatoryInputParameter",
        /// `InputParameterMismatch`
        InputParameterMismatch = "InputParameterMismatch",
        /// `InputParameterTypeMismatch`
        InputParameterTypeMismatch = "InputParameterTypeMismatch",
        /// `OutputParameterMismatch`
        OutputParameterMismatch = "OutputParameterMismatch",
        /// `OutputParameterTypeMismatch`
        OutputParameterTypeMismatch = "OutputParameterTypeMismatch",
        /// `MissingMandatoryEntityAttribute`
        MissingMandatoryEntityAttribute = "MissingMandatoryEntityAttribute",
        /// `EntityAttributeMismatch`
        EntityAttributeMismatch = "EntityAttributeMismatch",
        /// `EntityAttributeTypeMismatch`
        EntityAttributeTypeMismatch = "EntityAttributeTypeMismatch",
        /// `MissingMandatoryStructureAttribute`
        MissingMandatoryStructureAttribute = "MissingMandatoryStructureAttribute",
        /// `StructureAttributeMismatch`
        StructureAttributeMismatch = "StructureAttributeMismatch",
        /// `StructureAttributeTypeMismatch`
        StructureAttributeTypeMismatch = "StructureAttributeTypeMismatch",
        /// `MissingRecord`
        MissingRecord = "MissingRecord",
        /// `RecordIdentifierMismatch`
        RecordIdentifierMismatch = "RecordIdentifierMismatch",
        /// `ScreenNameMismatch`
        ScreenNameMismatch = "ScreenNameMismatch",
        /// `ScreenPageNameMismatch`
        ScreenPageNameMismatch = "ScreenPageNameMismatch",
        /// `ScreenURLStructureMismatch`
        ScreenUrlStructureMismatch = "ScreenURLStructureMismatch",
        /// `ServerEntityNameMismatch`
        ServerEntityNameMismatch = "ServerEntityNameMismatch",
        /// `ServiceActionNameMismatch`
        ServiceActionNameMismatch = "ServiceActionNameMismatch",
        /// `StaticEntityNameMismatch`
        StaticEntityNameMismatch = "StaticEntityNameMismatch",
        /// `StructureNameMismatch`
        StructureNameMismatch = "StructureNameMismatch",
        /// `MissingScreen`
        MissingScreen = "MissingScreen",
        /// `MissingServerEntity`
        MissingServerEntity = "MissingServerEntity",
        /// `MissingServiceAction`
        MissingServiceAction = "MissingServiceAction",
        /// `MissingStaticEntity`
        MissingStaticEntity = "MissingStaticEntity",
        /// `MissingStructure`
        MissingStructure = "MissingStructure",
        /// `MissingConsumerElementSignature`
        MissingConsumerElementSignature = "MissingConsumerElementSignature",
        /// `EventNameMismatch`
        EventNameMismatch = "EventNameMismatch",
        /// `MissingEvent`
        MissingEvent = "MissingEvent",
        /// `InputParameterDefaultValueMismatch`
        InputParameterDefaultValueMismatch = "InputParameterDefaultValueMismatch",
        /// `ScreenUrlDiscrepancy`
        ScreenUrlDiscrepancy = "ScreenUrlDiscrepancy",
        /// `MissingRole`
        MissingRole = "MissingRole",
    }
}

odc_runtime::open_enum! {
    /// State of an analysis. `InProgress`: it is running; `Finished`: it has ended and has a report;
    /// `Failed`: it has ended with an error. The last two are final.
    ///
    /// Schema `ProcessStatus` of the document.
    pub enum ProcessStatus {
        /// `InProgress`
        InProgress = "InProgress",
        /// `Finished`
        Finished = "Finished",
        /// `Failed`
        Failed = "Failed",
    }
}

odc_runtime::open_enum! {
    /// How an asset is related to the asset to be deployed. `Producer`: the asset to be deployed uses
    /// this asset; `Consumer`: this asset uses the asset to be deployed; `None`: neither uses the
    /// other; `Deployed`: this asset is the asset to be deployed, or its revision that runs in the
    /// environment now. The service publishes only the names of the values, so these meanings are taken
    /// from the names.
    ///
    /// Schema `ReferenceType` of the document.
    pub enum ReferenceType {
        /// `Producer`
        Producer = "Producer",
        /// `Consumer`
        Consumer = "Consumer",
        /// `None`
        None = "None",
        /// `Deployed`
        Deployed = "Deployed",
    }
}

odc_runtime::open_enum! {
    /// Purpose of an environment (stage in the portal). `Unknown`: not known; `Development`: assets are
    /// built here; `NonProduction`: any environment between development and production; `Production`:
    /// live operation.
    ///
    /// Schema `TenantEnvironmentPurpose` of the document.
    #[doc(alias = "stage")]
    pub enum EnvironmentPurpose {
        /// `Unknown`
        Unspecified = "Unknown",
        /// `Development`
        Development = "Development",
        /// `NonProduction`
        NonProduction = "NonProduction",
        /// `Production`
        Production = "Production",
    }
}

odc_runtime::open_enum! {
    /// Kinds of producers. `Deployable`: producers that can be deployed; `Libraries`: libraries; `All`:
    /// all producers.
    ///
    /// Schema `ProducerTypeFilter` of the document.
    pub enum ProducerTypeFilter {
        /// `Deployable`
        Deployable = "Deployable",
        /// `Libraries`
        Libraries = "Libraries",
        /// `All`
        All = "All",
    }
}
