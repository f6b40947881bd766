/** Scripts that only one language of software documentation uses, or that distinguish it from others. */
const scripts: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Han}/u, 'zh'],
  [/[іїєґ]/iu, 'uk'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/[پچژگ]/u, 'fa'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Bengali}/u, 'bn'],
  [/\p{Script=Armenian}/u, 'hy'],
  [/\p{Script=Georgian}/u, 'ka'],
];

/** Words that are frequent in questions and not in code; none belongs to two of these languages or to English. */
const questionWords: Readonly<Record<string, string>> = {
  en: 'a an and are at be by can do does for from how in is it not of on or that the this to we what when where which who why with',
  de: 'auf bei das dem den der die ein eine einem einen einer für ich im ist kann man mit nach nicht oder sich sind über und von wann warum was welche wenn werden wie wird wo zu zum zur',
  fr: 'au aux avec ce ces comment dans des du elle est et il je la le les mais ne nous où ou par pas pour pourquoi quand que quel quelle qui sont sur un une',
  es: 'al como con cómo cuando cuándo de del donde dónde el ella en es esta este hay la las lo los más no para pero por porque qué que se según si sin son su un una y',
  pt: 'ao aos as com como da das de do dos é em entre esta este mais mas na não nas no nos onde ou para pelo por porque quando quais qual que se são sem um uma',
  it: 'al alla che chi come con da dal degli dei del della delle di dove e gli ha i il in la le lo nel nella non per perché più quale quando si sono su un una',
  nl: 'aan als bij dat de deze die dit door een en er hebben het hoe ik in is maar met naar niet of om ook op te tot uit van voor waar waarom wanneer wat welke wie wordt worden zijn',
  pl: 'co czy dla do gdzie i jak jaki jest kiedy lub na nie o od po przez są się ten w z za że',
  sv: 'att av den det där en ett för från hur i inte med när och om på som till var varför vad vi är',
  tr: 'bir bu da de gibi hangi ile için kadar mi nasıl ne neden nerede olarak ve veya',
  id: 'adalah apa atau bagaimana dalam dan dari dengan di ini itu kapan ke mana mengapa pada untuk yang',
  vi: 'bị các cách có của đến để được hay hoặc không là làm như nào những thế tại thì trong từ và với',
};

const wordSets = Object.entries(questionWords).map(
  ([language, words]) => [language, new Set(words.split(' '))] as const,
);

/**
 * The language of a question (BCP 47), by its script or its function words; undefined if it has none, such as a name
 * or two words of code.
 */
export function languageOfQuestion(text: string): string | undefined {
  for (const [script, language] of scripts) if (script.test(text)) return language;
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  let best: string | undefined;
  let most = 0;
  for (const [language, known] of wordSets) {
    const count = words.filter((word) => known.has(word)).length;
    // English is first, so another language needs a higher count.
    if (count > most) [best, most] = [language, count];
  }
  return best;
}
