//! The output on a terminal for a person: questions, hidden input, progress and colours.

pub mod pseudo;

use std::time::Duration;

use odc_sandbox::{Pace, Sandbox};

use self::pseudo::Terminal;
use crate::support::Desk;

#[tokio::test(flavor = "multi_thread")]
async fn login_asks_for_missing_values_and_does_not_show_the_secret() {
    let desk = Desk::start().await;
    let secret = desk.sandbox.client_secret().to_owned();
    let mut terminal = Terminal::start(&desk.signed_out(&["login"]));
    terminal.until("Portal domain (acme.outsystems.dev): ");
    terminal.type_line(desk.sandbox.domain());
    terminal.until("Id of the API client: ");
    terminal.type_line(desk.sandbox.client_id());
    terminal.until("Secret (not shown): ");
    terminal.until_hidden();
    terminal.type_line(&secret);
    let ended = terminal.end();
    assert_eq!(ended.code, 0, "{ended:?}");
    assert!(ended.text.contains("signed in to"), "{ended:?}");
    let typed = desk.sandbox.client_id();
    assert!(
        ended.text.contains(typed),
        "the terminal shows what is typed"
    );
    assert!(!ended.text.contains(&secret), "{ended:?}");
    let stages = ["stages", "-o", "csv"];
    let run = desk.run(desk.signed_out(&stages), &stages, "").await;
    assert_eq!(run.code, 0, "{run}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_asks_for_consent_and_only_yes_changes_something() {
    let sandbox = Sandbox::builder().pace(Pace::instant()).start().await;
    let desk = Desk::with(sandbox.unwrap());
    let undeploy = ["undeploy", "Booking Desk", "--from", "Production"];
    let promote = ["promote", "Booking Desk", "--to", "Production"];
    for (arguments, question) in [
        (&promote, "Go ahead? [y/N] "),
        (&undeploy, "Undeploy Booking Desk from Production? [y/N] "),
    ] {
        for (answer, code, starts) in [("n", 1, 0), ("", 1, 0), ("y", 0, 1)] {
            desk.sandbox.clear_journal();
            let mut terminal = Terminal::start(&desk.command(arguments));
            terminal.until("plan   Booking Desk");
            terminal.until(question);
            terminal.type_line(answer);
            let ended = terminal.end();
            assert_eq!(ended.code, code, "{answer}: {ended:?}");
            let said = "the answer was not yes; nothing was changed";
            assert_eq!(ended.text.contains(said), code == 1, "{ended:?}");
            let calls = desk.calls();
            let started = calls.iter().filter(|it| **it == "start_deployment");
            assert_eq!(started.count(), starts, "{answer}: {calls:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn api_shows_a_deletion_and_only_a_yes_sends_it() {
    let desk = Desk::start().await;
    let created = desk
        .odctl(&["users", "create", "ana@new.test", "-o", "json"])
        .await;
    let key = created.json()["key"].as_str().unwrap().to_owned();
    for (answer, code, calls) in [("n", 1, 0), ("", 1, 0), ("y", 0, 1)] {
        desk.sandbox.clear_journal();
        let mut terminal = Terminal::start(&desk.command(&["api", "delete-user", &key]));
        terminal.until(&format!(
            "DELETE /api/identity/v1/users/{key} (Delete a user)"
        ));
        terminal.until("This cannot be undone. Go ahead? [y/N] ");
        terminal.type_line(answer);
        let ended = terminal.end();
        assert_eq!(
            (ended.code, desk.calls().len()),
            (code, calls),
            "{answer}: {ended:?}"
        );
    }
}

/// A tenant whose list of assets takes some time.
async fn slow(latency: Duration) -> Desk {
    let desk = Desk::start().await;
    desk.sandbox.faults().on("list_assets").latency(latency);
    desk
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bar_is_drawn_on_a_terminal_and_removed_at_the_end() {
    let desk = slow(Duration::from_secs(1)).await;
    let mut terminal = Terminal::start(&desk.command(&["assets", "-o", "csv"]));
    terminal.until("reading assets");
    let ended = terminal.end();
    assert_eq!(ended.code, 0, "{ended:?}");
    let frames = ended.text.matches("reading assets").count();
    assert!(frames > 2, "it moves: {ended:?}");
    let after = ended.text.rsplit("reading assets").next().unwrap();
    let clears = after
        .find("\u{1b}[2K")
        .expect("the line of the bar is cleared");
    let data = after.find("Booking Desk").expect("the data follows");
    assert!(clears < data, "{ended:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bar_shows_the_elapsed_time_and_the_part_that_is_done() {
    let desk = Desk::start().await;
    let faults = desk.sandbox.faults();
    faults
        .on("list_users")
        .always()
        .latency(Duration::from_secs(1));
    let users = ["users", "list", "--all", "-o", "csv"];
    let mut terminal = Terminal::start(&desk.command(&users));
    terminal.until("0s reading users");
    terminal.until("[==========>         ] reading users: 100 of 200");
    assert_eq!(terminal.end().code, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopped_command_leaves_no_bar_behind() {
    let desk = slow(Duration::from_secs(60)).await;
    let mut terminal = Terminal::start(&desk.command(&["assets"]));
    terminal.until("reading assets");
    // Control-C.
    terminal.type_line("\u{3}");
    let ended = terminal.end();
    assert_eq!(ended.code, 130, "{ended:?}");
    let after = ended.text.rsplit("reading assets").next().unwrap();
    let clears = after.find("\u{1b}[2K").expect("the bar is cleared");
    let says = after
        .find("stopped; nothing continues")
        .expect("and not drawn again");
    assert!(clears < says, "{ended:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_terminal_a_plain_line_comes_every_15_seconds() {
    let desk = slow(Duration::from_secs(16)).await;
    let run = desk.odctl(&["assets"]).await;
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(run.stderr, "reading assets (15 s)\n");
    assert!(!run.stdout.contains('\u{1b}'), "{run}");
}

#[tokio::test(flavor = "multi_thread")]
async fn colours_follow_the_terminal_the_environment_and_the_flag() {
    const RED: &str = "\u{1b}[31m";
    let desk = Desk::start().await;
    for (flags, no_color, is_red) in [
        (&[][..], false, true),
        (&[], true, false),
        (&["--color", "never"], false, false),
        (&["--color", "always"], true, true),
    ] {
        let arguments = [&["where", "nonsense"][..], flags].concat();
        let mut command = desk.command(&arguments);
        if no_color {
            command.env("NO_COLOR", "1");
        }
        let ended = Terminal::start(&command).end();
        assert_eq!(ended.code, 5, "{ended:?}");
        assert_eq!(ended.text.contains(RED), is_red, "{flags:?} {ended:?}");
    }
    let piped = desk.odctl(&["where", "nonsense"]).await;
    assert!(!piped.stderr.contains('\u{1b}'), "{piped}");
    let always = ["where", "nonsense", "--color", "always"];
    let piped = desk.odctl(&always).await;
    assert!(piped.stderr.contains(RED), "{piped}");
}
