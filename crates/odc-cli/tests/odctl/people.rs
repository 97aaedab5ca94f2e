//! Users, groups and roles: listing, changing, auditing.

mod audit;
mod grants;
mod import;
mod resume;

use insta::assert_snapshot;
use odc_sandbox::{NewClient, Permissions, Sandbox};
use serde_json::Value;

use crate::support::Desk;

async fn small() -> Desk {
    let sandbox = Sandbox::builder().users(12).assets(6).revisions(3);
    Desk::with(sandbox.start().await.unwrap())
}

/// The first user with an e-mail address.
async fn some_user(desk: &Desk) -> Value {
    let users = desk.odctl(&["users", "list", "-o", "json"]).await.json();
    let mut users = users.as_array().unwrap().clone().into_iter();
    users.find(|user| user["email"].is_string()).unwrap()
}

/// The full names of all application roles.
async fn roles(desk: &Desk) -> Vec<String> {
    let rows = desk.odctl(&["roles", "list", "-o", "json"]).await.json();
    let label = |row: &Value| {
        let part = |name: &str| row[name].as_str().unwrap().to_owned();
        format!("{}/{}/{}", part("stage"), part("app"), part("name"))
    };
    rows.as_array().unwrap().iter().map(label).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn users_are_listed_and_shown_by_address_name_or_key() {
    let desk = small().await;
    let list = desk
        .odctl(&["users", "list", "--columns", "name,email,status"])
        .await;
    assert_snapshot!("users-list", list);
    let user = some_user(&desk).await;
    let (key, email) = (text(&user["key"]), text(&user["email"]));
    desk.sandbox.clear_journal();
    let shown = desk.odctl(&["users", "show", &email, "-o", "json"]).await;
    assert_eq!(shown.code, 0, "{shown}");
    assert_eq!(
        desk.calls(),
        [
            "list_users",
            "list_user_groups",
            "list_user_organization_roles"
        ]
    );
    let by_key = desk.odctl(&["users", "show", &key, "-o", "json"]).await;
    assert_eq!(by_key.json()["user"]["key"], shown.json()["user"]["key"]);
    let plain = desk.odctl(&["users", "show", &email]).await;
    assert_snapshot!("users-show", plain.to_string().replace(&key, "KEY"));
    let unknown = desk.odctl(&["users", "show", "nobody@x.test"]).await;
    assert_eq!(unknown.code, 5, "{unknown}");
    let many = desk.odctl(&["users", "show", "example"]).await;
    assert_eq!(many.code, 2, "{many}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_users_says_that_there_are_more() {
    let desk = Desk::start().await;
    let first = desk
        .odctl(&["users", "list", "--limit", "3", "-o", "csv"])
        .await;
    assert_eq!(first.stdout.lines().count(), 4);
    assert!(first.stderr.contains("there are more users"), "{first}");
    let all = desk.odctl(&["users", "list", "--all", "-o", "csv"]).await;
    assert_eq!(all.stdout.lines().count(), 201, "{}", all.stderr);
    let filtered = desk
        .odctl(&[
            "users", "list", "--status", "Inactive", "--all", "-o", "json",
        ])
        .await;
    let filtered = filtered.json();
    assert!(
        filtered
            .as_array()
            .unwrap()
            .iter()
            .all(|user| user["status"] == "Inactive")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_is_created_deactivated_and_activated() {
    let desk = small().await;
    let dry = desk
        .odctl(&[
            "users",
            "create",
            "ana@new.test",
            "--name",
            "Ana",
            "--dry-run",
            "-o",
            "json",
        ])
        .await;
    assert_eq!(
        (dry.code, dry.json()["email"].as_str()),
        (0, Some("ana@new.test")),
        "{dry}"
    );
    assert_eq!(desk.calls(), Vec::<&str>::new());
    let made = desk
        .odctl(&[
            "users",
            "create",
            "ana@new.test",
            "--name",
            "Ana",
            "-o",
            "json",
        ])
        .await;
    assert_eq!(made.code, 0, "{made}");
    assert!(made.json()["key"].is_string());
    let again = desk.odctl(&["users", "create", "ana@new.test"]).await;
    assert_eq!((again.code, again.stdout.as_str()), (1, ""), "{again}");
    assert_eq!(desk.odctl(&["users", "create", "Ana"]).await.code, 2);

    let planned = desk
        .odctl(&["users", "deactivate", "ana@new.test", "--dry-run"])
        .await;
    assert_snapshot!("users-deactivate-dry-run", planned);
    assert_eq!(status(&desk).await, "Active");
    assert_snapshot!(
        "users-deactivate",
        desk.odctl(&["users", "deactivate", "ana@new.test"]).await
    );
    assert_eq!(status(&desk).await, "Inactive");
    let created = desk.odctl(&["users", "create", "rui@new.test"]).await;
    assert_eq!(created.code, 0, "{created}");
    desk.sandbox.faults().on("update_user").status(404);
    let both = ["users", "deactivate", "rui@new.test", "ana@new.test"];
    let both = desk.odctl(&[&both[..], &["-o", "json"]].concat()).await;
    let failed = both.json()[0]["message"].as_str().unwrap().to_owned();
    // In a row, too, an operation has its name in `odctl api`.
    assert!(failed.contains("update-user: 404 "), "{both}");
    assert_eq!(both.code, 7, "{both}");
    desk.sandbox.clear_journal();
    let unchanged = desk
        .odctl(&["users", "deactivate", "ana@new.test", "-o", "json"])
        .await;
    assert_eq!(unchanged.json()[0]["outcome"], "unchanged");
    assert_eq!(desk.calls(), ["list_users"]);
    assert_eq!(
        desk.odctl(&["users", "activate", "ana@new.test"])
            .await
            .code,
        0
    );
    assert_eq!(status(&desk).await, "Active");
}

async fn status(desk: &Desk) -> String {
    let shown = desk
        .odctl(&["users", "show", "ana@new.test", "-o", "json"])
        .await;
    text(&shown.json()["user"]["status"])
}

#[tokio::test(flavor = "multi_thread")]
async fn when_one_of_many_is_refused_the_others_are_changed_and_the_exit_code_is_7() {
    let desk = small().await;
    let mut emails = Vec::new();
    for name in ["a", "b"] {
        let email = format!("{name}@new.test");
        assert_eq!(desk.odctl(&["users", "create", &email]).await.code, 0);
        emails.push(email);
    }
    desk.sandbox.faults().on("update_user").status(409);
    let run = desk
        .odctl(&["users", "deactivate", &emails[0], &emails[1], "-o", "json"])
        .await;
    assert_eq!(run.code, 7, "{run}");
    let outcomes = run.json();
    assert_eq!(
        (&outcomes[0]["outcome"], &outcomes[1]["outcome"]),
        (&"failed".into(), &"done".into())
    );
    assert!(run.stderr.contains("1 of 2 changes failed"), "{run}");
    // An unknown user is reported before anybody is changed.
    desk.sandbox.clear_journal();
    let unknown = desk
        .odctl(&["users", "activate", &emails[1], "nobody@x.test"])
        .await;
    assert_eq!(unknown.code, 5, "{unknown}");
    assert!(!desk.calls().contains(&"update_user"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_column_is_refused_before_anything_is_changed() {
    let desk = small().await;
    assert_eq!(
        desk.odctl(&["users", "create", "ana@new.test"]).await.code,
        0
    );
    let path = desk.home.path().join("people.csv");
    std::fs::write(&path, "email\nrui@new.test\n").unwrap();
    let settings = desk.home.path().join("settings.yaml");
    std::fs::write(
        &settings,
        "assets: {Expense Desk: {settings: {PageSize: 5}}}\n",
    )
    .unwrap();
    let (people, settings) = (path.to_str().unwrap(), settings.to_str().unwrap());
    let role = roles(&desk).await.remove(0);
    desk.sandbox.clear_journal();
    for arguments in [
        &["users", "create", "mei@new.test"][..],
        &["users", "deactivate", "ana@new.test"],
        &["users", "import", people],
        &["groups", "add", "Development/Accounting", "ana@new.test"],
        &["grant", "ana@new.test", &role],
        &["config", "apply", settings, "--in", "prod"],
    ] {
        let run = desk
            .odctl(&[arguments, &["--columns", "colour"]].concat())
            .await;
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
        assert!(
            run.stderr.contains("there is no column \"colour\""),
            "{run}"
        );
    }
    assert_eq!(desk.calls(), Vec::<&str>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_can_be_listed_shown_filled_and_emptied() {
    let desk = small().await;
    let list = desk
        .odctl(&["groups", "list", "--columns", "group,stage,description"])
        .await;
    assert_snapshot!("groups-list", list);
    let groups = desk.odctl(&["groups", "list", "-o", "json"]).await.json();
    let label = format!("{}/{}", text(&groups[0]["stage"]), text(&groups[0]["name"]));
    let plain = desk.odctl(&["groups", "show", &label]).await;
    assert_snapshot!("groups-show", plain);
    assert_eq!(
        desk.odctl(&["users", "create", "ana@new.test"]).await.code,
        0
    );

    let add = ["groups", "add", &label, "ana@new.test"];
    let dry = desk.odctl(&[&add[..], &["--dry-run"]].concat()).await;
    assert_snapshot!("groups-add-dry-run", dry);
    assert!(!desk.calls().contains(&"modify_group_users"));
    let added = desk.odctl(&add).await;
    assert_eq!(added.code, 0, "{added}");
    let again = desk.odctl(&[&add[..], &["-o", "json"]].concat()).await;
    assert_eq!(again.json()[0]["outcome"], "unchanged");
    let shown = desk
        .odctl(&["groups", "show", &label, "-o", "json"])
        .await
        .json();
    let members = shown["members"].as_array().unwrap();
    let ana = members
        .iter()
        .find(|it| it["user"]["email"] == "ana@new.test")
        .unwrap();
    assert_eq!(ana["membershipTypes"], serde_json::json!(["Assigned"]));

    let removed = desk
        .odctl(&["groups", "remove", &label, "ana@new.test", "-o", "json"])
        .await;
    assert_eq!(
        (removed.code, removed.json()[0]["outcome"].as_str()),
        (0, Some("done")),
        "{removed}"
    );
    let is_mapped = |it: &&Value| it["membershipTypes"] == serde_json::json!(["Mapped"]);
    let key = text(&members.iter().find(is_mapped).unwrap()["user"]["key"]);
    let remove = ["groups", "remove", &label, &key, "-o", "json"];
    let stays = desk.odctl(&remove).await;
    assert_eq!(stays.json()[0]["outcome"], "unchanged");
    let why = "stays a member by a claim of the identity provider";
    assert!(stays.stderr.contains(why), "{stays}");
    let unknown = desk.odctl(&["groups", "show", &format!("{label}x")]).await;
    assert_eq!(unknown.code, 5, "{unknown}");
    assert!(
        unknown.stderr.contains(&format!("did you mean {label}")),
        "{unknown}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_of_both_kinds_can_be_listed_and_shown() {
    let desk = small().await;
    let list = desk
        .odctl(&[
            "roles",
            "list",
            "--in",
            "prod",
            "--columns",
            "role,app,stage",
        ])
        .await;
    assert_snapshot!("roles-list", list);
    let organization = desk
        .odctl(&[
            "roles",
            "list",
            "--organization",
            "--columns",
            "role,built in",
        ])
        .await;
    assert_snapshot!("roles-list-organization", organization);
    let role = roles(&desk).await.remove(0);
    let shown = desk.odctl(&["roles", "show", &role, "-o", "json"]).await;
    assert_eq!(shown.code, 0, "{shown}");
    assert!(shown.json()["users"].is_array());
    assert!(
        shown.stderr.contains("odctl audit roles --who-can"),
        "{shown}"
    );
    let developers = desk
        .odctl(&["roles", "show", "Developer", "--organization"])
        .await;
    assert_eq!(developers.code, 0, "{developers}");
    let both = desk
        .odctl(&["roles", "list", "--organization", "--in", "prod"])
        .await;
    assert_eq!(both.code, 2, "{both}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_permission_a_change_ends_with_exit_code_3() {
    let desk = small().await;
    let weak = NewClient::named("weak").permissions(Permissions::default());
    let weak = desk.sandbox.clients().create(weak).unwrap();
    for arguments in [
        &["users", "create", "ana@new.test"][..],
        &["groups", "list"],
        &["roles", "list"],
    ] {
        let mut command = desk.command(arguments);
        command
            .env("ODC_CLIENT_ID", weak.client_id())
            .env("ODC_CLIENT_SECRET", weak.client_secret());
        let run = desk.run(command, arguments, "").await;
        assert_eq!(run.code, 3, "{run}");
        assert!(run.stderr.contains("User management > "), "{run}");
    }
}
