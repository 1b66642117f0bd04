# 统计。

statistics-empty = 还没有可以统计的数据
statistics-empty-advice = 邀请单位并分配名额后，这里显示进度和构成。
progress = 进度
progress-allocated = 已分配
progress-submitted = 已提交
progress-approved = 初审通过
progress-reported = 已上报
progress-final = 终审通过
