//! The made-up units and nominees of `data/`, and what each of them fills in.

use domain::{category::Category, codes};
use serde_json::{Map, Value, json};

/// `data/units.csv` as an office would send it.
pub const UNITS: &str = include_str!("../data/units.csv");
/// `data/nominees.csv`.
pub const NOMINEES: &str = include_str!("../data/nominees.csv");

/// A row of a table by its Chinese headers.
#[derive(Clone, Debug)]
pub struct Row(std::collections::BTreeMap<String, String>);

impl Row {
    /// A cell.
    ///
    /// # Panics
    /// When there is no such column.
    pub fn get(&self, column: &str) -> &str {
        self.0
            .get(column)
            .unwrap_or_else(|| panic!("no column {column}"))
    }
}

/// Reads one of the tables.
///
/// # Panics
/// When it is no CSV.
pub fn rows(table: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    reader
        .deserialize()
        .map(|row| Row(row.expect("a row")))
        .collect()
}

/// A nominee.
#[derive(Clone, Debug)]
pub struct Nominee(pub Row);

impl Nominee {
    /// All 226 of them.
    pub fn all() -> Vec<Self> {
        rows(NOMINEES).into_iter().map(Self).collect()
    }

    /// Name.
    pub fn name(&self) -> &str {
        self.0.get("姓名")
    }

    /// Phone.
    pub fn phone(&self) -> &str {
        self.0.get("手机")
    }

    /// Category.
    ///
    /// # Panics
    /// When the table names another.
    pub fn category(&self) -> Category {
        let name = self.0.get("身份");
        let found = Category::ALL
            .into_iter()
            .find(|category| category.name().zh == name);
        found.expect("a category of the domain")
    }

    /// Everything they fill in: field → value. What the table does not say is made up here, the same for everybody.
    ///
    /// # Panics
    /// When a name of the table is in no code table.
    pub fn values(&self) -> Map<String, Value> {
        let coded = |table: &str, column: &str| code(table, self.0.get(column));
        let studied = self.0.get("毕业院校及专业");
        let (school, major) = studied.split_once("大学").expect("a university");
        let values = json!({
            "name": self.name(),
            "sex": coded("sex", "性别"),
            "ethnic_group": coded("ethnic_group", "民族"),
            "birth_date": self.0.get("出生日期"),
            "nationality": "CHN",
            "native_place": self.0.get("籍贯代码"),
            "birth_place": self.0.get("出生地代码"),
            "id_type": coded("id_type", "证件类型"),
            "id_number": self.0.get("证件号"),
            "email": self.0.get("邮箱"),
            "party": coded("party", "政治面貌"),
            "occupation": occupation(),
            "full_time": true,
            "full_time_education": coded("education", "全日制学历"),
            "full_time_degree": "0",
            "full_time_school": format!("{school}大学"),
            "full_time_major": major,
            "discipline": coded("discipline", "学科"),
            "title_rank": coded("title_rank", "专业技术职级"),
            "academician": coded("academician", "是否院士"),
            "post": self.0.get("工作单位及职务"),
            "grassroots": self.0.get("是否基层一线") == "是",
            "association_staff": false,
            "resume": self.resume(),
            "achievements": self.0.get("主要成就"),
        });
        match values {
            Value::Object(values) => values,
            _ => unreachable!("an object was written above"),
        }
    }

    /// `2017.09—2021.07 某大学林学专业学习；…；2024.07至今 …` as rows.
    fn resume(&self) -> Vec<Value> {
        let rows = self.0.get("主要学习工作经历").split('；');
        rows.map(|row| {
            let (time, what) = row.split_once(' ').expect("a time before a blank");
            let (from, to) = match time.strip_suffix("至今") {
                Some(from) => (from, ""),
                None => time.split_once('—').expect("a time from and to"),
            };
            let ends: &[&str] = &["大学", "学会", "科协"];
            let cut = ends
                .iter()
                .filter_map(|end| what.find(end).map(|at| at + end.len()))
                .min();
            let (place, post) = what.split_at(cut.expect("an organisation"));
            let month = |text: &str| text.replace('.', "-");
            json!({ "from": month(from), "to": month(to), "where": place, "as_what": post })
        })
        .collect()
    }
}

fn code(table: &str, name: &str) -> String {
    let entries = codes::table(table).unwrap_or_else(|| panic!("no table {table}"));
    let code = entries
        .by_zh_name(name)
        .unwrap_or_else(|| panic!("{name} is not in {table}"));
    code.code.to_owned()
}

/// Any second-level occupation.
fn occupation() -> String {
    let table = codes::table("occupation").expect("the table of occupations");
    let second = table.active().find(|entry| entry.parent.is_some());
    second.expect("a second level").code.to_owned()
}

/// A portrait of a plain colour, JPEG, 413 × 579 pixels.
///
/// # Panics
/// When it cannot be encoded.
pub fn portrait() -> Vec<u8> {
    let picture = image::RgbImage::from_pixel(413, 579, image::Rgb([120, 150, 190]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .expect("a JPEG");
    bytes.into_inner()
}
