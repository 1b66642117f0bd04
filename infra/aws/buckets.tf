locals {
  buckets = {
    site   = { keeps_old_versions_days = 30 }
    files  = { keeps_old_versions_days = 90 }
    public = { keeps_old_versions_days = 1 } # what was withdrawn is to be gone
  }
}

resource "aws_s3_bucket" "this" {
  for_each = local.buckets

  bucket        = "${local.name}-${each.key}-${local.account}"
  force_destroy = !var.deletion_protection
}

resource "aws_s3_bucket_public_access_block" "this" {
  for_each = aws_s3_bucket.this

  bucket                  = each.value.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "this" {
  for_each = aws_s3_bucket.this

  bucket = each.value.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  for_each = aws_s3_bucket.this

  bucket = each.value.id
  rule {
    bucket_key_enabled = true
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.data.arn
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  for_each = aws_s3_bucket.this

  bucket = each.value.id
  rule {
    id     = "old-versions"
    status = "Enabled"
    filter {}
    noncurrent_version_expiration {
      noncurrent_days = local.buckets[each.key].keeps_old_versions_days
    }
    abort_incomplete_multipart_upload {
      days_after_initiation = 2
    }
  }
  dynamic "rule" {
    for_each = each.key == "files" ? ["incoming/"] : []
    content {
      id     = "broken-off-uploads" # what was confirmed was copied to its place
      status = "Enabled"
      filter {
        prefix = rule.value
      }
      expiration {
        days = 2
      }
      noncurrent_version_expiration {
        noncurrent_days = 1
      }
    }
  }
}

resource "aws_s3_bucket_policy" "this" {
  for_each = aws_s3_bucket.this

  bucket = each.value.id
  policy = data.aws_iam_policy_document.bucket[each.key].json
}

data "aws_iam_policy_document" "bucket" {
  for_each = aws_s3_bucket.this

  statement {
    sid       = "OnlyEncryptedConnections"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [each.value.arn, "${each.value.arn}/*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }

  dynamic "statement" {
    for_each = contains(["site", "public"], each.key) ? aws_cloudfront_distribution.edge[*].arn : []
    content {
      sid       = "EdgeReads"
      actions   = ["s3:GetObject", "s3:ListBucket"] # with ListBucket, what is missing is 404 and not 403
      resources = [each.value.arn, "${each.value.arn}/*"]
      principals {
        type        = "Service"
        identifiers = ["cloudfront.amazonaws.com"]
      }
      condition {
        test     = "StringEquals"
        variable = "aws:SourceArn"
        values   = [statement.value]
      }
    }
  }
}

# Pages send attachments straight to the bucket by presigned requests.
resource "aws_s3_bucket_cors_configuration" "files" {
  count = var.edge ? 1 : 0

  bucket = aws_s3_bucket.this["files"].id
  cors_rule {
    allowed_methods = ["PUT"]
    allowed_origins = [local.origin != "" ? local.origin : "https://${aws_cloudfront_distribution.edge[0].domain_name}"]
    allowed_headers = ["content-type", "content-length", "if-none-match", "x-amz-checksum-sha256"]
    max_age_seconds = 3600
  }
}
