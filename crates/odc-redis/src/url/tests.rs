//! Valid URLs are read. Invalid ones are refused with an error of one line.

use super::*;

fn read(text: &str) -> StoreUrl {
    StoreUrl::parse(text).unwrap()
}

fn refused(text: &str) -> String {
    StoreUrl::parse(text).unwrap_err().to_string()
}

#[test]
fn a_url_names_servers_user_database_and_settings() {
    let url = read(
        "rediss://us%40er:p%3Ass@cache.example.com/3?prefix=team:odc&name=night%20ly&share=0.5&patience_ms=200&required=false",
    );
    assert_eq!(url.topology, Topology::Single);
    assert_eq!(url.nodes, [("cache.example.com".to_owned(), 6379)]);
    assert_eq!(url.user.as_deref(), Some("us@er"));
    assert_eq!(url.password.as_ref().unwrap().0, "p:ss");
    assert_eq!((url.database, url.tls), (3, true));
    assert_eq!(
        (url.prefix.as_str(), url.name.as_str()),
        ("team:odc", "nightly")
    );
    assert_eq!(
        (url.share, url.patience),
        (Some(0.5), Duration::from_millis(200))
    );
    assert!(!url.required);
    let url = read("redis://localhost");
    assert_eq!(
        (url.user, url.password, url.database, url.tls),
        (None, None, 0, false)
    );
    assert_eq!((url.prefix.as_str(), url.share), ("odc", None));
    assert_eq!(url.patience, Duration::from_millis(50));
    assert!(url.required);
}

#[test]
fn sentinels_and_clusters_name_several_hosts() {
    let url = read(
        "redis-sentinel://:s3cret@a,[::1]:7000/2?master=main&sentinel_user=u&sentinel_password=p",
    );
    assert_eq!(
        url.nodes,
        [("a".to_owned(), 26379), ("::1".to_owned(), 7000)]
    );
    let Topology::Sentinel {
        master,
        user,
        password,
    } = url.topology
    else {
        panic!("{:?}", url.topology)
    };
    assert_eq!((master.as_str(), user.as_deref()), ("main", Some("u")));
    assert_eq!(password.unwrap().0, "p");
    let url = read("valkeys-cluster://a:1,b:2");
    assert_eq!((url.topology, url.tls), (Topology::Cluster, true));
    assert_eq!(url.nodes, [("a".to_owned(), 1), ("b".to_owned(), 2)]);
}

#[test]
fn an_invalid_url_is_refused_with_advice() {
    let missing = std::env::temp_dir().join("no-such-file.pem");
    let ca = format!("redis://h?ca={}", missing.display());
    for (url, part) in [
        ("cache.example.com:6379", "write redis://host:port"),
        ("http://cache.example.com", "its scheme is \"http\""),
        ("redis-ring://h", "its scheme is \"redis-ring\""),
        (
            "my pass@h://x",
            "it does not begin with a scheme; write redis",
        ),
        ("redis://", "a host is missing; write redis://"),
        ("redis://h:port", "invalid port number; write"),
        ("redis://a,b", "several hosts; write redis-cluster://"),
        ("redis://h/two", "its path must be the number of a database"),
        ("redis-cluster://h/1", "a cluster has only database 0"),
        ("redis-sentinel://h", "add ?master=NAME"),
        ("redis://h?master=m", "belong to redis-sentinel://"),
        ("redis://h?prefix={x}", "prefix must have 1 to 64 letters"),
        ("redis://h?share=2", "share must be a number from 0 to 1"),
        (
            "redis://h?patience_ms=0",
            "patience_ms must be a number from 1 to 60000",
        ),
        ("redis://h?required=maybe", "required must be true or false"),
        (
            "redis://h?retries=3",
            "sets \"retries\", which is not a setting; the settings are ca, master,",
        ),
        (&ca, "no-such-file.pem: No such file"),
    ] {
        let message = refused(url);
        assert!(message.contains(part), "{url}: {message}");
        assert!(!message.contains('\n'), "{message}");
    }
}

#[test]
fn no_password_is_shown() {
    let url = read("redis-sentinel://u:s3cret@a?master=m&sentinel_password=hush");
    let shown = format!("{url:?} {}", url.place());
    assert!(
        !shown.contains("s3cret") && !shown.contains("hush"),
        "{shown}"
    );
    let message = refused("redis://u:s3cret@h:port");
    assert!(!message.contains("s3cret"), "{message}");
}

#[test]
fn a_password_that_is_not_encoded_appears_in_no_message() {
    for url in [
        "redis://user:12?s3cret@host:6379",
        "redis://user:12?x&s3cret@host:6379",
        "redis://user:12#s3cret@host:6379",
        "redis://user:12/s3cret@host:6379",
        "redis://s3cret#@host",
        "user:s3cret://@host",
    ] {
        let message = StoreUrl::parse(url).unwrap_err().to_string();
        assert!(!message.contains("s3cret"), "{url}: {message}");
        assert!(message.contains("write "), "{url}: {message}");
    }
    let named = StoreUrl::parse("redis://user:pw@host?name=me@there").unwrap();
    assert_eq!(named.name, "me@there");
}
