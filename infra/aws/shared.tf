# What the machine of ../local and this deployment agree on.
locals {
  tables  = jsondecode(file("${path.module}/../tables.json"))
  routes  = jsondecode(file("${path.module}/../routes.json"))
  headers = jsondecode(file("${path.module}/../headers.json"))

  name    = "tuixuan-${var.environment}"
  account = data.aws_caller_identity.current.account_id
}
