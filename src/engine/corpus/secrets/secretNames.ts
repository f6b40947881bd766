/** Names of files of keys, passwords and certificates, in lower case. They are excluded whatever their content. */
const secretNames = new Set(
  [
    // Credential files of tools.
    '.netrc _netrc .authinfo .authinfo.gpg .npmrc .pypirc .git-credentials .gitcookies .htpasswd htpasswd .pgpass pgpass.conf',
    '.my.cnf .mylogin.cnf .dockercfg .dockerconfigjson .s3cfg .boto .terraformrc terraform.rc credentials.tfrc.json rclone.conf',
    '.ftpconfig .esmtprc .msmtprc .fetchmailrc .mailrc .vncpasswd sitemanager.xml recentservers.xml filezilla.xml',
    '.dev.vars .secrets .sentryclirc .clasprc.json .databrickscfg .snowsql .tugboat .publishsettings settings-security.xml',
    'hudson.util.secret credentials.xml local.settings.json google-services.json googleservice-info.plist',
    'application_default_credentials.json access_tokens.db credentials.db kubeconfig kube_config_cluster.yml k3s.yaml',
    // Keys of frameworks and vaults.
    'master.key credentials.yml.enc secrets.yml.enc .vault-token .vault_pass .vault-pass .vault_password .vault-password',
    'vault_pass.txt vault-password.txt .ansible_vault_pass keystore.properties key.properties signing.properties',
    'secring.gpg secring.pgp trustdb.gpg',
    // History files of shells and clients.
    '.bash_history .zsh_history .zhistory .sh_history .ksh_history .ash_history .history .histfile fish_history',
    '.python_history .node_repl_history .irb_history .pry_history .php_history .lua_history .scala_history .psql_history',
    '.mysql_history .sqlite_history .mongo_history .rediscli_history .dbshell consolehost_history.txt .lesshst .viminfo',
  ].flatMap((line) => line.split(' ')),
);

/** Formats of keys, certificates, password vaults and infrastructure states. */
const secretExtensions: ReadonlySet<string> = new Set(
  (
    'pem key crt cer cert der csr p7b p7c p7m p8 p10 p12 pfx pkcs8 pkcs12 pvk snk ppk jks jceks bks keystore truststore keytab ' +
    'agekey gpgkey kdbx kdb 1pif 1pux agilekeychain opvault psafe3 enpass tfvars tfstate ovpn rdp mobileprovision ' +
    'provisionprofile publishsettings kubeconfig'
  ).split(' '),
);

const secretPattern = new RegExp(
  [
    String.raw`^id_(?:rsa|dsa|ecdsa|ed25519|xmss)(?:_sk)?(?:[._-](?!pub$).*)?$`,
    String.raw`^ssh_host_\w+_key$`,
    String.raw`\.(?:tfstate\.backup|tfvars\.json)$`,
    // Credential files of cloud accounts, as named by their consoles.
    String.raw`^service[-_]?account[\w.-]*\.json$`,
    String.raw`firebase-adminsdk[\w.-]*\.json$`,
    String.raw`^(?:[\w-]*(?:credentials|client_?secrets?)[\w.-]*|credential)\.json$`,
    String.raw`^credentials?(?:\.(?:ya?ml|toml|ini|csv|txt))?$`,
    String.raw`^(?:accesskeys?|rootkey|[\w-]+_accesskeys)\.csv$`,
    String.raw`^secrets?\.(?:ya?ml|json|toml|ini|env|properties)$`,
    // Exports of password managers.
    String.raw`^(?:bitwarden|lastpass|1password|dashlane|keepass|keeper|nordpass|chrome|firefox|edge)[\w .-]*(?:export|passwords?|logins|vault)[\w .()-]*\.(?:csv|json|xml|txt)$`,
    String.raw`^(?:(?:chrome|edge|safari|google)[ _-])?passwords?\.(?:csv|txt)$`,
  ].join('|'),
);

/** `.env`, `.env.local`, `prod.env`, `.envrc`. */
const environmentPattern = /^\.env(?:rc)?(?:[._-].*)?$|\.env$/;
/** `.env.example`, `secrets.sample.yaml`, `example.env`: files to fill in. */
const templatePattern = /(?:^|[._-])(?:example|sample|template|tmpl|dist|defaults?|schema)(?:[._-]|$)/;

/** Secret by their directory, because their names are common. */
const secretPaths = new RegExp(
  String.raw`(?:^|/)(?:${[
    String.raw`\.aws/(?:credentials|config|sso/.+|cli/cache/.+)`,
    String.raw`\.azure/.+\.(?:json|bin|cache)`,
    String.raw`\.config/gcloud/.+`,
    String.raw`\.config/(?:gh/hosts\.yml|glab-cli/config\.yml|hub|op/.+|doctl/config\.yaml|rclone/.+|configstore/.+|containers/auth\.json)`,
    String.raw`\.docker/config\.json`,
    String.raw`\.kube/(?:config|cache/.+)`,
    String.raw`\.cargo/credentials(?:\.toml)?`,
    String.raw`\.gem/credentials`,
    String.raw`\.bundle/config`,
    String.raw`\.composer/auth\.json`,
    String.raw`\.vscode/sftp\.json`,
    String.raw`\.ssh/(?!.*\.pub$)[^/]+`,
    String.raw`\.gnupg/.+`,
    String.raw`\.password-store/.+`,
    String.raw`\.wireguard/.+`,
    String.raw`config/credentials/[^/]+\.(?:key|yml\.enc)`,
  ].join('|')})$`,
);

/**
 * Whether a file's name alone shows that it contains keys, passwords or certificates. Templates to fill in do not
 * count.
 *
 * @param path relative to the workspace folder
 */
export function hasSecretName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const isNamed = secretNames.has(name) || secretExtensions.has(extensionOf(name)) || secretPaths.test(path);
  return (
    isNamed || ((secretPattern.test(name) || environmentPattern.test(name)) && !templatePattern.test(name))
  );
}

function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1);
}
