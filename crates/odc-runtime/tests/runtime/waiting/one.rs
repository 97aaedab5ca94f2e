//! Waits for one operation.

use super::*;
use odc_runtime::ErrorKind;

#[tokio::test(start_paused = true)]
async fn the_record_of_a_success_is_returned_and_the_pauses_grow_to_half_a_minute() {
    let service = Service::start([(7, runs(100, "FINISHED"))]).await;
    let states = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&states);
    let wait = service.wait(7).on_progress(move |job: &Job| {
        let state = job.status.clone().unwrap_or_default();
        seen.lock().unwrap().push(state);
    });
    let job = wait.await.unwrap();
    assert_eq!(job.status.as_deref(), Some("FINISHED"));
    assert_eq!(service.times(), [0, 50, 125, 237, 406, 659, 959, 1259]);
    let states = states.lock().unwrap();
    assert_eq!(states.len(), 8, "the last one too");
    assert_eq!((&*states[0], &*states[7]), ("Running", "FINISHED"));
}

#[tokio::test(start_paused = true)]
async fn pauses_can_be_set_and_have_a_minimum() {
    let service = Service::start([(7, runs(4, "Finished"))]).await;
    let wait = service.wait(7).first_pause(seconds(1));
    wait.longest_pause(seconds(2)).await.unwrap();
    assert_eq!(service.times(), [0, 10, 25, 45]);

    let service = Service::start([(7, runs(2, "Finished"))]).await;
    let wait = service.wait(7).first_pause(Duration::ZERO);
    wait.longest_pause(Duration::ZERO).await.unwrap();
    assert!(service.times().len() <= 21, "{:?}", service.times());
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_an_error_with_the_messages_of_all_pages() {
    let service = Service::start([(7, runs(3, "FinishedWithError"))]).await;
    let error = service.wait(7).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::OperationFailed);
    assert_eq!(
        error.to_string(),
        r"the job 7 failed (FinishedWithError): OS-JOB-1: the disk\u{1b}[2J is full; and 1 more message; correct the cause, then start another job"
    );
    assert!(!error.is_retryable());
    assert_eq!(error.last_state(), Some("FinishedWithError"));
    let failed = error.failed_operation().unwrap();
    assert_eq!((failed.name(), failed.key()), ("job", "7"));
    assert_eq!(failed.state(), "FinishedWithError");
    let codes: Vec<_> = failed
        .messages()
        .iter()
        .map(OperationMessage::code)
        .collect();
    assert_eq!(codes, [Some("Started"), Some("OS-JOB-1")]);
    assert!(failed.unread_messages().is_none());
}

#[tokio::test(start_paused = true)]
async fn a_failure_whose_messages_cannot_be_read_is_still_that_failure() {
    let service = Service::start([(7, runs(0, "FinishedWithError"))]).await;
    let wait = service.wait(7).on_progress({
        let trouble = Arc::clone(&service.trouble);
        move |_| {
            trouble
                .lock()
                .unwrap()
                .push((0, Some(Reply::new(403, "{}"))));
        }
    });
    let error = wait.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::OperationFailed);
    let line = error.to_string();
    let unread =
        "the job 7 failed (FinishedWithError); its messages cannot be read: list_job_messages: 403";
    assert!(line.starts_with(unread), "{line}");
    let source = std::error::Error::source(&error).expect("the refused request");
    assert!(source.to_string().contains("403"), "{source}");
    let unread = error.failed_operation().unwrap().unread_messages();
    assert!(unread.unwrap().to_string().contains("403"));
    assert_eq!(service.server.calls(), 2);
}

#[tokio::test(start_paused = true)]
async fn messages_that_do_not_come_do_not_delay_the_error() {
    let service = Service::start([(7, runs(0, "FinishedWithError"))]).await;
    let trouble = Arc::clone(&service.trouble);
    let wait = service.wait(7).on_progress(move |_| {
        let late = Reply::ok().after(seconds(3600));
        trouble.lock().unwrap().push((0, Some(late)));
    });
    let error = wait.await.unwrap_err();
    assert_eq!(service.started.elapsed().as_secs(), 60);
    let line = error.to_string();
    assert!(
        line.contains("cannot be read: they did not come in time"),
        "{line}"
    );
}

#[tokio::test(start_paused = true)]
async fn the_wait_continues_with_an_unknown_or_missing_state() {
    let course = vec![
        (0, Look::State("Paused")),
        (6, Look::Stateless),
        (20, Look::State("Finished")),
    ];
    let service = Service::start([(7, course)]).await;
    service.wait(7).await.unwrap();
    assert_eq!(service.times(), [0, 50, 125, 237]);
}

#[tokio::test(start_paused = true)]
async fn the_deadline_is_an_error_with_the_last_state() {
    let service = Service::start([(7, runs(1_000_000, "Finished"))]).await;
    let error = service.wait(7).deadline(seconds(60)).await.unwrap_err();
    assert_eq!(service.started.elapsed().as_secs(), 60);
    assert_eq!(error.kind(), ErrorKind::Deadline);
    assert_eq!(error.last_state(), Some("Running"));
    assert_eq!(
        error.to_string(),
        "the job 7 did not end within 60s; its last state is Running; it may continue: wait for it again, with a longer deadline"
    );

    let service = Service::start([(7, vec![(0, Look::State("Pau\u{202e}sed"))])]).await;
    let error = service.wait(7).deadline(seconds(60)).await.unwrap_err();
    let line = error.to_string();
    assert!(
        line.contains(r"Pau\u{202e}sed, which this version of the client does not know"),
        "{line}"
    );
    assert_eq!(error.last_state(), Some(r"Pau\u{202e}sed"));

    let service = Service::start([(7, vec![(0, Look::Stateless)])]).await;
    let error = service.wait(7).await.unwrap_err();
    assert_eq!(
        service.started.elapsed().as_secs(),
        3600,
        "one hour by default"
    );
    assert!(error.to_string().contains("; it has no state"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_wait_with_a_hanging_request_ends_at_the_deadline() {
    let service = Service::start([]).await;
    service.responds_from(0, Reply::ok().after(seconds(3600)));
    let error = service.wait(7).deadline(seconds(5)).await.unwrap_err();
    assert_eq!(service.started.elapsed().as_secs(), 5);
    assert_eq!(error.kind(), ErrorKind::Deadline);
    assert!(
        error.to_string().contains("its state could not be read"),
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn an_early_404_is_ignored() {
    let course = vec![
        (0, Look::Absent),
        (3, Look::State("Running")),
        (9, Look::State("Finished")),
    ];
    let service = Service::start([(7, course)]).await;
    service.wait(7).await.unwrap();
    assert_eq!(
        service.times(),
        [0, 10, 25, 47, 97],
        "at 2.5 s it is not there, at 4.7 s it is"
    );
}

#[tokio::test(start_paused = true)]
async fn an_operation_that_never_appears_is_an_error_after_10_s() {
    let service = Service::start([]).await;
    let error = service.wait(7).await.unwrap_err();
    assert_eq!(service.started.elapsed().as_secs(), 10);
    assert_eq!(service.server.calls(), 6);
    assert_eq!(error.kind(), ErrorKind::OperationGone);
    assert_eq!(
        error.to_string(),
        "the job 7 does not exist, or the API client may not see it (get_job: 404 Not Found: no such job (trace 00-4b), \
         asked for 10 s); check the key and the permissions of the API client"
    );
}

#[tokio::test(start_paused = true)]
async fn an_operation_that_disappears_is_an_error_that_says_so() {
    let course = vec![(0, Look::State("Running")), (30, Look::Absent)];
    let service = Service::start([(7, course)]).await;
    let error = service.wait(7).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::OperationGone);
    assert_eq!(
        error.to_string(),
        "the job 7 disappeared while it was awaited (get_job: 404 Not Found: no such job (trace 00-4b)); its asset was \
         deleted, or the API client may no longer see it; look in the ODC portal before you start another job"
    );
    assert_eq!(service.times(), [0, 50, 125, 237, 406]);
}

#[tokio::test(start_paused = true)]
async fn a_short_404_of_an_old_copy_of_the_data_is_ignored() {
    let course = vec![
        (0, Look::State("Running")),
        (4, Look::Absent),
        (8, Look::State("Finished")),
    ];
    let service = Service::start([(7, course)]).await;
    service.wait(7).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn after_a_429_the_wait_continues_after_the_requested_pause() {
    let service = Service::start([(7, runs(20, "Finished"))]).await;
    let busy = Reply::new(429, "{}").header("retry-after", "40");
    service.responds_from(3, busy);
    service.responds_from(8, None);
    service.wait(7).await.unwrap();
    assert_eq!(service.times(), [0, 50, 450]);
}

#[tokio::test(start_paused = true)]
async fn a_failure_that_lasts_is_named_at_the_deadline() {
    let service = Service::start([(7, runs(1_000_000, "Finished"))]).await;
    service.responds_from(3, Reply::new(429, r#"{"detail": "too many requests"}"#));
    let error = service.wait(7).deadline(seconds(60)).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the job 7 did not end within 60s; its last state is Running; the last request failed: get_job: 429 Too Many \
         Requests: too many requests; it may continue: wait for it again, with a longer deadline"
    );
    let source = std::error::Error::source(&error).expect("the failed request");
    assert!(source.to_string().contains("429"), "{source}");

    service.responds_from(0, Reply::reset());
    let error = service.wait(7).deadline(seconds(60)).await.unwrap_err();
    assert!(
        error.to_string().contains("the connection broke"),
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_failure_that_passed_is_not_named() {
    let service = Service::start([(7, runs(1_000_000, "Finished"))]).await;
    service.responds_from(3, Reply::new(503, "{}"));
    service.responds_from(8, None);
    let error = service.wait(7).deadline(seconds(60)).await.unwrap_err();
    assert!(!error.to_string().contains("503"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn the_callback_gets_each_failure_that_does_not_end_the_wait() {
    let service = Service::start([(7, runs(15, "Finished"))]).await;
    service.responds_from(3, Reply::new(503, "{}"));
    service.responds_from(8, None);
    let heard = Arc::new(std::sync::Mutex::new(Vec::new()));
    let sink = Arc::clone(&heard);
    let listener = move |error: &odc_runtime::Error| sink.lock().unwrap().push(error.to_string());
    service.wait(7).on_trouble(listener).await.unwrap();
    assert_eq!(
        *heard.lock().unwrap(),
        ["get_job: 503 Service Unavailable: JSON that is not a problem description"]
    );
}

#[tokio::test(start_paused = true)]
async fn a_refusal_ends_the_wait_and_names_the_operation() {
    let service = Service::start([(7, runs(1_000_000, "Finished"))]).await;
    service.responds_from(3, Reply::new(403, r#"{"detail": "not for you"}"#));
    let error = service.wait(7).await.unwrap_err();
    assert!(error.is_permission_denied());
    assert_eq!(service.times(), [0, 50]);
    assert_eq!(
        error.to_string(),
        "get_job: 403 Forbidden: not for you; the waiting for the job 7 has stopped: correct this, then wait again"
    );
}

#[tokio::test(start_paused = true)]
async fn a_dropped_wait_sends_no_more_requests() {
    let service = Service::start([(7, runs(1_000_000, "Finished"))]).await;
    drop(service.wait(7));
    let task = tokio::spawn(service.wait(7).into_future());
    tokio::time::sleep(seconds(6)).await;
    task.abort();
    tokio::time::sleep(seconds(600)).await;
    assert_eq!(service.times(), [0, 50]);
}
