//! The JSON schemas of all types, for callers that pass the types on, for example to forms or to a language model.

use std::collections::BTreeSet;
use std::path::PathBuf;

use schemars::schema_for;
use serde_json::{Value, json};

/// A type of a crate.
struct Type {
    package: &'static str,
    name: &'static str,
    schema: Value,
}

macro_rules! types {
    ($( $client:ident, $package:literal: $($name:ident)* ; )*) => {
        vec![ $( $( Type {
            package: $package,
            name: stringify!($name),
            schema: schema_for!($client::types::$name).to_value(),
        } ),* ),* ]
    };
}

#[rustfmt::skip]
fn every_type() -> Vec<Type> {
    types! {
        odc_identity_v1, "odc-identity-v1":
            ApplicationRole ApplicationRolePage AssignedGroup BulkUserOperation BulkUserRecord
            BulkUserResult ClaimMapping CreatedGroup CreatedOrganizationRole CreatedUser
            ForeignClaim GrantPeriod Group GroupApplicationRolesPatch GroupMember
            GroupMemberPage GroupPage GroupPatch GroupUser GroupUsersPatch IdentityProvider
            IdentityProviderPage IdentityProviderProfile MemberEmbedded NewGroup
            NewOrganizationRole NewUser NewUsers OidcConfiguration OrganizationRole
            OrganizationRoleGrant OrganizationRolePage OrganizationRolePatch
            OrganizationRolePermission OrganizationRoleRevocation PageInfo Permission
            PermissionInheritance PermissionPage PermissionSelection ProviderCustomConfig
            RoleUser RoleUserPage SamlConfigurationItem TokenNormalization User UserAccess
            UserApplicationRole UserApplicationRolePage UserCount UserEmbedded UserGroup
            UserGroupPage UserOrganizationRole UserOrganizationRolePage UserPage UserPatch
            PermissionScope AssignmentSource BulkRecordStatus BulkStatus
            ClientAssertionSigningAlgorithm ClientAuthenticationMethod EmailTrustType Hosting
            MembershipType PermissionVisibility OrganizationRoleAssignmentScope PkceMethod
            PermissionPortfolio ProfileLinkingField ProviderSubtype ProviderType PermissionStage
            UserEmbed UserStatus;
        odc_portfolio_v1, "odc-portfolio-v1":
            DeployedAsset DeployedAssetPage Deployment Environment EnvironmentList PageInfo
            EnvironmentPurpose;
        odc_portfolio_v2, "odc-portfolio-v2":
            DeployedAsset DeployedAssetPage Deployment Environment EnvironmentList
            EnvironmentPatch EnvironmentUpdate EnvironmentsPatch Library LibraryPage
            LibraryRevision PageInfo Portfolio PortfolioPage PortfolioPatch EnvironmentPurpose
            LibraryRevisionsFilter SelfHostedState;
    }
}

const PACKAGES: [&str; 3] = ["odc-identity-v1", "odc-portfolio-v1", "odc-portfolio-v2"];

fn generated(package: &str, file: &str) -> String {
    let crates = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../crates");
    let file = crates.join(package).join("src/generated").join(file);
    std::fs::read_to_string(file).expect("a generated file")
}

/// The name that a line declares.
fn declared<'a>(line: &'a str, kind: &str) -> Option<&'a str> {
    let rest = line.trim_start().strip_prefix(kind)?;
    rest.split([' ', '<', '(', ';', ':']).next()
}

fn enums_of(package: &str) -> BTreeSet<String> {
    let enums = generated(package, "enums.rs");
    let names = enums.lines().filter_map(|line| declared(line, "pub enum "));
    names.map(str::to_owned).collect()
}

/// The fields of a crate that are a [`Patch`](odc_runtime::Patch), as type and name on the wire.
fn patches_of(package: &str) -> Vec<(String, String)> {
    let types = generated(package, "types.rs");
    let mut owner = "";
    let mut patches = Vec::new();
    for line in types.lines() {
        if let Some(name) = declared(line, "pub struct ") {
            owner = name;
        } else if line.contains(": Patch<") {
            let field = declared(line, "pub ").expect("a field");
            let mut words = field.split('_');
            let mut wire = words.next().expect("a word").to_owned();
            for word in words {
                wire += &word[..1].to_uppercase();
                wire += &word[1..];
            }
            patches.push((owner.to_owned(), wire));
        }
    }
    patches
}

/// The part of a type's schema that describes one property, as a complete schema.
fn property(one: &Type, name: &str) -> Value {
    let mut schema = one.schema["properties"][name].clone();
    assert!(schema.is_object(), "{}: {name}", one.name);
    schema["$defs"] = one.schema["$defs"].clone();
    if schema["$defs"].is_null() {
        schema["$defs"] = json!({});
    }
    schema
}

fn admits(schema: &Value, value: &Value) -> bool {
    jsonschema::validator_for(schema)
        .expect("a schema")
        .is_valid(value)
}

#[test]
fn every_generated_type_has_a_schema() {
    let types = every_type();
    for package in PACKAGES {
        let structs = generated(package, "types.rs");
        let structs = structs
            .lines()
            .filter_map(|line| declared(line, "pub struct "));
        let mut expected = enums_of(package);
        expected.extend(structs.map(str::to_owned));
        let of_package = types.iter().filter(|one| one.package == package);
        let ours: BTreeSet<_> = of_package.map(|one| one.name.to_owned()).collect();
        assert_eq!(ours, expected, "{package}");
    }
    for one in types {
        jsonschema::validator_for(&one.schema)
            .unwrap_or_else(|error| panic!("{}: {error}", one.name));
        assert_eq!(one.schema["title"], one.name);
    }
}

#[test]
fn an_open_enum_accepts_only_strings_but_any_string() {
    let mut seen = 0;
    for one in every_type() {
        if !enums_of(one.package).contains(one.name) {
            assert_eq!(one.schema["type"], "object", "{}", one.name);
            continue;
        }
        seen += 1;
        assert!(admits(&one.schema, &json!("Value_of 2030")), "{}", one.name);
        for known in one.schema["examples"].as_array().expect("known values") {
            assert!(admits(&one.schema, known), "{}: {known}", one.name);
        }
        for wrong in [json!(1), json!(null), json!({}), json!(["Active"])] {
            assert!(!admits(&one.schema, &wrong), "{}: {wrong}", one.name);
        }
    }
    assert_eq!(seen, 23);
}

#[test]
fn a_field_of_a_patch_may_be_null_or_left_out() {
    let types = every_type();
    let mut seen = 0;
    for package in PACKAGES {
        for (owner, name) in patches_of(package) {
            let mut types = types.iter();
            let one = types.find(|one| one.package == package && one.name == owner);
            let one = one.expect("a type");
            let schema = property(one, &name);
            assert!(admits(&schema, &Value::Null), "{owner}.{name}: {schema}");
            assert!(!admits(&schema, &json!({})), "{owner}.{name}: {schema}");
            let required = one.schema["required"].as_array();
            let required = required.is_some_and(|all| all.contains(&json!(name)));
            assert!(!required, "{owner}.{name}");
            seen += 1;
        }
    }
    assert_eq!(seen, 16);
}

#[test]
fn a_secret_is_a_string() {
    let types = every_type();
    let mut types = types.iter();
    let one = types.find(|one| one.name == "OidcConfiguration");
    let schema = property(one.expect("a type"), "clientSecret");
    assert!(admits(&schema, &json!("hunter2")), "{schema}");
    for wrong in [json!(1), json!({}), json!(["hunter2"])] {
        assert!(!admits(&schema, &wrong), "{schema}");
    }
}
