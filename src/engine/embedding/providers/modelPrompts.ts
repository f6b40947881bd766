import { bareModelName } from './bareModelName';
import type { EmbeddingRole } from './providerRecord';

/** What is looked for, for models that want to be told. English, as they were trained. */
const task = 'Given a search query, retrieve the source code or documentation that answers it';

const passages = 'Represent this sentence for searching relevant passages: ';

/** What a family of models wants before its texts; nothing where a field is missing. */
interface ModelPrompts {
  /** Of the model's name without owner and tag, in lower case. */
  readonly name: RegExp;
  readonly query?: string;
  readonly document?: string;
}

/** As the models' own cards say. The first that fits counts; models that are not listed want nothing. */
const prompts: readonly ModelPrompts[] = [
  { name: /^nomic-embed-text/, query: 'search_query: ', document: 'search_document: ' },
  {
    name: /^(?:nomic-embed-code|coderankembed)/,
    query: 'Represent this query for searching relevant code: ',
  },
  { name: /^qwen3-embedding/, query: `Instruct: ${task}\nQuery:` },
  {
    name: /^(?:e5-mistral|multilingual-e5-.*instruct|gte-qwen.*instruct)/,
    query: `Instruct: ${task}\nQuery: `,
  },
  { name: /^(?:multilingual-)?e5-(?:small|base|large)/, query: 'query: ', document: 'passage: ' },
  { name: /^bge-(?:small|base|large)(?:-en|$)/, query: passages },
  { name: /^bge-(?:small|base|large)-zh/, query: '为这个句子生成表示以用于检索相关文章：' },
  { name: /^bge-code/, query: `<instruct>${task}\n<query>` },
  { name: /^mxbai-embed-large/, query: passages },
  { name: /^snowflake-arctic-embed(?:2|-[lm]-v2)/, query: 'query: ' },
  { name: /^snowflake-arctic-embed/, query: passages },
  {
    name: /^(?:embeddinggemma|gemini-embedding-[2-9])/,
    query: 'task: code retrieval | query: ',
    document: 'title: none | text: ',
  },
  {
    name: /^jina-code-embeddings/,
    query: 'Find the most relevant code snippet given the following query:\n',
    document: 'Candidate code snippet:\n',
  },
  { name: /^jina-embeddings-v5-text-\w+-retrieval/, query: 'Query: ', document: 'Document: ' },
  {
    name: /^voyage-4-nano/,
    query: 'Represent the query for retrieving supporting documents: ',
    document: 'Represent the document for retrieval: ',
  },
];

/**
 * What an open model wants before a text, told by its name; empty for models that want nothing, or that are not known. Not for
 * endpoints that put it there themselves.
 */
export function modelPrefix(model: string, role: EmbeddingRole): string {
  const name = bareModelName(model);
  return prompts.find((candidate) => candidate.name.test(name))?.[role] ?? '';
}
