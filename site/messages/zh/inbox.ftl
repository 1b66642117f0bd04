# 消息。

inbox-lead = 与您有关的每件事都在这里，最新的在最上面。
inbox-empty = 还没有消息
inbox-empty-advice = 登记表退回、审核结果、截止提醒和换届单位的通知会出现在这里。
inbox-new = 新
inbox-open = 前往办理
inbox-more = 更早的消息
inbox-sms = 短信设置
inbox-sms-detail = 所有消息都会出现在本页。勾选的同时发短信到您的手机；登录验证码始终发短信。
inbox-sms-kinds = 同时发短信
