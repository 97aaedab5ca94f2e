// @generated from openapi/asset-configurations-v1.json (SHA-256 9100430e0f726532330c6112285478db6d03f58a7dab8ffade549aa9fe36e034)
// by `cargo xtask generate asset-configurations-v1`. Do not edit: change the document, its overlay or the xtask.

//! Open enums: an unknown value is kept unchanged.

odc_runtime::open_enum! {
    /// Data type of a value. The value itself is always text. `Text`: any text; `Integer`: an integer;
    /// `LongInteger`: an integer with more digits; `Decimal`: a decimal number; `Boolean`: `True` or
    /// `False`; `DateTime`: a date with a time; `Date`: a date; `Time`: a time of day; `PhoneNumber`: a
    /// phone number; `Email`: an e-mail address; `Currency`: an amount of money;
    /// `EntityIdentifierType`: the identifier of a record of an entity; `BinaryUrl`: a binary file.
    ///
    /// Schema `DataType` of the document.
    pub enum DataType {
        /// `Text`
        Text = "Text",
        /// `Integer`
        Integer = "Integer",
        /// `LongInteger`
        LongInteger = "LongInteger",
        /// `Decimal`
        Decimal = "Decimal",
        /// `Boolean`
        Boolean = "Boolean",
        /// `DateTime`
        DateTime = "DateTime",
        /// `Date`
        Date = "Date",
        /// `Time`
        Time = "Time",
        /// `PhoneNumber`
        PhoneNumber = "PhoneNumber",
        /// `Email`
        Email = "Email",
        /// `Currency`
        Currency = "Currency",
        /// `EntityIdentifierType`
        EntityIdentifierType = "EntityIdentifierType",
        /// `BinaryUrl`
        BinaryUrl = "BinaryUrl",
    }
}

odc_runtime::open_enum! {
    /// Where a value comes from. An override was set in an environment (stage in the portal); a default
    /// was not. `EnvironmentLevelOverride`: set for the whole environment; `EnvironmentLevelDefault`:
    /// default of the environment; `ApplicationLevelOverride`: set for the app or agent;
    /// `ApplicationLevelDefault`: default of the app or agent; `LibraryLevelOverride`: set for the
    /// library inside the app or agent; `LibraryLevelDefault`: default of the library. The service
    /// publishes only the names of the values, so these meanings are taken from the names.
    ///
    /// Schema `Origin` of the document.
    pub enum ValueOrigin {
        /// `EnvironmentLevelOverride`
        EnvironmentLevelOverride = "EnvironmentLevelOverride",
        /// `EnvironmentLevelDefault`
        EnvironmentLevelDefault = "EnvironmentLevelDefault",
        /// `ApplicationLevelOverride`
        ApplicationLevelOverride = "ApplicationLevelOverride",
        /// `ApplicationLevelDefault`
        ApplicationLevelDefault = "ApplicationLevelDefault",
        /// `LibraryLevelOverride`
        LibraryLevelOverride = "LibraryLevelOverride",
        /// `LibraryLevelDefault`
        LibraryLevelDefault = "LibraryLevelDefault",
    }
}
