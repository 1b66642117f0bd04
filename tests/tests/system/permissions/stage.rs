//! One congress with everybody in it, and a nominee in every state.

use std::{collections::BTreeMap, sync::Arc};

use axum::Router;
use domain::{
    category::Category,
    congress::{Belongs, Congress, Life, Material, Met, OwnName, Template},
    id::{AttachmentId, ImportId, MaterialId, NoticeId, UnitId},
    message::Words,
    nomination::{
        Nomination,
        import::Import,
        intake::{By, Intake},
        state::State,
    },
    notice::{Act, NoticeEntry},
    permission::Role,
    structure::Trait,
};
use harness::{Answer, Ask, Harness, World, world};
use local::functions;
use print::Press;
use serde_json::Value;
use store::{Attachment, AttachmentKind, Owner, Wanted, files::ObjectKey};
use tempfile::TempDir;
use utoipa::openapi::OpenApi;

use super::{
    expected::{Asker, Named},
    table::{Body, Route},
};

pub(crate) struct Stage {
    pub(crate) document: OpenApi,
    harness: Harness,
    world: World,
    app: Router,
    nominees: BTreeMap<State, Nomination>,
    disabled: Nomination,
    cookies: BTreeMap<String, String>,
    _layouts: TempDir,
}

/// Who asks about what.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) asker: Asker,
    pub(crate) named: Named,
    cookie: String,
    unit: UnitId,
    nomination: Nomination,
}

impl Case {
    /// Whether it makes a difference to a route: what does not depend on the nomination is asked in one state only, and a
    /// wrong unit only where one is named.
    pub(crate) fn concerns(&self, route: &Route) -> bool {
        // Where somebody has no part at all, and which unit it is, makes no difference by life: while it is open all is asked.
        let elsewhere = ["nobody", "another nominee"].contains(&self.asker.name);
        if self.named.life != Life::Open
            && (elsewhere || self.named.crossed || !route.needs.concerns_a_congress())
        {
            return false;
        }
        let first = self.named.state == State::ALL[0];
        let names_unit = route.path.contains("{unit}") || !self.named.crossed;
        let by_state = route.needs.action(self.named.state).is_some();
        if by_state {
            first || !self.named.crossed
        } else {
            first && names_unit && !self.asker.disabled
        }
    }
}

impl Stage {
    pub(crate) async fn set() -> Self {
        let harness = Harness::start().await;
        // A minimum that nobody meets: a report is let in and then refused.
        let (mut settings, mut quotas) = (world::settings(), world::quotas());
        for rule in settings.categories.values_mut() {
            rule.met = Met::UpTo;
        }
        if let Some(delegates) = quotas.0.get_mut(&Category::Delegate) {
            delegates.minimums = [(Trait::Female, 6)].into();
        }
        settings.materials = vec![material()];
        let world = harness.world_with(settings, quotas).await;
        let granted = harness
            .store()
            .grant_convener(&world.administrator, "示例市科学技术协会");
        granted.await.unwrap();
        let site = login::RelyingParty::of("http://localhost:8080").unwrap();
        let login = login::Settings::new([7; 32], site);
        let (press, layouts) = press();
        let routes = functions::routes(harness.edge(), login, Arc::new(press));
        let (routes, document) = routes.split_for_parts();
        let app = harness.app(routes);
        let mut nominees = BTreeMap::new();
        for (number, state) in (1..).zip(State::ALL) {
            let one = harness
                .add_nominee(&world, number, Category::Delegate, state)
                .await;
            nominees.insert(state, one);
        }
        for one in nominees.values() {
            let key = ObjectKey::photo(one);
            let put = harness.edge().files.put(&key, "image/jpeg", photo());
            put.await.unwrap();
        }
        give_photo(&harness, &world, &app, &nominees[&State::Allocated]).await;
        give_notice(&harness, &world).await;
        let disabled = disabled(&harness, &world, &app).await;
        let mut stage = Self {
            document,
            harness,
            world,
            app,
            nominees,
            disabled,
            cookies: BTreeMap::new(),
            _layouts: layouts,
        };
        stage.sign_everybody_in().await;
        stage
    }

    async fn sign_everybody_in(&mut self) {
        let world = &self.world;
        let mut phones = vec![
            ("administrator".to_owned(), world.administrator.clone()),
            ("final reviewer".to_owned(), world.reviewer.clone()),
            ("liaison".to_owned(), world.liaison.clone()),
            (
                "another unit's liaison".to_owned(),
                world.other_liaison.clone(),
            ),
            ("stranger".to_owned(), world.stranger.clone()),
            ("disabled".to_owned(), self.disabled.phone.clone()),
        ];
        phones.extend(
            self.nominees
                .iter()
                .map(|(state, one)| (state.code().to_owned(), one.phone.clone())),
        );
        for (name, phone) in phones {
            let cookie = self.harness.sign_in(&phone).await;
            self.cookies.insert(name, cookie);
        }
    }

    /// Brings the congress somewhere in its life, as if it had come there.
    pub(crate) async fn bring_to(&self, life: Life) {
        let store = self.harness.store();
        let wanted = Wanted {
            congress: Some(&self.world.congress),
            ..Wanted::default()
        };
        let before = store.load(&wanted).await.unwrap().congress.unwrap();
        let after = Congress {
            life,
            ..before.clone()
        };
        let now = self.harness.now();
        let committed = store.commit_congress(Some(&before), &after, None, now);
        committed.await.unwrap();
    }

    /// Everybody × every state × the right unit and a wrong one.
    pub(crate) fn cases(&self, life: Life) -> Vec<Case> {
        let mut cases = Vec::new();
        for (index, state) in State::ALL.into_iter().enumerate() {
            let other = State::ALL[(index + 1) % State::ALL.len()];
            for crossed in [false, true] {
                let named = Named {
                    life,
                    state,
                    crossed,
                };
                cases.extend(
                    Self::askers(state, other)
                        .into_iter()
                        .map(|(asker, by)| Case {
                            cookie: self.cookies.get(by).cloned().unwrap_or_default(),
                            asker: if crossed { across(asker) } else { asker },
                            named,
                            unit: if crossed {
                                self.world.other_unit.clone()
                            } else {
                                self.world.unit.clone()
                            },
                            nomination: self.nominees[&state].clone(),
                        }),
                );
            }
        }
        let named = Named {
            life,
            state: self.disabled.state,
            crossed: false,
        };
        cases.push(Case {
            asker: Asker {
                disabled: true,
                ..part("the nominee, disabled", &[], &[], &[Role::Nominee])
            },
            named,
            cookie: self.cookies["disabled"].clone(),
            unit: self.world.unit.clone(),
            nomination: self.disabled.clone(),
        });
        cases
    }

    /// Who they are towards the unit and its nomination in a state, and whose cookie they have.
    fn askers(state: State, other: State) -> Vec<(Asker, &'static str)> {
        use Role::{Administrator, FinalReviewer, Liaison, Nominee};
        let gone = |state| state == State::Deregistered;
        // Of a deregistered person the pointer is gone; what was theirs they may still look at.
        let nominee = Asker {
            has_a_part: !gone(state),
            ..part("the nominee", &[], &[], &[Nominee])
        };
        let another = Asker {
            has_a_part: !gone(other),
            ..part("another nominee", &[], &[], &[])
        };
        let nobody = Asker {
            signed_in: false,
            has_a_part: false,
            ..part("nobody", &[], &[], &[])
        };
        let stranger = Asker {
            has_a_part: false,
            ..part("a stranger", &[], &[], &[])
        };
        let administrator = Asker {
            granted: true,
            ..part(
                "an administrator",
                &[Administrator],
                &[Administrator],
                &[Administrator],
            )
        };
        let reviewers = &[FinalReviewer];
        vec![
            (nobody, ""),
            (stranger, "stranger"),
            (administrator, "administrator"),
            (
                part("a final reviewer", reviewers, reviewers, reviewers),
                "final reviewer",
            ),
            (
                part("the unit's liaison", &[], &[Liaison], &[Liaison]),
                "liaison",
            ),
            (
                part("another unit's liaison", &[], &[], &[]),
                "another unit's liaison",
            ),
            (nominee, state.code()),
            (another, other.code()),
        ]
    }

    /// Asks a route about a case.
    pub(crate) async fn ask(&self, route: &Route, case: &Case) -> Answer {
        if (route.method, route.path) == ("DELETE", "/api/login/session") {
            // Everybody is needed again.
            return Ask::new(route.method.parse().unwrap(), route.path)
                .send(&self.app)
                .await;
        }
        let mut path = route
            .path
            .replace("{congress}", self.world.congress.as_str());
        path = path.replace("{id}", "no-such-thing");
        path = path.replace("{export}", "of-somebody-else");
        path = path.replace("{delivery}", "1.00000000-0000-0000-0000-000000000000");
        path = path.replace("{unit}", case.unit.as_str());
        path = path.replace("{nomination}", case.nomination.id.as_str());
        path = path.replace("{material}", MATERIAL);
        if path.starts_with("/api/nominations") && path.contains("{file}") {
            let file = self.unit_file(&case.unit, route.method == "GET").await;
            path = path.replace("{file}", file.as_str());
        }
        path = path.replace("{notice}", NOTICE).replace("{file}", "none");
        if path.ends_with("/template")
            || path.starts_with("/api/congresses") && path.ends_with("/files")
        {
            path.push_str("?name=a.pdf");
        }
        if path.contains("{attachment}") {
            path = path.replace(
                "{attachment}",
                self.attachment(&case.nomination).await.as_str(),
            );
        }
        if path.contains("{import}") {
            path = path.replace("{import}", self.import(&case.unit).await.as_str());
        }
        let ask = Ask::new(route.method.parse().unwrap(), path)
            .key(&self.harness.id())
            .at(999)
            .by(&case.cookie);
        let ask = match &route.body {
            Body::None => ask,
            Body::Json(body) => ask.json(&filled(body, case)),
            Body::Bytes(content_type, bytes) => ask.bytes(content_type, *bytes),
        };
        ask.send(&self.app).await
    }

    /// A new import of a unit, of nobody: one that was let in is undone.
    async fn import(&self, unit: &UnitId) -> ImportId {
        let (congress, now) = (&self.world.congress, self.harness.now());
        let import = Import {
            id: ImportId::parse(&self.harness.id()).unwrap(),
            congress: congress.clone(),
            unit: unit.clone(),
            version: 0,
            at: now,
            by: "徐怡".to_owned(),
            file: "名单.xlsx".to_owned(),
            placed: Vec::new(),
            changed: Vec::new(),
            undone: None,
        };
        let intake = Intake {
            by: By {
                congress: congress.clone(),
                unit: unit.clone(),
                at: now,
                name: import.by.clone(),
                words: Words::default(),
            },
            import: Some(import.id.clone()),
            people: Vec::new(),
        };
        let of = self.harness.unit(congress, unit).await;
        let (store, id) = (self.harness.store(), self.harness.id());
        let committed = store.commit_intake(&of, &intake, Some(&import), None, now, id);
        committed.await.unwrap();
        import.id
    }

    /// A new file of a unit: what has arrived stays while the convener has a report, what has not can be taken back.
    async fn unit_file(&self, unit: &UnitId, confirmed: bool) -> AttachmentId {
        let file = Attachment {
            id: AttachmentId::parse(&self.harness.id()).unwrap(),
            owner: Owner::Unit(self.world.congress.clone(), unit.clone()),
            name: "记录.pdf".to_owned(),
            kind: AttachmentKind::Material,
            material: Some(MaterialId::parse(MATERIAL).unwrap()),
            content_type: "application/pdf".to_owned(),
            size: 9,
            sha256: "zQMM072QUPIRbIXfjNDfnI2zJh34h5kS7Qr0M5W0570=".to_owned(),
            upload: None,
            confirmed,
            added_at: self.harness.now(),
            added_by: "徐怡".to_owned(),
        };
        let (store, now) = (self.harness.store(), self.harness.now());
        store.put_attachment(&file, None, now).await.unwrap();
        file.id
    }

    /// A new file of a nomination: one that was let in may be gone.
    async fn attachment(&self, nomination: &Nomination) -> AttachmentId {
        let file = Attachment {
            id: AttachmentId::parse(&self.harness.id()).unwrap(),
            owner: nomination.into(),
            material: None,
            name: "证明.pdf".to_owned(),
            kind: AttachmentKind::Material,
            content_type: "application/pdf".to_owned(),
            size: 9,
            sha256: "zQMM072QUPIRbIXfjNDfnI2zJh34h5kS7Qr0M5W0570=".to_owned(),
            upload: None,
            confirmed: true,
            added_at: self.harness.now(),
            added_by: "徐怡".to_owned(),
        };
        let put = self
            .harness
            .store()
            .put_attachment(&file, None, self.harness.now());
        put.await.unwrap();
        file.id
    }
}

fn part(name: &'static str, congress: &[Role], unit: &[Role], nomination: &[Role]) -> Asker {
    Asker {
        name,
        signed_in: true,
        granted: false,
        of_congress: congress.to_vec(),
        has_a_part: true,
        of_unit: unit.to_vec(),
        of_nomination: nomination.to_vec(),
        disabled: false,
    }
}

/// The same person where the path names another unit than the nomination's.
fn across(mut asker: Asker) -> Asker {
    asker.of_unit = match asker.name {
        "the unit's liaison" => Vec::new(),
        "another unit's liaison" => vec![Role::Liaison],
        _ => asker.of_unit,
    };
    asker
}

/// The congress's one material, asked of units and required of none.
const MATERIAL: &str = "record";

fn material() -> Material {
    Material {
        id: MaterialId::parse(MATERIAL).unwrap(),
        name: OwnName {
            zh: "选举会议记录".to_owned(),
            en: String::new(),
        },
        belongs: Belongs::Unit,
        categories: [].into(),
        template: Some(Template {
            file: AttachmentId::parse("template").unwrap(),
            name: "记录.docx".to_owned(),
            content_type: "application/pdf".to_owned(),
            size: 9,
        }),
    }
}

/// The congress's one notice, a draft.
const NOTICE: &str = "notice";

async fn give_notice(harness: &Harness, world: &World) {
    let entry = NoticeEntry {
        title: "通知".to_owned(),
        markdown: "好".to_owned(),
        list: None,
    };
    let by = Act {
        at: harness.now(),
        by: "徐怡".to_owned(),
    };
    let notice = entry.draft(NoticeId::parse(NOTICE).unwrap(), world.congress.clone(), by);
    let (store, now) = (harness.store(), harness.now());
    let notice = notice.unwrap();
    let written = store.commit_notice(&notice, &[], None, now);
    written.await.unwrap();
}

fn photo() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::new(413, 579);
    picture
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

/// Who is not submitted yet has none.
async fn give_photo(harness: &Harness, world: &World, app: &Router, one: &Nomination) {
    let (congress, unit, id) = (&world.congress, &world.unit, &one.id);
    let path = format!("/api/nominations/{congress}/{unit}/{id}/photo");
    let liaison = harness.sign_in(&world.liaison).await;
    let ask = harness::put(path).by(&liaison).bytes("image/jpeg", photo());
    let answer = ask.send(app).await;
    assert_eq!(answer.status, 200, "{answer}");
}

fn filled(body: &Value, case: &Case) -> Value {
    let text = body.to_string();
    let text = text.replace("{unit}", case.unit.as_str());
    let text = text.replace("{nomination}", case.nomination.id.as_str());
    serde_json::from_str(&text).unwrap()
}

async fn disabled(harness: &Harness, world: &World, app: &Router) -> Nomination {
    let one = harness
        .add_nominee(world, 99, Category::Delegate, State::Allocated)
        .await;
    let path = format!(
        "/api/nominations/{}/{}/{}/disable",
        world.congress, world.unit, one.id
    );
    let liaison = harness.sign_in(&world.liaison).await;
    let answer = harness::post(path)
        .by(&liaison)
        .at(one.version)
        .send(app)
        .await;
    assert_eq!(answer.status, 200, "{answer}");
    one
}

/// A press whose layouts are blank: who is let in does not depend on what is printed, and a blank page is set at once.
fn press() -> (Press, TempDir) {
    let layouts = tempfile::tempdir().unwrap();
    std::fs::create_dir(layouts.path().join("form-docx")).unwrap();
    for (name, text) in [
        ("fonts.json", "[]"),
        ("words.json", "{}"),
        ("form.typ", ""),
        ("badge.typ", ""),
    ] {
        std::fs::write(layouts.path().join(name), text).unwrap();
    }
    let press = Press::new(layouts.path(), Vec::new(), "http://localhost:8080");
    (press, layouts)
}
