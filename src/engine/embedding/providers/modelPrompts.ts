import { bareModelName } from './bareModelName';
import type { EmbeddingRole } from './providerRecord';

/** The task description for models that need one. In English, as they were trained. */
const task = 'Given a search query, retrieve the source code or documentation that answers it';

const passages = 'Represent this sentence for searching relevant passages: ';

/** The prefixes of a model family; a missing field means no prefix. */
interface ModelPrompts {
  /** Matches the model's name without owner and tag, in lower case. */
  readonly name: RegExp;
  readonly query?: string;
  readonly document?: string;
}

/** Taken from the model cards. The first match counts; models that are not listed need no prefix. */
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
 * The prefix that an open model needs before a text, found by its name; empty for models that need none or are not
 * known. Not for endpoints that add it themselves.
 */
export function modelPrefix(model: string, role: EmbeddingRole): string {
  const name = bareModelName(model);
  return prompts.find((candidate) => candidate.name.test(name))?.[role] ?? '';
}
