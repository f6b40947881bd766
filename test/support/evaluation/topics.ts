import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const wordsPerTopic = 4;
/** The two sides have no syllable in common, so that words are not alike by their parts either. */
const syllables = {
  comment: ['ba', 'de', 'fi', 'go', 'hu', 'ka', 'le', 'mi', 'no', 'pu', 'ra', 'se', 'ti', 'vo', 'zu'],
  code: ['ob', 'ud', 'af', 'eg', 'ih', 'ok', 'ul', 'am', 'en', 'ip', 'or', 'us', 'at', 'ev', 'iz'],
};

/**
 * Words of a topic, for comments and for code. No word of one is in the other, so that words alone never lead from the
 * question to the code.
 */
function wordOf(side: 'comment' | 'code', topic: number, number: number): string {
  const at = topic * wordsPerTopic + number;
  const parts = syllables[side];
  const part = (index: number): string => parts[index % parts.length]!;
  return part(at) + part(Math.floor(at / parts.length)) + part(at * 7 + 3);
}

/** A source file about a topic: a comment in words of comments, and code in words of code. */
function fileOf(topic: number): string {
  const [a, b, c, d] = [0, 1, 2, 3].map((number) => wordOf('comment', topic, number));
  const [e, f, g, h] = [0, 1, 2, 3].map((number) => wordOf('code', topic, number));
  return [
    `/** The ${a} ${b} that every ${c} ${d} has. */`,
    `export function ${e}(${f}: number, ${g}: number): number {`,
    `  const ${h} = ${f} * ${g};`,
    `  if (${h} > ${f}) return ${e}(${h} - ${f}, ${g});`,
    `  return ${h};`,
    '}',
    '',
  ].join('\n');
}

/**
 * Writes a folder from which each file gives one question that only meaning answers.
 *
 * @param topics number of files
 */
export async function writeTopics(folder: string, topics: number): Promise<void> {
  await mkdir(path.join(folder, 'src'), { recursive: true });
  for (let topic = 0; topic < topics; topic++) {
    await writeFile(path.join(folder, 'src', `part${topic}.ts`), fileOf(topic));
  }
}

/**
 * A model of known quality: it knows the topics of all words of code, and of the words of comments of every topic that
 * `knows` accepts. Other texts have the vector of no topic.
 */
export function topicModel(
  topics: number,
  knows: (topic: number) => boolean,
  dimensions = 64,
): (text: string) => number[] {
  const topicOf = new Map<string, number>();
  for (let topic = 0; topic < topics; topic++) {
    for (let number = 0; number < wordsPerTopic; number++) {
      topicOf.set(wordOf('code', topic, number), topic);
      if (knows(topic)) topicOf.set(wordOf('comment', topic, number), topic);
    }
  }
  return (text) => {
    const vector = new Array<number>(dimensions).fill(0.001);
    for (const word of text.toLowerCase().match(/[a-z]+/g) ?? []) {
      const topic = topicOf.get(word);
      if (topic !== undefined) vector[topic % dimensions]! += 1;
    }
    return vector;
  };
}
