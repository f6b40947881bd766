import { decodeDos } from './dosCodePages';
import { alphabetFit, latinAlphabets } from './latinAlphabets';

/** A decoded file that is not UTF-8. */
export interface LegacyText {
  readonly text: string;
  readonly encoding: string;
}

interface Candidate {
  readonly encoding: string;
  /** The most frequent characters of the languages that use the encoding. */
  readonly expected: (char: string) => boolean;
  /** Their share of all non-ASCII characters in ordinary text and comments. */
  readonly typicalShare: number;
  /** Least score; default {@link minScore}. More for an encoding in which any bytes are letters. */
  readonly least?: number;
  /** What a text in it has, if the letters alone could be of another script. */
  readonly needs?: RegExp;
  /** Least and most adjacent non-ASCII characters. Default any number. */
  readonly run?: { readonly min?: number; readonly max?: number };
}

const sampleBytes = 64 * 1024;

/** Below this share of the typical value, a text does not count as language. */
const minScore = 0.3;

/**
 * Share of non-ASCII characters in Latin text that are letters of one language; below the least share, another
 * encoding is as likely.
 */
const typicalLatinShare = 0.9;
const minLatinShare = 0.7;

/** Intact share of the non-ASCII characters in a UTF-8 file with single damaged bytes. */
const minIntactUtf8 = 0.8;

/** Non-ASCII bytes that fit no encoding are tolerated below this share: more if no byte is a control character. */
const maxStrayShare = 0.05;
const maxStrayShareOfText = 0.5;

/** Least run of non-ASCII characters of an alphabet: of Cyrillic, Greek, Thai. */
const wordLength = 3;

const replacement = '\ufffd';

/** Control characters, box drawing, private use, and undecodable characters. */
const neverInText = /[\x80-\x9f\u2500-\u259f\ue000-\uf8ff\ufffd]/;

const simplifiedChinese = oneOf(
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然' +
    '家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实，。、；：（）“”《》' +
    '数据文件名户请求返回值参设置类型象函处错误信息接口线程加载使启停存取更新添删除查询列表页码字符串连库测试如果默认' +
    '循环遍历计算矩阵释放内解析上传校验签令牌注意修改版权检验输入记录操作控制管理系统网络服务器端口配编译执功能模块',
);
const traditionalChinese = oneOf(
  '的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然' +
    '家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實，。、；：（）「」《》' +
    '數據資料檔案名稱戶請求回傳值參設定類型物件函式處錯誤訊息介線程載使啟停存取更新加刪除查詢列表頁碼字串連庫測試果預' +
    '迴圈遍歷計算矩陣釋放記憶體解析上傳校驗簽令牌注意修改版權檢輸入錄操作控制管理系統網路服務器埠配編譯執功能模組',
);
const japanese = oneOf(
  '日本語時間処理設定関数値取得使用文字列場合表示変更追加削除入力出力番号名前計算注意不可初期化開終了実行確認管理検索情報株式会社、。「」ー（）',
);
const korean = oneOf(
  '이다는을의가에하고지로한를도은서기사인자리어해나정수시전일보대스있으니과부제장게면여동성상원만들된할파변값데함',
);
const cyrillic = oneOf('оеаинтсрвлкмдпуяыьг');
const ukrainian = oneOf('оанивіертксдлмупязьєїґ');
const greek = oneOf('αοιετνσςρκπλμηυίόάέήωγδύθΑΆ');
const arabic = oneOf('اليمنروتةدبعسفقكهحجشصخىطإأءئیکگپچ');
const hebrew = oneOf('יוהלאתרבשמנדקע');
const thai = oneOf('านรอกเงมยลวดทตสปบหพคขจ่้ีิ์ัุู็ไแะำโใึืซชภ');

/** Nearly each Greek word in small letters has an accent; Hebrew that is decoded as Greek has none. */
const greekWords = { needs: /[άέήίόύώ]|^[^α-ω]*$/ };

/** An encoding of a script whose frequent letters are known. */
function inLetters(
  encoding: string,
  letters: ReadonlySet<string>,
  typicalShare: number,
  more: Pick<Candidate, 'least' | 'needs' | 'run'> = {},
): Candidate {
  return { encoding, expected: (char) => letters.has(char), typicalShare, run: { min: wordLength }, ...more };
}

const candidates: readonly Candidate[] = [
  { encoding: 'gb18030', expected: (char) => simplifiedChinese.has(char), typicalShare: 0.45 },
  { encoding: 'big5', expected: (char) => traditionalChinese.has(char), typicalShare: 0.45 },
  { encoding: 'shift_jis', expected: isJapanese, typicalShare: 0.55 },
  { encoding: 'euc-jp', expected: isJapanese, typicalShare: 0.55 },
  { encoding: 'euc-kr', expected: (char) => korean.has(char), typicalShare: 0.45 },
  inLetters('windows-1251', cyrillic, 0.75),
  inLetters('koi8-r', cyrillic, 0.75),
  inLetters('ibm866', cyrillic, 0.75),
  inLetters('koi8-u', ukrainian, 0.88),
  inLetters('iso-8859-5', cyrillic, 0.75),
  inLetters('x-mac-cyrillic', cyrillic, 0.75),
  inLetters('windows-1253', greek, 0.92, greekWords),
  inLetters('iso-8859-7', greek, 0.92, greekWords),
  inLetters('cp737', greek, 0.92, greekWords),
  inLetters('windows-1256', arabic, 0.9, { least: 0.8, run: { min: 2 } }),
  inLetters('iso-8859-6', arabic, 0.9, { least: 0.8, run: { min: 2 } }),
  inLetters('windows-1255', hebrew, 0.8, { run: { min: 2 } }),
  inLetters('windows-874', thai, 0.9),
];

/**
 * Decodes text in an encoding from before UTF-8. The encoding cannot be determined with certainty; the one in which
 * the non-ASCII characters look most like language is chosen. Undefined if none does.
 */
export function decodeLegacy(bytes: Uint8Array): LegacyText | undefined {
  const sample = sampleBeyondAscii(bytes);
  if (intactShare(new TextDecoder().decode(sample)) >= minIntactUtf8) {
    return { text: new TextDecoder().decode(bytes), encoding: 'utf-8' };
  }
  let best: { readonly encoding: string; readonly score: number } | undefined;
  for (const candidate of candidates) {
    const text = decodeAs(sample, candidate.encoding);
    const score = text === undefined || candidate.needs?.test(text) === false ? 0 : scoreOf(text, candidate);
    if (score >= (candidate.least ?? minScore) && score > (best?.score ?? 0)) {
      best = { encoding: candidate.encoding, score };
    }
  }
  const latin = bestLatin(sample);
  if (latin && latin.score > (best?.score ?? 0)) best = latin;
  // A few invalid bytes do not make a code file unreadable; they are not decoded to letters.
  if (!best) return isMostlyAscii(bytes) ? { text: asciiOf(bytes), encoding: 'ascii' } : undefined;
  const text = decodeAs(bytes, best.encoding);
  return text === undefined ? undefined : { text, encoding: best.encoding };
}

/** The encoding of a language in Latin script whose letters the text has most likely; undefined if there is none. */
function bestLatin(sample: Uint8Array): { readonly encoding: string; readonly score: number } | undefined {
  let best: { readonly encoding: string; readonly score: number } | undefined;
  let most = -Infinity;
  for (const [encoding, alphabets, prior, needs] of latinAlphabets) {
    const text = decodeAs(sample, encoding);
    if (text === undefined || needs?.test(text) === false) continue;
    const { share, likelihood } = alphabetFit(text, alphabets);
    if (share < minLatinShare || likelihood + prior <= most) continue;
    best = { encoding, score: share / typicalLatinShare };
    most = likelihood + prior;
  }
  return best;
}

/** Replaces non-ASCII bytes with the replacement character. */
function asciiOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.map((byte) => (byte < 128 ? byte : 0xff)));
}

/**
 * Decodes bytes in an encoding, with replacement characters where they are not valid. Undefined if the platform was
 * built without this encoding, or there is none of this name.
 */
export function decodeAs(bytes: Uint8Array, encoding: string): string | undefined {
  const ofDos = decodeDos(bytes, encoding);
  if (ofDos !== undefined) return ofDos;
  try {
    const decoder = new TextDecoder(encoding);
    const text = decoder.decode(bytes);
    // Some versions of Node decode this encoding as Latin-1, which has control characters instead of punctuation.
    return decoder.encoding === 'windows-1252' ? text.replace(/[\x80-\x9f]/g, windows1252Punctuation) : text;
  } catch {
    return undefined;
  }
}

/** From 0x80 on. Five positions are not assigned. */
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function windows1252Punctuation(control: string): string {
  return windows1252.charAt(control.charCodeAt(0) - 0x80);
}

function isMostlyAscii(bytes: Uint8Array): boolean {
  let beyond = 0;
  let hasControl = false;
  for (const byte of bytes) {
    if (byte > 127) beyond++;
    else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) hasControl = true;
  }
  return beyond <= bytes.length * (hasControl ? maxStrayShare : maxStrayShareOfText);
}

/**
 * The lines that contain a non-ASCII byte, from the beginning. In none of the encodings is a line feed part of a
 * longer character.
 */
function sampleBeyondAscii(bytes: Uint8Array): Uint8Array {
  const sample = new Uint8Array(Math.min(bytes.length, sampleBytes));
  let length = 0;
  let start = 0;
  while (start < bytes.length && length < sample.length) {
    const lineFeed = bytes.indexOf(10, start);
    const end = lineFeed < 0 ? bytes.length : lineFeed + 1;
    const line = bytes.subarray(start, Math.min(end, start + sample.length - length));
    if (line.some((byte) => byte > 127)) {
      sample.set(line, length);
      length += line.length;
    }
    start = end;
  }
  return sample.subarray(0, length);
}

function intactShare(text: string): number {
  const beyondAscii = text.match(/[^\0-\x7f]/gu) ?? [];
  return beyondAscii.filter((char) => char !== replacement).length / beyondAscii.length;
}

/** A capital letter after a small one, and a sign between letters: in another encoding they are most likely letters. */
const misplaced = /(?<=\p{Ll})\p{Lu}|(?<=\p{L})[^\p{L}\p{M}\p{N}\p{Z}’–—…·](?=\p{L})/gu;

/** How much a decoded text looks like language: 1 is typical, 0 or less is not language. */
function scoreOf(
  text: string,
  { expected, typicalShare, run: { min = 1, max = Infinity } = {} }: Candidate,
): number {
  let score = 0;
  let total = 0;
  for (const { 0: run, index } of text.matchAll(/[^\0-\x7f]+/gu)) {
    const isUsual = run.length >= min && run.length <= max && !(min === 1 && isInLatinWord(text, index, run));
    if (min >= wordLength) score -= 2 * (run.match(misplaced)?.length ?? 0);
    for (const char of run) {
      total++;
      if (neverInText.test(char)) {
        score -= 2;
      } else if (isUsual && expected(char)) {
        score++;
      }
    }
  }
  return total === 0 ? 0 : score / total / typicalShare;
}

/** One Chinese, Japanese or Korean character between ASCII letters is most likely a letter of a Latin alphabet. */
function isInLatinWord(text: string, index: number, run: string): boolean {
  return (
    Array.from(run).length === 1 &&
    /[A-Za-z]/.test(text.charAt(index - 1)) &&
    /[a-z]/.test(text.charAt(index + run.length))
  );
}

/** Kana distinguish Japanese from Chinese; half-width kana do not, since other encodings decode to them too. */
function isJapanese(char: string): boolean {
  return (char >= '\u3041' && char <= '\u30fe') || japanese.has(char);
}

function oneOf(characters: string): ReadonlySet<string> {
  return new Set(characters);
}
