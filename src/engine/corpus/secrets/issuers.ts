/** An issuer: a description for the user, and the pattern of its keys. */
type Issuer = readonly [what: string, pattern: string];

/** Key formats of known issuers with a prefix. All quantifiers are bounded: any text takes linear time. */
export const issuers: readonly Issuer[] = [
  // Clouds.
  ['an access key of AWS', String.raw`A(?:KI|SI|BI|CC)A[A-Z2-7]{16}(?![A-Za-z0-9])`],
  ['a key of Amazon Bedrock', String.raw`ABSK[A-Za-z0-9+/]{100,280}={0,2}|bedrock-api-key-[\w+/=-]{20,2048}`],
  ['an API key of Google', String.raw`AIza[\w-]{35}(?![\w-])`],
  ['a token of Google', String.raw`ya29\.[\w-]{20,2048}|1\/\/0[\w-]{40,200}`],
  ['a client secret of Google', String.raw`GOCSPX-[\w-]{28}`],
  [
    'a key of Azure',
    String.raw`(?:AccountKey|SharedAccessKey|SharedSecretValue)=[A-Za-z0-9+/]{40,100}={0,2}`,
  ],
  ['a token of DigitalOcean', String.raw`do[opr]_v1_[a-f0-9]{64}`],
  ['a token of Heroku', String.raw`HRKU-[\w-]{36,80}`],
  ['a token of Netlify', String.raw`nfp_[A-Za-z0-9]{36,44}`],
  ['a token of Fly.io', String.raw`fo1_[\w-]{43}|fm[12][ar]?_[A-Za-z0-9+/]{100,1000}={0,3}`],
  ['a key of Supabase', String.raw`sbp_[a-f0-9]{40}|sb_secret_[\w-]{20,64}`],
  // Code and packages.
  ['a token of GitHub', String.raw`gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_\w{22,255}`],
  ['a token of GitLab', String.raw`gl(?:pat|dt|cbt|rt|rtr|ptt|ft|imt|agent|oas|soat|ffct)-[\w.-]{20,320}`],
  ['a token of Bitbucket or Atlassian', String.raw`AT(?:ATT|BB|CTT)[A-Za-z0-9]{1,4}[\w=-]{24,240}`],
  ['a token of npm', String.raw`npm_[A-Za-z0-9]{36}`],
  ['a token of PyPI', String.raw`pypi-[\w-]{50,1000}`],
  ['a token of RubyGems', String.raw`rubygems_[a-f0-9]{48}`],
  ['a token of Docker', String.raw`dckr_(?:pat|oat)_[\w-]{27,64}`],
  ['a token of Sourcegraph', String.raw`sgp_(?:[a-fA-F0-9]{16}_|local_)?[a-fA-F0-9]{40}`],
  // Models.
  ['a key of Anthropic', String.raw`sk-ant-[\w-]{20,200}`],
  ['a key of OpenRouter', String.raw`sk-or-v1-[a-f0-9]{64}`],
  ['a key of OpenAI', String.raw`sk-(?:proj|svcacct|admin|None)-[\w-]{20,200}`],
  ['a token of Hugging Face', String.raw`(?:hf|api_org)_[A-Za-z0-9]{34}(?!\w)`],
  ['a key of Groq', String.raw`gsk_[A-Za-z0-9]{48,64}`],
  ['a key of Perplexity', String.raw`pplx-[A-Za-z0-9]{40,64}`],
  ['a key of xAI', String.raw`xai-[A-Za-z0-9]{70,90}`],
  ['a key of Jina AI', String.raw`jina_[\w-]{50,70}`],
  ['a key of Pinecone', String.raw`pcsk_\w{40,100}`],
  ['a key of LangSmith', String.raw`lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}`],
  ['a key of NVIDIA', String.raw`nvapi-[\w-]{60,80}`],
  // Messages and mail.
  [
    'a token of Slack',
    String.raw`xox[a-z](?:\.xox[a-z])?-(?:\d{1,2}-)?(?:\d{6,20}-[\w-]{8,200}|[A-Za-z0-9]{40,250})|xapp-\d-[A-Z0-9]{6,20}-[\w-]{16,200}`,
  ],
  ['a key of SendGrid', String.raw`SG\.[\w-]{16,32}\.[\w-]{32,64}`],
  ['a key of Twilio', String.raw`SK[0-9a-f]{32}(?![0-9a-f])`],
  ['a key of Brevo', String.raw`xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}`],
  // Shops and payment.
  [
    'a key of Stripe',
    String.raw`(?:sk|rk)_(?:live|test|prod)_[A-Za-z0-9]{10,250}|whsec_[A-Za-z0-9+/]{24,100}={0,2}`,
  ],
  ['a token of Shopify', String.raw`shp(?:at|ca|pa|ss|tka|it)_[a-fA-F0-9]{32}`],
  ['a key of Flutterwave', String.raw`FLW(?:PUBK|SECK)_(?:TEST|LIVE)-[a-h0-9]{32}-X`],
  ['a key of Shippo', String.raw`shippo_(?:live|test)_[a-f0-9]{40}`],
  // Operations.
  ['a token of Vault', String.raw`hv[sbr]\.[\w-]{24,300}`],
  ['a token of OpenShift', String.raw`sha256~[\w-]{43}(?![\w-])`],
  ['a token of Databricks', String.raw`dapi[0-9a-f]{32}(?:-\d)?(?![0-9a-f])`],
  [
    'a token of Doppler',
    String.raw`dp\.(?:pt|st|ct|sa|scim|audit)\.(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40,44}`,
  ],
  ['a token of Pulumi', String.raw`pul-[a-f0-9]{40}`],
  ['a token of Grafana', String.raw`gl(?:sa|c)_[A-Za-z0-9+/=_]{32,400}`],
  ['a key of New Relic', String.raw`NR(?:AK|AL|II|IQ|JS)-[\w-]{19,42}`],
  ['a token of Sentry', String.raw`sntr(?:ys_[A-Za-z0-9+/=_]{60,400}|yu_[a-f0-9]{64})`],
  ['a token of Dynatrace', String.raw`dt0[a-z]\d\d\.[A-Z0-9]{24}\.[A-Z0-9]{64}`],
  ['a token of PlanetScale', String.raw`pscale_(?:tkn|oauth|pw)_[\w=.-]{32,64}`],
  ['a key of Postman', String.raw`PMAK-[a-fA-F0-9]{24}-[a-fA-F0-9]{34}`],
  ['a token of Snyk or SonarQube', String.raw`snyk_[a-z]{3}\.[\w.-]{40,200}|sq[apu]_[A-Za-z0-9]{40}`],
  // Work.
  ['a token of Linear', String.raw`lin_(?:api|oauth)_[A-Za-z0-9]{32,64}`],
  ['a token of Figma', String.raw`fig[dor]_[\w-]{38,60}`],
  ['a token of Airtable', String.raw`pat[A-Za-z0-9]{14}\.[a-f0-9]{64}`],
  ['a token of Contentful', String.raw`CFPAT-[\w-]{43}`],
  ['a token of HubSpot', String.raw`pat-(?:na|eu|ap)\d-[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}`],
  [
    'a token of Twitch, Typeform or ReadMe',
    String.raw`oauth:[a-z0-9]{30}(?![a-z0-9])|tfp_[\w.=-]{40,64}|rdme_[a-z0-9]{70}`,
  ],
  [
    'a secret of 1Password',
    String.raw`A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}|ops_eyJ[\w+/=]{100,2000}`,
  ],
  ['a secret of Adobe', String.raw`p8e-[a-f0-9]{32}`],
  // Without an issuer.
  [
    'a JSON web token',
    String.raw`(?<!-)eyJ[\w-]{10,4096}\.[\w-]{0,8192}\.[\w-]{0,8192}(?:\.[\w-]{0,8192}){0,2}`,
  ],
  ['a key of age', String.raw`AGE-SECRET-KEY-(?:PQ-)?1[0-9A-Z]{58,80}`],
];

/** Prefixes that other text has too: the rest has to look random. */
export const looseIssuers: readonly Issuer[] = [
  ['a token of Plaid', String.raw`access-(?:sandbox|development|production)-[0-9a-f]{8}-[0-9a-f-]{27}`],
  ['a key of EasyPost', String.raw`EZ[AT]K[A-Za-z0-9]{54}`],
  ['a key of Alibaba Cloud', String.raw`LTAI[A-Za-z0-9]{12,24}(?![A-Za-z0-9])`],
  ['a key of Tencent Cloud', String.raw`AKID[A-Za-z0-9]{32}(?![A-Za-z0-9])`],
  ['a token of crates.io', String.raw`cio[A-Za-z0-9]{32}(?![A-Za-z0-9])`],
  ['a key of NuGet', String.raw`oy2[a-z0-9]{43}(?![a-z0-9])`],
  ['a key of OpenAI or another model provider', String.raw`sk-[A-Za-z0-9]{20,64}(?![\w-])`],
  ['a key of Replicate', String.raw`r8_[A-Za-z0-9]{37}(?![A-Za-z0-9])`],
  ['a key of Voyage AI', String.raw`pa-[\w-]{43}(?![\w-])`],
  ['a key of Mailgun', String.raw`key-[0-9a-f]{32}(?![0-9a-f])`],
  ['a token of Square', String.raw`sq0[a-z]{3}-[\w-]{22,43}|EAAA[\w-]{60}(?![\w-])`],
  [
    'a token of LaunchDarkly or Prefect',
    String.raw`pn[ub]_[A-Za-z0-9]{36}|(?:api|sdk)-[0-9a-f]{8}-[0-9a-f-]{27}`,
  ],
  ['a token of Notion', String.raw`ntn_[A-Za-z0-9]{40,60}|secret_[A-Za-z0-9]{43}(?![A-Za-z0-9])`],
  ['a token of Dropbox', String.raw`sl\.[\w=-]{130,160}`],
  ['a token of Facebook', String.raw`EAA[A-Z][A-Za-z0-9]{90,300}`],
];

/** Markers inside keys with a generic prefix. Searched first: most texts have none of them. */
export const markedIssuers: readonly (readonly [what: string, mark: string, pattern: RegExp])[] = [
  ['a token of a Telegram bot', ':AA', /\b\d{8,10}:AA[\w-]{32,34}(?![\w-])/g],
  ['a key of Mailchimp', '-us', /\b[0-9a-f]{32}-us\d{1,2}\b/g],
  ['a token of Terraform Cloud', '.atlasv1.', /\b[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{60,70}/g],
  ['a client secret of Azure', 'Q~', /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])/g],
  ['a token of Discord', '.', /\b[MNO][A-Za-z0-9]{23,27}\.[\w-]{6}\.[\w-]{27,40}/g],
  ['a hash of a password', '$2', /\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53}/g],
  ['a hash of a password', '$', /\$(?:[156y]|apr1)\$[./A-Za-z0-9$=,]{1,40}\$[./A-Za-z0-9]{22,90}/g],
  [
    'a hash of a password',
    '$argon2',
    /\$argon2(?:id|i|d)\$v=\d+\$[\w=,]{5,40}\$[\w+/]{11,90}\$[\w+/]{16,100}/g,
  ],
];
