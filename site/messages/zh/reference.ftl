# 参考页：状态、权限、栏目。

article-download = 下载（打印为 PDF）
states-lead = 人选在每个状态下谁能做什么，由系统的同一张权限表生成。
states-ways = 从这里可以到：
states-way = { $action } →
states-end = 到此为止，只留在记录里。
states-who = 谁
states-may = 可以
fields-lead = 登记表的全部栏目，由填报和审核用的同一份定义生成。
fields-field = 栏目
fields-required = 必填
fields-note = 说明
fields-when = 选“{ $field }”时必填
