// @generated from openapi/asset-repository-v1.json (SHA-256 68fab79e30bcb70755828767ad5793d864463467cedd9f55fdea86c423caa81b)
// by `cargo xtask generate asset-repository-v1`. Do not edit: change the document, its overlay or the xtask.

//! Open enums: an unknown value is kept unchanged.

odc_runtime::open_enum! {
    /// Type of an asset. Other values are possible. `WebApplication`: a web app; `MobileApplication`: a
    /// mobile app; `Agent`: an agent; `Workflow`: a workflow; `LowCodeLibrary`: a library that is built
    /// in ODC Studio; `ExtensionLibrary`: an extension library; `ExternalLibrary`: a library that is
    /// generated from uploaded code; `WidgetLibrary`: a library of widgets; `MobileLibrary`: a mobile
    /// library; `ExternalConnection`: a connection to an external system; `A2AConnection`: a connection
    /// to an agent by the A2A protocol; `AIModelConnection`: a connection to an AI model;
    /// `MCPConnection`: a connection by the Model Context Protocol; `SearchServiceConnection`: a
    /// connection to a search service; `KnowledgeBase`: a knowledge base.
    ///
    /// Schema `ApplicationType` of the document.
    pub enum AssetType {
        /// `WebApplication`
        WebApplication = "WebApplication",
        /// `MobileApplication`
        MobileApplication = "MobileApplication",
        /// `LowCodeLibrary`
        LowCodeLibrary = "LowCodeLibrary",
        /// `ExtensionLibrary`
        ExtensionLibrary = "ExtensionLibrary",
        /// `ExternalConnection`
        ExternalConnection = "ExternalConnection",
        /// `ExternalLibrary`
        ExternalLibrary = "ExternalLibrary",
        /// `Agent`
        Agent = "Agent",
        /// `Workflow`
        Workflow = "Workflow",
        /// `MobileLibrary`
        MobileLibrary = "MobileLibrary",
        /// `WidgetLibrary`
        WidgetLibrary = "WidgetLibrary",
        /// `A2AConnection`
        A2aConnection = "A2AConnection",
        /// `AIModelConnection`
        AiModelConnection = "AIModelConnection",
        /// `KnowledgeBase`
        KnowledgeBase = "KnowledgeBase",
        /// `MCPConnection`
        McpConnection = "MCPConnection",
        /// `SearchServiceConnection`
        SearchServiceConnection = "SearchServiceConnection",
    }
}

odc_runtime::open_enum! {
    /// A permission on an asset by which a list can be limited. The service publishes only the names of
    /// the values, so these meanings are taken from the names. `AppDebug`: debug; `AppChange`: change;
    /// `AppDelete`: delete; `AppUserView`: view end users; `AppDeploy`: deploy; `AppRelease`: release;
    /// `AppMonitor`: view logs; `AppMonitorUserInfo`: view user data in logs; `AppAccessManage`: manage
    /// the access of end users; `CfgView`: view configurations; `AppCfgChange`: edit the configurations
    /// of assets; `ConnConfig`: configure connections; `AppViewSourceCode`: open the asset;
    /// `AppGroupManage`: manage groups of end users; `CodeQualityView`: view code quality;
    /// `CodeQualityManage`: manage code quality; `UpdatesView`: view updates of the platform.
    ///
    /// Schema `PermissionType` of the document.
    pub enum AssetPermission {
        /// `AppDebug`
        AppDebug = "AppDebug",
        /// `AppChange`
        AppChange = "AppChange",
        /// `AppDelete`
        AppDelete = "AppDelete",
        /// `AppUserView`
        AppUserView = "AppUserView",
        /// `AppDeploy`
        AppDeploy = "AppDeploy",
        /// `AppRelease`
        AppRelease = "AppRelease",
        /// `AppMonitor`
        AppMonitor = "AppMonitor",
        /// `AppMonitorUserInfo`
        AppMonitorUserInfo = "AppMonitorUserInfo",
        /// `AppAccessManage`
        AppAccessManage = "AppAccessManage",
        /// `CfgView`
        CfgView = "CfgView",
        /// `AppCfgChange`
        AppCfgChange = "AppCfgChange",
        /// `ConnConfig`
        ConnConfig = "ConnConfig",
        /// `AppViewSourceCode`
        AppViewSourceCode = "AppViewSourceCode",
        /// `AppGroupManage`
        AppGroupManage = "AppGroupManage",
        /// `CodeQualityView`
        CodeQualityView = "CodeQualityView",
        /// `CodeQualityManage`
        CodeQualityManage = "CodeQualityManage",
        /// `UpdatesView`
        UpdatesView = "UpdatesView",
    }
}

odc_runtime::open_enum! {
    /// Kind of template. The service publishes only the names of the values, so these meanings are
    /// taken from the names. `ApplicationTemplate`: a template of an app; `ScreenTemplateBundle`: a set
    /// of screen templates.
    ///
    /// Schema `TemplateType` of the document.
    pub enum TemplateType {
        /// `ApplicationTemplate`
        ApplicationTemplate = "ApplicationTemplate",
        /// `ScreenTemplateBundle`
        ScreenTemplateBundle = "ScreenTemplateBundle",
    }
}

odc_runtime::open_enum! {
    /// Data that can be included in a revision. `releaseNote`: the tag, and a link to the release
    /// notes; `icon`: a link to the icon; `sourceCode`: a link to the source code; `signature`: a link
    /// to the signature; `metadata`: technical facts. Other values are possible.
    ///
    /// Schema `AssetEmbed` of the document.
    pub enum RevisionEmbed {
        /// `releaseNote`
        ReleaseNotes = "releaseNote",
        /// `icon`
        Icon = "icon",
        /// `sourceCode`
        SourceCode = "sourceCode",
        /// `signature`
        Signature = "signature",
        /// `metadata`
        Metadata = "metadata",
    }
}
