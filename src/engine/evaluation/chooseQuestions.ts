import type { QuestionKind } from '../../common/contracts/evaluation';
import type { ContentHash } from '../embedding/contentHash';
import type { FoundQuestion } from './foundQuestion';
import { questionKey } from './questionText';
import { spread } from './spread';

/** Further questions that one file answers come after those of all other files. */
const firstOfFile = 3;

/** The order in which the kinds take turns: half of the questions come from comments. */
const turns: readonly QuestionKind[] = ['comment', 'heading', 'comment', 'commit'];

/**
 * Some of the questions that were found, spread over kinds, languages and folders. Those that occur twice are left
 * out: they do not identify one answer. The same questions give the same choice.
 */
export function chooseQuestions<Question extends FoundQuestion>(
  found: readonly Question[],
  most: number,
  hash: ContentHash,
): Question[] {
  const unique = withoutTwins(found);
  const queues = new Map<QuestionKind, Question[]>();
  for (const kind of new Set(turns)) {
    const ofKind = unique.filter((question) => question.kind === kind);
    const ordered = spread(ofKind, hash, ({ paths, language, text }) => ({
      path: paths[0]!,
      language,
      key: text,
    }));
    queues.set(kind, fewOfEachFileFirst(ordered));
  }
  const chosen: Question[] = [];
  for (let turn = 0; chosen.length < most && [...queues.values()].some((queue) => queue.length > 0); turn++) {
    const next = queues.get(turns[turn % turns.length]!)?.shift();
    if (next) chosen.push(next);
  }
  return chosen;
}

function withoutTwins<Question extends FoundQuestion>(found: readonly Question[]): Question[] {
  const counts = new Map<string, number>();
  for (const { text } of found) counts.set(questionKey(text), (counts.get(questionKey(text)) ?? 0) + 1);
  return found.filter(({ text }) => counts.get(questionKey(text)) === 1);
}

function fewOfEachFileFirst<Question extends FoundQuestion>(questions: readonly Question[]): Question[] {
  const counts = new Map<string, number>();
  const first: Question[] = [];
  const further: Question[] = [];
  for (const question of questions) {
    const count = counts.get(question.paths[0]!) ?? 0;
    counts.set(question.paths[0]!, count + 1);
    (count < firstOfFile ? first : further).push(question);
  }
  return [...first, ...further];
}
