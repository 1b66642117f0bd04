//! Every route stands in the document of the interface, with the problems it answers.

#[test]
fn every_route_is_documented_with_its_refusals() {
    let document = serde_json::to_value(review::routes().to_openapi()).unwrap();
    let mut routes = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        let path = path.strip_prefix("/api/reviews/{congress}").unwrap();
        for (method, operation) in methods.as_object().unwrap() {
            assert!(operation["responses"]["401"].is_object(), "{method} {path}");
            routes.push(format!("{method} {path}"));
        }
    }
    routes.sort();
    let expected = [
        "get /queue",
        "post /final-reviews",
        "post /final-revocations",
        "post /units/{unit}/first-reviews",
        "post /units/{unit}/reports",
        "post /units/{unit}/revocations",
    ];
    assert_eq!(routes, expected);
}
