use jiff::SignedDuration;

use super::*;

fn now() -> Timestamp {
    "2026-11-20T00:00:00Z".parse().unwrap()
}

fn act() -> Act {
    Act {
        at: now(),
        by: "徐怡".into(),
    }
}

fn days(count: i64) -> Timestamp {
    now() + SignedDuration::from_hours(24 * count)
}

fn draft(list: Option<ListEntry>) -> Result<Notice, Refusal> {
    let entry = NoticeEntry {
        title: " 公示 ".into(),
        markdown: "**好**".into(),
        list,
    };
    let id = NoticeId::parse("n").unwrap();
    entry.draft(id, CongressId::parse("c").unwrap(), act())
}

fn list(from: i64, until: i64) -> ListEntry {
    ListEntry {
        columns: vec![ListColumn::Unit, ListColumn::Sex],
        categories: vec![Category::Delegate],
        from: Some(days(from)),
        until: Some(days(until)),
    }
}

#[test]
fn a_notice_is_public_from_its_publication_until_it_is_withdrawn_and_changes_only_in_between() {
    let notice = draft(None).unwrap();
    assert_eq!(
        (notice.title.as_str(), notice.stand(now())),
        ("公示", Stand::Draft)
    );
    assert!(notice.require_never_published().is_ok());
    let public = notice.publish(&[], &[], &act()).unwrap();
    assert_eq!(public.stand(days(300)), Stand::Public);
    let nothing = |refused: Refusal| assert!(matches!(refused, Refusal::NothingToDo(_)));
    nothing(public.publish(&[], &[], &act()).unwrap_err());
    nothing(NoticeEntry::default().change(&public, act()).unwrap_err());
    nothing(public.require_never_published().unwrap_err());
    nothing(notice.withdraw(act()).unwrap_err());
    let withdrawn = public.withdraw(act()).unwrap();
    assert_eq!(withdrawn.stand(now()), Stand::Withdrawn);
    nothing(withdrawn.withdraw(act()).unwrap_err());
    assert_eq!(
        withdrawn.publish(&[], &[], &act()).unwrap().stand(now()),
        Stand::Public
    );
}

#[test]
fn a_file_goes_while_its_notice_is_not_published_and_is_remembered_if_it_was_public() {
    let file = NoticeFile {
        id: AttachmentId::parse("f-1").unwrap(),
        name: "名单.pdf".into(),
        size: 1,
        content_type: "application/pdf".into(),
    };
    let with_file = draft(None).unwrap().with_file(file.clone(), act()).unwrap();
    let never = with_file.without_file(&file.id, act()).unwrap();
    assert!(never.files.is_empty() && never.former_files.is_empty());
    let public = with_file.publish(&[], &[], &act()).unwrap();
    let refused = public.without_file(&file.id, act()).unwrap_err();
    assert!(matches!(refused, Refusal::NothingToDo(_)));
    let withdrawn = public.withdraw(act()).unwrap();
    let without = withdrawn.without_file(&file.id, act()).unwrap();
    assert_eq!(
        (without.files, without.former_files),
        (Vec::new(), vec![file])
    );
}

#[test]
fn a_list_is_public_within_its_period_only() {
    let mut notice = draft(Some(list(1, 8))).unwrap();
    notice.published = Some(act());
    let stands: Vec<_> = [0, 1, 7, 8].map(|day| notice.stand(days(day))).into();
    assert_eq!(
        stands,
        [Stand::Ahead, Stand::Public, Stand::Public, Stand::Over]
    );
    let columns = &notice.list.as_ref().unwrap().columns;
    assert_eq!(
        columns,
        &[ListColumn::Name, ListColumn::Sex, ListColumn::Unit]
    );
}

#[test]
fn every_fault_of_an_entry_is_named_at_once() {
    let entry = NoticeEntry {
        title: " ".into(),
        markdown: "<b>".into(),
        list: Some(ListEntry {
            from: Some(days(2)),
            until: Some(days(1)),
            ..ListEntry::default()
        }),
    };
    let id = NoticeId::parse("n").unwrap();
    let refused = entry.draft(id, CongressId::parse("c").unwrap(), act());
    let refused = refused.unwrap_err();
    let pointers: Vec<_> = refused
        .faults()
        .iter()
        .map(|fault| fault.pointer.as_str())
        .collect();
    assert_eq!(
        pointers,
        ["/title", "/markdown", "/list/categories", "/list/until"]
    );
}

#[test]
fn a_list_of_nobody_or_of_a_period_that_is_over_is_not_published() {
    let nobody = draft(Some(list(0, 8))).unwrap().publish(&[], &[], &act());
    assert!(matches!(nobody, Err(Refusal::NothingToDo(_))));
    let over = draft(Some(list(-8, -1))).unwrap();
    let mut over = over.list.unwrap();
    let row = ListRow {
        zh: Vec::new(),
        en: Vec::new(),
    };
    over.rows = vec![row; MOST_ROWS + 1];
    let Err(Refusal::Invalid(faults)) = over.check(now()) else {
        panic!("it is refused");
    };
    let pointers: Vec<_> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
    assert_eq!(pointers, ["/list/until", "/list/categories"]);
}

#[test]
fn a_files_published_name_is_its_id_with_a_plain_ending() {
    let named = |name: &str| {
        let file = NoticeFile {
            id: AttachmentId::parse("f-1").unwrap(),
            name: name.into(),
            size: 1,
            content_type: String::new(),
        };
        file.published_name()
    };
    assert_eq!(named("名单.PDF"), "f-1.pdf");
    assert_eq!(
        (named("a"), named("a.p/f"), named("a..")),
        ("f-1.bin".into(), "f-1.bin".into(), "f-1.bin".into())
    );
}
