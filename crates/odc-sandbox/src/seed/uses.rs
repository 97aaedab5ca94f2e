//! Makes assets use other assets: a graph of apps, libraries, agents and connections that is more than four levels
//! deep.

use uuid::Uuid;

use crate::model::{Asset, AssetType, Use};

/// The first revision of an app that uses its second library.
const LATER: i32 = 3;

/// Links the assets of one tenant. Apps, agents and workflows must be in the order in which they were made, which takes
/// the portfolios in turn.
pub(super) fn link(
    apps: &mut [Asset],
    libraries: &mut [Asset],
    connections: &[Asset],
    portfolios: usize,
) {
    let portfolios = portfolios.max(1);
    let of_libraries: Vec<Uuid> = libraries.iter().map(|one| one.key).collect();
    let of_apps: Vec<(Uuid, AssetType)> = apps.iter().map(|one| (one.key, one.kind)).collect();
    for (place, library) in libraries.iter_mut().enumerate().skip(2) {
        use_from(library, of_libraries.get(place / 2), 1);
    }
    for (number, app) in apps.iter_mut().enumerate() {
        // Assets use others of the same portfolio. `place` counts within the portfolio.
        let (place, portfolio) = (number / portfolios, number % portfolios);
        let neighbour = |place: usize| of_apps.get(place * portfolios + portfolio);
        use_from(app, of_libraries.get(place % of_libraries.len().max(1)), 1);
        let second = of_libraries.get((place * 7 + 3) % of_libraries.len().max(1));
        use_from(app, second, LATER);
        match app.kind {
            AssetType::Agent => {
                for connection in connections.iter().filter(|_| portfolio == 0).take(4) {
                    use_from(app, Some(&connection.key), 1);
                }
            }
            AssetType::Workflow => {
                let agent = neighbour(place / 10 * 10 + 9);
                let agent = agent.filter(|(_, kind)| *kind == AssetType::Agent);
                use_from(app, agent.map(|(key, _)| key), 1);
            }
            _ => {
                // The first two assets use each other.
                let parent = if place == 0 { 1 } else { place / 3 };
                let parent = neighbour(parent);
                let parent = parent.filter(|(_, kind)| kind.has_address());
                use_from(app, parent.map(|(key, _)| key), 1);
            }
        }
    }
}

/// Makes an asset use another asset, unless it uses it already.
fn use_from(consumer: &mut Asset, producer: Option<&Uuid>, since: i32) {
    let Some(producer) = producer.filter(|key| **key != consumer.key) else {
        return;
    };
    if consumer.uses.iter().all(|one| one.producer != *producer) {
        consumer.uses.push(Use {
            producer: *producer,
            since,
        });
    }
}
