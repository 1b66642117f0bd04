use super::{PersonName, PersonNameFault};
use crate::text::Language;
use proptest::prelude::*;

fn name(text: &str) -> String {
    PersonName::parse(text).unwrap().as_str().to_owned()
}

#[test]
fn spaces_go_where_chinese_has_none_and_become_one_elsewhere() {
    assert_eq!(name(" 张　 三\t"), "张三");
    assert_eq!(name("John   Smith"), "John Smith");
    assert_eq!(name("艾力江 · 吐尔逊"), "艾力江·吐尔逊");
    assert_eq!(name("\u{202d}李\u{200b}雷\u{202c}"), "李雷");
}

#[test]
fn whatever_is_typed_for_the_interpunct_becomes_the_interpunct() {
    for mark in ["·", "•", "‧", "・", "．", "･", "∙", "⋅", "."] {
        assert_eq!(
            name(&format!("阿依古丽{mark}买买提")),
            "阿依古丽·买买提",
            "{mark}"
        );
    }
}

#[test]
fn rare_characters_survive() {
    for rare in [
        "㛃",
        "䶮",
        "龑",
        "王㛃",
        "刘䶮",
        "𬭎",
        "李𠅤",
        "𱁬",
        "秦〇",
        "龍\u{e0100}一",
        "\u{fa11}",
    ] {
        assert_eq!(name(rare), rare);
    }
}

#[test]
fn names_in_other_scripts_survive() {
    for other in [
        "O'Neill",
        "Anne-Marie",
        "J. Smith",
        "J.-P. Serre",
        "José",
        "Jose\u{301}",
        "Ñandú",
        "བཀྲ་ཤིས".replace('་', "").as_str(),
        "ئايگۈل",
        "Владимир",
    ] {
        assert_eq!(name(other), other);
    }
    assert_eq!(name("Ｊｏｈｎ"), "John");
    assert_eq!(name("O’Neill"), "O'Neill");
}

#[test]
fn a_single_character_is_a_name() {
    assert_eq!(name("张"), "张");
}

#[test]
fn digits_emoji_controls_and_signs_are_refused() {
    for (text, found) in [
        ("张3", '3'),
        ("张３", '3'),
        ("张三😀", '😀'),
        ("🅰三", '🅰'),
        ("张Ⅱ", 'Ⅱ'),
        ("张①", '①'),
        ("张三\u{7}", '\u{7}'),
        ("张三（女）", '('),
        ("张三@", '@'),
        ("张_三", '_'),
        ("张三\u{e863}", '\u{e863}'),
        ("张、三", '、'),
        ("<b>", '<'),
        ("❤三", '❤'),
    ] {
        assert_eq!(
            PersonName::parse(text),
            Err(PersonNameFault::Character(found)),
            "{text}"
        );
    }
}

#[test]
fn marks_need_letters_around_them() {
    for (text, mark) in [
        ("·张三", '·'),
        ("张三·", '·'),
        ("阿··买", '·'),
        ("-Anne", '-'),
        ("Anne-", '-'),
        ("'", '\''),
        (".J", '.'),
    ] {
        assert_eq!(
            PersonName::parse(text),
            Err(PersonNameFault::Mark(mark)),
            "{text}"
        );
    }
}

#[test]
fn empty_and_too_long_ones_are_refused() {
    for text in ["", " ", "\u{3000}", "\u{200b}"] {
        assert_eq!(PersonName::parse(text), Err(PersonNameFault::Empty));
    }
    assert!(PersonName::parse(&"张".repeat(50)).is_ok());
    assert_eq!(
        PersonName::parse(&"张".repeat(51)),
        Err(PersonNameFault::TooLong)
    );
}

#[test]
fn debug_shows_the_first_character_only() {
    assert_eq!(
        format!("{:?}", PersonName::parse("欧阳询").unwrap()),
        "PersonName(欧**)"
    );
    assert_eq!(PersonName::parse("欧阳询").unwrap().to_string(), "欧阳询");
}

#[test]
fn every_fault_says_what_to_do_in_both_languages() {
    use PersonNameFault::{Character, Empty, Mark, TooLong};
    for fault in [Empty, TooLong, Character('3'), Mark('·')] {
        assert!(fault.text(Language::Zh).contains('请'), "{fault}");
        assert!(fault.text(Language::En).contains("lease"), "{fault}");
    }
    assert!(Character('\u{7}').text(Language::Zh).contains("U+0007"));
    assert!(Character('\u{e863}').text(Language::En).contains("U+E863"));
}

proptest! {
    #[test]
    fn reading_again_changes_nothing(text in "\\PC{0,12}|[张三·. a-]{0,12}") {
        if let Ok(name) = PersonName::parse(&text) {
            prop_assert_eq!(PersonName::parse(name.as_str()), Ok(name.clone()));
        }
    }

    #[test]
    fn han_of_every_plane_survives(text in "[\u{3400}-\u{4dbf}\u{4e00}-\u{9fff}\u{20000}-\u{2a6df}\u{30000}-\u{3134a}]{1,50}") {
        prop_assert_eq!(name(&text), text);
    }
}
