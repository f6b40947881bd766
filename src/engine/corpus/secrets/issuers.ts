import { message, type Message } from '../../../common/messages/message';

/** An issuer: what its keys are called, and the pattern of its keys. */
type Issuer = readonly [what: Message, pattern: string];

/** Key formats of known issuers with a prefix. All quantifiers are bounded: any text takes linear time. */
export const issuers: readonly Issuer[] = [
  // Clouds.
  [message('accessKeyOf', 'AWS'), String.raw`A(?:KI|SI|BI|CC)A[A-Z2-7]{16}(?![A-Za-z0-9])`],
  [
    message('keyOf', 'Amazon Bedrock'),
    String.raw`ABSK[A-Za-z0-9+/]{100,280}={0,2}|bedrock-api-key-[\w+/=-]{20,2048}`,
  ],
  [message('apiKeyOf', 'Google'), String.raw`AIza[\w-]{35}(?![\w-])`],
  [message('tokenOf', 'Google'), String.raw`ya29\.[\w-]{20,2048}|1\/\/0[\w-]{40,200}`],
  [message('clientSecretOf', 'Google'), String.raw`GOCSPX-[\w-]{28}`],
  [
    message('keyOf', 'Azure'),
    String.raw`(?:AccountKey|SharedAccessKey|SharedSecretValue)=[A-Za-z0-9+/]{40,100}={0,2}`,
  ],
  [message('tokenOf', 'DigitalOcean'), String.raw`do[opr]_v1_[a-f0-9]{64}`],
  [message('tokenOf', 'Heroku'), String.raw`HRKU-[\w-]{36,80}`],
  [message('tokenOf', 'Netlify'), String.raw`nfp_[A-Za-z0-9]{36,44}`],
  [message('tokenOf', 'Fly.io'), String.raw`fo1_[\w-]{43}|fm[12][ar]?_[A-Za-z0-9+/]{100,1000}={0,3}`],
  [message('keyOf', 'Supabase'), String.raw`sbp_[a-f0-9]{40}|sb_secret_[\w-]{20,64}`],
  // Code and packages.
  [message('tokenOf', 'GitHub'), String.raw`gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_\w{22,255}`],
  [
    message('tokenOf', 'GitLab'),
    String.raw`gl(?:pat|dt|cbt|rt|rtr|ptt|ft|imt|agent|oas|soat|ffct)-[\w.-]{20,320}`,
  ],
  [
    message('tokenOf', message('eitherIssuer', 'Bitbucket', 'Atlassian')),
    String.raw`AT(?:ATT|BB|CTT)[A-Za-z0-9]{1,4}[\w=-]{24,240}`,
  ],
  [message('tokenOf', 'npm'), String.raw`npm_[A-Za-z0-9]{36}`],
  [message('tokenOf', 'PyPI'), String.raw`pypi-[\w-]{50,1000}`],
  [message('tokenOf', 'RubyGems'), String.raw`rubygems_[a-f0-9]{48}`],
  [message('tokenOf', 'Docker'), String.raw`dckr_(?:pat|oat)_[\w-]{27,64}`],
  [message('tokenOf', 'Sourcegraph'), String.raw`sgp_(?:[a-fA-F0-9]{16}_|local_)?[a-fA-F0-9]{40}`],
  // Models.
  [message('keyOf', 'Anthropic'), String.raw`sk-ant-[\w-]{20,200}`],
  [message('keyOf', 'OpenRouter'), String.raw`sk-or-v1-[a-f0-9]{64}`],
  [message('keyOf', 'OpenAI'), String.raw`sk-(?:proj|svcacct|admin|None)-[\w-]{20,200}`],
  [message('tokenOf', 'Hugging Face'), String.raw`(?:hf|api_org)_[A-Za-z0-9]{34}(?!\w)`],
  [message('keyOf', 'Groq'), String.raw`gsk_[A-Za-z0-9]{48,64}`],
  [message('keyOf', 'Perplexity'), String.raw`pplx-[A-Za-z0-9]{40,64}`],
  [message('keyOf', 'xAI'), String.raw`xai-[A-Za-z0-9]{70,90}`],
  [message('keyOf', 'Jina AI'), String.raw`jina_[\w-]{50,70}`],
  [message('keyOf', 'Pinecone'), String.raw`pcsk_\w{40,100}`],
  [message('keyOf', 'LangSmith'), String.raw`lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}`],
  [message('keyOf', 'NVIDIA'), String.raw`nvapi-[\w-]{60,80}`],
  // Messages and mail.
  [
    message('tokenOf', 'Slack'),
    String.raw`xox[a-z](?:\.xox[a-z])?-(?:\d{1,2}-)?(?:\d{6,20}-[\w-]{8,200}|[A-Za-z0-9]{40,250})|xapp-\d-[A-Z0-9]{6,20}-[\w-]{16,200}`,
  ],
  [message('keyOf', 'SendGrid'), String.raw`SG\.[\w-]{16,32}\.[\w-]{32,64}`],
  [message('keyOf', 'Twilio'), String.raw`SK[0-9a-f]{32}(?![0-9a-f])`],
  [message('keyOf', 'Brevo'), String.raw`xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}`],
  // Shops and payment.
  [
    message('keyOf', 'Stripe'),
    String.raw`(?:sk|rk)_(?:live|test|prod)_[A-Za-z0-9]{10,250}|whsec_[A-Za-z0-9+/]{24,100}={0,2}`,
  ],
  [message('tokenOf', 'Shopify'), String.raw`shp(?:at|ca|pa|ss|tka|it)_[a-fA-F0-9]{32}`],
  [message('keyOf', 'Flutterwave'), String.raw`FLW(?:PUBK|SECK)_(?:TEST|LIVE)-[a-h0-9]{32}-X`],
  [message('keyOf', 'Shippo'), String.raw`shippo_(?:live|test)_[a-f0-9]{40}`],
  // Operations.
  [message('tokenOf', 'Vault'), String.raw`hv[sbr]\.[\w-]{24,300}`],
  [message('tokenOf', 'OpenShift'), String.raw`sha256~[\w-]{43}(?![\w-])`],
  [message('tokenOf', 'Databricks'), String.raw`dapi[0-9a-f]{32}(?:-\d)?(?![0-9a-f])`],
  [
    message('tokenOf', 'Doppler'),
    String.raw`dp\.(?:pt|st|ct|sa|scim|audit)\.(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40,44}`,
  ],
  [message('tokenOf', 'Pulumi'), String.raw`pul-[a-f0-9]{40}`],
  [message('tokenOf', 'Grafana'), String.raw`gl(?:sa|c)_[A-Za-z0-9+/=_]{32,400}`],
  [message('keyOf', 'New Relic'), String.raw`NR(?:AK|AL|II|IQ|JS)-[\w-]{19,42}`],
  [message('tokenOf', 'Sentry'), String.raw`sntr(?:ys_[A-Za-z0-9+/=_]{60,400}|yu_[a-f0-9]{64})`],
  [message('tokenOf', 'Dynatrace'), String.raw`dt0[a-z]\d\d\.[A-Z0-9]{24}\.[A-Z0-9]{64}`],
  [message('tokenOf', 'PlanetScale'), String.raw`pscale_(?:tkn|oauth|pw)_[\w=.-]{32,64}`],
  [message('keyOf', 'Postman'), String.raw`PMAK-[a-fA-F0-9]{24}-[a-fA-F0-9]{34}`],
  [
    message('tokenOf', message('eitherIssuer', 'Snyk', 'SonarQube')),
    String.raw`snyk_[a-z]{3}\.[\w.-]{40,200}|sq[apu]_[A-Za-z0-9]{40}`,
  ],
  // Work.
  [message('tokenOf', 'Linear'), String.raw`lin_(?:api|oauth)_[A-Za-z0-9]{32,64}`],
  [message('tokenOf', 'Figma'), String.raw`fig[dor]_[\w-]{38,60}`],
  [message('tokenOf', 'Airtable'), String.raw`pat[A-Za-z0-9]{14}\.[a-f0-9]{64}`],
  [message('tokenOf', 'Contentful'), String.raw`CFPAT-[\w-]{43}`],
  [message('tokenOf', 'HubSpot'), String.raw`pat-(?:na|eu|ap)\d-[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}`],
  [
    message('tokenOf', message('eitherIssuer', 'Twitch, Typeform', 'ReadMe')),
    String.raw`oauth:[a-z0-9]{30}(?![a-z0-9])|tfp_[\w.=-]{40,64}|rdme_[a-z0-9]{70}`,
  ],
  [
    message('secretOf', '1Password'),
    String.raw`A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}|ops_eyJ[\w+/=]{100,2000}`,
  ],
  [message('secretOf', 'Adobe'), String.raw`p8e-[a-f0-9]{32}`],
  // Without an issuer.
  [
    message('jsonWebToken'),
    String.raw`(?<!-)eyJ[\w-]{10,4096}\.[\w-]{0,8192}\.[\w-]{0,8192}(?:\.[\w-]{0,8192}){0,2}`,
  ],
  [message('keyOf', 'age'), String.raw`AGE-SECRET-KEY-(?:PQ-)?1[0-9A-Z]{58,80}`],
];

/** Prefixes that other text has too: the rest has to look random. */
export const looseIssuers: readonly Issuer[] = [
  [
    message('tokenOf', 'Plaid'),
    String.raw`access-(?:sandbox|development|production)-[0-9a-f]{8}-[0-9a-f-]{27}`,
  ],
  [message('keyOf', 'EasyPost'), String.raw`EZ[AT]K[A-Za-z0-9]{54}`],
  [message('keyOf', 'Alibaba Cloud'), String.raw`LTAI[A-Za-z0-9]{12,24}(?![A-Za-z0-9])`],
  [message('keyOf', 'Tencent Cloud'), String.raw`AKID[A-Za-z0-9]{32}(?![A-Za-z0-9])`],
  [message('tokenOf', 'crates.io'), String.raw`cio[A-Za-z0-9]{32}(?![A-Za-z0-9])`],
  [message('keyOf', 'NuGet'), String.raw`oy2[a-z0-9]{43}(?![a-z0-9])`],
  [message('keyOf', message('openAiOrOtherProvider')), String.raw`sk-[A-Za-z0-9]{20,64}(?![\w-])`],
  [message('keyOf', 'Replicate'), String.raw`r8_[A-Za-z0-9]{37}(?![A-Za-z0-9])`],
  [message('keyOf', 'Voyage AI'), String.raw`pa-[\w-]{43}(?![\w-])`],
  [message('keyOf', 'Mailgun'), String.raw`key-[0-9a-f]{32}(?![0-9a-f])`],
  [message('tokenOf', 'Square'), String.raw`sq0[a-z]{3}-[\w-]{22,43}|EAAA[\w-]{60}(?![\w-])`],
  [
    message('tokenOf', message('eitherIssuer', 'LaunchDarkly', 'Prefect')),
    String.raw`pn[ub]_[A-Za-z0-9]{36}|(?:api|sdk)-[0-9a-f]{8}-[0-9a-f-]{27}`,
  ],
  [message('tokenOf', 'Notion'), String.raw`ntn_[A-Za-z0-9]{40,60}|secret_[A-Za-z0-9]{43}(?![A-Za-z0-9])`],
  [message('tokenOf', 'Dropbox'), String.raw`sl\.[\w=-]{130,160}`],
  [message('tokenOf', 'Facebook'), String.raw`EAA[A-Z][A-Za-z0-9]{90,300}`],
];

/** Markers inside keys with a generic prefix. Searched first: most texts have none of them. */
export const markedIssuers: readonly (readonly [what: Message, mark: string, pattern: RegExp])[] = [
  [message('telegramToken'), ':AA', /\b\d{8,10}:AA[\w-]{32,34}(?![\w-])/g],
  [message('keyOf', 'Mailchimp'), '-us', /\b[0-9a-f]{32}-us\d{1,2}\b/g],
  [message('tokenOf', 'Terraform Cloud'), '.atlasv1.', /\b[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{60,70}/g],
  [message('clientSecretOf', 'Azure'), 'Q~', /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])/g],
  [message('tokenOf', 'Discord'), '.', /\b[MNO][A-Za-z0-9]{23,27}\.[\w-]{6}\.[\w-]{27,40}/g],
  [message('passwordHash'), '$2', /\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53}/g],
  [message('passwordHash'), '$', /\$(?:[156y]|apr1)\$[./A-Za-z0-9$=,]{1,40}\$[./A-Za-z0-9]{22,90}/g],
  [
    message('passwordHash'),
    '$argon2',
    /\$argon2(?:id|i|d)\$v=\d+\$[\w=,]{5,40}\$[\w+/]{11,90}\$[\w+/]{16,100}/g,
  ],
];
