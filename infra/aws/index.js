// Pages are folders in the bucket: a path that ends in a slash means its index.html.
function handler(event) {
  var request = event.request;
  if (request.uri.endsWith("/")) {
    request.uri += "index.html";
  }
  return request;
}
