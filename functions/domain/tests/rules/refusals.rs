use domain::{
    congress::Life,
    nomination::state::State,
    permission::{Action, Role},
    refusal::{Fault, FaultCode, Refusal, Said},
    window::Stage,
};

/// One of every kind.
fn refusals() -> Vec<Refusal> {
    let faults = || vec![Fault::required("/name", "姓名", "the name")];
    vec![
        Refusal::NotPermitted {
            action: Action::Report,
            roles: &[Role::Liaison],
        },
        Refusal::AccessDisabled,
        Refusal::WrongState {
            action: Action::Submit,
            current: State::Reported,
        },
        Refusal::BeingCorrected,
        Refusal::FileReported,
        Refusal::Stale {
            expected: 1,
            current: 2,
        },
        Refusal::StageClosed {
            stage: Stage::Nominating,
            says: Said::new("已截止", "Closed"),
        },
        Refusal::CongressNotOpen { life: Life::Closed },
        Refusal::QuotaExceeded(faults()),
        Refusal::QuotaBelowAllocated(faults()),
        Refusal::DuplicatePerson(faults()),
        Refusal::IndicatorsRed(Vec::new()),
        Refusal::NotEligible(faults()),
        Refusal::NothingToDo(Said::new("没有", "Nothing")),
        Refusal::Invalid(faults()),
    ]
}

#[test]
fn every_refusal_says_what_to_do_in_both_languages() {
    let is_han = |letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter);
    for refusal in refusals() {
        let says = refusal.says();
        assert!(says.zh.chars().any(is_han), "{says:?}");
        assert!(
            !says.en.is_empty() && !says.en.chars().any(is_han),
            "{says:?}"
        );
    }
}

#[test]
fn a_refusal_about_single_places_names_them() {
    let with_faults = refusals()
        .into_iter()
        .filter(|refusal| !refusal.faults().is_empty())
        .count();
    assert_eq!(with_faults, 5);
    assert_eq!(
        Fault::required("/name", "姓名", "the name").code,
        FaultCode::Required
    );
}

#[test]
fn nobody_is_told_whose_phone_or_number_is_taken() {
    let says = Refusal::DuplicatePerson(Vec::new()).says();
    assert_eq!(says.zh, "同一人在本届大会只能被推荐一次，请核对标出的人员");
}
