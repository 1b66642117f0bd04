# 首页。

home-title = 代表大会代表、委员推选
home-description = 从名额分配、登记表填报，到初审、上报、终审和名册导出，一处办完，全程留痕。
enter-workbench = 进入工作台
my-congresses = 我参加的大会
home-way = 推选的步骤
home-step-allocate = 分配名额
home-step-allocate-text = 联络员录入姓名、手机号和身份
home-step-fill-in = 填报登记表
home-step-fill-in-text = 被推荐人用手机填写并提交
home-step-first-review = 单位初审
home-step-first-review-text = 通过，或写明意见驳回
home-step-report = 统一上报
home-step-report-text = 名额与结构都达到后一并上报
home-step-final-review = 换届单位终审
home-step-final-review-text = 确认人选，导出名册
home-who = 您是哪一方
home-liaison = 我是选举单位联络员
home-liaison-text = 在本单位名额内推选人选，协助填报，初审后统一上报。还差几名、差什么，随时看得见。
home-nominee = 我是被推荐人
home-nominee-text = 用收到短信的手机号登录，填写登记表，随填随存；被退回时，意见就在那一栏旁边。
home-convener = 我是换届单位
home-convener-text = 设置大会、邀请单位、分配名额，查看进度，终审并导出全部名册和统计。
