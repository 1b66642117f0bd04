//! In which order names stand: Chinese ones by pinyin, syllable by syllable and tone by tone, as CLDR's collation for Chinese has
//! it, others by the alphabet behind them. A surname stands where it is read as a surname: 单 with Shàn, not with dān.

use std::sync::LazyLock;

use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;

/// Surnames that are read otherwise than the character usually is, each with a character whose usual reading that is (《通用规范汉字
/// 字典》, readings marked 姓). Those of two characters stand first.
const READ_AS: [(&str, &str); 24] = [
    ("尉迟", "玉迟"),
    ("万俟", "末其"),
    ("长孙", "掌孙"),
    ("澹台", "谈台"),
    ("单", "善"),
    ("仇", "求"),
    ("解", "谢"),
    ("曾", "增"),
    ("查", "渣"),
    ("朴", "瓢"),
    ("区", "欧"),
    ("任", "人"),
    ("翟", "宅"),
    ("缪", "妙"),
    ("乐", "月"),
    ("华", "化"),
    ("种", "崇"),
    ("覃", "秦"),
    ("燕", "烟"),
    ("卜", "补"),
    ("繁", "婆"),
    ("过", "郭"),
    ("员", "运"),
    ("薄", "伯"),
];

static PINYIN: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    Collator::try_new(locale!("zh").into(), <_>::default())
        .expect("the data of every locale is compiled in")
});

/// What a name is ordered by: of two names, the one with the smaller key stands first, and different names have different keys.
pub(super) fn key(name: &str) -> Vec<u8> {
    let mut key = Vec::new();
    let read = READ_AS.iter().find_map(|(surname, read)| {
        let given = name.strip_prefix(surname)?;
        Some(format!("{read}{given}"))
    });
    // Writing into bytes cannot fail.
    let Ok(()) = PINYIN.write_sort_key_to(read.as_deref().unwrap_or(name), &mut key);
    key.push(0);
    key.extend(name.bytes());
    key
}

#[cfg(test)]
mod tests {
    use super::{READ_AS, key};

    fn ordered(names: &[&'static str]) -> Vec<&'static str> {
        let mut names = names.to_vec();
        names.sort_by_cached_key(|name| key(name));
        names
    }

    #[test]
    fn names_stand_by_pinyin_however_their_characters_are_encoded() {
        let right = [
            "阿依古丽·买买提",
            "陈晨",
            "陈鑫",
            "欧阳修",
            "王安",
            "王琪",
            "王玥",
            "张三",
            "张伟",
            "赵璐",
            "Smith",
        ];
        let mut mixed = right;
        mixed.reverse();
        assert_eq!(ordered(&mixed), right);
        assert_ne!(
            {
                let mut by_code = right;
                by_code.sort_unstable();
                by_code
            },
            right,
            "their encoding has another order"
        );
    }

    #[test]
    fn a_surname_stands_where_it_is_read_as_one() {
        assert_eq!(
            ordered(&["尚文", "单雄", "沙僧", "戴宗", "丹尼"]),
            ["戴宗", "丹尼", "沙僧", "单雄", "尚文"]
        );
        assert_eq!(ordered(&["郑和", "曾国", "蔡伦"]), ["蔡伦", "曾国", "郑和"]);
        assert_eq!(
            ordered(&["王通", "尉迟恭", "袁崇"]),
            ["王通", "尉迟恭", "袁崇"]
        );
    }

    #[test]
    fn different_names_never_share_a_place() {
        for (surname, read) in READ_AS {
            assert_ne!(key(surname), key(read), "{surname} and {read}");
        }
    }
}
