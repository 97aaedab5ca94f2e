//! Looks users up by their e-mail address, with the fewest calls.

use odc_runtime::Error;
use uuid::Uuid;

use super::limits::CHUNK;
use crate::Client;
use crate::types::{NewUser, User};

/// The key of each record's user, by the e-mail address. Upper and lower case are the same. `None` for a record
/// without an address, and if there is no such user.
///
/// The API has no filter for many addresses. Therefore it either reads the whole list of users, with 100 users per
/// call, or it makes one call for each address. It chooses the smaller number of calls. The first page of the list
/// contains the length of the list.
pub(super) async fn keys_by_email(
    client: &Client,
    records: &[&NewUser],
) -> Result<Vec<Option<Uuid>>, Error> {
    let addresses: Vec<Option<&str>> = records.iter().map(|it| it.email.as_deref()).collect();
    let mut keys = vec![None; records.len()];
    let wanted = addresses.iter().flatten().count();
    if wanted == 0 {
        return Ok(keys);
    }
    if wanted > 1 {
        let mut pages = client.list_users().sort("key").limit(100).pages();
        let Some(first) = pages.try_next().await? else {
            return Ok(keys);
        };
        let total = first.page.as_ref().and_then(|page| page.total_results);
        let calls_left = total.map_or(0, |total| total.max(0).unsigned_abs() as usize / CHUNK);
        note(&mut keys, &addresses, &first.results);
        if calls_left <= wanted {
            while keys.iter().flatten().count() < wanted
                && let Some(page) = pages.try_next().await?
            {
                note(&mut keys, &addresses, &page.results);
            }
            return Ok(keys);
        }
    }
    for at in 0..addresses.len() {
        if let (Some(address), None) = (addresses[at], keys[at]) {
            let mut users = client.list_users().name_or_email_contains(address).pages();
            while keys[at].is_none()
                && let Some(page) = users.try_next().await?
            {
                note(&mut keys, &addresses, &page.results);
            }
        }
    }
    Ok(keys)
}

fn note(keys: &mut [Option<Uuid>], addresses: &[Option<&str>], users: &[User]) {
    for user in users {
        let Some(email) = user.email.as_deref() else {
            continue;
        };
        for (key, address) in keys.iter_mut().zip(addresses) {
            if key.is_none() && address.is_some_and(|it| it.eq_ignore_ascii_case(email)) {
                *key = Some(user.key);
            }
        }
    }
}
