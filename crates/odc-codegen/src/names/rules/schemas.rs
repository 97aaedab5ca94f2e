//! The rules for component schemas.

use super::reserved::TYPES;
use super::rule::{Kind, Rule, Table};

/// The indices of the rows of [`SCHEMA_WAYS`].
pub(crate) mod ty {
    pub(crate) const GIVEN: usize = 0;
    pub(crate) const SHORT: usize = 1;
    pub(crate) const WHOLE: usize = 2;
    pub(crate) const PUBLISHED: usize = 3;
    pub(crate) const SCHEMA: usize = 4;
    pub(crate) const NUMBER: usize = 5;
}

pub(crate) static SCHEMA_WAYS: Table = Table {
    title: "ways to name a schema",
    about: "The best first. Schemas with the same candidate all take their next one.",
    kind: Kind::Schema,
    rules: &[
        Rule {
            forms: &["x-rust-name: *"],
            becomes: "*",
            why: "the overlay decides",
            example: ("x-rust-name: AssignedGroup", "AssignedGroup"),
        },
        Rule {
            forms: &["NAMESPACE.*"],
            becomes: "*",
            why: "the name without noise and namespaces; each further candidate has one namespace more",
            example: ("My.Api.UserResponse", "User"),
        },
        Rule {
            forms: &["NAMESPACE.*NOISE"],
            becomes: "*NOISE",
            why: "another schema differs only in its noise; each further candidate has one namespace more",
            example: ("UserResponse + UserModel", "UserResponse"),
        },
        Rule {
            forms: &["*"],
            becomes: "*",
            why: "the whole published name",
            example: ("List<A.Kind> + KindList", "ListAKind"),
        },
        Rule {
            forms: &["*"],
            becomes: "*Schema",
            why: "generated code uses the name itself, and another schema has the name with `Type` at its end",
            example: ("Operation + OperationType", "OperationSchema"),
        },
        Rule {
            forms: &["*"],
            becomes: "*NUMBER",
            why: "the names differ only in punctuation",
            example: ("Foo_Bar + Foo-Bar", "FooBar2"),
        },
    ],
};

pub(crate) static REPLACED: Table = Table {
    title: "words of schemas",
    about: "Anywhere in the name of a schema.",
    kind: Kind::Schema,
    rules: &[Rule {
        forms: &["UserProfile"],
        becomes: "User",
        why: "the documentation and the portal say user",
        example: ("UserProfileApiResponse", "User"),
    }],
};

pub(crate) static PAGES: Table = Table {
    title: "pages",
    about: "At the end of a name, before `Of` at its beginning, or as a generic type. The noise of the items is removed.",
    kind: Kind::Schema,
    rules: &[Rule {
        forms: &[
            "PaginatedResponseApi",
            "PagedListResponse",
            "PagedResultResponse",
            "PaginatedResponse",
            "PaginatedResult",
            "PaginatedList",
            "PagedResponse",
            "PagedResult",
            "PagedList",
            "PagedCollection",
            "CursorPage",
            "PageResponse",
            "PageResult",
            "Paginated",
            "Paged",
            "Page",
        ],
        becomes: "*Page",
        why: "a page is named after its items",
        example: (
            "ApplicationRoleApiResponsePaginatedResponseApi",
            "ApplicationRolePage",
        ),
    }],
};

pub(crate) static LISTS: Table = Table {
    title: "generic lists",
    about: "As a generic type.",
    kind: Kind::Schema,
    rules: &[Rule {
        forms: &[
            "List",
            "IList",
            "Collection",
            "ICollection",
            "IEnumerable",
            "IReadOnlyList",
            "IReadOnlyCollection",
            "Array",
        ],
        becomes: "*List",
        why: "the different lists of .NET are the same for a caller",
        example: ("IReadOnlyCollection<AssetResponse>", "AssetList"),
    }],
};

pub(crate) static SHAPES: Table = Table {
    title: "requests and lists",
    about: "The whole name, when it is not a page. The rest is not changed.",
    kind: Kind::Schema,
    rules: &[
        Rule {
            forms: &["Patch*Request", "*UpdateRequest", "*PatchRequest"],
            becomes: "*Patch",
            why: "it changes a part of a thing",
            example: (
                "PatchGroupApplicationRolesRequest",
                "GroupApplicationRolesPatch",
            ),
        },
        Rule {
            forms: &["*CreateApiRequest", "*CreateRequest"],
            becomes: "New*",
            why: "it describes a thing that does not exist yet",
            example: ("GroupCreateRequest", "NewGroup"),
        },
        Rule {
            forms: &["*CreateResponse"],
            becomes: "Created*",
            why: "it describes a thing that was just created",
            example: ("GroupCreateResponse", "CreatedGroup"),
        },
        Rule {
            forms: &["*ListResponse", "*ListResult"],
            becomes: "*List",
            why: "the word Response adds nothing",
            example: ("EnvironmentListResponse", "EnvironmentList"),
        },
    ],
};

pub(crate) static NOISE: Table = Table {
    title: "noise",
    about: "At the end of a name, repeatedly, as long as something is left.",
    kind: Kind::Schema,
    rules: &[Rule {
        forms: &[
            "*WithTotalsApi",
            "*ServiceModel",
            "*ApiModel",
            "*ApiResponse",
            "*ApiRequest",
            "*Response",
            "*Model",
            "*WithTotals",
            "*Dto",
        ],
        becomes: "*",
        why: "it names a layer of the service, which renames its layers now and then",
        example: ("DependencyApiResponseDto", "Dependency"),
    }],
};

pub(crate) static TYPE_NAMES: Table = Table {
    title: "names that a type cannot have",
    about: "The whole name, after all other rules.",
    kind: Kind::Schema,
    rules: &[
        Rule {
            forms: &["", "#*"],
            becomes: "Type*",
            why: "a type begins with a letter",
            example: ("2fa", "Type2fa"),
        },
        Rule {
            forms: TYPES,
            becomes: "*Type",
            why: "generated code uses the name itself",
            example: ("Result", "ResultType"),
        },
        Rule {
            forms: &["*Builder"],
            becomes: "*BuilderType",
            why: "it could be the builder of another type",
            example: ("UserBuilder", "UserBuilderType"),
        },
    ],
};
