//! Granting a role twice has no further effect, and revoking one needs consent.

use insta::assert_snapshot;
use serde_json::Value;

use super::{roles, small, text};

#[tokio::test(flavor = "multi_thread")]
async fn an_application_role_is_granted_once_and_revoked() {
    let desk = small().await;
    assert_eq!(
        desk.odctl(&["users", "create", "ana@new.test"]).await.code,
        0
    );
    let role = roles(&desk).await.remove(0);
    desk.sandbox.clear_journal();
    let dry = desk
        .odctl(&["grant", "ana@new.test", &role, "--dry-run"])
        .await;
    assert_snapshot!("grant-dry-run", dry);
    assert_eq!(
        desk.calls(),
        [
            "list_users",
            "list_application_roles",
            "list_environments",
            "list_assets"
        ]
    );
    let granted = desk
        .odctl(&["grant", "ana@new.test", &role, "-o", "json"])
        .await;
    assert_eq!(
        (granted.code, granted.json()[0]["outcome"].as_str()),
        (0, Some("done")),
        "{granted}"
    );
    let again = desk
        .odctl(&["grant", "ana@new.test", &role, "-o", "json"])
        .await;
    assert_eq!(again.json()[0]["outcome"], "unchanged");
    let (stage, rest) = role.split_once('/').unwrap();
    let (app, name) = rest.split_once('/').unwrap();
    let revoked = desk
        .odctl(&[
            "revoke",
            "ana@new.test",
            name,
            "--in",
            stage,
            "--app",
            app,
            "-o",
            "json",
        ])
        .await;
    assert_eq!(
        (revoked.code, revoked.json()[0]["outcome"].as_str()),
        (0, Some("done")),
        "{revoked}"
    );
    let unknown = desk
        .odctl(&["grant", "ana@new.test", "Nonsense of nothing"])
        .await;
    assert_eq!(unknown.code, 5, "{unknown}");
    let ambiguous = desk.odctl(&["grant", "ana@new.test", name]).await;
    assert_eq!(ambiguous.code, 2, "{ambiguous}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_through_a_group_is_not_revoked_and_the_group_is_named() {
    let desk = small().await;
    let rows = desk.odctl(&["audit", "roles", "-o", "json"]).await.json();
    let rows = rows.as_array().unwrap();
    let is_direct = |row: &&Value| {
        rows.iter().any(|it| {
            it["source"] == "direct"
                && it["user"]["key"] == row["user"]["key"]
                && it["role"]["key"] == row["role"]["key"]
        })
    };
    let row = rows
        .iter()
        .find(|row| row["source"] != "direct" && !is_direct(row))
        .unwrap();
    let (user, role) = (text(&row["user"]["key"]), text(&row["role"]["key"]));
    let run = desk.odctl(&["revoke", &user, &role]).await;
    assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{run}");
    assert!(run.stderr.contains(&text(&row["group"]["name"])), "{run}");
    assert!(!desk.calls().contains(&"revoke_application_role"));
}

#[tokio::test(flavor = "multi_thread")]
async fn removing_an_organization_role_asks_and_without_a_terminal_needs_yes() {
    let desk = small().await;
    assert_eq!(
        desk.odctl(&["users", "create", "ana@new.test"]).await.code,
        0
    );
    let developer = ["ana@new.test", "Developer", "--organization"];
    let granted = desk.odctl(&[&["grant"], &developer[..]].concat()).await;
    assert_eq!(granted.code, 0, "{granted}");
    desk.sandbox.clear_journal();
    let refused = desk.odctl(&[&["revoke"], &developer[..]].concat()).await;
    assert_snapshot!("revoke-organization-without-yes", refused);
    let dry = desk
        .odctl(&[&["revoke"], &developer[..], &["--dry-run"]].concat())
        .await;
    assert_eq!(dry.code, 0, "{dry}");
    let other = ["grant", "ana@new.test", "Administrator", "--organization"];
    let replaced = desk.odctl(&other).await;
    let dry = desk.odctl(&[&other[..], &["--dry-run"]].concat()).await;
    assert_eq!((replaced.code, dry.code), (2, 0), "{replaced}\n{dry}");
    for run in [replaced, dry] {
        let change = "ana@new.test loses the organization role Developer and gets Administrator";
        assert!(run.stderr.contains(change), "{run}");
        assert!(!run.stderr.contains('→'), "{run}");
    }
    let writes = ["grant_organization_role", "revoke_organization_role"];
    assert!(!desk.calls().iter().any(|call| writes.contains(call)));
    let revoked = desk
        .odctl(&[&["revoke"], &developer[..], &["--yes", "-o", "json"]].concat())
        .await;
    assert_eq!(
        (revoked.code, revoked.json()[0]["outcome"].as_str()),
        (0, Some("done")),
        "{revoked}"
    );
}
