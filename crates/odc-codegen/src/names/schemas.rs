//! Makes the Rust names of component schemas. It removes noise, namespaces and the punctuation of generic types.
//!
//! Published: `UserProfileApiResponse`; `My.Api.Models.V1.Asset` and `A.B+Nested`, which are full .NET names; a page of
//! assets as `AssetPagedList`, `PagedListOfAsset`, ``PagedList`1[[My.Asset, My, Version=1.0.0.0]]`` or
//! `PagedList<Asset>`.

use serde_json::Value;

use super::overlay_name::overlay_name;
use super::rules::{
    LISTS, NOISE, PAGES, REPLACED, SCHEMA_WAYS, SHAPES, TYPE_NAMES, TYPES, Trail, ty,
};
use super::trace::Candidate;
use super::words::camel;

/// The deepest generic type that is split into its parts, and the largest number of steps of a name that a candidate
/// tries.
const MAX_DEPTH: usize = 8;

/// The candidates for a schema, the best first. A name from the overlay is the only candidate.
pub(super) fn candidates_of(published: &str, schema: &Value) -> Vec<Candidate> {
    overlay_name(schema).map_or_else(
        || rule_candidates(published),
        |name| vec![candidate(ty::GIVEN, |_| name.to_owned())],
    )
}

/// The best candidate that the rules make.
pub(super) fn best_name(published: &str) -> String {
    let parsed = Name::parse(published, 0);
    candidate(ty::SHORT, |trail| parsed.short(0, trail)).name
}

fn candidate(way: usize, make: impl FnOnce(&mut Trail) -> String) -> Candidate {
    Candidate::make(&SCHEMA_WAYS, way, |trail| {
        let text = make(trail);
        type_name_traced(&text, trail)
    })
}

/// The candidates that the rules make.
pub(super) fn rule_candidates(published: &str) -> Vec<Candidate> {
    let parsed = Name::parse(published, 0);
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut is_used = false;
    for spaces in 0..parsed.path.len().clamp(1, MAX_DEPTH) {
        let mut short = String::new();
        candidates.push(candidate(ty::SHORT, |trail| {
            short = parsed.short(spaces, trail);
            short.clone()
        }));
        is_used |= spaces == 0 && TYPES.contains(&short.as_str());
        candidates.push(candidate(ty::WHOLE, |_| parsed.join_parts(spaces)));
    }
    candidates.push(candidate(ty::PUBLISHED, |_| published.to_owned()));
    if is_used {
        // `Operation` would become `OperationType`, which may be another schema.
        candidates.push(candidate(ty::SCHEMA, |_| format!("{published} schema")));
    }
    candidates
}

/// Makes the name of a type from a text.
pub(super) fn type_name(text: &str) -> String {
    type_name_traced(text, &mut Trail::new())
}

fn type_name_traced(text: &str, trail: &mut Trail) -> String {
    // Typify converts the case again, and treats `AB` as one word. So the case is also converted twice here.
    let name = camel(&camel(text));
    let matched = TYPE_NAMES.rules.iter().find_map(|rule| {
        let rest = rule.matched(&name)?;
        // `UserBuilder` could be the builder of `User`. `Builder` alone is not the builder of another type.
        (!rest.is_empty() || name.is_empty()).then_some((rule, rest))
    });
    match matched {
        Some((rule, rest)) => rule.make(&name, rest, trail),
        None => name,
    }
}

/// The parts of a published name.
#[derive(Debug, PartialEq)]
struct Name {
    /// The steps of the name: namespaces, outer types, and the type.
    path: Vec<String>,
    /// The arguments of a generic type.
    arguments: Vec<Name>,
}

impl Name {
    fn parse(text: &str, depth: usize) -> Self {
        let generic = text.find(['`', '<', '[']).filter(|_| depth < MAX_DEPTH);
        let (base, rest) = text.split_at(generic.unwrap_or(text.len()));
        let path = base.split(['.', '+']).map(str::trim);
        let rest = rest.trim_start_matches(|c: char| c == '`' || c.is_ascii_digit());
        Self {
            path: path.filter(|step| !step.is_empty()).map(camel).collect(),
            arguments: arguments(rest)
                .into_iter()
                .map(|argument| Self::parse(argument, depth + 1))
                .collect(),
        }
    }

    /// The type with this many steps before it. When the type is only a version, there is one step more.
    fn own(&self, spaces: usize) -> String {
        let is_version = |step: &String| {
            let number = step.strip_prefix('V');
            number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
        };
        let spaces = spaces + usize::from(self.path.last().is_some_and(is_version));
        self.path[self.path.len().saturating_sub(spaces + 1)..].concat()
    }

    /// The name without noise.
    fn short(&self, spaces: usize, trail: &mut Trail) -> String {
        let own = self.own(spaces);
        if self.arguments.is_empty() {
            return shorten(&own, trail);
        }
        let arguments = self
            .arguments
            .iter()
            .map(|argument| argument.short(spaces, trail));
        let arguments: String = arguments.collect();
        let mut rules = PAGES.rules.iter().chain(LISTS.rules);
        match rules.find(|rule| rule.holds(&own)) {
            Some(rule) => rule.make(&format!("{own}<{arguments}>"), &arguments, trail),
            None => format!("{arguments}{own}"),
        }
    }

    /// The name with noise.
    fn join_parts(&self, spaces: usize) -> String {
        let arguments = self
            .arguments
            .iter()
            .map(|argument| argument.join_parts(spaces));
        arguments.chain([self.own(spaces)]).collect()
    }
}

/// `<A, B<C>>` -> `A`, `B<C>`; `[[A, Assembly, Version=1.0.0.0]]` -> `A`.
fn arguments(text: &str) -> Vec<&str> {
    let text = text.trim();
    let inner = text.strip_prefix(['<', '[']);
    let Some(inner) = inner.and_then(|inner| inner.strip_suffix(['>', ']'])) else {
        return Vec::new();
    };
    let arguments = parts(inner).into_iter().map(|part| {
        let assembly = part.strip_prefix('[').and_then(|p| p.strip_suffix(']'));
        assembly.map_or(part, |named| parts(named).first().copied().unwrap_or(named))
    });
    arguments.filter(|argument| !argument.is_empty()).collect()
}

/// Splits a text at the commas outside of brackets.
fn parts(text: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let outer = |c: char| {
        match c {
            '<' | '[' => depth += 1,
            '>' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    };
    text.split(outer).map(str::trim).collect()
}

/// `UserProfileApiResponse` -> `User`, `GroupCreateRequest` -> `NewGroup`, `XPagedListResponse` -> `XPage`.
fn shorten(published: &str, trail: &mut Trail) -> String {
    let mut name = published.to_owned();
    for rule in REPLACED.rules {
        for word in rule.forms {
            let other = name.replace(word, rule.becomes);
            rule.record(&name, &other, trail);
            name = other;
        }
    }
    for rule in PAGES.rules {
        for page in rule.forms {
            let before = name.strip_prefix(page).and_then(|s| s.strip_prefix("Of"));
            let item = before.or_else(|| name.strip_suffix(page));
            if let Some(item) = item.filter(|item| !item.is_empty()) {
                let item = without_noise(item, trail);
                return rule.make(&name, &item, trail);
            }
        }
    }
    match SHAPES.find_part(&name) {
        Some((rule, item)) => rule.make(&name, item, trail),
        None => without_noise(&name, trail),
    }
}

fn without_noise(name: &str, trail: &mut Trail) -> String {
    let mut name = name.to_owned();
    while let Some((rule, rest)) = NOISE.find_part(&name) {
        name = rule.make(&name, rest, trail);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(published: &str) -> String {
        best_name(published)
    }

    #[test]
    fn noise_is_removed() {
        for (published, name) in [
            ("ApplicationRoleApiResponse", "ApplicationRole"),
            ("PageInfoWithTotalsApi", "PageInfo"),
            ("PageInfoWithTotals", "PageInfo"),
            ("GroupCreateRequest", "NewGroup"),
            ("GroupCreateResponse", "CreatedGroup"),
            ("UserProfileCreateApiRequest", "NewUser"),
            ("UserProfilePatchRequest", "UserPatch"),
            (
                "PatchGroupApplicationRolesRequest",
                "GroupApplicationRolesPatch",
            ),
            ("ProviderTypeServiceModel", "ProviderType"),
            ("EnvironmentListResponse", "EnvironmentList"),
            ("DependencyDto", "Dependency"),
            ("DependencyDTO", "Dependency"),
            ("DependencyApiResponseDto", "Dependency"),
            ("DependencyResponseModel", "Dependency"),
            ("ResponseModel", "Response"),
            ("Model", "Model"),
            ("PatchRequest", "PatchRequest"),
        ] {
            assert_eq!(named(published), name);
        }
    }

    #[test]
    fn a_page_is_named_after_its_items_in_all_published_forms() {
        for (published, name) in [
            (
                "ApplicationRoleApiResponsePaginatedResponseApi",
                "ApplicationRolePage",
            ),
            ("DeployedAssetPagedListResponse", "DeployedAssetPage"),
            ("FindingPaginatedResult", "FindingPage"),
            ("DeliveryPaginatedResponse", "DeliveryPage"),
            ("DependencyDtoPagedList", "DependencyPage"),
            ("PagedListOfBuildBase", "BuildBasePage"),
            ("CursorPageOfLogEntry", "LogEntryPage"),
            ("PagedResult<AssetResponse>", "AssetPage"),
            (
                "PagedResult`1[[A.B.AssetResponse, A.B, Version=1.0.0.0, Culture=neutral]]",
                "AssetPage",
            ),
            ("PagedResult", "PagedResult"),
            ("HomePage", "HomePage"),
        ] {
            assert_eq!(named(published), name);
        }
    }

    #[test]
    fn namespaces_and_generics_read_as_in_csharp() {
        for (published, name) in [
            ("ODC.Api.Models.V1.ThingResponse", "Thing"),
            ("A.B+Nested", "Nested"),
            ("Things.V2", "ThingsV2"),
            ("List`1", "List"),
            ("Dictionary<string, A.Thing>", "StringThingDictionary"),
            ("List<Tuple<A.Thing,int>>", "ThingIntTupleList"),
            (
                "Pair`2[[A.Left, A, Version=1.0],[B.Right, B]]",
                "LeftRightPair",
            ),
            ("ProofOfDelivery", "ProofOfDelivery"),
        ] {
            assert_eq!(named(published), name);
        }
    }

    #[test]
    fn longer_candidates_add_the_noise_then_the_namespaces() {
        let candidates = |published| -> Vec<String> {
            let candidates = rule_candidates(published).into_iter();
            candidates.map(|candidate| candidate.name).collect()
        };
        assert_eq!(
            candidates("My.Api.UserResponse"),
            [
                "User",
                "UserResponse",
                "ApiUser",
                "ApiUserResponse",
                "MyApiUser",
                "MyApiUserResponse",
                "MyApiUserResponse"
            ]
        );
        assert_eq!(
            candidates("V1.Kind"),
            ["Kind", "Kind", "V1Kind", "V1Kind", "V1Kind"]
        );
    }

    #[test]
    fn a_type_never_has_the_name_of_a_type_that_generated_code_uses() {
        assert_eq!(named("Result"), "ResultType");
        assert_eq!(named("A.Option"), "OptionType");
        assert_eq!(named("UserBuilder"), "UserBuilderType");
        assert_eq!(named("Builder"), "Builder");
        assert_eq!(named("2fa"), "Type2fa");
    }

    #[test]
    fn unclosed_brackets_are_accepted() {
        let deep = "A<".repeat(10_000);
        assert!(!named(&deep).is_empty());
        assert_eq!(named("A<B"), "A");
        assert_eq!(named("<>[]"), "Type");
    }
}
