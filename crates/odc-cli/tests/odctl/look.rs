//! The commands that look at a tenant.

use insta::assert_snapshot;

use crate::support::Desk;

#[tokio::test(flavor = "multi_thread")]
async fn stages_are_listed_in_every_format() {
    let desk = Desk::start().await;
    assert_snapshot!("stages", desk.odctl(&["stages"]).await);
    for format in ["json", "yaml", "csv", "markdown"] {
        let run = desk.odctl(&["stages", "-o", format]).await;
        assert_snapshot!(format!("stages-{format}"), run);
    }
    assert_snapshot!(
        "stages-columns",
        desk.odctl(&["stages", "--columns", "stage,order", "--no-header"])
            .await
    );
}
