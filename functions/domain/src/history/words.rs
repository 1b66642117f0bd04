//! What changed in words: each part of a pointer by what people call it.

use crate::{
    category::Category,
    congress::{Level, Life, Settings},
    refusal::Said,
    structure::Trait,
    text::Text,
    window::Stage,
};

/// The fields of settings and units, and the codes that stand as their values.
const WORDS: &[(&str, Text)] = &[
    ("title", Text::new("大会名称", "Title")),
    ("level", Text::new("级别", "Level")),
    ("venue", Text::new("地点", "Venue")),
    ("starts_on", Text::new("开始日期", "First day")),
    ("ends_on", Text::new("结束日期", "Last day")),
    (
        "reference_date",
        Text::new("年龄计算基准日", "Reference date for ages"),
    ),
    ("age_limit", Text::new("年龄线", "Age limit")),
    ("categories", Text::new("身份类型", "Categories")),
    ("met", Text::new("达到标准", "Counts as met")),
    ("equal", Text::new("等于名额", "Equal to the quota")),
    ("up_to", Text::new("不超过名额", "Up to the quota")),
    ("planned", Text::new("计划总名额", "Places planned")),
    ("minimums", Text::new("结构指标", "Minimums")),
    ("traits", Text::new("使用的结构指标", "Traits")),
    ("windows", Text::new("时间", "Windows")),
    ("opens_at", Text::new("开始", "Opens")),
    ("closes_at", Text::new("截止", "Closes")),
    ("support", Text::new("支持联系人", "Support")),
    ("phone", Text::new("电话", "Phone")),
    ("rule_text", Text::new("名额说明", "Rule above the quotas")),
    ("notice", Text::new("通知正文", "Notice")),
    ("targets", Text::new("结构目标", "Composition targets")),
    ("percent", Text::new("比例（%）", "Percent")),
    ("among", Text::new("范围", "Among")),
    ("conditions", Text::new("资格条件", "Conditions")),
    ("severity", Text::new("不符合时", "Otherwise")),
    ("warning", Text::new("提醒", "Warning")),
    ("refusal", Text::new("不予通过", "Refusal")),
    ("exceptions", Text::new("例外理由", "Exceptions")),
    ("materials", Text::new("材料", "Materials")),
    ("belongs", Text::new("归属", "Belongs to")),
    ("person", Text::new("个人", "Each person")),
    ("unit", Text::new("单位", "The unit")),
    ("template", Text::new("模板", "Template")),
    ("size", Text::new("大小（字节）", "Size (bytes)")),
    ("content_type", Text::new("文件类型", "Media type")),
    ("file", Text::new("文件编号", "File")),
    ("zh", Text::new("中文", "Chinese")),
    ("en", Text::new("英文", "English")),
    ("kind", Text::new("类型", "Kind")),
    ("value", Text::new("要求", "Requirement")),
    ("questions", Text::new("附加问题", "Further questions")),
    ("code", Text::new("编号", "Code")),
    ("name", Text::new("名称", "Name")),
    ("liaisons", Text::new("联络员", "Liaisons")),
    ("quotas", Text::new("名额", "Quotas")),
    ("places", Text::new("名额数", "Places")),
    ("extensions", Text::new("延期", "Extensions")),
    ("officers", Text::new("管理员与终审员", "Officers")),
    ("life", Text::new("大会状态", "Life")),
    ("true", Text::new("是", "Yes")),
    ("false", Text::new("否", "No")),
];

/// What changed: `/quotas/delegate/places` is 名额 · 代表 · 名额数.
pub fn what(pointer: &str, settings: &Settings) -> Said {
    let parts: Vec<Said> = pointer
        .split('/')
        .skip(1)
        .map(|part| word(part, settings).unwrap_or_else(|| as_it_is(part)))
        .collect();
    let join =
        |language: fn(&Said) -> &str| parts.iter().map(language).collect::<Vec<_>>().join(" · ");
    Said::new(join(|said| &said.zh), join(|said| &said.en))
}

/// A value: codes by what people call them, everything else as it is. Codes of lists each.
pub fn value(text: &str, settings: &Settings) -> Said {
    let parts = text
        .split('、')
        .map(|part| word(part, settings).unwrap_or_else(|| Said::new(part, part)));
    let (zh, en): (Vec<_>, Vec<_>) = parts.map(|said| (said.zh, said.en)).unzip();
    Said::new(zh.join("、"), en.join(", "))
}

fn word(part: &str, settings: &Settings) -> Option<Said> {
    if let Some(category) = Category::parse(part) {
        return Some(settings.category_name(category));
    }
    if let Some(wanted) = Trait::parse(part) {
        return Some(settings.trait_name(wanted));
    }
    let stages = Stage::ALL
        .into_iter()
        .map(|stage| (stage.code(), stage.name()));
    let lives = Life::ALL.into_iter().map(|life| (life.code(), life.name()));
    let levels = Level::ALL
        .into_iter()
        .map(|level| (level.code(), level.word()));
    let mut known = WORDS
        .iter()
        .copied()
        .chain(stages)
        .chain(lives)
        .chain(levels);
    let Text { zh, en } = known.find(|(code, _)| *code == part)?.1;
    Some(Said::new(zh, en))
}

/// Places in lists are counted from one, as people do; other parts have no better name.
fn as_it_is(part: &str) -> Said {
    match part.parse::<usize>() {
        Ok(index) => Said::new(format!("第 {} 项", index + 1), format!("No. {}", index + 1)),
        Err(_) => Said::new(part, part),
    }
}
