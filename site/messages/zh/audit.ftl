# 审计记录。

audit-lead = 谁查看或导出过完整的手机号和证件号，写给各单位的通知。每条推荐的全部经过可导出，任何改动都会显出来。
audit-export = 导出全部经过
audit-empty = 还没有人查看或导出完整信息
audit-empty-advice = 查看、导出完整手机号和证件号都会记在这里。
audit-disclosures = 完整信息的查看与导出
audit-at = 时间
audit-who = 操作人
audit-role = 身份
audit-what = 操作
audit-whose = 涉及人员
audit-messages = 写给单位的通知
