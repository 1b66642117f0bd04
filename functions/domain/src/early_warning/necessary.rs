//! What follows of necessity: how many of the remaining places must go to people with several traits at once.
//!
//! There are two pools of free places: `own` ones, whose people count for the minimums of committee members and of
//! delegates, and `others`, whose people count for the delegates' alone (rule 2). Each trait lacks so many people among the
//! own places and so many among all. One person may have any set of traits. The least number of people who have at
//! least `j` of the traits is found exactly: suppose `n` people have all of them; the others have at most `j − 1` each, and
//! whatever numbers of each trait are left can be dealt out among them in turn as long as no trait needs more people
//! than there are and all together need no more than `j − 1` each (Gale and Ryser).

/// Free places.
#[derive(Clone, Copy, Debug)]
pub(super) struct Free {
    /// That count for both kinds of minimum.
    pub(super) own: u32,
    /// That count for the wider kind alone.
    pub(super) others: u32,
}

/// How many people with a trait are lacking.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lack {
    /// Among the own places, at most so many as there are.
    pub(super) own: u32,
    /// Among all places, at most so many as there are and at least `own`.
    pub(super) all: u32,
}

/// The least number of people, of all who are still to come, who have at least `j` of these traits.
pub(super) fn least(free: Free, lacks: &[Lack], j: u32) -> u32 {
    let most = free.own + free.others;
    let possible = |people: u32| {
        let from = people.saturating_sub(free.others);
        (from..=people.min(free.own)).any(|own| fits(free, lacks, j, own, people - own))
    };
    // What is possible with so many people is possible with one more.
    let (mut low, mut high) = (0, most);
    while low < high {
        let middle = low.midpoint(high);
        if possible(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// Whether it suffices that `own` and `others` people have all of the traits and nobody else more than `j − 1`.
fn fits(free: Free, lacks: &[Lack], j: u32, own: u32, others: u32) -> bool {
    let (left_own, left_others) = (free.own - own, free.others - others);
    let (room_own, room_others) = ((j - 1) * left_own, (j - 1) * left_others);
    let (mut taken, mut could_take, mut needed) = (0, 0, 0);
    for lack in lacks {
        let all = lack.all.saturating_sub(own + others);
        let least = lack
            .own
            .saturating_sub(own)
            .max(all.saturating_sub(left_others));
        if least > left_own {
            return false;
        }
        taken += least;
        could_take += left_own.min(all).saturating_sub(least);
        needed += all.saturating_sub(least);
    }
    if taken > room_own {
        return false;
    }
    let more = (room_own - taken).min(could_take);
    needed.saturating_sub(more) <= room_others
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every way to give the people who come any set of three traits; the least number with at least `j` of `wanted`.
    fn by_trying(free: Free, lacks: &[Lack; 3], wanted: u32, j: u32) -> Option<u32> {
        let people = free.own + free.others;
        let ways = 8_u32.pow(people);
        let sets = |way: u32| (0..people).map(move |person| way / 8_u32.pow(person) % 8);
        let meets = |way: &u32| {
            (0..3).all(|one| {
                let with = |set: &u32| set >> one & 1 == 1;
                let own = sets(*way).take(free.own as usize).filter(with).count();
                let all = sets(*way).filter(with).count();
                own >= lacks[one].own as usize && all >= lacks[one].all as usize
            })
        };
        let having = |way: u32| {
            sets(way)
                .filter(|set| (set & wanted).count_ones() >= j)
                .count()
        };
        (0..ways)
            .filter(meets)
            .map(|way| u32::try_from(having(way)).unwrap())
            .min()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]
        #[test]
        fn the_least_number_is_what_trying_every_way_finds(
            own in 0..=3_u32, others in 0..=2_u32, lack in prop::array::uniform3((0..=3_u32, 0..=5_u32)),
        ) {
            let free = Free { own, others };
            let lacks = lack.map(|(a, b)| {
                let a = a.min(own);
                Lack { own: a, all: b.max(a).min(own + others) }
            });
            for wanted in 1..8_u32 {
                let chosen: Vec<Lack> = (0..3).filter(|one| wanted >> one & 1 == 1).map(|one| lacks[one]).collect();
                for j in 1..=wanted.count_ones() {
                    prop_assert_eq!(Some(least(free, &chosen, j)), by_trying(free, &lacks, wanted, j));
                }
            }
        }
    }

    #[test]
    fn two_lacking_of_three_places_each_need_one_person_with_both() {
        let lack = Lack { own: 0, all: 2 };
        let free = Free { own: 0, others: 3 };
        assert_eq!(least(free, &[lack, lack], 2), 1);
        // One of each of three traits over two places: somebody has two of them.
        let one = Lack { own: 0, all: 1 };
        assert_eq!(least(Free { own: 0, others: 2 }, &[one, one, one], 2), 1);
    }
}
