import type { EvaluationQuestion } from '../../common/contracts/evaluation';
import { throwIfCancelled } from '../../common/errors/errors';
import type { CorpusFile } from '../corpus/corpusFile';
import { decodeFile } from '../corpus/decodeFile';
import { inspectContent } from '../corpus/inspectContent';
import { languageOf } from '../corpus/languages';
import { walkCorpus } from '../corpus/walkCorpus';
import { chooseQuestions } from './chooseQuestions';
import { commentQuestions } from './commentQuestions';
import { commitQuestions } from './commitQuestions';
import type { EvaluationParts, FolderToEvaluate, StageOptions } from './evaluationParts';
import type { FoundQuestion } from './foundQuestion';
import { headingQuestions } from './headingQuestions';
import { spread } from './spread';

/** Most files that are read for questions, spread over languages and folders; a few thousand take seconds. */
const mostFilesRead = 3000;

/** A folder and the files of its corpus. */
export interface ListedFolder {
  readonly parts: FolderToEvaluate;
  readonly files: readonly CorpusFile[];
}

/** A question, and what has to be taken out before it is asked. */
export type ChosenQuestion = FoundQuestion & Pick<EvaluationQuestion, 'folder'>;

/** Lists the files of each folder. @throws CancelledError, SemanticSearchError if a folder cannot be listed */
export async function listFolders(
  folders: readonly FolderToEvaluate[],
  signal?: AbortSignal,
): Promise<ListedFolder[]> {
  const listed: ListedFolder[] = [];
  for (const parts of folders) {
    const files: CorpusFile[] = [];
    for await (const entry of walkCorpus(parts.source, parts.corpus, signal)) {
      if (entry.type === 'file') files.push(entry.file);
    }
    listed.push({ parts, files });
  }
  return listed;
}

/**
 * Questions made from folders: from comments, headings and commits. The same files and commits give the same questions.
 *
 * @param most questions
 * @throws CancelledError
 */
export async function findQuestions(
  folders: readonly ListedFolder[],
  most: number,
  parts: EvaluationParts,
  { signal, onProgress }: StageOptions = {},
): Promise<ChosenQuestion[]> {
  const { hash } = parts;
  const all = folders.flatMap((folder) => folder.files.map((file) => ({ folder, file })));
  const files = spread(all, hash, ({ folder, file }) => ({
    path: file.path,
    language: languageOf(file.path, file.language).id,
    key: folder.parts.folder,
  })).slice(0, mostFilesRead);
  const found: ChosenQuestion[] = [];
  for (const [done, { folder, file }] of files.entries()) {
    await parts.giveWay();
    throwIfCancelled(signal);
    onProgress?.({ phase: 'questions', done, total: files.length });
    const questions = await questionsOfFile(file, folder.parts, parts, signal);
    found.push(...questions.map((question) => ({ ...question, folder: folder.parts.folder })));
  }
  for (const { parts: folder, files: known } of folders) {
    const languages = new Map(known.map(({ path, language }) => [path, languageOf(path, language).id]));
    const ofCommits = commitQuestions(await folder.commits(), (path) => languages.get(path));
    found.push(...ofCommits.map((question) => ({ ...question, folder: folder.folder })));
  }
  return chooseQuestions(found, most, hash);
}

/** Empty if the file cannot be read, or would not be indexed. */
async function questionsOfFile(
  file: CorpusFile,
  folder: FolderToEvaluate,
  { chunker }: Pick<EvaluationParts, 'chunker'>,
  signal: AbortSignal | undefined,
): Promise<FoundQuestion[]> {
  const bytes = await folder.source.readFile(file.path).catch(() => undefined);
  if (!bytes) return [];
  const decoded = decodeFile(bytes, file.encoding);
  if (!('text' in decoded) || inspectContent(file.path, decoded.text, false, file.language)) return [];
  const { id: language, kind } = languageOf(file.path, file.language);
  // The lines of a notebook are not those of its cells.
  if (language === 'jupyter') return [];
  const { text } = decoded;
  const { chunks } = await chunker.chunk({ path: file.path, language, text }, signal);
  const symbols = chunks.flatMap((chunk) => chunk.symbols);
  const lines = text.split(/\r\n|\r|\n/);
  const find = kind === 'docs' ? headingQuestions : commentQuestions;
  return find(lines, symbols, { path: file.path, language });
}
