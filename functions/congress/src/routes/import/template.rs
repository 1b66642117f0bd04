//! `GET /api/congresses/{congress}/unit-imports/template.xlsx` and `…/liaison-imports/template.xlsx`

use api::{
    Caller, Edge, Problem, Target, admission,
    path::{Ids, OfCongress},
};
use axum::{extract::State, response::Response};
use domain::{
    congress::{Settings, convening::ADMINISTRATORS},
    unit::{UnitKind, liaison_table::LiaisonColumn, table::UnitColumn},
};
use rust_xlsxwriter::{Color, DataValidation, Format, Workbook, XlsxError};

/// How many rows are prepared for typing.
const PREPARED_ROWS: u32 = 500;
const NOTES: [&str; 7] = [
    "1. 每个选举单位一行，请不要改动表头，也不要合并单元格。",
    "2. 单位编号在本届大会内不能重复；再次导入时按单位编号更新。",
    "3. 单位类型可不填：新单位按名称判断，已有单位保持不变。",
    "4. 有多名联络员时用“、”分隔，手机号按相同顺序用“、”分隔。",
    "5. 名额填写数字，没有名额的留空或填 0；委员占用代表名额，委员名额不能多于代表名额。",
    "6. “不少于”是该身份名额中的结构要求，不能多于名额。",
    "7. 公式请粘贴为数值；上传后先预览，确认前不会写入。",
];

const LIAISON_NOTES: [&str; 5] = [
    "1. 每名联络员一行；一个单位有几名联络员就写几行，单位编号和名称照填。",
    "2. 单位须已在本届大会内；单位名称可不填，填写时须与编号一致。",
    "3. 同一手机号再次导入时更正姓名；导入只增加和更正，不会删去原有联络员。",
    "4. 导出的表中手机号中间几位隐去，原样再次导入表示不变。",
    "5. 公式请粘贴为数值；上传后先预览，确认前不会写入。",
];

/// The workbook to fill in: the columns of this congress, with notes on a second sheet.
#[utoipa::path(
    get,
    path = "/api/congresses/{congress}/unit-imports/template.xlsx",
    params(("congress" = String, Path)),
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (status = 403, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn units(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
) -> Result<Response, Problem> {
    let scene = admission::scene(&edge, &caller, &Target::from(&*ids), ADMINISTRATORS).await?;
    sheet::workbook(template(&scene.congress.settings), "units-template")
}

/// The same for liaisons.
#[utoipa::path(
    get,
    path = "/api/congresses/{congress}/liaison-imports/template.xlsx",
    params(("congress" = String, Path)),
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (status = 403, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn liaisons(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
) -> Result<Response, Problem> {
    admission::scene(&edge, &caller, &Target::from(&*ids), ADMINISTRATORS).await?;
    sheet::workbook(liaison_template(), "liaisons-template")
}

fn template(settings: &Settings) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let head = header();
    let text = Format::new().set_num_format("@");
    let sheet = workbook.add_worksheet().set_name("单位名额")?;
    for (index, column) in (0_u16..).zip(UnitColumn::used(settings)) {
        sheet.write_with_format(0, index, column.header(settings), &head)?;
        let numbers = matches!(column, UnitColumn::Places(_) | UnitColumn::Minimum(..));
        sheet.set_column_width(index, if numbers { 11.0 } else { 18.0 })?;
        // As text, or a spreadsheet makes 1.99E+10 of a phone and 1 of the code 001.
        if !numbers {
            sheet.set_column_format(index, &text)?;
        }
        if column == UnitColumn::Kind {
            let kinds = UnitKind::ALL.map(|kind| kind.name().zh);
            let choice = DataValidation::new().allow_list_strings(&kinds)?;
            sheet.add_data_validation(1, index, PREPARED_ROWS, index, &choice)?;
        }
    }
    sheet.set_freeze_panes(1, 2)?;
    notes(&mut workbook, &NOTES)?;
    workbook.save_to_buffer()
}

fn liaison_template() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let text = Format::new().set_num_format("@");
    let sheet = workbook.add_worksheet().set_name("联络员")?;
    for (index, column) in (0_u16..).zip(LiaisonColumn::ALL) {
        sheet.write_with_format(0, index, column.header(), &header())?;
        sheet.set_column_width(index, 20.0)?;
        sheet.set_column_format(index, &text)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    notes(&mut workbook, &LIAISON_NOTES)?;
    workbook.save_to_buffer()
}

fn header() -> Format {
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_background_color(Color::RGB(0x00E8_EEF7))
}

fn notes(workbook: &mut Workbook, notes: &[&str]) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet().set_name("填写说明")?;
    sheet.set_column_width(0, 90)?;
    for (line, note) in (0_u32..).zip(notes) {
        sheet.write(line, 0, *note)?;
    }
    Ok(())
}
