# The wake-up carries nothing: the workers look up what is due. The stream wakes them at once, the schedule every minute
# for what was postponed or is due later.
locals {
  # Each worker with the partition that its work waits in.
  workers = { notify = "OUTBOX", publish = "PUBLISH", exporter = "EXPORTS", printer = "EXPORTS" }
}

resource "aws_lambda_event_source_mapping" "outbox" {
  for_each = local.workers

  event_source_arn                   = aws_dynamodb_table.this["records"].stream_arn
  function_name                      = aws_lambda_function.this[each.key].arn
  starting_position                  = "LATEST"
  batch_size                         = 100
  maximum_batching_window_in_seconds = 1
  maximum_retry_attempts             = 2

  filter_criteria {
    filter {
      pattern = jsonencode({ eventName = ["INSERT"], dynamodb = { Keys = { pk = { S = [each.value] } } } })
    }
  }

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.dead.arn
    }
  }
}

resource "aws_cloudwatch_event_rule" "minute" {
  name                = "${local.name}-minute"
  description         = "Wakes the workers for what was postponed or is due"
  schedule_expression = "rate(1 minute)"
}

resource "aws_cloudwatch_event_target" "worker" {
  for_each = local.workers

  rule = aws_cloudwatch_event_rule.minute.name
  arn  = aws_lambda_function.this[each.key].arn
  dead_letter_config {
    arn = aws_sqs_queue.dead.arn
  }
}

resource "aws_lambda_permission" "minute" {
  for_each = local.workers

  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this[each.key].function_name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.minute.arn
}

resource "aws_sqs_queue" "dead" {
  name                      = "${local.name}-dead"
  message_retention_seconds = 14 * 24 * 3600
  sqs_managed_sse_enabled   = true
}

data "aws_iam_policy_document" "dead" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.dead.arn]
    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_cloudwatch_event_rule.minute.arn]
    }
  }
}

resource "aws_sqs_queue_policy" "dead" {
  queue_url = aws_sqs_queue.dead.id
  policy    = data.aws_iam_policy_document.dead.json
}
