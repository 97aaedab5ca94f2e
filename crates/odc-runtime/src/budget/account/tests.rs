//! Tests an account with the events of one process, without a store.

use super::*;

const LIMIT: RateLimit = RateLimit::per_minute("test", 100);

fn after(start: Instant, millis: u64) -> Instant {
    start + Duration::from_millis(millis)
}

fn granted(places: u32) -> StepResult {
    StepResult {
        granted: places,
        ..StepResult::default()
    }
}

/// An account with this many waiting callers.
fn queue(waiting: u32) -> (Account, Instant) {
    let mut account = Account::default();
    (0..waiting).for_each(|_| account.join_queue());
    (account, Instant::now())
}

/// Asks for places for the queue, and gets this many.
fn ask(account: &mut Account, places: u32, now: Instant) -> StepRequest {
    let step = account.step(LIMIT, Caller::FirstInQueue, now, now);
    let is_served = account.step_done(&step, granted(places), Caller::FirstInQueue, true, now);
    assert_eq!(is_served, places > 0);
    step
}

fn has_news(account: &mut Account, now: Instant) -> bool {
    let next = account.next_report(LIMIT, now);
    account.has_news(next)
}

#[test]
fn further_places_are_kept_some_seconds_for_the_next_callers_in_the_queue() {
    let (mut account, start) = queue(3);
    assert_eq!(ask(&mut account, 2, start).wanted, 3);
    assert_eq!(account.counts(), (0, 2, 2));
    assert!(!account.take_spare(Caller::Nobody, start));
    assert!(
        !account.take_spare(Caller::New, start),
        "two wait before it"
    );
    assert!(account.take_spare(Caller::FirstInQueue, after(start, 4_499)));
    assert_eq!(account.counts(), (0, 2, 1));
    ask(&mut account, 2, start);
    assert!(
        !account.take_spare(Caller::Replay, after(start, 4_500)),
        "too late"
    );
    assert_eq!(account.counts(), (0, 3, 0));
}

#[test]
fn a_new_caller_gets_only_a_place_that_no_waiting_caller_needs() {
    let (mut account, start) = queue(2);
    ask(&mut account, 3, start);
    assert!(
        account.take_spare(Caller::New, start),
        "two places, one waits"
    );
    assert!(!account.take_spare(Caller::New, start));
    let step = account.step(LIMIT, Caller::New, start, start);
    assert_eq!((step.wanted, step.callers_before, step.waiting), (1, 0, 1));
    account.join_queue();
    let step = account.step(LIMIT, Caller::New, start, start);
    assert_eq!((step.callers_before, step.spare, step.under_way), (1, 1, 2));
    let step = account.step(LIMIT, Caller::Replay, start, start);
    assert_eq!((step.wanted, step.comes_first), (1, true));
}

#[test]
fn a_returned_place_goes_to_a_waiting_caller_or_to_the_store() {
    let (mut account, start) = queue(1);
    ask(&mut account, 1, start);
    account.join_queue();
    account.give_back(start);
    assert_eq!(account.counts(), (0, 1, 1), "kept for the one who waits");
    account.take_anyway();
    account.give_back(start);
    assert_eq!(account.counts(), (0, 1, 1), "there is one for it already");
    assert!(account.take_spare(Caller::FirstInQueue, after(start, 4_499)));
    account.give_back(start);
    assert_eq!(account.counts(), (0, 0, 0));
    assert_eq!(
        account.next_report(LIMIT, after(start, 4_500)),
        NextReport::Now,
        "the store would count it as sent"
    );
}

#[test]
fn a_send_is_reported_until_the_store_knows_it_and_again_when_the_store_has_lost_it() {
    let (mut account, start) = queue(0);
    let numbers = |step: &StepRequest| step.sent.iter().map(|sent| sent.number).collect::<Vec<_>>();
    account.take_anyway();
    account.sent(LIMIT, start);
    let step = account.step(LIMIT, Caller::Nobody, start, after(start, 500));
    assert_eq!(
        (numbers(&step), step.sent[0].ago.as_millis()),
        (vec![1], 500)
    );
    // The request did not reach the store.
    account.step_done(&step, StepResult::default(), Caller::Nobody, false, start);
    account.sent(LIMIT, start);
    let step = account.step(LIMIT, Caller::Nobody, start, start);
    assert_eq!(numbers(&step), [1, 2]);
    account.step_done(&step, StepResult::default(), Caller::Nobody, true, start);
    assert_eq!(account.next_report(LIMIT, start), NextReport::NotDue);
    let step = account.step(LIMIT, Caller::Nobody, start, start);
    assert_eq!(numbers(&step), [0; 0]);
    let lost = StepResult {
        generation: 1,
        ..StepResult::default()
    };
    account.step_done(&step, lost, Caller::Nobody, true, start);
    assert_eq!(account.next_report(LIMIT, start), NextReport::Now);
    let step = account.step(LIMIT, Caller::Nobody, start, start);
    assert_eq!(numbers(&step), [1, 2]);
    account.step_done(&step, lost, Caller::Nobody, true, start);
    assert_eq!(account.next_report(LIMIT, start), NextReport::NotDue);
    // A step does not report a send that is older than the window.
    account.step_done(&step, StepResult::default(), Caller::Nobody, true, start);
    let step = account.step(LIMIT, Caller::Nobody, start, after(start, 60_000));
    assert_eq!(numbers(&step), [0; 0]);
}

#[test]
fn a_step_reports_the_last_eight_429s_and_at_most_as_many_sends_as_the_limit() {
    let (mut account, start) = queue(0);
    for pause in 1..=9 {
        account.refused(Duration::from_secs(pause), start);
    }
    assert_eq!(account.next_report(LIMIT, start), NextReport::Now);
    let step = account.step(LIMIT, Caller::Nobody, start, after(start, 10));
    let pauses: Vec<_> = step.refused.iter().map(|it| it.pause.as_secs()).collect();
    assert_eq!(pauses, [2, 3, 4, 5, 6, 7, 8, 9]);
    assert_eq!(step.refused[0].ago.as_millis(), 10);
    account.refused(Duration::from_secs(10), start);
    account.step_done(&step, StepResult::default(), Caller::Nobody, true, start);
    let step = account.step(LIMIT, Caller::Nobody, start, start);
    let pauses: Vec<_> = step.refused.iter().map(|it| it.pause.as_secs()).collect();
    assert_eq!(pauses, [10], "the one that came meanwhile");
    for _ in 0..150 {
        account.sent(LIMIT, start);
    }
    assert_eq!(account.counts(), (100, 0, 0));
}

#[test]
fn a_429_removes_all_places_for_later_even_those_that_arrive_or_are_returned_after_it() {
    let pause = Duration::from_secs(30);
    let (mut account, start) = queue(1);
    ask(&mut account, 9, start);
    account.sent(LIMIT, start);
    account.refused(pause, start);
    assert!(!account.take_spare(Caller::New, start));
    let step = account.step(LIMIT, Caller::Nobody, start, start);
    assert_eq!(
        (step.spare, step.refused.len()),
        (0, 1),
        "the store gets the 429"
    );

    let (mut account, start) = queue(3);
    let step = account.step(LIMIT, Caller::FirstInQueue, start, start);
    account.refused(pause, start);
    account.step_done(&step, granted(3), Caller::FirstInQueue, true, start);
    assert_eq!(account.counts(), (0, 1, 2), "one goes on, and two wait");
    account.give_back(after(start, 29_999));
    assert!(!account.take_spare(Caller::FirstInQueue, after(start, 29_999)));
    account.take_anyway();
    account.give_back(after(start, 30_000));
    assert!(account.take_spare(Caller::FirstInQueue, after(start, 30_000)));
}

#[test]
fn a_long_send_and_an_empty_queue_are_reported_to_the_store() {
    let (mut account, start) = queue(1);
    ask(&mut account, 1, start);
    let time = after(start, 4_500);
    assert_eq!(
        account.next_report(LIMIT, after(start, 4_499)),
        NextReport::At(time)
    );
    assert_eq!(account.next_report(LIMIT, time), NextReport::Now);
    let (mut account, start) = queue(2);
    ask(&mut account, 1, start);
    account.leave_queue();
    assert_eq!(
        account.next_report(LIMIT, start),
        NextReport::Now,
        "nobody waits any more"
    );
}

#[test]
fn a_send_that_the_store_counts_by_itself_is_reported_with_the_next_call() {
    let (mut account, start) = queue(1);
    ask(&mut account, 1, start);
    account.sent(LIMIT, after(start, 200));
    for time in [200, 4_500, 59_000] {
        assert_eq!(
            account.next_report(LIMIT, after(start, time)),
            NextReport::NotDue
        );
    }
    account.join_queue();
    let step = ask(&mut account, 1, after(start, 59_000));
    assert_eq!((step.sent.len(), step.sent[0].number), (1, 1));
}

#[test]
fn used_places_for_later_are_reported_in_time_and_unused_ones_expire() {
    let (mut account, start) = queue(1);
    ask(&mut account, 3, start);
    account.sent(LIMIT, after(start, 200));
    assert!(matches!(
        account.next_report(LIMIT, start),
        NextReport::At(_)
    ));
    assert!(account.take_spare(Caller::New, after(start, 2_000)));
    account.sent(LIMIT, after(start, 2_200));
    let time = after(start, 4_500);
    assert_eq!(
        account.next_report(LIMIT, after(start, 2_200)),
        NextReport::At(time)
    );
    assert_eq!(account.next_report(LIMIT, time), NextReport::Now);
    let step = account.step(LIMIT, Caller::Nobody, time, time);
    assert_eq!((step.sent.len(), step.wanted, step.spare_wanted), (2, 0, 4));
    account.step_done(&step, granted(4), Caller::Nobody, true, time);
    assert_eq!(account.counts(), (2, 4, 0), "it keeps some for later again");
    assert_eq!(
        account.next_report(LIMIT, after(start, 9_000)),
        NextReport::NotDue,
        "nobody used them"
    );
}

#[test]
fn a_program_that_ends_returns_its_places_for_later() {
    let (mut account, start) = queue(1);
    ask(&mut account, 3, start);
    account.sent(LIMIT, start);
    assert!(has_news(&mut account, start));
    let step = account.step(LIMIT, Caller::Leaving, start, start);
    assert_eq!((step.spare, step.spare_wanted, step.sent.len()), (0, 0, 1));
    account.step_done(&step, granted(0), Caller::Leaving, true, start);
    assert!(!has_news(&mut account, start));
}

#[test]
fn a_busy_process_asks_for_twice_as_many_places_as_before_up_to_eight() {
    let (mut account, start) = queue(0);
    let mut more = Vec::new();
    for time in [0, 1_000, 2_000, 3_000, 4_000, 4_400, 9_000, 9_001] {
        account.join_queue();
        more.push(ask(&mut account, 1, after(start, time)).spare_wanted);
        account.sent(LIMIT, after(start, time));
    }
    assert_eq!(more, [0, 2, 4, 6, 8, 8, 0, 2]);
}

#[test]
fn the_time_to_ask_again_is_kept_until_there_are_enough_places() {
    let (mut account, start) = queue(40);
    let step = account.step(LIMIT, Caller::FirstInQueue, start, after(start, 7));
    assert_eq!((step.wanted, step.waited.as_millis()), (16, 7));
    let mut room = granted(2);
    room.ask_again = Some(Duration::from_secs(9));
    room.next_room = Duration::from_secs(20);
    account.step_done(&step, room, Caller::FirstInQueue, true, start);
    assert_eq!(account.ask_at(), Some(after(start, 9_000)));
    assert_eq!(account.room(after(start, 5_000)).next_room.as_secs(), 15);
    assert_eq!(account.waiting(), 39);
    room.granted = 16;
    account.step_done(&step, room, Caller::FirstInQueue, true, start);
    assert_eq!(account.ask_at(), None);
}

#[test]
fn after_a_step_without_places_unused_places_expire_at_the_same_time() {
    let (mut account, start) = queue(2);
    ask(&mut account, 2, start);
    let later = after(start, 4_000);
    let step = account.step(LIMIT, Caller::Nobody, later, later);
    account.step_done(&step, StepResult::default(), Caller::Nobody, true, later);
    assert!(!account.take_spare(Caller::FirstInQueue, after(start, 4_500)));
}

#[test]
fn at_the_end_a_process_reports_only_if_it_holds_something() {
    let (mut account, _) = queue(0);
    assert!(!account.has_news(NextReport::NotDue));
    account.take_anyway();
    assert!(account.has_news(NextReport::NotDue), "a send is under way");
    let (mut account, start) = queue(1);
    account.give_back(start);
    assert_eq!(account.counts(), (0, 1, 1));
    assert!(account.has_news(NextReport::NotDue), "a place is unused");
}
