# 页面的名称，也是菜单里的字。

page-workbench = 工作台
page-account = 账号与安全
page-login = 登录
page-inbox = 消息
page-nominate = 代表委员推选
page-drafts = 代表委员推荐
page-pending = 代表委员待审核
page-approved = 审核通过待上报
page-rejected = 审核不通过
page-reported = 审核通过已上报
page-final-review = 终审
page-registration-forms = 登记表管理
page-congress = 大会信息及受邀单位配置
page-notices = 公告公示
page-notice-desk = 公告管理
page-progress = 进度
page-receipts = 上报回执
page-audit = 审计记录
page-statistics = 统计
page-my-form = 我的登记表
page-print = 打印登记表
page-manual = 操作手册
page-states = 状态与权限
page-fields = 登记表栏目
page-404 = 没有找到这个页面
