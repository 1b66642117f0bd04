output "address" {
  description = "Where the system answers."
  value       = local.site_origin
}

output "site_bucket" {
  description = "Where the built site goes."
  value       = aws_s3_bucket.this["site"].id
}

output "tables" {
  description = "The names of the tables, for ./operate."
  value       = { for name, table in aws_dynamodb_table.this : name => table.name }
}

output "distribution" {
  description = "The distribution to invalidate after publishing; empty without the edge."
  value       = try(aws_cloudfront_distribution.edge[0].id, "")
}
