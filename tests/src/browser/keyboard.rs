//! Working by keyboard alone: nothing here knows where a thing stands on the screen.

use serde_json::json;
use thirtyfour::Key;

use super::Browser;

/// No page has more stops for Tab than this before what one wants.
const MOST_STOPS: usize = 120;

impl Browser {
    /// Presses keys, as they come, wherever the focus is.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn keys(&self, keys: impl AsRef<str>) {
        let chain = self.driver().action_chain().send_keys(keys.as_ref());
        chain.perform().await.expect("keys can be pressed");
    }

    /// Presses one key.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn press(&self, key: Key) {
        self.keys(char::from(key).to_string()).await;
    }

    /// Presses a key while another is held, such as Ctrl+Z.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn press_with(&self, held: Key, key: char) {
        let held = char::from(held);
        let chain = self.driver().action_chain();
        let chain = chain.key_down(held).key_down(key).key_up(key).key_up(held);
        chain.perform().await.expect("keys can be pressed together");
    }

    /// Presses Tab until the focus is on something that fits and can be seen to be.
    ///
    /// # Panics
    /// When Tab never gets there, or what has the focus does not show it.
    pub async fn tab_to(&self, selector: &str) {
        self.move_to(selector, &char::from(Key::Tab).to_string())
            .await;
    }

    /// The same backwards.
    ///
    /// # Panics
    /// As [`Browser::tab_to`].
    pub async fn shift_tab_to(&self, selector: &str) {
        self.move_to(
            selector,
            &format!(
                "{}{}{}",
                char::from(Key::Shift),
                char::from(Key::Tab),
                char::from(Key::Null)
            ),
        )
        .await;
    }

    async fn move_to(&self, selector: &str, keys: &str) {
        self.see(selector).await;
        for _ in 0..MOST_STOPS {
            if self.has_focus(selector).await {
                return self.focus_is_seen(selector).await;
            }
            self.keys(keys).await;
        }
        self.give_up(&format!("the focus on {selector}")).await;
    }

    /// Whether the focus is on something that fits.
    pub async fn has_focus(&self, selector: &str) -> bool {
        let there = "return document.activeElement?.matches(arguments[0]) ?? false";
        self.ask(there, vec![json!(selector)]).await == true
    }

    /// WCAG 2.4.7: who works by keyboard sees where they are.
    async fn focus_is_seen(&self, selector: &str) {
        let seen = "
            const rings = (each) => {
                const style = getComputedStyle(each);
                return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none';
            };
            let each = document.activeElement;
            // A hidden radio shows its focus at the label around it.
            for (let up = 0; each && up < 3; up += 1, each = each.parentElement)
                if (rings(each) || [...each.children].some(rings)) return true;
            return false";
        assert_eq!(
            self.ask(seen, vec![]).await,
            true,
            "the focus on {selector} is not to be seen"
        );
    }
}
