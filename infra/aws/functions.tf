locals {
  # Memory in MB; exports are streamed, so no function needs much. Workers are woken and never called over HTTP. The exporter is the
  # export function's program again, and the printer the print function's, by their handler, with as long as Lambda gives for what is too long for an answer.
  functions = {
    login      = { memory = 256, timeout = 10 }
    congress   = { memory = 512, timeout = 20 }
    nomination = { memory = 512, timeout = 20 }
    review     = { memory = 256, timeout = 20 }
    export     = { memory = 1024, timeout = 29 }
    exporter   = { memory = 1024, timeout = 900, package = "export", handler = "worker" }
    inbox      = { memory = 256, timeout = 10 }
    print      = { memory = 2048, timeout = 29 }
    printer    = { memory = 3008, timeout = 900, package = "print", handler = "worker" }
    publish    = { memory = 1024, timeout = 60 }
    notify     = { memory = 256, timeout = 60 }
  }

  # What the worker reads of its gateway (functions/notify/src/gateway/configuration.rs), and where the link of an invitation
  # leads; empty ones are left out.
  sms = { for name, value in {
    SITE_ORIGIN    = local.origin
    SMS_GATEWAY    = var.sms.gateway
    SMS_REGION     = var.sms.region
    SMS_KEY_ID     = var.sms.key_id
    SMS_KEY_SECRET = var.sms_key_secret
    SMS_SIGNATURE  = var.sms.signature
    SMS_APP_ID     = var.sms.app_id
    SMS_TEMPLATES  = length(var.sms.templates) > 0 ? jsonencode(var.sms.templates) : ""
  } : name => value if value != "" }
}

resource "aws_lambda_function" "this" {
  for_each = local.functions

  function_name    = "${local.name}-${each.key}"
  description      = "${each.key} of ${local.name}"
  role             = aws_iam_role.function[each.key].arn
  runtime          = "provided.al2023"
  handler          = lookup(each.value, "handler", "bootstrap")
  architectures    = ["x86_64"]
  filename         = "${var.packages}/${lookup(each.value, "package", each.key)}.zip"
  source_code_hash = filebase64sha256("${var.packages}/${lookup(each.value, "package", each.key)}.zip")
  memory_size      = each.value.memory
  timeout          = each.value.timeout
  layers           = contains(["print", "printer"], each.key) ? [aws_lambda_layer_version.fonts.arn] : []
  kms_key_arn      = aws_kms_key.data.arn

  environment {
    # Passkeys are made for one origin: only signing in needs to know it, what prints it as QR codes, and the worker that names it in feed and sitemap.
    variables = merge(var.edge ? { ADDRESS_HEADER = "cloudfront-viewer-address" } : {}, each.key == "notify" ? local.sms : {}, contains(["login", "print", "printer"], each.key) ? { SITE_ORIGIN = local.site_origin } : {}, each.key == "publish" ? { PUBLIC_BUCKET = aws_s3_bucket.this["public"].id, SITE_ORIGIN = local.site_origin } : {}, {
      RECORDS_TABLE = aws_dynamodb_table.this["records"].name
      ACCESS_TABLE  = aws_dynamodb_table.this["access"].name
      FILES_BUCKET  = aws_s3_bucket.this["files"].id
      ROOT_KEY      = var.root_key
    })
  }

  tracing_config {
    mode = "Active"
  }

  lifecycle {
    # The function would not start with anything else, and nobody could sign in.
    precondition {
      condition     = each.key != "login" || can(regex("^https://[a-z0-9.-]+$", local.site_origin))
      error_message = "SITE_ORIGIN of the login function must be https:// and a host name, nothing after it; it is ${local.site_origin}."
    }
  }

  depends_on = [aws_cloudwatch_log_group.function]
}

# Under /opt/fonts. Apart from the function, since both together are more than an upload may have.
resource "aws_lambda_layer_version" "fonts" {
  layer_name       = "${local.name}-fonts"
  description      = "Fonts that papers are printed with"
  filename         = "${var.packages}/fonts.zip"
  source_code_hash = filebase64sha256("${var.packages}/fonts.zip")
}

resource "aws_cloudwatch_log_group" "function" {
  for_each = local.functions

  name              = "/aws/lambda/${local.name}-${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.data.arn
}
