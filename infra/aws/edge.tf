locals {
  # The name people know it by; without one of its own, CloudFront gives it one.
  origin = var.domain_name == "" ? "" : "https://${var.domain_name}"
  # What stands in the address bar, whichever of the three it is.
  site_origin = local.origin != "" ? local.origin : try("https://${aws_cloudfront_distribution.edge[0].domain_name}", aws_apigatewayv2_api.this.api_endpoint)
}

resource "aws_cloudfront_origin_access_control" "site" {
  count = var.edge ? 1 : 0

  name                              = "${local.name}-site"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_cloudfront_response_headers_policy" "this" {
  for_each = { for kind, headers in local.headers : kind => headers if var.edge }

  name = "${local.name}-${each.key}"

  custom_headers_config {
    dynamic "items" {
      for_each = { for header, value in each.value : header => value if !contains(local.security_headers, header) }
      content {
        header   = items.key
        value    = items.value
        override = false
      }
    }
  }

  security_headers_config {
    content_security_policy {
      # Attachments go straight to their bucket, which has a host of its own here.
      content_security_policy = replace(each.value["content-security-policy"], "connect-src 'self'", "connect-src 'self' https://${aws_s3_bucket.this["files"].bucket_regional_domain_name}")
      override                = false
    }
    content_type_options {
      override = false
    }
    frame_options {
      frame_option = each.value["x-frame-options"]
      override     = false
    }
    referrer_policy {
      referrer_policy = each.value["referrer-policy"]
      override        = false
    }
    strict_transport_security {
      access_control_max_age_sec = 63072000
      include_subdomains         = true
      override                   = false
    }
  }
}

locals {
  # CloudFront wants these by their own names, not among the custom ones.
  security_headers = [
    "content-security-policy",
    "x-content-type-options",
    "x-frame-options",
    "referrer-policy",
    "strict-transport-security",
  ]
}

# Pages are folders: /login/ is /login/index.html in the bucket.
resource "aws_cloudfront_function" "index" {
  count = var.edge ? 1 : 0

  name    = "${local.name}-index"
  runtime = "cloudfront-js-2.0"
  publish = true
  code    = file("${path.module}/index.js")
}

data "aws_cloudfront_cache_policy" "optimized" {
  count = var.edge ? 1 : 0
  name  = "Managed-CachingOptimized"
}

data "aws_cloudfront_cache_policy" "disabled" {
  count = var.edge ? 1 : 0
  name  = "Managed-CachingDisabled"
}

# What functions are told of a request. The viewer's address is CloudFront's own word: limits by network trust it.
resource "aws_cloudfront_origin_request_policy" "functions" {
  count = var.edge ? 1 : 0

  name = "${local.name}-functions"

  headers_config {
    header_behavior = "whitelist"
    headers {
      items = ["Accept", "Accept-Language", "CloudFront-Viewer-Address", "Idempotency-Key", "If-Match", "X-Tuixuan"]
    }
  }

  cookies_config {
    cookie_behavior = "all"
  }

  query_strings_config {
    query_string_behavior = "all"
  }
}

resource "aws_cloudfront_distribution" "edge" {
  count = var.edge ? 1 : 0

  enabled         = true
  is_ipv6_enabled = true
  comment         = local.name
  http_version    = "http2and3"
  price_class     = "PriceClass_200"
  aliases         = var.domain_name == "" ? [] : [var.domain_name]

  origin {
    origin_id                = "site"
    domain_name              = aws_s3_bucket.this["site"].bucket_regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.site[0].id
  }

  origin {
    origin_id                = "public"
    domain_name              = aws_s3_bucket.this["public"].bucket_regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.site[0].id
  }

  origin {
    origin_id   = "functions"
    domain_name = trimprefix(aws_apigatewayv2_api.this.api_endpoint, "https://")
    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }

  default_cache_behavior {
    target_origin_id           = "site"
    viewer_protocol_policy     = "redirect-to-https"
    allowed_methods            = ["GET", "HEAD"]
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    cache_policy_id            = data.aws_cloudfront_cache_policy.optimized[0].id
    response_headers_policy_id = aws_cloudfront_response_headers_policy.this["site"].id
    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.index[0].arn
    }
  }

  ordered_cache_behavior {
    path_pattern               = "/api/*"
    target_origin_id           = "functions"
    viewer_protocol_policy     = "https-only"
    allowed_methods            = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    cache_policy_id            = data.aws_cloudfront_cache_policy.disabled[0].id
    origin_request_policy_id   = aws_cloudfront_origin_request_policy.functions[0].id
    response_headers_policy_id = aws_cloudfront_response_headers_policy.this["function"].id
  }

  # Notices, made by a worker: their own bucket, the site's headers. They ask to be revalidated each time.
  dynamic "ordered_cache_behavior" {
    for_each = local.routes.public.prefixes
    content {
      path_pattern               = "${ordered_cache_behavior.value}/*"
      target_origin_id           = "public"
      viewer_protocol_policy     = "redirect-to-https"
      allowed_methods            = ["GET", "HEAD"]
      cached_methods             = ["GET", "HEAD"]
      compress                   = true
      cache_policy_id            = data.aws_cloudfront_cache_policy.optimized[0].id
      response_headers_policy_id = aws_cloudfront_response_headers_policy.this["site"].id
      function_association {
        event_type   = "viewer-request"
        function_arn = aws_cloudfront_function.index[0].arn
      }
    }
  }

  # No custom_error_response: it would hold for /api/* too and put a page in the place of a problem document.

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    acm_certificate_arn            = var.certificate_arn == "" ? null : var.certificate_arn
    cloudfront_default_certificate = var.certificate_arn == ""
    ssl_support_method             = var.certificate_arn == "" ? null : "sni-only"
    minimum_protocol_version       = var.certificate_arn == "" ? "TLSv1" : "TLSv1.2_2021"
  }
}
