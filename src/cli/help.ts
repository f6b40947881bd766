/** Output of `--help`. */
export const helpText = `Finds code and documentation by meaning. Nothing leaves this machine with the built-in model.

  semantic-search index  [DIR]
  semantic-search search QUERY [DIR]
  semantic-search search --queries FILE.jsonl [DIR]     one JSON result line for each input line {"id"?,"query"}
  semantic-search similar FILE:LINE[-LINE] [DIR]        code similar to these lines, or to the definition around one line
  semantic-search status [DIR]
  semantic-search mcp    [DIR]...   an MCP server on stdio, for agents; several folders are one ranked list
                                    --http PORT: on HTTP at 127.0.0.1 instead, with a token
  semantic-search agents install|uninstall [CLIENT]... [--yes]
                                    sets up claude, codex, cursor, copilot, gemini, qwen, opencode, zed or windsurf
  semantic-search evaluate [DIR] --with ID[:MODEL][@URL]...
                                    compares models on questions made from DIR: its comments, headings and commits
  semantic-search plan   [DIR]      what indexing would send to the provider, and what it would not
  semantic-search publish [DIR] --shared-results PLACE
                                    writes vectors of a remote model for the whole team, usually in CI
  semantic-search publish [DIR] --postgres URL
                                    writes the index of a branch into PostgreSQL with pgvector, where search and mcp
                                    find it with the same option

DIR is the current folder by default. search and similar bring the index up to date first. mcp takes its folders from
SEMANTIC_SEARCH_ROOTS, WORKSPACE_FOLDER_PATHS or CLAUDE_PROJECT_DIR, or the current folder, if none is given.

  --limit N           most results (default: 10)
  --order ORDER       files: each file once before any comes twice; places: the best lines first (default: files)
  --kind code|docs    only code, or only documentation
  --path GLOB         only these files; may be given more than once, as --exclude and --lang
  --exclude GLOB      not these files
  --lang NAME         only this language: an id of VS Code, a usual name or an extension (typescript, ts, c++)
  --rerank ID[:MODEL] refine the order with a reranker, which gets the query, the paths and the texts of 30 results:
                      cohere, jina, voyage, siliconflow, dashscope, aihubmix, llama-cpp, tei, vllm or infinity
  --rerank-url URL    address of the reranker
  --rerank-param NAME=JSON
                      a field that is added to each request of the reranker; may be given more than once
  --no-update         leave the index as it is

  --json              machine-readable results on stdout
  --index-dir D       folder of the indexes (default: the system's cache folder; for mcp, that of the last window)
  --provider ID       embedding provider (default: builtin)
  --model M           model id; for builtin, the directory of a model2vec model
  --base-url URL      address of the provider
  --dimensions N      dimensions of the vectors
  --query-model M     model that embeds queries, if the provider documents that its vectors can be compared with
                      those of --model (Voyage 4)
  --output-type TYPE  int8: the provider returns vectors of 8-bit integers, which are shorter and a little less exact
                      (Voyage, Cohere, Mistral); float: floating-point numbers (default)
  --max-file-size N   leave out files of more than N KiB, program source of more than 4 N (default: 1024)
  --include-generated GLOB
                      index these files although they are generated, minified or .svg; may be given more than once
  --threads N         threads that analyze files when many are indexed; 1: none besides the engine's own
                      (default: the machine's cores less one, half of them on battery)
  --profile           for index: the time of each stage, added over all threads
  --with ID[:MODEL][@URL][+ID[:MODEL][@URL]]
                      for evaluate: compare this model with the built-in one, after a + with a reranker; may be
                      given more than once
  --questions N       for evaluate: most questions (default: 150)
  --max-cost AMOUNT   for evaluate: most that each model may cost, in the currency of its price (default: 0.50); a
                      sample of the files is compared if all of them cost more
  --markdown          for evaluate: the result as Markdown
  --yes               for evaluate: send without asking
  --param NAME=JSON   a field that is added to each request of the provider; may be given more than once; a value
                      {"query": …, "document": …} differs between queries and documents
  --result-path P     path of the result, for a provider that returns a task, such as /api/v1/embeddings/{id}
  --shared-results PLACE
                      read vectors that the team has published: an address (https://...) or a folder
  --postgres URL      for search, similar, mcp, publish: the index in this database, as postgres://USER@HOST/DATABASE;
                      the rest is read from PGPASSWORD and other variables of PostgreSQL and from ~/.pgpass
  --repository NAME   its name there (default: the address of origin, or the name of DIR)
  --branch NAME       its branch (default: the one that is checked out; for a search main if that is not published)
  --create-tables     for publish: create the tables if there are none
  --delete-branch NAME
                      for publish: remove this branch instead
  -h, --help          this text
  -v, --version       the version

A query may contain filters. A minus before a filter excludes its matches:
  path:GLOB (or file:)  lang:NAME (or language:)  ext:EXTENSION  kind:code|docs  folder:NAME
The team secret for shared results is read from SEMANTIC_SEARCH_TEAM_SECRET, a header that the server requires
("Authorization: Bearer ...", for a bucket "Authorization: AWS4 ID:SECRET:REGION") from SEMANTIC_SEARCH_TEAM_HEADER, the key that signs from SEMANTIC_SEARCH_TEAM_SIGNING_KEY, the
one that readers check from SEMANTIC_SEARCH_TEAM_PUBLIC_KEY.
The provider's key is read from SEMANTIC_SEARCH_API_KEY (evaluate: SEMANTIC_SEARCH_API_KEY_ID, such as _VOYAGE, if models of
several providers are compared), that of a reranker from SEMANTIC_SEARCH_RERANK_KEY, proxies from HTTPS_PROXY, HTTP_PROXY and NO_PROXY.
Exit codes: 0 done, 1 failed, 2 wrong usage, 130 cancelled.
`;
