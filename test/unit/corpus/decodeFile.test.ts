import { describe, expect, it } from 'vitest';
import { decodeAgain, decodeFile } from '../../../src/engine/corpus/decodeFile';

const encoder = new TextEncoder();

function decode(bytes: Uint8Array | readonly number[] | string): string {
  const input = typeof bytes === 'string' ? encoder.encode(bytes) : Uint8Array.from(bytes);
  const decoded = decodeFile(input);
  // Once decoded, it is decoded the same again.
  if ('text' in decoded) expect(decodeAgain(input)).toEqual(decoded);
  return 'skip' in decoded ? `skipped: ${decoded.skip.reason}` : `${decoded.encoding}: ${decoded.text}`;
}

function utf16(text: string, order: 'le' | 'be', mark: boolean): Uint8Array {
  const codes = (mark ? `\ufeff${text}` : text).split('').map((char) => char.charCodeAt(0));
  return Uint8Array.from(
    codes.flatMap((code) => (order === 'le' ? [code & 255, code >> 8] : [code >> 8, code & 255])),
  );
}

const fromBase64 = (base64: string): Uint8Array => Uint8Array.from(Buffer.from(base64, 'base64'));

/** Code comments in the encodings used in their countries before UTF-8. */
const legacy: readonly (readonly [string, string, string])[] = [
  [
    'gb18030',
    'Ly8gs/XKvLuvyv2+3b/iway906OsyOe5+8qnsNzU8re1u9i07c7z0MXPogppbnQgbWFpbigpIHsgcmV0dXJuIDA7IH0gLy8g08O7p7XHwrwK',
    '// 初始化数据库连接，如果失败则返回错误信息\nint main() { return 0; } // 用户登录\n',
  ],
  [
    'big5',
    'Ly8gquypbKTGuOquxq53s3O9daFBpnCqR6WisdGraKZetse/+bt+sFSupwppbnQgbWFpbigpIHsgcmV0dXJuIDA7IH0gLy8gqM+lzqrMtW6kSgo=',
    '// 初始化資料庫連線，如果失敗則回傳錯誤訊息\nint main() { return 0; } // 使用者登入\n',
  ],
  [
    'shift_jis',
    'Ly8gg2aBW4Neg3iBW4NYgsyQ2pGxgvCPiYr6ibuCt4LpgUKOuJRzgrWCvY/qjYeCzYNHg4mBW4LwldSCtwppbnQgbWFpbigpIHsgcmV0dXJuIDA7IH0gLy8gg42DT4NDg5OPiJedCg==',
    '// データベースの接続を初期化する。失敗した場合はエラーを返す\nint main() { return 0; } // ログイン処理\n',
  ],
  [
    'euc-jp',
    'Ly8gpcehvKW/pdmhvKW5pM7A3MKzpPK96bT8sr2kuaTroaO8usfUpLekv77sueekz6WopemhvKTyytakuQppbnQgbWFpbigpIHsgcmV0dXJuIDA7IH0gLy8gpe2lsKWkpfO96M39Cg==',
    '// データベースの接続を初期化する。失敗した場合はエラーを返す\nint main() { return 0; } // ログイン処理\n',
  ],
  [
    'euc-kr',
    'Ly8gtaXAzMXNuqPAzL26IL+ssOHAuyDDyrHiyK3Hz7DtIL3HxtDHz7jpIL/At/m4piC53civx9G02QppbnQgbWFpbigpIHsgcmV0dXJuIDA7IH0gLy8gu+e/68DaILfOsdfAzgo=',
    '// 데이터베이스 연결을 초기화하고 실패하면 오류를 반환한다\nint main() { return 0; } // 사용자 로그인\n',
  ],
  [
    'windows-1251',
    'Ly8gyO3o9ujg6+jn4Pbo/yDx7uXk6O3l7ej/IPEg4eDn7ukg5ODt7fv1LCDv8Ogg7vjo4erlIOLu5+Lw4Png5fIg6u7kCmludCBtYWluKCkgeyByZXR1cm4gMDsgfQo=',
    '// Инициализация соединения с базой данных, при ошибке возвращает код\nint main() { return 0; }\n',
  ],
  [
    'koi8-r',
    'Ly8g6c7Jw8nBzMnawcPJ0SDTz8XEyc7FzsnRINMgwsHaz8ogxMHOztnILCDQ0skgz9vJwsvFINfP2tfSwd3BxdQgy8/ECmludCBtYWluKCkgeyByZXR1cm4gMDsgfQo=',
    '// Инициализация соединения с базой данных, при ошибке возвращает код\nint main() { return 0; }\n',
  ],
  [
    'windows-1252',
    'Ly8gT3V2cmUgbGEgY29ubmV4aW9uIOAgbGEgYmFzZSBkZSBkb25u6WVzLCBzaW5vbiByZW52b2llIGySZXJyZXVyCmludCBncvbfZSA9IDA7IC8vIKkgTfxsbGVyLCBmYedhZGUK',
    '// Ouvre la connexion à la base de données, sinon renvoie l’erreur\nint größe = 0; // © Müller, façade\n',
  ],
];

/** Comments in regional code pages. */
const regional: readonly (readonly [string, string, string])[] = [
  [
    'windows-1250',
    'IyBSb3psaWN6YSB6YWxlZ7NlIHNrs2Fka2kgY3qzb25rb3dza2llLCBw6nRsYSBwbyCfcvNks2FjaCB3cLNhdAp4ID0gMQo=',
    '# Rozlicza zaległe składki członkowskie, pętla po źródłach wpłat\nx = 1\n',
  ],
  [
    'windows-1250',
    'Ly8gUPhlcG/o7XThIHNwbOF0a3kg+nbscnUsIJ7hZG7hIHNsZXZhLCCanWFzdG79IOh0dnJ0bGV0bu0g+nJvawppbnQgeDsK',
    '// Přepočítá splátky úvěru, žádná sleva, šťastný čtvrtletní úrok\nint x;\n',
  ],
  [
    'iso-8859-2',
    'Ly8gUPhlcG/o7XThIHNwbOF0a3kg+nbscnUsIL7hZG7hIHNsZXZhLCC5u2FzdG79IOh0dnJ0bGV0bu0g+nJvawppbnQgeDsK',
    '// Přepočítá splátky úvěru, žádná sleva, šťastný čtvrtletní úrok\nint x;\n',
  ],
  [
    'windows-1250',
    'Ly8gQXog9nNzemVzIGj7dPUgaPVt6XJz6WtsZXTpdCBlbGxlbvVyemksIOlzIGplbHppIGEgbftr9mTpc2kgaGli4XQK',
    '// Az összes hűtő hőmérsékletét ellenőrzi, és jelzi a működési hibát\n',
  ],
  [
    'windows-1253',
    'Lyog1fDv6+/j3+bl6SD07+0g9vzx7yDh6t/t5/Tn8iDw5fHp7/Xz3+HyICovCmludCBmb3JvcyhpbnQgYWtzaWEpOwo=',
    '/* Υπολογίζει τον φόρο ακίνητης περιουσίας */\nint foros(int aksia);\n',
  ],
  [
    'windows-1254',
    'Ly8g1vByZW5jaWxlcmluIGJ1cnMg9mRlbWVsZXJpbmkgaGVzYXBsYXIsIP51YmV5ZSBn9nJlIGF5/XL9cgo=',
    '// Öğrencilerin burs ödemelerini hesaplar, şubeye göre ayırır\n',
  ],
  [
    'iso-8859-7',
    'LyogtuTl6eXyIOrh6SDs6fPo7+Tv89/hIPTv9SDw8e/z+fDp6u/9ICovCmludCBtaXN0aG9zKHZvaWQpOwo=',
    '/* Άδειες και μισθοδοσία του προσωπικού */\nint misthos(void);\n',
  ],
  [
    'cp737',
    'UkVNIICkq+WaqJitmCCYqa2YopzlmKogq+CkIJiorpzl4KQgq6asIKKmmqCpq56o5aasCg==',
    'REM Αντίγραφα ασφαλείας των αρχείων του λογιστηρίου\n',
  ],
  [
    'x-mac-cyrillic',
    'IyCR7+jx7uog8e7y8PPk7ejq7uIg7vLk5evgIOgg6PUg8uXr5fTu7fsg5OvfIPHv8ODi6ugK',
    '# Список сотрудников отдела и их телефоны для справки\n',
  ],
  [
    'iso-8859-6',
    'Ly8gx+TKzeLiIOXmINHV6s8gx+TZ5erkIOLI5CDH5NPNyAppbnQgcmFzaWQodm9pZCk7Cg==',
    '// التحقق من رصيد العميل قبل السحب\nint rasid(void);\n',
  ],
  [
    'cp857',
    'UkVNIE2Bn3RlcmkgYmFraXllc2luaSBngW5jZWxsZXIsIJ91YmV5ZSBnlHJlIGF5jXKNcgo=',
    'REM Müşteri bakiyesini günceller, şubeye göre ayırır\n',
  ],
  [
    'macintosh',
    'IyBMZXMgjmyPdmVzIG9udCByZY11IGxldXJzIHKOc3VsdGF0cyCIIGzVjmNvbGUK',
    '# Les élèves ont reçu leurs résultats à l’école\n',
  ],
  [
    'windows-1252',
    'LyogTGxvZ2FyaXQgdGF0aW1pbiBw63Ig52RvIG11YWogbusgbetueXLrIHTrIHNha3TrICovCg==',
    '/* Llogarit tatimin për çdo muaj në mënyrë të saktë */\n',
  ],
  [
    'windows-1252',
    'LyogQ29udHJvbGVlcnQgZGUgY2/2cmRpbmF0ZW4gdmFuIOnpbiByZWlzICovCg==',
    '/* Controleert de coördinaten van één reis */\n',
  ],
  [
    'iso-8859-2',
    'LyogQrOxZCBvZGN6eXR1IGR5c2t1LCBzcHLzYnVqIHDzvG5pZWogKi8K',
    '/* Błąd odczytu dysku, spróbuj później */\n',
  ],
  ['cp850', 'UkVNIExhIGZhY3R1cmFjaaJuIGVzdKAgZW4gZXNwYaRvbAo=', 'REM La facturación está en español\n'],
  ['iso-2022-jp', 'GyRCMnE1RCRONUQ7dk8/JHI2Jk0tJDckXiQ5ISMbKEIK', '会議の議事録を共有します。\n'],
  ['utf-32le', '//4AAEcAAAByAAAA9gAAAN8AAABlAAAAIAAAAAD2AQAKAAAA', 'Größe 😀\n'],
  ['utf-32be', 'AAD+/wAAAEcAAAByAAAA9gAAAN8AAABlAAAAIAAB9gAAAAAK', 'Größe 😀\n'],
  [
    'windows-1255',
    'Ly8g7uf54SDg+iDj7ukg5Pnr6fjl+iDk5+Xj+enp7QppbnQgeDsgLyog5PDn5CDs8ejl4/Do6e0gKi8K',
    '// מחשב את דמי השכירות החודשיים\nint x; /* הנחה לסטודנטים */\n',
  ],
  [
    'windows-1255',
    'Ly8g7uf54SDg+iDj7ukg5Pnr6fjl+iDk5+Xj+enp7QppbnQgc2VjaGlydXQoaW50IHgpOwo=',
    '// מחשב את דמי השכירות החודשיים\nint sechirut(int x);\n',
  ],
  [
    'windows-1257',
    'Ly8gQXBza2Fp6Gl1b2phIG3rbmVzaW8gbW9rZXPoaXVzIHX+IGL7c3TgIGlyIGnwc2l1buhpYSBz4HNrYWl04Ao=',
    '// Apskaičiuoja mėnesio mokesčius už būstą ir išsiunčia sąskaitą\n',
  ],
  [
    'ibm866',
    'KiCQoOHnpeIgp6DgoKGu4q2uqSCvq6Di6yDhruLg46StqKquoiDmpeWgIKegIKyl4e/mClBST0NFRFVSRSByYXNjaGV0Cg==',
    '* Расчет заработной платы сотрудников цеха за месяц\nPROCEDURE raschet\n',
  ],
  [
    'iso-8859-5',
    'Ly8gwNDh59XiINfQ4NDR3uLd3tkg39vQ4usg4d7i4OPU3dja3tIg5tXl0CDX0CDc1eHv5go=',
    '// Расчет заработной платы сотрудников цеха за месяц\n',
  ],
  [
    'windows-874',
    'IyCk07nHs7TNoeC61enC4KfUuaHZ6cPSwuC01825os2nysHSqtShysuhw7PsCmRlZiBtb250aGx5KHgpOgo=',
    '# คำนวณดอกเบี้ยเงินกู้รายเดือนของสมาชิกสหกรณ์\ndef monthly(x):\n',
  ],
  [
    'cp850',
    'UkVNIFBygWZ0IGRpZSBHcpThZSBkZXIgU2ljaGVydW5nIHVuZCBslHNjaHQgYWx0ZSBChG5kZXIK',
    'REM Prüft die Größe der Sicherung und löscht alte Bänder\n',
  ],
  [
    'cp850',
    'UkVNIFaCcmlmaWUgbGEgc2F1dmVnYXJkZSwgcHVpcyBzdXBwcmltZSBsZXMgZG9uboJlcyBwgnJpbYJlcyCFIG1pbnVpdAo=',
    'REM Vérifie la sauvegarde, puis supprime les données périmées à minuit\n',
  ],
  [
    'cp852',
    'UkVNIFNwcmF3ZHphIHphbGVniGUgc2uIYWRraSBjeohvbmuidyBpIKtyomSIYSB3cIhhdCwgcKKrbmllaiCIpWN6eQo=',
    'REM Sprawdza zaległe składki członków i źródła wpłat, później łączy\n',
  ],
  [
    'windows-1256',
    'Ly8g7c3TyCDH4cXtzMfRIMfh1OXR7SDh4djhx8gKaW50IHJlbnQoaW50IHgpOwo=',
    '// يحسب الإيجار الشهري للطلاب\nint rent(int x);\n',
  ],
  [
    'windows-1256',
    'IyDjzcfTyOUg0+bPIOPH5cfk5SDH2tbH7SDK2sfm5O0KZGVmIHNvb2QoeCk6Cg==',
    '# محاسبه سود ماهانه اعضاي تعاوني\ndef sood(x):\n',
  ],
  [
    'koi8-u',
    'Ly8g8s/a0sHIz9fVpCDdz82m09HeztUg0MzB1NUg2sEgp9bVCmludCBwbGF0YShpbnQgeCk7Cg==',
    '// Розраховує щомісячну плату за їжу\nint plata(int x);\n',
  ],
  [
    'windows-1258',
    'Ly8gVGnsbmggdGnqzG4gdGh16iBuaGHMIGhhzG5nIHRoYexuZyBjddJhIHNpbmggdmnqbgppbnQgdGh1ZShpbnQgeCk7Cg==',
    '// Ti\u0301nh tiê\u0300n thuê nha\u0300 ha\u0300ng tha\u0301ng cu\u0309a sinh viên\nint thue(int x);\n',
  ],
  [
    'windows-1257',
    'Ly8gQXBy5+1pbmEgbeduZfBhIG1ha3N1IHBhciBkeu52b2tsaQppbnQgbWFrc2EoaW50IHgpOwo=',
    '// Aprēķina mēneša maksu par dzīvokli\nint maksa(int x);\n',
  ],
  [
    'windows-1250',
    'Ly8gS2lzeuFt7XRqYSBhIGhhdmkgZO1qYXQsIOlzIGVsbGVu9XJ6aSBheiD2c3N6ZWdldAppbnQgZGlqKGludCB4KTsK',
    '// Kiszámítja a havi díjat, és ellenőrzi az összeget\nint dij(int x);\n',
  ],
  [
    'windows-1252',
    'Ly8g3GJlcnBy/GZ0IGRpZSBHcvbfZSwgbPZzY2h0IORsdGVyZSBFaW50cuRnZQo=',
    '// Überprüft die Größe, löscht ältere Einträge\n',
  ],
  [
    'windows-1252',
    'Ly8gQ2FsY3VsYSBlbCB0YW1h8W8gZGUgbGEgcOFnaW5hIHNlZ/puIGxhIGNvbmZpZ3VyYWNp824gZGVsIGHxbwo=',
    '// Calcula el tamaño de la página según la configuración del año\n',
  ],
  [
    'windows-1252',
    'Ly8gVmVyaWZpY2EgYSBjb25maWd1cmHn428gZSBu428gZW52aWEgaW5mb3JtYef1ZXMg4HMgb3Dn9WVzIGluduFsaWRhcwo=',
    '// Verifica a configuração e não envia informações às opções inválidas\n',
  ],
  [
    'windows-1252',
    'Ly8gVGFya2lzdGFhIHDkaXbkbeTkcuRuIGphIGzkaGV0dOTkIHRpZWRvdCB0efZudGVraWrkbGxlCg==',
    '// Tarkistaa päivämäärän ja lähettää tiedot työntekijälle\n',
  ],
];

describe('decodeFile', () => {
  it('decodes UTF-8 with and without a byte order mark, line breaks as they are', () => {
    expect(decode('naïve 日本 😀\r\nb\rc\n\n')).toBe('utf-8: naïve 日本 😀\r\nb\rc\n\n');
    expect(decode([0xef, 0xbb, 0xbf, 0x61])).toBe('utf-8: a');
    expect(decode([])).toBe('utf-8: ');
  });

  it('decodes UTF-16 with a byte order mark, and without one if ASCII reveals it', () => {
    for (const order of ['le', 'be'] as const) {
      expect(decode(utf16('a = 日\r\n', order, true))).toBe(`utf-16${order}: a = 日\r\n`);
      expect(decode(utf16('print("é")\n', order, false))).toBe(`utf-16${order}: print("é")\n`);
    }
    expect(decode(utf16('日本語\n', 'le', true))).toBe('utf-16le: 日本語\n');
    expect(decode([0xff, 0xfe, 0x00, 0xd8, 0x61, 0x00])).toBe('utf-16le: \ufffda');
  });

  it.each(legacy)('recognises %s', (encoding, base64, text) => {
    const bytes = fromBase64(base64);
    expect(decode(bytes)).toBe(`${encoding}: ${text}`);
    const shifted = [...encoder.encode('x = 1;\r\n'.repeat(20_000)), ...bytes];
    expect(decode(shifted)).toBe(`${encoding}: ${'x = 1;\r\n'.repeat(20_000)}${text}`);
  });

  it.each(regional)('recognises %s in comments of a region', (encoding, base64, text) => {
    expect(decode(fromBase64(base64))).toBe(`${encoding}: ${text}`);
  });

  it('uses a configured encoding, also one of DOS', () => {
    const told = decodeFile(Uint8Array.of(0x84, 0x81), 'cp437');
    expect(told).toMatchObject({ text: 'äü' });
  });

  it.each([
    ...['windows1252', 'iso88591', 'iso88593', 'iso885915', 'macroman', 'cp437', 'windows1256', 'iso88596'],
    ...['windows1257', 'iso88594', 'iso885914', 'windows1250', 'iso88592', 'cp852', 'windows1251', 'cp866'],
    ...['cp1125', 'iso88595', 'koi8r', 'koi8u', 'koi8ru', 'koi8t', 'iso885913', 'windows1253', 'iso88597'],
    ...['windows1255', 'iso88598', 'iso885910', 'iso885916', 'windows1254', 'iso88599', 'windows1258', 'gbk'],
    ...['gb18030', 'cp950', 'big5hkscs', 'shiftjis', 'eucjp', 'euckr', 'windows874', 'iso885911', 'gb2312'],
    ...['cp865', 'cp850'],
  ])('supports the encoding %s of VS Code', (name) => {
    const bytes = Uint8Array.of(0x61, 0xb0, 0xa1, 0x62);
    // Without a known name, this would be detected as Korean.
    const detected = decodeFile(bytes);
    const stated = decodeFile(bytes, name);
    expect(stated).toHaveProperty('text');
    if (name !== 'euckr') expect(stated).not.toEqual(detected);
  });

  it.each<[string, string, readonly number[], string]>([
    ['what is not UTF-8', 'gbk', [0xc4, 0xe3, 0xba, 0xc3], '你好'],
    ['UTF-8 as UTF-8', 'gbk', [...encoder.encode('你好')], '你好'],
    ['UTF-8 with a few short characters as stated', 'gbk', [0xc2, 0xa9], '漏'],
    ['UTF-8 with many short characters as UTF-8', 'gbk', [...encoder.encode('ежик')], 'ежик'],
    ['UTF-16 without a mark', 'utf16le', [0x60, 0x4f, 0x7d, 0x59, 0x21, 0x00], '你好!'],
    ['ASCII as UTF-8', 'utf16le', [...encoder.encode('ab')], 'ab'],
    [
      'what is not valid in the stated encoding by detection',
      'euckr',
      [...encoder.encode('ma'), 0xf1, 0x61],
      'maña',
    ],
  ])('decodes %s, with a usual encoding', (_, usual, bytes, text) => {
    expect(decodeFile(Uint8Array.from(bytes), `utf-8,${usual}`)).toMatchObject({ text });
  });

  it('does not decode a binary file in the usual encoding', () => {
    expect(
      decodeFile(
        Uint8Array.from({ length: 64 }, (_, i) => i % 16),
        'utf-8,gbk',
      ),
    ).toHaveProperty('skip');
  });

  it('recognises a single accent or sign in western text', () => {
    expect(decode([...encoder.encode('// '), 0xa9, ...encoder.encode(' 2004\n')])).toBe(
      'windows-1252: // © 2004\n',
    );
    expect(decode([...encoder.encode('ma'), 0xf1, ...encoder.encode('ana\n')])).toBe(
      'windows-1252: mañana\n',
    );
    expect(decode([...encoder.encode('5 '), 0x80, 0x0a])).toBe('windows-1252: 5 €\n');
  });

  it('decodes partly damaged UTF-8, and keeps every line', () => {
    const damaged = [
      ...encoder.encode('größe, façade, naïve, señor\n'),
      0xe9,
      0x0a,
      0xc3,
      0x0a,
      ...encoder.encode('日本語だ\n'),
    ];
    expect(decode(damaged)).toBe('utf-8: größe, façade, naïve, señor\n\ufffd\n\ufffd\n日本語だ\n');
  });

  it('tolerates a few invalid bytes, but not many', () => {
    const code = encoder.encode('const answer = 42;\n'.repeat(10));
    expect(decode([...code, 0x98, 0x95, 0x8d, 0x0a])).toBe(
      `ascii: ${'const answer = 42;\n'.repeat(10)}\ufffd\ufffd\ufffd\n`,
    );
    expect(decode([0x98, 0x95, 0x8d, 0x90, 0xfe, 0x0a])).toBe('skipped: undecodable');
  });

  it('treats files with NULs or control characters as binary, but not because of one in a long text', () => {
    expect(decode([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0])).toBe('skipped: binary');
    expect(decode('hello\0world\n')).toBe('skipped: binary');
    expect(decode('\x01\x02\x03abc')).toBe('skipped: binary');
    expect(decode([0xff, 0xfe, 1, 0, 2, 0, 3, 0])).toBe('skipped: binary');
    expect(decode('\x1b[31mred\x1b[0m\f\n\x1a')).toMatch(/^utf-8/);
    const source = `const nul = "\0";\n${'const other = 1;\n'.repeat(100)}`;
    expect(decode(source)).toBe(`utf-8: ${source}`);
    expect(decode([...encoder.encode(source), 0xff, 0xfe])).toBe('skipped: binary');
  });

  it('keeps the ASCII of a file whose other characters fit no encoding', () => {
    const [strange, name] = [
      [0x98, 0x95, 0x8d, 0x90, 0xfe, 0x98, 0xfd],
      encoder.encode('/* int order; */\n'),
    ];
    expect(decode([...strange, ...name])).toBe(`ascii: ${'\ufffd'.repeat(7)}/* int order; */\n`);
    expect(decode([...strange, 0x0c, ...name])).toBe('skipped: undecodable');
  });

  it('treats invalid UTF-32 as binary', () => {
    expect(decode([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0x44])).toBe('skipped: binary');
    expect(decode([0xff, 0xfe, 0, 0, 2, 0, 0, 0])).toBe('skipped: binary');
  });
});
