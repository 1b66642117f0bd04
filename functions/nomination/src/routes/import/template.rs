//! `GET /{congress}/{unit}/imports/template.xlsx`: the workbook to fill in.

use api::{
    Caller, Edge, Problem, Scene, Target,
    path::{Ids, OfUnit},
};
use axum::{extract::State, response::Response};
use domain::{
    congress::Settings,
    form::schema::{Kind, Schema},
    nomination::import::{self, Column, names_offered},
    text::Language,
};
use rust_xlsxwriter::{Color, DataValidation, Format, Formula, Workbook, XlsxError};

/// How many rows are prepared for typing.
const PREPARED_ROWS: u32 = 500;
/// The sheet that holds the lists; nobody needs to see it.
const LISTS: &str = "代码";
const NOTES: [&str; 8] = [
    "1. 每人一行。新增人员须填姓名、手机、身份；其余各列可不填，不用的列可以删去。",
    "2. 已有人员按手机号或完整证件号查找，只更新填写了的格子，空格子保持不变。",
    "3. 带下拉列表的格子请从列表中选择；籍贯、出生地写到县（市、区）。",
    "4. 日期写作 1975-03-08。",
    "5. 经历、任职、奖励：一格内每条一行（Alt+回车换行），各项用“|”隔开。",
    "   经历：2017.09—2021.07 | 某大学 | 林学专业学习；至今的写“2021.08至今”。",
    "   任职：级别 | 组织名称及职务。奖励：年度 | 奖励名称 | 等级及排名。",
    "6. 公式请粘贴为数值；上传后先预览，确认前不会写入。",
];

/// The columns of this congress's form, with the code tables as lists to choose from and notes on a second sheet.
#[utoipa::path(get, path = "/{congress}/{unit}/imports/template.xlsx", tag = "nomination", params(OfUnit),
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = 401), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn template(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfUnit>,
) -> Result<Response, Problem> {
    let scene = Scene::load(&edge, &caller, &Target::from(&*ids)).await?;
    import::require_liaison(scene.standing(), &scene.actor, scene.now)?;
    sheet::workbook(workbook(&scene.congress.settings), "nominees-template")
}

fn workbook(settings: &Settings) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let (people, notes, lists) = (0, 1, 2);
    workbook.add_worksheet().set_name("人员")?;
    workbook.add_worksheet().set_name("填写说明")?;
    workbook.add_worksheet().set_name(LISTS)?.set_hidden(true);
    let schema = Schema::of_all(settings);
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_background_color(Color::RGB(0x00E8_EEF7));
    let text = Format::new().set_num_format("@").set_text_wrap();
    let mut next_list = 0_u16;
    for (index, column) in (0_u16..).zip(Column::to_fill_in(settings)) {
        let star = if index < 3 { "*" } else { "" };
        let header = format!("{}{star}", column.header(&schema, Language::Zh));
        let offered = offered(&column, settings);
        if !offered.is_empty() {
            let sheet = workbook.worksheet_from_index(lists)?;
            for (line, name) in (0_u32..).zip(&offered) {
                sheet.write_string(line, next_list, name)?;
            }
            let choice = DataValidation::new()
                .allow_list_formula(list(next_list, offered.len()))
                .set_error_title("请从列表中选择")?
                .ignore_blank(true);
            let sheet = workbook.worksheet_from_index(people)?;
            sheet.add_data_validation(1, index, PREPARED_ROWS, index, &choice)?;
            next_list += 1;
        }
        let sheet = workbook.worksheet_from_index(people)?;
        sheet.write_string_with_format(0, index, &header, &head)?;
        sheet.set_column_width(index, width(&column))?;
        // As text, or a spreadsheet makes 1.99E+10 of a phone and 44E+16 of an ID number.
        sheet.set_column_format(index, &text)?;
    }
    workbook
        .worksheet_from_index(people)?
        .set_freeze_panes(1, 1)?;
    let sheet = workbook.worksheet_from_index(notes)?;
    sheet.set_column_width(0, 90)?;
    for (line, note) in (0_u32..).zip(NOTES) {
        sheet.write_string(line, 0, note)?;
    }
    workbook.save_to_buffer()
}

/// What a column's list offers; several at once cannot be chosen from a list, so they are typed.
fn offered(column: &Column<'_>, settings: &Settings) -> Vec<String> {
    match column {
        Column::Category => {
            let used = settings.categories.keys();
            used.map(|category| category.name().zh.to_owned()).collect()
        }
        Column::Field(field) => match field.kind {
            Kind::Codes { .. } | Kind::Choices { .. } => Vec::new(),
            kind => names_offered(kind),
        },
        Column::Passed => Vec::new(),
    }
}

/// The cells of a list on its sheet.
fn list(column: u16, entries: usize) -> Formula {
    let letters = domain::sheet::letters(usize::from(column));
    Formula::new(format!("={LISTS}!${letters}$1:${letters}${entries}"))
}

fn width(column: &Column<'_>) -> f64 {
    match column {
        Column::Field(field) => match field.kind {
            Kind::YesNo | Kind::Tick => 10.0,
            Kind::LongText { .. } | Kind::Rows { .. } => 40.0,
            Kind::IdNumber | Kind::CodePath { .. } | Kind::Email => 24.0,
            _ => 16.0,
        },
        _ => 12.0,
    }
}
