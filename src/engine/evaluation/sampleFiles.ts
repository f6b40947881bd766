import type { SampleLimit } from '../../common/contracts/evaluation';
import { CancelledError, throwIfCancelled } from '../../common/errors/errors';
import type { CorpusFile } from '../corpus/corpusFile';
import { decodeFile } from '../corpus/decodeFile';
import { analyzeFile, type AnalyzedFile } from '../indexing/analyzeFile';
import { tokensOf, tokensOfBytes } from '../indexing/planSending';
import { ChangedSource } from './changedSource';
import type { EvaluationParts, FolderToEvaluate, StageOptions } from './evaluationParts';
import type { ChosenQuestion, ListedFolder } from './findQuestions';
import { takeOut } from './takeOut';

/** What every candidate may embed at most. */
export interface SampleBudget {
  readonly chunks: number;
  readonly tokens: number;
  /** Number of candidates of the most frequent model: each candidate embeds the questions. */
  readonly timesAsked: number;
  /** Tokens that a reranker may get for all questions of one candidate. */
  readonly rerankTokens: number;
  /** Why the tokens are limited, and why those of a reranker are. */
  readonly limit: Exclude<SampleLimit, 'chunks'>;
  readonly rerankLimit: Exclude<SampleLimit, 'chunks'>;
}

/** The chunks that every candidate is asked over. */
export interface Sample {
  readonly folders: readonly SampledFolder[];
  /** The questions whose right answers are in the sample. */
  readonly questions: readonly ChosenQuestion[];
  readonly files: number;
  readonly chunks: number;
  readonly tokens: number;
  /** Size of the files, bytes. */
  readonly bytes: number;
  readonly limit?: SampleLimit | undefined;
}

/** The part of a folder that a comparison embeds. */
export interface SampledFolder {
  readonly parts: FolderToEvaluate;
  /** The folder without the lines that were taken out. */
  readonly source: ChangedSource;
  readonly files: readonly AnalyzedFile[];
}

/** Of a limited sample, at most this share is for files with right answers; the rest are other files. */
const answersShare = 0.6;

/** The keys of the cache are those of each candidate; until it is known, the documents have those of nobody. */
const nobody = { id: '', model: '', dimensions: 0 };

/**
 * Chunks the files with right answers, then other files in the order of their hashes, within a budget. Whole files, so
 * that what depends on a file (its mean vector, its other chunks) is as in a full index. A question whose files do not
 * fit is left out. The lines that questions were taken from are removed in memory.
 *
 * @throws CancelledError
 */
export async function sampleFiles(
  listed: readonly ListedFolder[],
  questions: readonly ChosenQuestion[],
  budget: SampleBudget,
  parts: EvaluationParts,
  { signal, onProgress }: StageOptions = {},
): Promise<Sample> {
  const { hash } = parts;
  const sampler = new Sampler(listed, questions, budget, parts, signal);
  const total = listed.reduce((sum, { files }) => sum + files.length, 0);
  const allBytes = listed.flatMap(({ files }) => files).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const isWhole = tokensOfBytes(allBytes) < budget.tokens;
  let done = 0;
  const kept: ChosenQuestion[] = [];
  for (const question of questions) {
    onProgress?.({ phase: 'sample', done: done++, total: total + questions.length });
    if (await sampler.addAnswers(question, isWhole ? 1 : answersShare)) kept.push(question);
  }
  const others = listed
    .flatMap((folder, at) => folder.files.map((file) => ({ at, file, order: hash(`${at}\n${file.path}`) })))
    .sort((a, b) => (a.order < b.order ? -1 : 1));
  for (const { at, file } of others) {
    onProgress?.({ phase: 'sample', done: done++, total: total + questions.length });
    await sampler.add(at, file, 1);
  }
  return { ...sampler.result(), questions: kept };
}

class Sampler {
  private readonly folders: { parts: FolderToEvaluate; source: ChangedSource; files: AnalyzedFile[] }[];
  private readonly seen = new Map<string, boolean>();
  private files = 0;
  private chunks = 0;
  private tokens = 0;
  private bytes = 0;
  private limit: SampleLimit | undefined;

  constructor(
    private readonly listed: readonly ListedFolder[],
    private readonly questions: readonly ChosenQuestion[],
    private readonly budget: SampleBudget,
    private readonly parts: EvaluationParts,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.folders = listed.map((folder) => ({
      parts: folder.parts,
      source: new ChangedSource(folder.parts.source),
      files: [],
    }));
  }

  /** Whether all files with the right answer are in the sample. */
  async addAnswers({ folder, paths }: ChosenQuestion, share: number): Promise<boolean> {
    const at = this.listed.findIndex(({ parts }) => parts.folder === folder);
    for (const path of paths) {
      const file = this.listed[at]?.files.find((one) => one.path === path);
      if (!file || !(await this.add(at, file, share))) return false;
    }
    return true;
  }

  /** Whether a file is in the sample. One without chunks is not; one that does not fit is tried again with more. */
  async add(at: number, file: CorpusFile, share: number): Promise<boolean> {
    const key = `${at}\n${file.path}`;
    const known = this.seen.get(key);
    if (known !== undefined) return known;
    if (!this.fits(1, tokensOfBytes(file.sizeBytes), share)) return false;
    await this.parts.giveWay();
    throwIfCancelled(this.signal);
    const analyzed = await this.analyze(at, file);
    const chunks = analyzed?.chunks ?? [];
    const tokens = chunks.reduce((sum, { document }) => sum + tokensOf(document.text ?? ''), 0);
    if (!analyzed || chunks.length === 0) {
      this.seen.set(key, false);
      return false;
    }
    if (!this.fits(chunks.length, tokens, share)) return false;
    this.seen.set(key, true);
    this.folders[at]!.files.push(analyzed);
    this.files++;
    this.chunks += chunks.length;
    this.tokens += tokens;
    this.bytes += file.sizeBytes;
    return true;
  }

  result(): Omit<Sample, 'questions'> {
    const { folders, files, chunks, tokens, bytes, limit } = this;
    return { folders, files, chunks, tokens, bytes, ...(limit && { limit }) };
  }

  private fits(chunks: number, tokens: number, share: number): boolean {
    const { budget } = this;
    const hasRoom = this.chunks + chunks <= budget.chunks * share;
    const isPayable = this.tokens + tokens <= budget.tokens * share;
    if (!isPayable) this.limit = budget.limit;
    else if (!hasRoom) this.limit ??= 'chunks';
    return hasRoom && isPayable;
  }

  /** Undefined if the file cannot be read. */
  private async analyze(at: number, file: CorpusFile): Promise<AnalyzedFile | undefined> {
    const { parts, source } = this.folders[at]!;
    const { encoding, ...plain } = file;
    try {
      const taken = this.questions.filter(
        ({ folder, paths }) => folder === parts.folder && paths[0] === file.path,
      );
      let bytes = await parts.source.readFile(file.path);
      const isChanged = taken.some((question) => question.taken);
      if (isChanged) {
        bytes = withoutQuestions(bytes, taken, encoding);
        source.change(file.path, bytes);
      }
      const { hash } = this.parts;
      return await analyzeFile(
        { ...(isChanged ? plain : file), contentHash: hash(bytes) },
        bytes,
        { ...this.parts, provider: nobody, includesGenerated: parts.includesGenerated },
        this.signal,
      );
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      return undefined;
    }
  }
}

/** The file in UTF-8 without the lines of its questions. */
function withoutQuestions(
  bytes: Uint8Array,
  questions: readonly ChosenQuestion[],
  encoding: string | undefined,
): Uint8Array {
  const decoded = decodeFile(bytes, encoding);
  if (!('text' in decoded)) return bytes;
  const taken = questions.flatMap(({ kind, taken: lines }) => (lines ? [{ kind, lines }] : []));
  return new TextEncoder().encode(takeOut(decoded.text, taken));
}
