variable "region" {
  description = "The region everything but the edge stands in."
  type        = string
}

variable "environment" {
  description = "What tells this deployment from others in the account, e.g. production."
  type        = string
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,20}$", var.environment))
    error_message = "Lower-case letters, digits and hyphens, at most 21."
  }
}

variable "root_key" {
  description = "32 random bytes in base64 (openssl rand -base64 32). Everything personal is sealed with keys made of it: keep a copy apart, it cannot be replaced."
  type        = string
  sensitive   = true
  validation {
    condition     = can(regex("^[A-Za-z0-9+/]{43}=$", var.root_key))
    error_message = "It must be 32 bytes in base64: openssl rand -base64 32."
  }
}

variable "packages" {
  description = "The folder with a zip for each function, as ./package leaves it."
  type        = string
  default     = "../../target/packages"
}

variable "edge" {
  description = "Whether CloudFront stands before the site, the functions and the files. Off in partitions where the operator brings their own."
  type        = bool
  default     = true
}

variable "domain_name" {
  description = "The name the system answers to; empty for the one CloudFront gives. Passkeys are made for this name: with another one people make them anew."
  type        = string
  default     = ""

  validation {
    condition     = var.domain_name == "" || can(regex("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}$", var.domain_name))
    error_message = "A host name in lower case, such as tuixuan.example.org, without https:// before and without a path after it."
  }
}

variable "certificate_arn" {
  description = "The certificate of domain_name (in us-east-1 for CloudFront); empty without one."
  type        = string
  default     = ""
}

variable "alarm_email" {
  description = "Who is told of alarms; empty for nobody."
  type        = string
  default     = ""
}

variable "sms" {
  description = "Who sends the texts: sns, aliyun or tencent. The latter two need the access key's id, the registered signature and the code of each registered template (\"sign_in_code.zh\" = \"SMS_1\", …: every kind of message in zh and en); tencent its SmsSdkAppId too."
  type = object({
    gateway   = optional(string, "sns")
    region    = optional(string, "")
    key_id    = optional(string, "")
    signature = optional(string, "")
    app_id    = optional(string, "")
    templates = optional(map(string), {})
  })
  default = {}
  validation {
    condition     = contains(["sns", "aliyun", "tencent"], var.sms.gateway)
    error_message = "The gateway is sns, aliyun or tencent."
  }
}

variable "sms_key_secret" {
  description = "The secret of the access key at aliyun or tencent; empty for sns."
  type        = string
  default     = ""
  sensitive   = true
}

variable "log_retention_days" {
  description = "How long logs are kept. The Cybersecurity Law of the PRC, Article 21, asks for at least six months."
  type        = number
  default     = 180
  validation {
    condition     = var.log_retention_days >= 180
    error_message = "At least 180 days."
  }
}

variable "requests_per_second" {
  description = "What the gateway lets through in all; bursts may be twice as many."
  type        = number
  default     = 200
}

variable "deletion_protection" {
  description = "Whether tables and buckets refuse to be destroyed."
  type        = bool
  default     = true
}
