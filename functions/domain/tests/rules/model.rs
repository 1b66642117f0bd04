//! A unit whose decisions are committed as the store commits them, and what must be true after each.

use std::collections::BTreeMap;

use domain::{
    audit::{AuditEntry, Deed},
    category::Category,
    congress::{Congress, Met},
    decision::{Decision, Person},
    form::{
        Form, check,
        facts::{certificate, facts},
    },
    id::NominationId,
    nomination::{
        Case, Nomination, Standing,
        state::{State, TRANSITIONS},
    },
    permission::{Action, Actor},
    structure::Trait,
    unit::{Counts, Unit},
    window::china_date,
};

use crate::sample::{built_in, now};

pub(crate) struct Model {
    pub(crate) congress: Congress,
    pub(crate) unit: Unit,
    pub(crate) nominations: Vec<Nomination>,
    pub(crate) forms: BTreeMap<String, Form>,
    pub(crate) trail: Vec<AuditEntry>,
    claims: Vec<(Person, NominationId)>,
}

impl Model {
    pub(crate) fn new(congress: Congress, unit: Unit) -> Self {
        Self {
            congress,
            unit,
            nominations: Vec::new(),
            forms: BTreeMap::new(),
            trail: Vec::new(),
            claims: Vec::new(),
        }
    }

    pub(crate) fn standing(&self) -> Standing<'_> {
        Standing {
            congress: &self.congress,
            unit: &self.unit,
        }
    }

    pub(crate) fn case<'a>(&'a self, index: usize, actor: &'a Actor) -> Case<'a> {
        Case {
            standing: self.standing(),
            nomination: &self.nominations[index],
            actor,
            now: now(),
        }
    }

    pub(crate) fn form(&self, index: usize) -> &Form {
        &self.forms[self.nominations[index].id.as_str()]
    }

    /// Commits a decision with the next versions, or nothing of it when somebody it claims is taken.
    pub(crate) fn commit(&mut self, decision: Decision) -> bool {
        let mut claims = self.claims.clone();
        for release in &decision.releases {
            claims.retain(|(person, by)| (person, by) != (&release.person, &release.nomination));
        }
        for claim in &decision.claims {
            if claims.iter().any(|(person, _)| *person == claim.person) {
                return false;
            }
            claims.push((claim.person.clone(), claim.nomination.clone()));
        }
        self.claims = claims;
        self.require_trail(&decision);
        if let Some(unit) = decision.unit {
            assert_eq!(unit.version, self.unit.version, "decided on another unit");
            self.unit = Unit {
                version: unit.version + 1,
                ..unit
            };
        } else {
            assert!(
                decision.created.is_empty() && decision.changed.is_empty(),
                "the unit's revision was not raised"
            );
        }
        for nomination in decision.created {
            let form = Form {
                version: 1,
                ..Form::of(&nomination)
            };
            self.forms.insert(nomination.id.as_str().to_owned(), form);
            self.nominations.push(Nomination {
                version: 1,
                ..nomination
            });
        }
        for changed in decision.changed {
            let place = self.nominations.iter_mut().find(|one| one.id == changed.id);
            let before = place.expect("only what exists is changed");
            assert_eq!(
                before.version, changed.version,
                "decided on another version"
            );
            *before = Nomination {
                version: changed.version + 1,
                ..changed
            };
        }
        if let Some(form) = decision.form {
            let version = form.version + 1;
            self.forms.insert(
                form.nomination.as_str().to_owned(),
                Form { version, ..form },
            );
        }
        self.trail.extend(decision.audit);
        self.require_invariants();
        true
    }

    /// Each nomination that changes gets exactly one entry, numbered by the version it makes, that says truly from where
    /// to where; and a state changes only as the table says.
    fn require_trail(&self, decision: &Decision) {
        let touched = decision.created.len() + decision.changed.len();
        assert_eq!(
            decision.audit.len(),
            touched,
            "one entry for each nomination"
        );
        for after in decision.created.iter().chain(&decision.changed) {
            let mut entries = decision
                .audit
                .iter()
                .filter(|entry| entry.nomination == after.id);
            let (Some(entry), None) = (entries.next(), entries.next()) else {
                panic!("not one entry")
            };
            let before = self.nominations.iter().find(|one| one.id == after.id);
            let last = self
                .trail
                .iter()
                .rfind(|entry| entry.nomination == after.id);
            assert_eq!(entry.sequence, last.map_or(0, |last| last.sequence) + 1);
            assert_eq!(
                (entry.from, entry.to),
                (before.map(|one| one.state), after.state)
            );
            let Some(before) = before.filter(|before| before.state != after.state) else {
                continue;
            };
            let by = action_of(entry.action);
            let ways = TRANSITIONS
                .iter()
                .filter(|way| way.from == before.state && way.to == after.state);
            assert!(
                ways.into_iter().any(|way| way.by == by),
                "{:?} by {by:?}",
                (before.state, after.state)
            );
        }
    }

    fn require_invariants(&self) {
        let allocated = |category| {
            self.nominations
                .iter()
                .filter(|one| one.category == category && one.state != State::Deregistered)
                .count()
        };
        let places = |category| self.unit.quotas.places(category) as usize;
        let members = allocated(Category::CommitteeMember);
        assert!(
            members <= places(Category::CommitteeMember),
            "committee members above their quota"
        );
        let delegates = allocated(Category::Delegate);
        assert!(
            members + delegates <= places(Category::Delegate),
            "members and delegates above the delegates' places"
        );
        for category in [
            Category::SpecialDelegate,
            Category::Observer,
            Category::Guest,
            Category::Staff,
        ] {
            assert!(
                allocated(category) <= places(category),
                "{category:?} above its quota"
            );
        }
        let mut counts = Counts::default();
        for one in &self.nominations {
            counts.enter(one.category, one.state);
        }
        assert_eq!(
            self.unit.counts, counts,
            "the counts are not the true counts"
        );
        for one in self
            .nominations
            .iter()
            .filter(|one| with_reviewers(one.state))
        {
            let form = &self.forms[one.id.as_str()].values;
            let faults = check::complete(form, &built_in(), china_date(now()));
            assert_eq!(faults, [], "a form that is not complete is {:?}", one.state);
            assert_eq!(
                (one.facts.clone(), one.certificate.clone()),
                (facts(form), certificate(form))
            );
        }
        for one in self
            .nominations
            .iter()
            .filter(|one| one.state != State::Deregistered)
        {
            let phone = Person::Phone(one.phone.clone());
            assert!(
                self.claims.contains(&(phone, one.id.clone())),
                "a nominee without a claim on their phone"
            );
        }
    }

    /// Whether every indicator is green, worked out from the rules' words and not from the code under test.
    pub(crate) fn everything_is_green(&self, counted: &[State]) -> bool {
        let holders = |category: Category| {
            let with_members = category == Category::Delegate;
            self.nominations.iter().filter(move |one| {
                let holds = one.category == category
                    || (with_members && one.category == Category::CommitteeMember);
                holds && counted.contains(&one.state)
            })
        };
        self.congress
            .settings
            .categories
            .iter()
            .all(|(category, rule)| {
                let (submitted, places) = (
                    holders(*category).count(),
                    self.unit.quotas.places(*category) as usize,
                );
                let enough = if rule.met == Met::Equal {
                    submitted == places
                } else {
                    submitted <= places
                };
                enough
                    && Trait::ALL.into_iter().all(|wanted| {
                        let has = |one: &&Nomination| {
                            one.traits(&self.congress.settings).contains(&wanted)
                        };
                        holders(*category).filter(has).count()
                            >= self.unit.quotas.minimum(*category, wanted) as usize
                    })
            })
    }
}

/// Whether a form in this state is before a reviewer or has passed one.
fn with_reviewers(state: State) -> bool {
    use State::{FinalReviewApproved, FirstReviewApproved, FirstReviewPending, Reported};
    matches!(
        state,
        FirstReviewPending | FirstReviewApproved | Reported | FinalReviewApproved
    )
}

/// The action behind an entry of the trail.
pub(crate) fn action_of(deed: Deed) -> Action {
    match deed {
        Deed::FirstApprove | Deed::FirstReject => Action::FirstReview,
        Deed::FinalApprove | Deed::FinalApproveFirst | Deed::FinalReject => Action::FinalReview,
        Deed::Other(action) => action,
        Deed::ExportUnmasked | Deed::PhoneChanged => panic!("no step of a nomination"),
    }
}
