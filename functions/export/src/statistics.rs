//! The composition as a workbook: the numbers of the statistics page, from the same values, with a native chart to each.

use domain::{
    composition::{Composition, target::TargetShare},
    text::{Language, Text},
};
use rust_xlsxwriter::{Chart, ChartType, Format, Workbook, Worksheet};

use crate::{
    Failure,
    workbook::{Heading, header_format, set_up},
};

/// What a chart takes, in pixels a row and above all rows.
const CHART_ROW: u32 = 26;
const CHART_FRAME: u32 = 80;

/// The file: a table and a bar chart for each way to divide, and the targets on a sheet of their own where there are any.
pub(crate) fn file(
    composition: &Composition,
    targets: &[TargetShare],
    heading: &Heading,
    language: Language,
) -> Result<Vec<u8>, Failure> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name(heading.sheet)?;
    set_up(sheet, heading, 8, 0)?;
    let title = Format::new().set_bold().set_font_size(12);
    let line = format!("{}　{}", heading.title, heading.mark);
    sheet.write_string_with_format(0, 0, line, &title)?;
    sheet.set_column_width(0, 28)?;
    let heads = [Text::new("人数", "People"), Text::new("占比", "Share")];
    let head = header_format();
    let percent = Format::new().set_num_format("0.0%");
    let mut row = 2;
    for facet in composition
        .facets
        .iter()
        .filter(|facet| !facet.shares.is_empty())
    {
        sheet.write_string_with_format(row, 0, facet.name, &head)?;
        for (column, text) in (1_u16..).zip(heads) {
            sheet.write_string_with_format(row, column, text.get(language), &head)?;
        }
        let first = row + 1;
        for (line, share) in (first..).zip(&facet.shares) {
            sheet.write_string(line, 0, &share.name)?;
            sheet.write_number(line, 1, share.count)?;
            sheet.write_number_with_format(line, 2, f64::from(share.tenths) / 1000.0, &percent)?;
        }
        let lines = u32::try_from(facet.shares.len())?;
        let last = first + lines - 1;
        chart(sheet, facet.name, (first, last))?;
        // The chart stands beside its table and may be the higher of the two.
        row = last + 2 + (CHART_FRAME / 20 + lines * CHART_ROW / 20).saturating_sub(lines);
    }
    if !targets.is_empty() {
        write_targets(&mut workbook, targets, heading, language)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn chart(sheet: &mut Worksheet, name: &str, (first, last): (u32, u32)) -> Result<(), Failure> {
    let mut chart = Chart::new(ChartType::Bar);
    let of = sheet.name();
    chart
        .add_series()
        .set_categories((of.as_str(), first, 0, last, 0))
        .set_values((of.as_str(), first, 1, last, 1))
        .set_name(name)
        .set_data_label(rust_xlsxwriter::ChartDataLabel::new().show_value());
    chart.title().set_name(name);
    chart.legend().set_hidden();
    // Bars grow from the lower end; so the first stands on top, as in the table.
    chart.x_axis().set_reverse();
    chart
        .set_alt_text(name)
        .set_width(460)
        .set_height(CHART_FRAME + (last - first + 1) * CHART_ROW);
    sheet.insert_chart(first - 1, 4, &chart)?;
    Ok(())
}

fn write_targets(
    workbook: &mut Workbook,
    targets: &[TargetShare],
    heading: &Heading,
    language: Language,
) -> Result<(), Failure> {
    let name = Text::new("结构目标", "Targets").get(language);
    let sheet = workbook.add_worksheet().set_name(name)?;
    set_up(sheet, heading, 5, 0)?;
    let heads = [
        Text::new("结构", "Trait"),
        Text::new("目标（不少于）", "Target (at least)"),
        Text::new("实际占比", "Actual share"),
        Text::new("符合人数", "People with it"),
        Text::new("已填报人数", "People known"),
        Text::new("是否达到", "Met"),
    ];
    let (head, percent) = (header_format(), Format::new().set_num_format("0.0%"));
    for (column, text) in (0_u16..).zip(heads) {
        sheet.set_column_width(column, 18)?;
        sheet.write_string_with_format(0, column, text.get(language), &head)?;
    }
    for (row, target) in (1_u32..).zip(targets) {
        let met = if target.met {
            Text::new("已达到", "Met")
        } else {
            Text::new("未达到", "Not met")
        };
        sheet.write_string(row, 0, &target.name)?;
        sheet.write_number_with_format(row, 1, f64::from(target.target) / 100.0, &percent)?;
        sheet.write_number_with_format(row, 2, f64::from(target.tenths) / 1000.0, &percent)?;
        sheet.write_number(row, 3, target.count)?;
        sheet.write_number(row, 4, target.known)?;
        sheet.write_string(row, 5, met.get(language))?;
    }
    Ok(())
}
