//! What changed between two wordings of a passage, word by word.

use serde::Serialize;

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "change", content = "words", rename_all = "lowercase")]
pub enum Change {
    /// In both.
    Same(String),
    /// In the old wording only.
    Removed(String),
    /// In the new wording only.
    Added(String),
}

/// Beyond this many comparisons what lies between the common ends counts as changed as a whole.
const MAX_WORK: usize = 4_000_000;

/// The changes from one wording to another: the longest common words stay.
pub fn compare(old: &str, new: &str) -> Vec<Change> {
    let (a, b): (Vec<&str>, Vec<&str>) = (
        old.split_whitespace().collect(),
        new.split_whitespace().collect(),
    );
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (rest_a, rest_b) = (&a[start..], &b[start..]);
    let end = rest_a
        .iter()
        .rev()
        .zip(rest_b.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (middle_a, middle_b) = (&rest_a[..rest_a.len() - end], &rest_b[..rest_b.len() - end]);
    let mut runs = Runs::default();
    a[..start].iter().for_each(|word| runs.same(word));
    middle(middle_a, middle_b, &mut runs);
    a[a.len() - end..].iter().for_each(|word| runs.same(word));
    runs.finish()
}

fn middle(a: &[&str], b: &[&str], runs: &mut Runs) {
    if a.len().saturating_mul(b.len()) > MAX_WORK {
        a.iter().for_each(|word| runs.removed(word));
        b.iter().for_each(|word| runs.added(word));
        return;
    }
    let width = b.len() + 1;
    let mut best = vec![0u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            best[i * width + j] = if a[i] == b[j] {
                best[(i + 1) * width + j + 1] + 1
            } else {
                best[(i + 1) * width + j].max(best[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            runs.same(a[i]);
            (i, j) = (i + 1, j + 1);
        } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
            runs.removed(a[i]);
            i += 1;
        } else {
            runs.added(b[j]);
            j += 1;
        }
    }
    a[i..].iter().for_each(|word| runs.removed(word));
    b[j..].iter().for_each(|word| runs.added(word));
}

/// Words gathered into runs. Between two runs that stay, what was removed comes before what was added.
#[derive(Default)]
struct Runs {
    done: Vec<Change>,
    same: String,
    removed: String,
    added: String,
}

impl Runs {
    fn same(&mut self, word: &str) {
        self.flush_changes();
        push(&mut self.same, word);
    }

    fn removed(&mut self, word: &str) {
        self.flush_same();
        push(&mut self.removed, word);
    }

    fn added(&mut self, word: &str) {
        self.flush_same();
        push(&mut self.added, word);
    }

    fn flush_same(&mut self) {
        if !self.same.is_empty() {
            self.done.push(Change::Same(std::mem::take(&mut self.same)));
        }
    }

    fn flush_changes(&mut self) {
        if !self.removed.is_empty() {
            self.done
                .push(Change::Removed(std::mem::take(&mut self.removed)));
        }
        if !self.added.is_empty() {
            self.done
                .push(Change::Added(std::mem::take(&mut self.added)));
        }
    }

    fn finish(mut self) -> Vec<Change> {
        self.flush_same();
        self.flush_changes();
        self.done
    }
}

fn push(run: &mut String, word: &str) {
    if !run.is_empty() {
        run.push(' ');
    }
    run.push_str(word);
}
