# 推选：名额和新增。

nominate-new = 新增
nominate-empty = 还没有推选人选
nominate-empty-advice = 点“新增”录入姓名、手机号和身份；有筛选条件时，可先重置。
quota = 名额
quota-table = 名额表
quota-places = 名额
quota-reported = 已上报
quota-waiting = 待上报
quota-table-note = 每格为“已占用 / 名额”：✓ 已满或已达到，✕ 还不够。委员占用代表名额，代表不占用委员名额。
places-unit = 位
at-least = { $what }不少于
allocate = 分配
allocate-detail = 可以一次录入多人：回车换到下一行，也可从 Excel 复制后直接粘贴。名额够时全部分配，不够时一个也不分配，并指出哪一行。手机号用于登录，请核对。
paste-rows = 从表格粘贴
paste-rows-label = 每行一人：姓名、手机号、身份
paste-rows-hint = 可直接从 Excel 复制三列粘贴，或用逗号、空格分隔
paste-rows-take = 填入上面的行
disable = 禁用
enable = 启用
deregister = 注销
deregister-title = 注销并腾出名额
deregister-detail = 注销后此人不再占用名额，登记表只留在记录里，不能恢复。
change-category = 变更身份
change-category-detail = 按新身份重新核对名额，够时才变更。
