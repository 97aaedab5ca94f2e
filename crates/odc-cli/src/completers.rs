//! The shells for which `odctl` completes a command line: their scripts, and the words for them.
//!
//! A shell inserts a word into the user's command line. Names from the tenant and of files come from other people.
//! Therefore a word that a shell could read as more than one word is not offered.

use std::ffi::OsString;
use std::io::{Error, Write};
use std::path::Path;
use std::sync::OnceLock;

use clap::Command;
use clap_complete::engine;
use clap_complete::env::{Bash, Elvish, EnvCompleter, Fish, Powershell, Shells, Zsh};
use odc_http::text::{is_printable, printable};

/// All shells.
pub const SHELLS: Shells<'static> = Shells(&[
    &Completer(Dialect::Bash),
    &Completer(Dialect::Elvish),
    &Completer(Dialect::Fish),
    &Completer(Dialect::PowerShell),
    &Completer(Dialect::Zsh),
]);

/// A shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Reads words with escape characters.
    Bash,
    /// Quotes words itself.
    Elvish,
    /// Quotes words itself.
    Fish,
    /// Its script below quotes words.
    PowerShell,
    /// Quotes words itself.
    Zsh,
}

/// The shell of this process. A process completes one line.
static NOW: OnceLock<Dialect> = OnceLock::new();

impl Dialect {
    /// The shell for which this process completes a line. If there is none, the shell with the strictest rules for
    /// words.
    #[must_use]
    pub fn now() -> Self {
        NOW.get().copied().unwrap_or(Self::PowerShell)
    }

    /// Whether a text is one word for the shell, both in quotes and without them.
    #[must_use]
    pub fn takes(self, word: &str) -> bool {
        let is_plain = |c: char| c.is_alphanumeric() || " _.-/:=@%+,".contains(c);
        let fits = |c: char| match self {
            // All other characters are escaped. After a quotation mark that the user has typed, escape characters
            // have no effect.
            Self::Bash => is_printable(c) && !"'\"`\\$!".contains(c),
            // Windows decodes the output of programs with older code pages. In these, parts of letters are quotation
            // marks.
            Self::PowerShell => c.is_ascii() && (is_plain(c) || c == '\\'),
            Self::Elvish | Self::Fish | Self::Zsh => is_plain(c),
        };
        !word.is_empty() && word.chars().all(fits)
    }

    /// A word in the form that the script of the shell expects.
    fn written(self, word: &str) -> String {
        let escaped = |is_plain: &dyn Fn(char) -> bool| {
            let chars = word.chars();
            let escaped = chars.flat_map(|c| (!is_plain(c)).then_some('\\').into_iter().chain([c]));
            escaped.collect()
        };
        match self {
            Self::Bash => escaped(&|c| c.is_alphanumeric() || "-_./:=@%+,".contains(c)),
            Self::Zsh => escaped(&|c| c != ':'),
            Self::Elvish | Self::Fish | Self::PowerShell => word.to_owned(),
        }
    }

    fn script(self) -> &'static dyn EnvCompleter {
        match self {
            Self::Bash => &Bash,
            Self::Elvish => &Elvish,
            Self::Fish => &Fish,
            Self::PowerShell => &Powershell,
            Self::Zsh => &Zsh,
        }
    }
}

/// Completes for a shell.
#[derive(Clone, Copy, Debug)]
struct Completer(Dialect);

impl EnvCompleter for Completer {
    fn name(&self) -> &'static str {
        self.0.script().name()
    }

    fn is(&self, name: &str) -> bool {
        self.0.script().is(name)
    }

    fn write_registration(
        &self,
        var: &str,
        name: &str,
        bin: &str,
        completer: &str,
        buf: &mut dyn Write,
    ) -> Result<(), Error> {
        if self.0 == Dialect::PowerShell {
            return buf.write_all(powershell(var, bin, completer).as_bytes());
        }
        let script = self.0.script();
        script.write_registration(var, name, bin, completer, buf)
    }

    fn write_complete(
        &self,
        cmd: &mut Command,
        mut args: Vec<OsString>,
        current_dir: Option<&Path>,
        buf: &mut dyn Write,
    ) -> Result<(), Error> {
        let dialect = *NOW.get_or_init(|| self.0);
        let index = std::env::var("_CLAP_COMPLETE_INDEX").ok();
        let index = index.and_then(|index| index.parse().ok());
        let index = index.unwrap_or(args.len().saturating_sub(1));
        if args.len() == index {
            args.push(OsString::new());
        }
        let between = std::env::var("_CLAP_IFS").unwrap_or_else(|_| "\n".to_owned());
        let found = engine::complete(cmd, args, index, current_dir)?;
        let words = found.iter().filter_map(|candidate| {
            let word = candidate.get_value().to_str()?;
            let help = candidate.get_help().map(ToString::to_string);
            let help = help.unwrap_or_default();
            let help = printable(help.lines().next().unwrap_or_default()).to_string();
            dialect.takes(word).then(|| (dialect.written(word), help))
        });
        for (at, (word, help)) in words.enumerate() {
            let between = if at == 0 { "" } else { &between };
            write!(buf, "{between}{word}")?;
            match dialect {
                _ if help.is_empty() => {}
                Dialect::Fish | Dialect::PowerShell => write!(buf, "\t{help}")?,
                Dialect::Zsh => write!(buf, ":{}", help.replace('\\', r"\\"))?,
                Dialect::Bash | Dialect::Elvish => {}
            }
        }
        Ok(())
    }
}

/// The script of PowerShell. The one in `clap_complete` runs the text of the line, and inserts words without quotes.
fn powershell(var: &str, bin: &str, completer: &str) -> String {
    let quoted = |word: &str| format!("'{}'", word.replace('\'', "''"));
    POWERSHELL
        .replace("VARIABLE", var)
        .replace("PROGRAM", &quoted(bin))
        .replace("COMPLETER", &quoted(completer))
}

const POWERSHELL: &str = r#"Register-ArgumentCompleter -Native -CommandName PROGRAM -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    # The words before the cursor as texts. Nothing of the line is run.
    $words = @()
    $isInWord = $false
    foreach ($element in $commandAst.CommandElements) {
        $start = $element.Extent.StartOffset
        if ($start -ge $cursorPosition) {
            break
        }
        $text = $element.Extent.Text
        if ($element.Extent.EndOffset -ge $cursorPosition) {
            $text = $text.Substring(0, $cursorPosition - $start)
            $isInWord = $true
        }
        $words += $text.Trim([char]39, [char]34)
    }
    $index = $words.Count
    if ($isInWord) {
        $index = $words.Count - 1
    }

    $lines = @()
    $before = @($env:VARIABLE, $env:_CLAP_COMPLETE_INDEX)
    try {
        $env:VARIABLE = 'powershell'
        $env:_CLAP_COMPLETE_INDEX = "$index"
        $lines = @(& COMPLETER '--' $words)
    }
    finally {
        $env:VARIABLE = $before[0]
        $env:_CLAP_COMPLETE_INDEX = $before[1]
    }

    foreach ($line in $lines) {
        $parts = $line.Split([char]9)
        $word = $parts[0]
        if ($word -eq '') {
            continue
        }
        $help = $word
        if ($parts.Count -gt 1) {
            $help = $parts[1]
        }
        $quoted = $word
        if ($word -cnotmatch '\A[A-Za-z0-9_./:=-]+\z') {
            $quoted = "'" + [System.Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($word) + "'"
        }
        [System.Management.Automation.CompletionResult]::new($quoted, $word, 'ParameterValue', $help)
    }
}
"#;

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Dialect; 5] = [
        Dialect::Bash,
        Dialect::Elvish,
        Dialect::Fish,
        Dialect::PowerShell,
        Dialect::Zsh,
    ];

    #[test]
    fn a_word_that_a_shell_could_run_is_not_offered() {
        for dialect in ALL {
            for word in ["Booking Portal", "--report-file", "a/b.yaml", "k=v,w"] {
                assert!(dialect.takes(word), "{dialect:?} {word}");
            }
            for word in [
                "",
                "Book$(calc)",
                "`id`",
                "a'b",
                "a\"b",
                "a!b",
                "a\nb",
                "a\u{1b}[2J",
                "a\u{202e}b",
            ] {
                assert!(!dialect.takes(word), "{dialect:?} {word}");
            }
            let has_metacharacters = dialect.takes("a;b|c&d>e<f(g)h{i}#*?~[j]^k");
            assert_eq!(has_metacharacters, dialect == Dialect::Bash);
            assert_eq!(dialect.takes("Büro"), dialect != Dialect::PowerShell);
        }
    }

    #[test]
    fn bash_gets_words_with_escapes() {
        let written = |word| Dialect::Bash.written(word);
        assert_eq!(written("Booking Portal (new)"), r"Booking\ Portal\ \(new\)");
        assert_eq!(written("a;b|c&d>e#~"), r"a\;b\|c\&d\>e\#\~");
        assert_eq!(written("--report-file"), "--report-file");
        assert_eq!(Dialect::Zsh.written("a b:c"), r"a b\:c");
    }

    #[test]
    fn the_script_of_powershell_does_not_run_text_of_the_line() {
        let script = powershell("COMPLETE", "odctl", "C:\\it's\\odctl.exe");
        assert!(!script.contains("Invoke-Expression") && !script.contains("iex"));
        assert!(script.contains("-CommandName 'odctl' "), "{script}");
        assert!(script.contains(r"@(& 'C:\it''s\odctl.exe' '--' $words)"));
        assert!(script.contains("$env:COMPLETE = 'powershell'"), "{script}");
        for (open, close) in [("{", "}"), ("(", ")"), ("[", "]")] {
            assert_eq!(script.matches(open).count(), script.matches(close).count());
        }
    }
}
