/** What `--help` prints. */
export const helpText = `Finds code and documentation by meaning. Nothing leaves this machine with the built-in model.

  semantic-search index  [DIR]
  semantic-search search QUERY [DIR] [--limit N] [--kind code|docs] [--path GLOB]... [--lang ID]... [--no-update]
  semantic-search search --queries FILE.jsonl [DIR]     one JSON result line for each input line {"id"?,"query"}
  semantic-search status [DIR]
  semantic-search plan   [DIR]      what indexing would send to the provider, and what it would hold back

DIR is the current folder by default. search brings the index up to date first; --no-update leaves it.

  --json              machine-readable results on stdout
  --index-dir D       where indexes are kept (default: the system's cache folder)
  --provider ID       embedding provider (default: builtin)
  --model M           model id; for builtin, the directory of a model2vec model
  --base-url URL      address of the provider
  --dimensions N      dimensions of the vectors
  --result-path P     where a provider that answers with a task leaves its result, such as /api/v1/embeddings/{id}
  -h, --help          this text
  -v, --version       the version

A query may hold filters: path:GLOB  -path:GLOB  lang:ID  kind:code|docs
The provider's key is read from SEMANTIC_SEARCH_API_KEY, proxies from HTTPS_PROXY, HTTP_PROXY and NO_PROXY.
Exit codes: 0 done, 1 failed, 2 wrong usage, 130 cancelled.
`;
