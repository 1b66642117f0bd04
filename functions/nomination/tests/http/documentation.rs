//! Every route stands in the document of the interface, with the problems it answers.

#[test]
fn every_route_is_documented_with_its_refusals() {
    let document = serde_json::to_value(nomination::routes().to_openapi()).unwrap();
    let mut routes = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        let path = path
            .strip_prefix("/api/nominations/{congress}/{unit}")
            .unwrap();
        for (method, operation) in methods.as_object().unwrap() {
            assert!(operation["responses"]["401"].is_object(), "{method} {path}");
            assert!(
                operation["parameters"].as_array().unwrap().len() >= 2,
                "{method} {path}"
            );
            routes.push(format!("{method} {path}"));
        }
    }
    routes.sort();
    let expected = [
        "delete /files/{file}",
        "delete /{nomination}/attachments/{attachment}",
        "delete /{nomination}/consent",
        "get ",
        "get /files",
        "get /files/{file}",
        "get /files/{file}/upload",
        "get /imports",
        "get /imports/template.xlsx",
        "get /{nomination}",
        "get /{nomination}/attachments/{attachment}",
        "get /{nomination}/attachments/{attachment}/upload",
        "get /{nomination}/form",
        "get /{nomination}/former-forms",
        "get /{nomination}/photo",
        "patch /{nomination}/form",
        "post ",
        "post /files",
        "post /files/{file}/confirmation",
        "post /imports",
        "post /imports/marked.xlsx",
        "post /imports/{import}/undo",
        "post /reminders",
        "post /{nomination}/attachments",
        "post /{nomination}/attachments/{attachment}/confirmation",
        "post /{nomination}/category",
        "post /{nomination}/consent",
        "post /{nomination}/deregister",
        "post /{nomination}/disable",
        "post /{nomination}/enable",
        "post /{nomination}/exceptions",
        "post /{nomination}/former-forms",
        "post /{nomination}/original",
        "post /{nomination}/reveal",
        "post /{nomination}/submission",
        "put /{nomination}/photo",
    ];
    assert_eq!(routes, expected);
}
