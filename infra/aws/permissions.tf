locals {
  # What each function may do with each table and bucket. Worked out from the code; not yet compared with recorded calls.
  # The worker writes to `access` too: sessions that end with a part, and what follows a changed phone, are carried on by it
  # where a request died.
  read  = ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"]
  write = ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:ConditionCheckItem"]

  uses = {
    login      = { records = concat(local.read, local.write), access = concat(local.read, local.write), files = [] }
    congress   = { records = concat(local.read, local.write), access = concat(local.read, local.write), files = ["s3:PutObject", "s3:DeleteObject"] }
    nomination = { records = concat(local.read, local.write), access = concat(local.read, local.write), files = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListMultipartUploadParts", "s3:AbortMultipartUpload"] }
    review     = { records = concat(local.read, local.write), access = concat(local.read, local.write), files = [] }
    export     = { records = concat(local.read, local.write), access = concat(local.read, local.write), files = ["s3:GetObject", "s3:DeleteObject"] }
    exporter   = { records = concat(local.read, local.write), access = [], files = ["s3:PutObject", "s3:DeleteObject"] }
    inbox      = { records = concat(local.read, local.write), access = concat(local.read, local.write), files = [] }
    print      = { records = concat(local.read, local.write), access = concat(local.read, local.write), files = ["s3:GetObject"] }
    printer    = { records = concat(local.read, local.write), access = [], files = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"] }
    publish    = { records = concat(local.read, local.write), access = [], files = ["s3:GetObject"] }
    notify     = { records = concat(local.read, local.write), access = concat(local.read, local.write), files = [] }
  }
}

resource "aws_iam_role" "function" {
  for_each = local.functions

  name               = "${local.name}-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "lambda" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role_policy" "function" {
  for_each = local.functions

  name   = "uses"
  role   = aws_iam_role.function[each.key].id
  policy = data.aws_iam_policy_document.function[each.key].json
}

data "aws_iam_policy_document" "function" {
  for_each = local.functions

  dynamic "statement" {
    for_each = { for table, actions in { records = local.uses[each.key].records, access = local.uses[each.key].access } : table => actions if length(actions) > 0 }
    content {
      sid       = title(statement.key)
      actions   = statement.value
      resources = [aws_dynamodb_table.this[statement.key].arn, "${aws_dynamodb_table.this[statement.key].arn}/index/*"]
    }
  }

  dynamic "statement" {
    for_each = length(local.uses[each.key].files) > 0 ? [1] : []
    content {
      sid       = "Files"
      actions   = local.uses[each.key].files
      resources = ["${aws_s3_bucket.this["files"].arn}/*"]
    }
  }

  # With it what is missing is 404 and not 403: an upload that has not arrived is told from one that may not be looked at.
  dynamic "statement" {
    for_each = each.key == "nomination" ? [1] : []
    content {
      sid       = "Missing"
      actions   = ["s3:ListBucket"]
      resources = [aws_s3_bucket.this["files"].arn]
    }
  }

  # Only this worker writes what everybody reads.
  dynamic "statement" {
    for_each = each.key == "publish" ? [1] : []
    content {
      sid       = "Public"
      actions   = ["s3:PutObject", "s3:DeleteObject"]
      resources = ["${aws_s3_bucket.this["public"].arn}/*"]
    }
  }

  statement {
    sid       = "Key"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.data.arn]
  }

  statement {
    sid       = "Logs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.function[each.key].arn}:*"]
  }

  statement {
    sid       = "Traces"
    actions   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
    resources = ["*"]
  }

  dynamic "statement" {
    for_each = contains(keys(local.workers), each.key) ? [1] : []
    content {
      sid       = "Stream"
      actions   = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"]
      resources = [aws_dynamodb_table.this["records"].stream_arn]
    }
  }

  dynamic "statement" {
    for_each = contains(keys(local.workers), each.key) ? [1] : []
    content {
      sid       = "DeadLetters"
      actions   = ["sqs:SendMessage"]
      resources = [aws_sqs_queue.dead.arn]
    }
  }

  # A text goes to a phone, not to a topic: SNS knows no narrower resource for it.
  dynamic "statement" {
    for_each = each.key == "notify" && var.sms.gateway == "sns" ? [1] : []
    content {
      sid           = "Texts"
      actions       = ["sns:Publish"]
      not_resources = ["arn:${data.aws_partition.current.partition}:sns:*:*:*"]
    }
  }
}
