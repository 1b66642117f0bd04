//! What must not be published, and that its author learns file and line.

mod made;

use made::refusal;

#[test]
fn a_message_without_translation() {
    let said = refusal("site/messages/en/frame.ftl", "sign-out = Sign out\n", "");
    assert!(said.contains("site/messages/zh/frame.ftl:"), "{said}");
    assert!(
        said.contains("`sign-out` has no translation in site/messages/en"),
        "{said}"
    );
}

#[test]
fn a_message_missing_in_the_language_being_rendered() {
    let said = refusal(
        "templates/pages/404.html",
        "t(\"go-home\")",
        "t(\"go-hoem\")",
    );
    assert!(said.contains("templates/pages/404.html:4: "), "{said}");
    assert!(said.contains("there is no message `go-hoem`"), "{said}");
}

#[test]
fn a_message_that_nothing_uses() {
    let said = refusal(
        "templates/pages/404.html",
        "t(\"not-found-advice\")",
        "t(\"go-home\")",
    );
    for language in ["zh", "en"] {
        let file = format!("site/messages/{language}/frame.ftl:");
        assert!(said.contains(&file), "{said}");
    }
    assert!(
        said.contains("nothing uses `not-found-advice`: remove it\n    not-found-advice = "),
        "{said}"
    );
}

#[test]
fn a_broken_link_in_an_article() {
    let said = refusal("site/content/zh/manual.md", "](/states/)", "](/staets/)");
    assert!(
        said.contains("site/content/zh/manual.md:5: `/staets/` leads nowhere"),
        "{said}"
    );
}

#[test]
fn a_link_to_a_page_that_does_not_exist() {
    let said = refusal(
        "templates/pages/404.html",
        "url(\"workbench\")",
        "url(\"workbanch\")",
    );
    assert!(said.contains("templates/pages/404.html:4: "), "{said}");
    assert!(said.contains("there is no page `workbanch`"), "{said}");
}

#[test]
fn a_variable_that_is_not_defined() {
    let said = refusal(
        "templates/pages/404.html",
        "{% block main %}",
        "{% block main %}\n{{ nobody.knows }}",
    );
    assert!(
        said.contains("templates/pages/404.html:4: undefined value"),
        "{said}"
    );
    assert!(said.contains("\n    {{ nobody.knows }}"), "{said}");
}

#[test]
fn a_component_names_its_own_line_and_the_page_that_called_it() {
    let said = refusal(
        "templates/components/pager/pager.html",
        "t(\"pages\")",
        "t(pages)",
    );
    assert!(
        said.contains("templates/components/pager/pager.html:"),
        "{said}"
    );
    assert!(said.contains("while making templates/pages/"), "{said}");
}

#[test]
fn a_template_that_cannot_be_parsed() {
    let said = refusal(
        "templates/pages/404.html",
        "{% endblock %}",
        "{% endblok %}",
    );
    assert!(said.contains("templates/pages/404.html:"), "{said}");
}

#[test]
fn a_style_or_handler_inside_a_page() {
    let said = refusal(
        "templates/pages/404.html",
        "<section class=\"state\"",
        "<section style=\"color: red\" class=\"state\"",
    );
    assert!(
        said.contains("templates/pages/404.html:4: the attribute `style` is refused"),
        "{said}"
    );
    let said = refusal(
        "templates/pages/404.html",
        "<section class=\"state\"",
        "<script>alert(1)</script><section class=\"state\"",
    );
    assert!(
        said.contains("templates/pages/404.html:4: inline script"),
        "{said}"
    );
}

#[test]
fn a_script_that_makes_markup_of_text() {
    let said = refusal(
        "site/scripts/shell.js",
        "",
        "\ndocument.body.innerHTML = location.hash;\n",
    );
    assert!(said.contains("site/scripts/shell.js:"), "{said}");
    assert!(
        said.contains("`innerHTML` makes markup or code of text"),
        "{said}"
    );
}

#[test]
fn a_script_that_says_what_nobody_wrote() {
    let said = refusal(
        "site/scripts/shell.js",
        "",
        "\nmessage(\"nobody-wrote-this\");\n",
    );
    assert!(
        said.contains("there is no message `nobody-wrote-this` in site/messages/en/scripts.ftl"),
        "{said}"
    );
}

#[test]
fn an_id_that_stands_twice_on_a_page() {
    let said = refusal(
        "templates/pages/404.html",
        "<section class=\"state\"",
        "<section id=\"main\" class=\"state\"",
    );
    assert!(
        said.contains("the id `main` stands twice on /404.html"),
        "{said}"
    );
}
