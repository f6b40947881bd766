/** A file that is not UTF-8, decoded. */
export interface LegacyText {
  readonly text: string;
  readonly encoding: string;
}

type Decoder = InstanceType<typeof TextDecoder>;

interface Candidate {
  readonly encoding: string;
  /** The most frequent characters of the languages that are written in it. */
  readonly expected: (char: string) => boolean;
  /** The share of them among all characters beyond ASCII in ordinary text and comments. */
  readonly typicalShare: number;
  /** Text of Latin letters: characters beyond ASCII stand alone or in pairs. */
  readonly isSparse?: boolean;
}

const SAMPLE_BYTES = 64 * 1024;

/** Below this share of what is typical, a text is not believed to be language at all. */
const MIN_SCORE = 0.3;

/** A file of UTF-8 with single damaged bytes: this share of its characters beyond ASCII is intact. */
const MIN_INTACT_UTF8 = 0.8;

const REPLACEMENT = '\ufffd';

const simplifiedChinese = oneOf(
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然' +
    '家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实，。、；：（）“”《》' +
    '数据文件名户请求返回值参设置类型象函处错误信息接口线程加载使启停存取更新添删除查询列表页码字符串连库测试如果默认',
);
const traditionalChinese = oneOf(
  '的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然' +
    '家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實，。、；：（）「」《》' +
    '數據資料檔案名稱戶請求回傳值參設定類型物件函式處錯誤訊息介線程載使啟停存取更新加刪除查詢列表頁碼字串連庫測試果預',
);
const japanese = oneOf(
  '日本語時間処理設定関数値取得使用文字列場合表示変更追加削除入力出力番号名前、。「」ー（）',
);
const korean = oneOf(
  '이다는을의가에하고지로한를도은서기사인자리어해나정수시전일보대스있으니과부제장게면여동성상원만들된할파변값데함',
);
const cyrillic = oneOf('оеаинтсрвлкмдпуяыьг');
const latin = oneOf('àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœÀÁÂÄÅÆÇÈÉÊÍÎÑÓÔÖØÚÜŒ°§©®«»·–—‘’“”…•€£¡¿ªº±²³µ×™');

const candidates: readonly Candidate[] = [
  { encoding: 'gb18030', expected: (char) => simplifiedChinese.has(char), typicalShare: 0.45 },
  { encoding: 'big5', expected: (char) => traditionalChinese.has(char), typicalShare: 0.45 },
  { encoding: 'shift_jis', expected: isJapanese, typicalShare: 0.55 },
  { encoding: 'euc-jp', expected: isJapanese, typicalShare: 0.55 },
  { encoding: 'euc-kr', expected: (char) => korean.has(char), typicalShare: 0.45 },
  { encoding: 'windows-1251', expected: (char) => cyrillic.has(char), typicalShare: 0.75 },
  { encoding: 'koi8-r', expected: (char) => cyrillic.has(char), typicalShare: 0.75 },
  { encoding: 'windows-1252', expected: (char) => latin.has(char), typicalShare: 0.9, isSparse: true },
];

/**
 * Decodes text in an encoding from before UTF-8. There is no certain way to know which; the one is chosen in which the
 * characters beyond ASCII look most like language. Undefined when none does.
 */
export function decodeLegacy(bytes: Uint8Array): LegacyText | undefined {
  const sample = sampleBeyondAscii(bytes);
  if (intactShare(new TextDecoder().decode(sample)) >= MIN_INTACT_UTF8) {
    return { text: new TextDecoder().decode(bytes), encoding: 'utf-8' };
  }
  let best: { readonly decoder: Decoder; readonly score: number } | undefined;
  for (const candidate of candidates) {
    const decoder = decoderOf(candidate.encoding);
    const score = decoder ? scoreOf(decoder.decode(sample), candidate) : 0;
    if (decoder && score >= MIN_SCORE && score > (best?.score ?? 0)) {
      best = { decoder, score };
    }
  }
  return best && { text: best.decoder.decode(bytes), encoding: best.decoder.encoding };
}

/** Undefined on a platform that was built without this encoding. */
function decoderOf(encoding: string): Decoder | undefined {
  try {
    return new TextDecoder(encoding);
  } catch {
    return undefined;
  }
}

/** The lines that have a byte beyond ASCII, from the beginning. In none of the encodings is a line feed part of more. */
function sampleBeyondAscii(bytes: Uint8Array): Uint8Array {
  const sample = new Uint8Array(Math.min(bytes.length, SAMPLE_BYTES));
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
  return beyondAscii.filter((char) => char !== REPLACEMENT).length / beyondAscii.length;
}

/** How much a decoded text looks like language: 1 is typical, 0 or less is not at all. */
function scoreOf(text: string, { expected, typicalShare, isSparse = false }: Candidate): number {
  let expectedCount = 0;
  let total = 0;
  for (const [run] of text.matchAll(/[^\0-\x7f]+/gu)) {
    const isTooLong = isSparse && run.length > 2;
    for (const char of run) {
      total++;
      if (char === REPLACEMENT) {
        expectedCount -= 2;
      } else if (!isTooLong && expected(char)) {
        expectedCount++;
      }
    }
  }
  return total === 0 ? 0 : expectedCount / total / typicalShare;
}

/** Kana tell Japanese from Chinese; those of half width do not, since every other encoding decodes to them too. */
function isJapanese(char: string): boolean {
  return (char >= '\u3041' && char <= '\u30fe') || japanese.has(char);
}

function oneOf(characters: string): ReadonlySet<string> {
  return new Set(characters);
}
