# 工作台。

workbench-lead = 您参加的大会和可以办理的事项
workbench-empty = 还没有可以办理的事项
workbench-empty-advice = 这个手机号没有被邀请，也没有被推荐。如果应当有，请联系推荐您的单位的联络员，核对登记的手机号。
congress-create = 新建大会
my-state = 我的登记表：
