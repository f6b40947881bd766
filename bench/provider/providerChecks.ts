import type { EngineOptions } from '../../src/common/contracts/engineOptions';
import { messageOf, SemanticSearchError } from '../../src/common/errors/errors';
import { textOf } from '../../src/common/messages/textOf';
import type { EmbeddingProvider } from '../../src/engine/embedding/embeddingProvider';
import type { ProviderLimits } from '../../src/engine/embedding/providers/serviceRecord';
import { describeLearned, type LearnedLimits } from '../../src/engine/embedding/remote/learnedLimits';
import { listModels, testProvider } from '../../src/node/askProvider';
import { createProvider } from '../../src/node/createProvider';
import { openEndpoint, recordOf } from '../../src/node/remoteEndpoint';

/** Questions, and the answers at the same indices. */
const questions = [
  'how are failed uploads tried again?',
  'where is the password of a user checked?',
  'which function draws the chart?',
  'how is the cache emptied?',
];
const answers = [
  'async function uploadWithRetry(file, attempts) {\n  for (let i = 0; i < attempts; i++) {\n    try {\n      return await upload(file);\n    } catch {\n      await sleep(2 ** i * 100);\n    }\n  }\n}',
  'def authenticate(user, password):\n    return hmac.compare_digest(user.password_hash, hash_password(password, user.salt))',
  'function renderBarChart(canvas, series) {\n  for (const bar of series) canvas.fillRect(bar.x, bar.y, bar.width, bar.height);\n}',
  'func (c *Cache) Clear() {\n\tc.mu.Lock()\n\tdefer c.mu.Unlock()\n\tc.entries = map[string]entry{}\n}',
];
/** Least similarity of two vectors of one text: a model's result varies slightly with the other texts of a batch. */
const same = 0.99;
/** Number of words in the long text: more tokens than most models accept. */
const mostWords = 8192;
const noModel = 'no-such-model-of-semantic-search';

/** Resolves to a description of the result; rejects on a fault. */
type Check = () => Promise<string>;

class Mismatch extends Error {}

/** Checks whether an endpoint behaves as its provider's record says. */
export class ProviderChecks {
  private provider: EmbeddingProvider | undefined;

  /** @param options with a dedicated cache directory: learned limits are read from there */
  constructor(private readonly options: EngineOptions) {}

  /** Ordered: later checks build on earlier ones. */
  readonly checks: Readonly<Record<string, Check>> = {
    'lists its models': async () => {
      if (!recordOf(this.options.provider.provider).listing) return 'it has no list';
      // Gateways may not support this; the user is then offered the documented models.
      return listModels(this.options).then(
        (models) => `${models.length} for embedding`,
        (error: unknown) => `no, ${messageOf(error)}`,
      );
    },
    'gives a vector': async () => {
      const { model, dimensions, latencyMs } = await testProvider(this.options);
      return `${model}: ${dimensions} dimensions after ${Math.round(latencyMs)} ms`;
    },
    'gives the vectors of a list in its order': async () => {
      const together = await this.documents(answers);
      for (const [i, answer] of answers.entries()) {
        const [alone] = await this.documents([answer]);
        const likeness = cosine(alone!, together[i]!);
        if (likeness < same) throw new Mismatch(`text ${i + 1} alone and in a list: cosine ${likeness}`);
      }
      return `${answers.length} texts, alone and together`;
    },
    'takes as many texts at a time as are documented': async () => {
      const { maxInputs } = (await this.limits()).documented;
      await this.documents(Array.from({ length: maxInputs }, (_, i) => `line ${i}`));
      const { learned } = await this.limits();
      const [less] = describeLearned({
        maxInputs: learned.maxInputs,
        maxRequestTokens: learned.maxRequestTokens,
      });
      return less === undefined ? `${maxInputs} texts` : `no, ${textOf(less)}`;
    },
    'takes a long text, in pieces where it must': async () => {
      const { maxInputTokens } = (await this.limits()).documented;
      const words = Math.min(maxInputTokens, mostWords);
      await this.documents([Array.from({ length: words }, (_, i) => `word${i % 100}`).join(' ')]);
      return `${words} words`;
    },
    'finds what is meant': async () => {
      const documents = await this.documents(answers);
      let found = 0;
      for (const [i, question] of questions.entries()) {
        const query = await this.query(question);
        const likeness = documents.map((document) => cosine(query, document));
        if (likeness.indexOf(Math.max(...likeness)) === i) found++;
      }
      if (found <= questions.length / 2) throw new Mismatch(`${found} of ${questions.length} questions`);
      return `${found} of ${questions.length} questions`;
    },
    'says so where the key is wrong': async () => {
      if (recordOf(this.options.provider.provider).key !== 'required') return 'it needs none';
      return this.refusalOf({ apiKey: 'wrong-key-of-semantic-search' });
    },
    'says so where there is no such model': () => this.refusalOf({ model: noModel }),
  };

  /** Learned limits that differ from the documented ones, as readable texts. */
  async learned(): Promise<readonly string[]> {
    return describeLearned((await this.limits()).learned).map(textOf);
  }

  private async limits(): Promise<{ documented: ProviderLimits; learned: LearnedLimits }> {
    const { endpoint, transport, memory } = await openEndpoint(this.options);
    await transport.close();
    return { documented: endpoint.record.limitsOf(endpoint.model), learned: memory.read() };
  }

  private async open(): Promise<EmbeddingProvider> {
    return (this.provider ??= (await createProvider(this.options, '')).provider);
  }

  private async documents(texts: readonly string[]): Promise<readonly Float32Array[]> {
    const provider = await this.open();
    return (await provider.embedDocuments(texts)).map((vector, i) => {
      if (!vector) throw new Mismatch(`text ${i + 1} of ${texts.length} was refused`);
      return vector;
    });
  }

  private async query(text: string): Promise<Float32Array> {
    const vector = await (await this.open()).embedQuery(text, { patienceMs: 60_000 });
    if (!vector) throw new Mismatch('the question has no vector');
    return vector;
  }

  private async refusalOf(wrong: Partial<EngineOptions['provider']>): Promise<string> {
    try {
      await testProvider({ ...this.options, provider: { ...this.options.provider, ...wrong } });
    } catch (error) {
      if (error instanceof SemanticSearchError) return `${error.code}: ${error.message}`;
      throw error;
    }
    // A server with a single model may ignore the name.
    if (recordOf(this.options.provider.provider).key !== 'required') return 'it takes any name';
    throw new Mismatch('it gave vectors all the same');
  }
}

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
