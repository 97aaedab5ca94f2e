//! Waits for many operations by their list.

use super::*;
use odc_runtime::ErrorKind;

/// The requests of one kind.
fn count(service: &Service, kind: &str) -> usize {
    let requests = service.requests();
    let of_kind = requests
        .iter()
        .filter(|(_, target)| target.starts_with(kind));
    of_kind.count()
}

#[tokio::test(start_paused = true)]
async fn twenty_operations_need_as_many_requests_as_one() {
    let jobs = (1..=20).map(|key| (key, runs(10 + u64::from(key) * 5, "Finished")));
    let service = Service::start(jobs).await;
    let ended = service.wait_for_all(1..=20).await.unwrap();
    assert_eq!(ended.len(), 20);
    assert!(
        ended
            .iter()
            .all(|(key, outcome)| outcome.as_ref().unwrap().key == *key)
    );
    let requests = service.requests();
    assert!(
        requests
            .iter()
            .all(|(_, target)| target == "/jobs?offset=0")
    );
    assert_eq!(service.times(), [0, 50, 125, 237, 406, 659, 959, 1259]);
}

#[tokio::test(start_paused = true)]
async fn each_operation_has_its_own_outcome_in_the_order_of_the_keys() {
    let service = Service::start([
        (1, runs(20, "Finished")),
        (2, runs(7, "FinishedWithError")),
        (3, vec![(0, Look::State("Running")), (30, Look::Absent)]),
        (4, runs(1_000_000, "Finished")),
    ])
    .await;
    let wait = service
        .wait_for_all([4, 2, 9, 1, 3, 2])
        .deadline(seconds(120));
    let ended = wait.await.unwrap();
    let kinds: Vec<_> = ended
        .iter()
        .map(|(key, outcome)| (*key, outcome.as_ref().err().map(Error::kind)))
        .collect();
    assert_eq!(
        kinds,
        [
            (4, Some(ErrorKind::Deadline)),
            (2, Some(ErrorKind::OperationFailed)),
            (9, Some(ErrorKind::OperationGone)),
            (1, None),
            (3, Some(ErrorKind::OperationGone)),
        ]
    );
    let line = ended[1].1.as_ref().unwrap_err().to_string();
    assert!(
        line.starts_with("the job 2 failed (FinishedWithError): OS-JOB-1"),
        "{line}"
    );
    let line = ended[4].1.as_ref().unwrap_err().to_string();
    assert!(line.starts_with("the job 3 disappeared"), "{line}");
    assert_eq!(service.started.elapsed().as_secs(), 120);
}

#[tokio::test(start_paused = true)]
async fn a_state_that_cannot_be_read_is_the_outcome_of_its_operation_at_once() {
    let odd = vec![(0, Look::State("Running")), (30, Look::Odd)];
    let service = Service::start([
        (1, runs(10, "Finished")),
        (2, odd),
        (3, runs(90, "Finished")),
    ]);
    let service = service.await;
    let ended = service.wait_for_all([1, 2, 3]).await.unwrap();
    let kinds = ended
        .iter()
        .map(|(_, outcome)| outcome.as_ref().err().map(Error::kind));
    assert_eq!(
        kinds.collect::<Vec<_>>(),
        [None, Some(ErrorKind::Decode), None]
    );
    assert_eq!(count(&service, "/jobs/2"), 1);
}

#[tokio::test(start_paused = true)]
async fn no_key_sends_no_request_and_one_key_needs_no_list() {
    let service = Service::start([(1, runs(3, "Finished"))]).await;
    assert!(service.wait_for_all([]).await.unwrap().is_empty());
    assert_eq!(service.server.calls(), 0);
    service.wait_for_all([1]).await.unwrap();
    assert_eq!(count(&service, "/jobs?"), 0);
    assert_eq!(count(&service, "/jobs/1"), 2);
}

#[tokio::test(start_paused = true)]
async fn an_operation_on_the_second_page_of_the_list_is_found() {
    let others = (200..320).map(|key| (key, runs(0, "Finished")));
    let ours = (1..=3).map(|key| (key, runs(4, "Finished")));
    let service = Service::start(others.chain(ours)).await;
    service.wait_for_all([1, 2, 3]).await.unwrap();
    assert_eq!(count(&service, "/jobs?offset=0"), 2);
    assert_eq!(count(&service, "/jobs?offset=100"), 2);
    assert_eq!(count(&service, "/jobs/"), 0);
}

#[tokio::test(start_paused = true)]
async fn operations_that_are_not_in_the_list_are_read_one_by_one_a_few_at_each_look() {
    // 400 newer operations come before ours in the list.
    let others = (1000..1400).map(|key| (key, runs(0, "Finished")));
    let ours = (1..=20).map(|key| (key, runs(115, "Finished")));
    let service = Service::start(others.chain(ours)).await;
    let ended = service.wait_for_all(1..=20).await.unwrap();
    assert!(ended.iter().all(|(_, outcome)| outcome.is_ok()));
    let until_two_minutes = service.times().iter().filter(|at| **at < 1200).count();
    println!(
        "20 operations that no look at the list finds: {until_two_minutes} requests in 2 minutes"
    );
    assert!(until_two_minutes < 60, "{until_two_minutes}");
}

#[tokio::test(start_paused = true)]
async fn operations_that_appear_late_are_looked_for_soon() {
    let course = || {
        vec![
            (0, Look::Absent),
            (2, Look::State("Running")),
            (12, Look::State("Finished")),
        ]
    };
    let service = Service::start([(1, course()), (2, course())]).await;
    service.wait_for_all([1, 2]).await.unwrap();
    let lists = service
        .requests()
        .into_iter()
        .filter(|(_, target)| target.starts_with("/jobs?"));
    let lists: Vec<_> = lists.map(|(at, _)| at).collect();
    assert_eq!(lists, [0, 10, 25, 75, 150]);
}

#[tokio::test(start_paused = true)]
async fn a_list_is_read_again_after_a_transient_failure_but_not_after_a_refusal() {
    let service = Service::start([(1, runs(20, "Finished")), (2, runs(20, "Finished"))]).await;
    service.responds_from(3, Reply::new(503, "{}"));
    service.responds_from(8, None);
    let heard = Arc::new(std::sync::Mutex::new(0));
    let sink = Arc::clone(&heard);
    let listener = move |error: &odc_runtime::Error| {
        assert!(error.to_string().starts_with("list_jobs: 503"), "{error}");
        *sink.lock().unwrap() += 1;
    };
    service
        .wait_for_all([1, 2])
        .on_trouble(listener)
        .await
        .unwrap();
    assert_eq!(service.times(), [0, 50, 125, 237]);
    assert_eq!(*heard.lock().unwrap(), 1);

    service.responds_from(0, Reply::new(403, r#"{"detail": "not for you"}"#));
    let error = service.wait_for_all([1, 2, 3]).await.unwrap_err();
    assert!(error.is_permission_denied());
    assert_eq!(
        error.to_string(),
        "list_jobs: 403 Forbidden: not for you; the waiting for the job 1 and 2 others has stopped: correct this, then \
         wait again"
    );

    service.responds_from(0, Reply::new(429, "{}"));
    let ended = service
        .wait_for_all([1, 2])
        .deadline(seconds(60))
        .await
        .unwrap();
    for (key, outcome) in ended {
        let line = outcome.unwrap_err().to_string();
        assert!(
            line.starts_with(&format!("the job {key} did not end within 60s")),
            "{line}"
        );
        assert!(
            line.contains("the last request failed: list_jobs: 429"),
            "{line}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn known_outcomes_are_kept_if_the_list_is_refused_later() {
    let runs = [
        (1, runs(20, "Finished")),
        (2, runs(99, "Finished")),
        (3, runs(99, "Finished")),
    ];
    let service = Service::start(runs).await;
    service.responds_from(30, Reply::new(403, r#"{"detail": "not for you"}"#));
    let ended = service.wait_for_all([1, 2, 3]).await.unwrap();
    assert_eq!(
        ended[0].1.as_ref().unwrap().status.as_deref(),
        Some("Finished")
    );
    for (key, outcome) in &ended[1..] {
        assert_eq!(
            outcome.as_ref().unwrap_err().to_string(),
            format!(
                "get_job: 403 Forbidden: not for you; the waiting for the job {key} has stopped: correct this, then wait again"
            )
        );
    }
}

#[tokio::test(start_paused = true)]
async fn progress_is_reported_for_each_record() {
    let service = Service::start([(1, runs(3, "Finished")), (2, runs(9, "Finished"))]).await;
    let reported = Arc::new(Mutex::new(Vec::new()));
    let sink = Arc::clone(&reported);
    let wait = service.wait_for_all([1, 2]).on_progress(move |job: &Job| {
        sink.lock()
            .unwrap()
            .push((job.key, job.status.clone().unwrap_or_default()));
    });
    wait.await.unwrap();
    let reported = reported.lock().unwrap();
    let reported: Vec<_> = reported
        .iter()
        .map(|(key, state)| (*key, state.as_str()))
        .collect();
    let both_run = [(2, "Running"), (1, "Running")];
    let one_ends = [(2, "Running"), (1, "Finished")];
    assert_eq!(
        reported,
        [&both_run[..], &one_ends[..], &[(2, "Finished")]].concat()
    );
}

#[tokio::test(start_paused = true)]
async fn a_wait_with_a_hanging_list_ends_at_the_deadline() {
    let service = Service::start([]).await;
    service.responds_from(0, Reply::ok().after(seconds(3600)));
    let ended = service
        .wait_for_all([1, 2])
        .deadline(seconds(5))
        .await
        .unwrap();
    assert_eq!(service.started.elapsed().as_secs(), 5);
    let kinds = ended
        .iter()
        .map(|(_, outcome)| outcome.as_ref().unwrap_err().kind());
    assert!(kinds.eq([ErrorKind::Deadline, ErrorKind::Deadline]));
}
