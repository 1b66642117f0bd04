# 导出、视图和导出任务。

view-of-list = 视图
view-none = 默认
view-keep = 保存为视图
view-name = 视图名称
view-name-hint = 保存当前的筛选、排序、栏目和分表，列表和导出都能用；同名的会被替换。
view-forget = 删除此视图
export-split = 分表
export-split-none = 不分，全在一张表
export-split-category = 每种身份一张表
export-split-unit = 每个单位一张表
export-format = 格式
export-columns = 栏目和顺序
export-columns-all = 全选
export-columns-none = 全不选
export-columns-hint = 用箭头调整先后
exports-lead = 人数较多的导出在后台生成，生成后保留三天。只有您自己能看到和下载。
exports-empty = 还没有导出任务
exports-empty-advice = 在各列表点“导出”；人数不多时立即下载，人数较多时会出现在这里。
export-file = 文件
export-asked-at = 申请时间
export-numbers = 号码
