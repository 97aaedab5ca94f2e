//! Tests that text of a document becomes Markdown that rustdoc shows as it was published.

use super::*;

/// The lines of a comment, as they are when the file is finished.
fn lines(text: &str) -> Vec<String> {
    let lines = Prose::read(text).lines().into_iter();
    lines.map(|line| line.replace(MARK, "")).collect()
}

fn text(text: &str) -> String {
    lines(text).join("\n")
}

fn code(text: &str) -> String {
    Line::default().code(text).unwrapped()
}

#[test]
fn brackets_are_text_unless_they_link_to_an_address() {
    for (published, shown) in [
        (
            "Use a[b] or <c>, `d[e]`, and [`Client`].",
            "Use a\\[b\\] or \\<c>, `d[e]`, and \\[`Client`\\].",
        ),
        (
            "See [the docs](https://acme.test/a) for List<T> and a[0].",
            "See [the docs](https://acme.test/a) for List\\<T> and a\\[0\\].",
        ),
        ("[groups](#/Groups) [`name`]", "groups \\[`name`\\]"),
        ("[a *b*](javascript:c)", "a *b*"),
        ("one ` and [b]", "one \\` and \\[b\\]"),
        ("``a`[b]`` [c]", "`` a`[b] `` \\[c\\]"),
        ("already \\<b> and \\[c\\]", "already \\<b> and \\[c\\]"),
        (
            "![alt](https://acme.test/a.png)",
            "[alt](https://acme.test/a.png)",
        ),
        (
            "no![alt](https://acme.test/a.png)",
            "no[alt](https://acme.test/a.png)",
        ),
        (
            "no\\![alt](https://acme.test)",
            "no\\![alt](https://acme.test)",
        ),
        (
            "[a][b] [c]\n\n[b]: https://acme.test/b",
            "[a](https://acme.test/b) \\[c\\]",
        ),
        ("a[^1]\n\n[^1]: b", "a^1"),
    ] {
        assert_eq!(text(published), shown);
    }
}

#[test]
fn an_address_is_a_link() {
    for (published, shown) in [
        (
            "At https://acme.test/a?b=1.",
            "At <https://acme.test/a?b=1>.",
        ),
        ("(http://acme.test)", "(<http://acme.test>)"),
        ("<https://acme.test/a>", "<https://acme.test/a>"),
        ("`https://acme.test`", "`https://acme.test`"),
        ("https://{tenant}/a", "https://{tenant}/a"),
        ("größe: https://ü.test", "größe: <https://ü.test>"),
        ("[](https://acme.test)", "<https://acme.test>"),
        (
            "[a](<https://acme.test/(b c)*>)",
            "[a](https://acme.test/%28b%20c%29%2A)",
        ),
    ] {
        assert_eq!(text(published), shown);
    }
}

#[test]
fn html_is_shown_as_text() {
    for (published, shown) in [
        ("a <br/> b", "a \\<br/> b"),
        ("<script>alert(1)</script>", "\\<script>alert(1)\\</script>"),
        ("<!-- a\n\nb -->", "\\<!-- a\nb -->"),
        ("&lt;script&gt; &amp;amp; R&D", "\\<script> \\&amp; R&D"),
    ] {
        assert_eq!(text(published), shown);
    }
}

#[test]
fn long_lines_are_wrapped_and_paragraphs_are_kept() {
    let long = format!("{}end\n\nnext", "word ".repeat(25));
    assert_eq!(lines(&long).len(), 4);
}

#[test]
fn a_span_of_code_is_never_broken() {
    let text = format!(
        "{} `User management > View end users` or more",
        "word ".repeat(17)
    );
    assert_eq!(
        lines(&text)[1],
        "`User management > View end users` or more"
    );
}

#[test]
fn a_wrapped_line_does_not_begin_a_block() {
    let long = "words ".repeat(16);
    for mark in [
        "-", "+", "#", "1.", "2)", ">", ">=", "---", "===", "|", ":--",
    ] {
        let text = lines(&format!("{long}{mark} more"));
        assert_eq!(text.len(), 2);
        assert_eq!(text[1], format!("words {mark} more"));
        let text = lines(&format!("{}  {mark} more", "x".repeat(120)));
        assert!(text[1].contains('\\'), "no word can be moved: {text:?}");
    }
    for mark in ["-1", "1.5", "é", "**a**"] {
        let text = lines(&format!("{long}{mark} more"));
        assert_eq!(text[1], format!("{mark} more"));
    }
}

#[test]
fn blocks_keep_their_form() {
    for same in [
        "# A thing\n\ntext",
        "- one\n- two\n  - three\n\n1. four\n2. five",
        "> one\n>\n> - two",
        "| a | b |\n|---|--:|\n| `c` | \\[d\\] |",
        "one\\\ntwo",
        "*one* **two** 2 * 3 a_b \\_c",
        "- one\n\n- two\n\n  three",
        "***",
    ] {
        assert_eq!(text(same), same);
    }
    let row = format!("| {} |", "cell ".repeat(40).trim());
    assert_eq!(lines(&format!("{row}\n|---|"))[0], row);
}

#[test]
fn code_blocks_are_never_compiled() {
    for (published, shown) in [
        ("```\na[0]\n```", "```text\na[0]\n```"),
        ("~~~ json\n```\n~~~\nb", "````text\n```\n````\n\nb"),
        ("````rust\n```\na\n```\n````", "````text\n```\na\n```\n````"),
        ("> ```\n> a\n> ```\nb", "> ```text\n> a\n> ```\n\nb"),
        ("- ```sh\n  a\n  ```", "- ```text\n  a\n  ```"),
        ("1. ```", "1. ```text\n   ```"),
        ("```\nnever closed", "```text\nnever closed\n```"),
        ("Like:\n\n    let a;\n", "Like:\n\n```text\nlet a;\n```"),
        ("```a[b]``` is code", "`a[b]` is code"),
        (
            "\u{a0}```\u{2028}\u{3000}~~~\nlet a;\n```",
            "\\`\\`\\`\n\\~\\~\\~\nlet a;\n\n```text\n```",
        ),
        (
            "- - - - - - - - - - ```\n  a",
            "- - - - - - - - ```text\n                ```\n\n  a",
        ),
    ] {
        assert_eq!(text(published), shown, "{published:?}");
    }
}

#[test]
fn characters_that_a_comment_must_not_contain_are_removed() {
    let text = "one\r\ntwo\rthree\u{202e}\u{0}\u{fdd0}\u{ffff}\u{feff}\n```\na\rb\n```";
    assert_eq!(
        lines(text),
        ["one", "two", "three", "", "```text", "a", "b", "```"]
    );
}

#[test]
fn a_span_of_code_can_hold_any_text() {
    for (text, span) in [
        ("GET /a", "`GET /a`"),
        ("List`1", "`` List`1 ``"),
        ("a``b", "` a``b `"),
        ("a\r\nb", "`a b`"),
        (" a ", "`  a  `"),
        ("", "` `"),
    ] {
        assert_eq!(code(text), span);
    }
    let two = Line::default().code("a").code("b").unwrapped();
    assert_eq!(two, "`a` `b`");
}

#[test]
fn a_sentence_ends_with_one_period_outside_of_code() {
    for (published, shown) in [
        ("Like this", "Like this."),
        ("Like this!", "Like this!"),
        ("- a\n- b", "- a\n- b."),
        ("Like:\n```\na\n```\n", "Like:\n\n```text\na\n```"),
        ("| a |\n|---|", "| a |\n|---|"),
    ] {
        let lines = Prose::read(published).sentence().lines();
        assert_eq!(lines.join("\n").replace(MARK, ""), shown);
    }
}

#[test]
fn links_to_items_are_marked_and_other_names_are_code() {
    let marked = |line: Line| line.unwrapped().replace(MARK, "!");
    assert_eq!(marked(Line::ours("see [`Error`]")), "see ![`Error`]");
    let item = |name, path| marked(Line::default().item(name, path));
    assert_eq!(item("Thing", "Thing"), "![`Thing`]");
    assert_eq!(item("A::b", "crate::A::b"), "![`A::b`](crate::A::b)");
    assert_eq!(item("A](b", "c"), "`A](b`");
}
