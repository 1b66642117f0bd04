//! Every route stands in the document of the interface, with the problems it answers.

#[test]
fn every_route_is_documented_with_its_refusals() {
    let document = serde_json::to_value(review::routes().to_openapi()).unwrap();
    let mut routes = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        let path = path.strip_prefix("/api/reviews").unwrap();
        for (method, operation) in methods.as_object().unwrap() {
            assert!(operation["responses"]["401"].is_object(), "{method} {path}");
            routes.push(format!("{method} {path}"));
        }
    }
    routes.sort();
    let expected = [
        "get /phrases",
        "get /{congress}/queue",
        "get /{congress}/units/{unit}/reports",
        "post /phrases",
        "post /phrases/removals",
        "post /{congress}/final-reviews",
        "post /{congress}/final-revocations",
        "post /{congress}/undos",
        "post /{congress}/units/{unit}/first-reviews",
        "post /{congress}/units/{unit}/reports",
        "post /{congress}/units/{unit}/returns",
        "post /{congress}/units/{unit}/revocations",
    ];
    assert_eq!(routes, expected);
}
