import { readSections } from '../../bench/docs/sections';
import { type TrainingFile, type TrainingPair, wordsOf } from './trainingPair';

/** Each heading of a document, and its section without the heading. A short heading is joined with the one above. */
export function headingPairs({ path, text }: TrainingFile): TrainingPair[] {
  const lines = text.split(/\r\n|\r|\n/);
  return readSections(path, text).flatMap(({ headings, startLine, endLine }): TrainingPair[] => {
    const title = headings.at(-1);
    if (title === undefined || !/[a-z]{3}/i.test(title)) return [];
    const above = headings.slice(0, -1);
    const isShort = wordsOf(title) < 3 && above.length > 0;
    return [
      {
        kind: 'heading',
        path,
        query: isShort ? `${above.at(-1)!} ${title}` : title,
        header: isShort ? '' : above.join(' > '),
        text: lines.slice(startLine, endLine).join('\n').replaceAll(title, ''),
      },
    ];
  });
}
