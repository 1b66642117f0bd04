# 详情与审核。

drawer-parts = 登记表各部分
timeline = 办理记录
state-now = 当前状态
review-kind = 审批类型
review-outcome = 审批结果
approve = 通过
reject = 驳回
opinion-hint = 驳回必须写明意见；也可点某一栏旁的铅笔直接批注
remark-on = 批注：{ $field }
remark-placeholder = 这一栏要改什么
person-previous = 上一位
person-next = 下一位
person-keys = J / K 下一位、上一位
no-photo = 还没有照片
photo-of-person = 本人照片
no-attachments = 没有附件
reveal = 查看
reveal-title = 查看完整号码
reveal-submit = 查看并记录
reveal-detail = 完整的证件号和手机号只在办理需要时查看。谁在什么时候看过会记入办理记录。
