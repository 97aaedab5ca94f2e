//! The variables that the program prints, in the syntax of the shell or file that reads them.

use clap::ValueEnum;
use odc_http::text::shell_word;
use odc_sandbox::Sandbox;

/// The shell or file that reads the variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A POSIX shell: `eval "$(cat FILE)"`
    Sh,
    /// `PowerShell`: `Get-Content -Raw FILE | Invoke-Expression`
    Powershell,
    /// A batch file of Windows: `call FILE.cmd`
    Cmd,
    /// The fish shell: `source FILE`
    Fish,
    /// A `.env` file
    Dotenv,
    /// One JSON object
    Json,
}

/// A name and its value.
pub(crate) type Variable = (&'static str, String);

/// The variables that clients use to find the sandbox, in the order in which they are printed. When a waiting script
/// sees the last one, it knows that all have come.
pub(crate) fn variables(sandbox: &Sandbox) -> Vec<Variable> {
    let mut variables = vec![
        ("ODC_PORTAL_DOMAIN", sandbox.domain().to_owned()),
        ("ODC_CLIENT_ID", sandbox.client_id().to_owned()),
        ("ODC_CLIENT_SECRET", sandbox.client_secret().to_owned()),
    ];
    if let Some(file) = sandbox.ca_file() {
        // Our clients and Node.js add this authority to those of the system. OpenSSL, curl and Python's requests use
        // only this authority.
        let file = file.display().to_string();
        let names = [
            "ODC_EXTRA_CA_CERTS",
            "NODE_EXTRA_CA_CERTS",
            "SSL_CERT_FILE",
            "CURL_CA_BUNDLE",
            "REQUESTS_CA_BUNDLE",
        ];
        variables.extend(names.map(|name| (name, file.clone())));
    }
    let plain = u8::from(sandbox.ca_file().is_none()).to_string();
    variables.push(("ODC_ALLOW_HTTP_LOOPBACK", plain));
    variables
}

impl Format {
    /// The text that sets the variables.
    pub(crate) fn write(self, variables: &[Variable]) -> String {
        if self == Self::Json {
            let members = variables
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.as_str().into()));
            let object = serde_json::Value::Object(members.collect());
            return format!("{object:#}\n");
        }
        variables
            .iter()
            .map(|(name, value)| self.line(name, value))
            .collect()
    }

    fn line(self, name: &str, value: &str) -> String {
        match self {
            Self::Powershell => format!("$env:{name} = '{}'\n", value.replace('\'', "''")),
            // In a batch file, `%` begins a variable.
            Self::Cmd => format!("set \"{name}={}\"\r\n", value.replace('%', "%%")),
            Self::Fish => {
                let value = value.replace('\\', r"\\").replace('\'', r"\'");
                format!("set -gx {name} '{value}'\n")
            }
            // All readers of such files agree that no character between single quotes has a special meaning.
            Self::Dotenv if !value.contains('\'') => format!("{name}='{value}'\n"),
            Self::Dotenv => {
                let value = value
                    .replace('\\', r"\\")
                    .replace('"', "\\\"")
                    .replace('$', r"\$");
                format!("{name}=\"{value}\"\n")
            }
            Self::Sh | Self::Json => format!("export {name}={}\n", shell_word(value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(format: Format, value: &str) -> String {
        format.write(&[("A", value.to_owned())])
    }

    #[test]
    fn a_plain_value_is_plain_in_a_shell_and_quoted_elsewhere() {
        let value = "127.0.0.1:80";
        assert_eq!(written(Format::Sh, value), "export A=127.0.0.1:80\n");
        assert_eq!(written(Format::Fish, value), "set -gx A '127.0.0.1:80'\n");
        assert_eq!(
            written(Format::Powershell, value),
            "$env:A = '127.0.0.1:80'\n"
        );
        assert_eq!(written(Format::Cmd, value), "set \"A=127.0.0.1:80\"\r\n");
        assert_eq!(written(Format::Dotenv, value), "A='127.0.0.1:80'\n");
        assert_eq!(
            written(Format::Json, value),
            "{\n  \"A\": \"127.0.0.1:80\"\n}\n"
        );
    }

    #[test]
    fn special_characters_of_a_format_are_quoted_there() {
        let value = r"C:\it's $HOME %TEMP%";
        assert_eq!(
            written(Format::Sh, value),
            "export A='C:\\it'\\''s $HOME %TEMP%'\n"
        );
        assert_eq!(
            written(Format::Fish, value),
            "set -gx A 'C:\\\\it\\'s $HOME %TEMP%'\n"
        );
        assert_eq!(
            written(Format::Powershell, value),
            "$env:A = 'C:\\it''s $HOME %TEMP%'\n"
        );
        assert_eq!(
            written(Format::Cmd, value),
            "set \"A=C:\\it's $HOME %%TEMP%%\"\r\n"
        );
        assert_eq!(
            written(Format::Dotenv, value),
            "A=\"C:\\\\it's \\$HOME %TEMP%\"\n"
        );
        assert_eq!(
            written(Format::Json, value),
            "{\n  \"A\": \"C:\\\\it's $HOME %TEMP%\"\n}\n"
        );
    }

    /// The shell of this machine reads the same values.
    #[cfg(unix)]
    #[test]
    fn a_shell_reads_the_same_values_that_were_written() {
        for value in ["a b", "it's", "$HOME `id` \\ \"", "5MjA76X+oTwQVS3%4k=I!"] {
            let script = written(Format::Sh, value) + "printf %s \"$A\"";
            let read = std::process::Command::new("sh")
                .args(["-c", &script])
                .output()
                .unwrap();
            assert_eq!(String::from_utf8_lossy(&read.stdout), value);
        }
    }
}
