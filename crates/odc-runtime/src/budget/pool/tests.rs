//! Tests a pool with many callers and a paused clock.

use std::sync::Arc;

use futures_util::FutureExt as _;
use odc_budget::LONGEST_PAUSE;

use super::*;

fn pool(calls: u32) -> Arc<Pool> {
    Arc::new(Pool::new(
        RateLimit::per_minute("test", calls),
        Arc::default(),
        OnWait::default(),
    ))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_limit_holds_when_many_callers_come_at_the_same_time() {
    let pool = pool(100);
    let tasks: Vec<_> = (0..400)
        .map(|number| {
            let pool = Arc::clone(&pool);
            tokio::spawn(async move {
                let fits = pool.try_reserve(Caller::Replay).await.is_ok();
                if fits && number % 2 == 0 {
                    pool.sent();
                }
                fits
            })
        })
        .collect();
    let mut let_through = 0;
    for task in tasks {
        let_through += u32::from(task.await.unwrap());
    }
    assert_eq!(let_through, 100);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_caller_is_refused_because_another_comes_at_the_same_time() {
    for _ in 0..200 {
        let pool = pool(100);
        let tasks: Vec<_> = (0..100)
            .map(|number| {
                let pool = Arc::clone(&pool);
                tokio::spawn(async move {
                    if number % 2 == 0 {
                        pool.wait_for_room(None).await.unwrap();
                        return true;
                    }
                    pool.try_reserve(Caller::New).await.is_ok()
                })
            })
            .collect();
        for task in tasks {
            assert!(task.await.unwrap(), "refused while there was room");
        }
        assert!(pool.try_reserve(Caller::New).await.is_err());
    }
}

#[tokio::test(start_paused = true)]
async fn a_new_caller_does_not_overtake_waiting_callers() {
    let pool = pool(2);
    pool.wait_for_room(None).await.unwrap();
    pool.wait_for_room(None).await.unwrap();
    let waiting = |pool: &Arc<Pool>| {
        let pool = Arc::clone(pool);
        tokio::spawn(async move { pool.wait_for_room(None).await })
    };
    let (first, given_up) = (waiting(&pool), waiting(&pool));
    tokio::task::yield_now().await;
    pool.give_back();
    pool.give_back();
    assert!(
        pool.try_reserve(Caller::New).await.is_err(),
        "both rooms are for the two"
    );
    given_up.abort();
    assert!(given_up.await.unwrap_err().is_cancelled());
    assert!(
        pool.try_reserve(Caller::New).await.is_ok(),
        "one has given up"
    );
    first.await.unwrap().unwrap();
    assert_eq!(pool.counts(), (0, 2, 0));
}

#[tokio::test(start_paused = true)]
async fn a_caller_that_gives_up_or_gets_room_leaves_the_queue() {
    let pool = pool(1);
    pool.wait_for_room(None).await.unwrap();
    let waiting = || {
        let pool = Arc::clone(&pool);
        tokio::spawn(async move { pool.wait_for_room(None).await })
    };
    let given_up = waiting();
    tokio::task::yield_now().await;
    assert_eq!(pool.counts(), (0, 1, 1));
    given_up.abort();
    assert!(given_up.await.unwrap_err().is_cancelled());
    assert_eq!(pool.counts(), (0, 1, 0));
    let (first, _second) = (waiting(), waiting());
    tokio::task::yield_now().await;
    pool.give_back();
    first.await.unwrap().unwrap();
    assert_eq!(pool.counts(), (0, 1, 1), "the second still waits");
}

#[tokio::test(start_paused = true)]
async fn a_caller_after_a_future_that_nothing_polls_gets_its_place_on_time() {
    let pool = pool(2);
    for _ in 0..2 {
        pool.wait_for_room(None).await.unwrap();
        pool.sent();
    }
    let started = Instant::now();
    let mut left_alone = Box::pin(pool.wait_for_room(None));
    assert!((&mut left_alone).now_or_never().is_none());
    let end = Some(started + Duration::from_secs(70));
    pool.wait_for_room(end).await.unwrap();
    assert_eq!(started.elapsed().as_secs(), 60);
    assert_eq!(pool.counts(), (0, 2, 0), "the other has its place, too");
    drop(left_alone);
    assert_eq!(pool.counts(), (0, 1, 0), "and gives it back");
}

#[tokio::test(start_paused = true)]
async fn places_that_a_429_removed_come_back_on_time_for_a_late_caller() {
    let pool = pool(4);
    pool.slow_down(Duration::ZERO);
    tokio::time::advance(Duration::from_secs(20)).await;
    for _ in 0..3 {
        pool.wait_for_room(None).await.unwrap();
        pool.sent();
    }
    let started = Instant::now();
    pool.wait_for_room(None).await.unwrap();
    assert_eq!(
        started.elapsed().as_secs(),
        10,
        "half a window after the 429"
    );
}

#[tokio::test(start_paused = true)]
async fn a_send_that_ends_wakes_the_caller_that_waits_for_it() {
    let pool = pool(1);
    pool.wait_for_room(None).await.unwrap();
    let waiting = tokio::spawn({
        let pool = Arc::clone(&pool);
        async move {
            pool.wait_for_room(None).await.unwrap();
            Instant::now()
        }
    });
    let started = Instant::now();
    tokio::time::sleep(Duration::from_secs(10)).await;
    pool.give_back();
    assert_eq!((waiting.await.unwrap() - started).as_secs(), 10);
}

#[tokio::test(start_paused = true)]
async fn a_wrong_retry_after_does_not_stop_callers_for_ever() {
    let pool = pool(1);
    pool.slow_down(Duration::MAX);
    let started = Instant::now();
    pool.wait_for_room(None).await.unwrap();
    assert_eq!(started.elapsed(), LONGEST_PAUSE);
}

#[tokio::test(start_paused = true)]
async fn a_new_call_does_not_overtake_a_call_that_waits() {
    let pool = pool(1);
    let waiting = Waiting::join(&pool);
    assert!(!pool.take_at_once(Instant::now()));
    drop(waiting);
    assert!(pool.take_at_once(Instant::now()));
}
