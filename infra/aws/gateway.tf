resource "aws_apigatewayv2_api" "this" {
  name          = local.name
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "default" {
  api_id      = aws_apigatewayv2_api.this.id
  name        = "$default"
  auto_deploy = true

  default_route_settings {
    throttling_rate_limit  = var.requests_per_second
    throttling_burst_limit = var.requests_per_second * 2
  }
}

resource "aws_apigatewayv2_integration" "function" {
  for_each = local.routes.functions

  api_id                 = aws_apigatewayv2_api.this.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.this[each.key].invoke_arn
  payload_format_version = "2.0"
}

# A prefix leads to its function with and without more behind it.
resource "aws_apigatewayv2_route" "function" {
  for_each = merge([
    for function, prefix in local.routes.functions : {
      "${prefix}"          = function
      "${prefix}/{proxy+}" = function
    }
  ]...)

  api_id    = aws_apigatewayv2_api.this.id
  route_key = "ANY ${each.key}"
  target    = "integrations/${aws_apigatewayv2_integration.function[each.value].id}"
}

# Health needs no session and no storage; congress answers it.
resource "aws_apigatewayv2_route" "health" {
  api_id    = aws_apigatewayv2_api.this.id
  route_key = "GET /api/health"
  target    = "integrations/${aws_apigatewayv2_integration.function["congress"].id}"
}

resource "aws_lambda_permission" "gateway" {
  for_each = local.routes.functions

  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this[each.key].function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/*/*"
}
