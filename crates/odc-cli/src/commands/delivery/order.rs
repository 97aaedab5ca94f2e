//! The order of a plan: an asset comes after the assets of the plan that it uses.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::plan::{Item, ItemStep};

/// Sorts the assets so that producers come first, and otherwise by name. If assets use each other in a circle, the
/// uses that close the circle are left out of `after`: the service deploys them in any order.
pub(crate) fn sort(items: &mut Vec<Item>) {
    let known: HashSet<Uuid> = items.iter().map(|item| item.asset).collect();
    for item in items.iter_mut() {
        let own = item.asset;
        item.after.retain(|key| known.contains(key) && *key != own);
    }
    items.sort_by_key(|item| (item.name.to_lowercase(), item.asset));
    let mut left = std::mem::take(items);
    let mut placed = HashSet::new();
    while !left.is_empty() {
        let is_free = |item: &Item| item.after.iter().all(|key| placed.contains(key));
        // In a circle, the asset that waits for the fewest others comes first.
        let waits = |item: &Item| {
            item.after
                .iter()
                .filter(|key| !placed.contains(*key))
                .count()
        };
        let fewest = || (0..left.len()).min_by_key(|at| left.get(*at).map(waits));
        let next = left.iter().position(is_free).or_else(fewest).unwrap_or(0);
        let mut item = left.remove(next);
        item.after.retain(|key| placed.contains(key));
        placed.insert(item.asset);
        items.push(item);
    }
}

/// The indices of the assets that can be deployed now.
pub(crate) fn ready(items: &[Item]) -> Vec<usize> {
    let steps = steps(items);
    let can = |item: &Item| {
        let is_there = |key: &Uuid| steps.get(key) == Some(&ItemStep::Deployed);
        item.step == ItemStep::Built && item.after.iter().all(is_there)
    };
    places(items, can)
}

/// The indices of the assets that can no longer be deployed, because an asset that they use failed.
pub(crate) fn blocked_items(items: &[Item]) -> Vec<usize> {
    let steps = steps(items);
    let cannot = |item: &Item| {
        let is_lost = |key: &Uuid| {
            matches!(
                steps.get(key),
                Some(ItemStep::Failed | ItemStep::Held | ItemStep::WentBack)
            )
        };
        matches!(item.step, ItemStep::Planned | ItemStep::Built) && item.after.iter().any(is_lost)
    };
    places(items, cannot)
}

/// The assets that are undone together. The first ones are those that no asset of the plan uses any more.
pub(crate) fn next_back(items: &[Item]) -> Vec<usize> {
    let can_go = |item: &Item| matches!(item.step, ItemStep::Deployed | ItemStep::GoingBack);
    let can = |item: &Item| {
        let mut users = items.iter().filter(|one| one.after.contains(&item.asset));
        can_go(item) && !users.any(|user| can_go(user) || user.stays)
    };
    places(items, can)
}

fn steps(items: &[Item]) -> HashMap<Uuid, ItemStep> {
    items.iter().map(|item| (item.asset, item.step)).collect()
}

fn places(items: &[Item], which: impl Fn(&Item) -> bool) -> Vec<usize> {
    let found = items.iter().enumerate().filter(|(_, item)| which(item));
    found.map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(key: u128, after: &[u128], step: ItemStep) -> Item {
        Item {
            asset: Uuid::from_u128(key),
            name: format!("asset {key}"),
            after: after.iter().copied().map(Uuid::from_u128).collect(),
            step,
            ..Item::default()
        }
    }

    fn keys(items: &[Item]) -> Vec<u128> {
        items.iter().map(|item| item.asset.as_u128()).collect()
    }

    #[test]
    fn producers_come_first_and_assets_outside_the_plan_do_not_count() {
        let planned = |key, after: &[u128]| item(key, after, ItemStep::Planned);
        let mut items = vec![
            planned(1, &[2, 9]),
            planned(2, &[3]),
            planned(3, &[]),
            planned(4, &[4]),
        ];
        sort(&mut items);
        assert_eq!(keys(&items), [3, 2, 1, 4]);
        assert_eq!(items[2].after, [Uuid::from_u128(2)]);
        assert!(items[3].after.is_empty());
    }

    #[test]
    fn the_use_that_closes_a_circle_is_left_out() {
        let planned = |key, after: &[u128]| item(key, after, ItemStep::Planned);
        let mut items = vec![planned(1, &[2]), planned(2, &[1]), planned(3, &[1])];
        sort(&mut items);
        assert_eq!(keys(&items), [1, 2, 3]);
        assert!(items[0].after.is_empty());
        assert_eq!(items[1].after, [Uuid::from_u128(1)]);
    }

    #[test]
    fn an_asset_is_ready_when_its_producers_run_and_held_back_when_one_failed() {
        let items = [
            item(1, &[], ItemStep::Deployed),
            item(2, &[1], ItemStep::Built),
            item(3, &[2], ItemStep::Built),
            item(4, &[], ItemStep::Failed),
            item(5, &[4], ItemStep::Planned),
            item(6, &[1], ItemStep::Planned),
        ];
        assert_eq!(ready(&items), [1]);
        assert_eq!(blocked_items(&items), [4]);
    }

    #[test]
    fn a_producer_is_undone_after_its_consumers() {
        let mut items = [
            item(1, &[], ItemStep::Deployed),
            item(2, &[1], ItemStep::Deployed),
            item(3, &[1], ItemStep::Failed),
        ];
        assert_eq!(next_back(&items), [1]);
        items[1].step = ItemStep::WentBack;
        assert_eq!(next_back(&items), [0]);
        // An asset that could not be undone still runs, and needs the assets that it uses.
        (items[1].step, items[1].stays) = (ItemStep::Failed, true);
        assert_eq!(next_back(&items), [0; 0]);
    }
}
