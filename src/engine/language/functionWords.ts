/** Function words of a language that is written in Latin letters. */
export interface FunctionWords {
  /** They occur neither in English texts nor in code, with diacritics or as they are typed without them. */
  readonly certain: ReadonlySet<string>;
  /** They are also English words, names or abbreviations in code, so that one of them is no evidence. */
  readonly possible: ReadonlySet<string>;
  /** They are so frequent in code and in English technical texts that they are no evidence. */
  readonly neutral: ReadonlySet<string>;
  /** The letters with diacritics of the language. */
  readonly letters: string;
}

const language = (letters: string, certain: string, possible: string, neutral = ''): FunctionWords => ({
  certain: new Set(certain.split(' ')),
  possible: new Set(possible.split(' ')),
  neutral: new Set(neutral.split(' ')),
  letters,
});

/** Function words of English: each is evidence against another language. */
export const english = {
  certain: new Set(
    (
      'after and any are at be been before between but by can could does each for from get gets had has have how if ' +
      'instead into it its make makes must not of or our over set should some such than that the their then ' +
      'there these they this those under until used using we were what when where whether which while who whose ' +
      'why will with without would you your'
    ).split(' '),
  ),
  /** They are also words of other languages. */
  possible: new Set('a an as do i in is no on so to use was'.split(' ')),
};

/** Function words by language (BCP 47). */
export const functionWords: Readonly<Record<string, FunctionWords>> = {
  de: language(
    'äöüß',
    'aber alle als auf aus bei beim damit dass dem diese diesem dieser dieses durch ein eine einem einen ' +
      'einer eines fuer für gibt ich ist kann kein keine koennen können mehrere mehreren mehrerer muss ' +
      'nach nicht nur oder ohne sich sie sind ueber und vom von wann warum welche welcher welches wenn ' +
      'werden wie wieder wird wo worden wozu wurde wurden zu zum zur zurueck zurück zwischen über',
    'ab an anhand bis das den der die es fur hat im in man ob per seine um unter vor was',
    'des mit',
  ),
  fr: language(
    'àâæçéèêëîïôœùûüÿ',
    'afin après aucun aucune autre autres avant avec celle celui cet cette chaque comme dans depuis donc ' +
      'elle entre etre leur leurs lorsque mais même ont où par pas peut plusieurs pour pourquoi quand quel ' +
      'quelle quelles quels qui selon sera sinon soit sont sous une vous à été être',
    'au aux c car ce ces comment d de des du en est et il l la le les lors n ne nous on ou plus qu que s ' +
      'sa sans se ses si son sur un vers',
  ),
  es: language(
    'áéíñóúü',
    'adónde ahora antes aunque cada como cual cuales cualquier cuando cuál cuáles cuándo cómo debe desde ' +
      'despues después donde dónde ella entre esta este esto está están hacia hasta las los mientras muy más ' +
      'otra otro otros para pero por porque puede pueden quién qué segun según siempre sino sobre tambien ' +
      'también tiene una unas unos varias varios',
    'a al con de del e el en es hay la lo mas no o que se si sin son su sus un y ya',
  ),
  pt: language(
    'áâãàçéêíóôõú',
    'antes ao aos apenas apos após cada como dentro depois deve ela enquanto entao entre então esta este ' +
      'está foi isso isto mais mesmo muito nao não onde outra outro para pela pelas pelo pelos pode podem ' +
      'por porque quais qual qualquer quando quem sao sem será seu seus sobre sua suas são tambem também ' +
      'uma umas uns você vários à às é',
    'a as da das de do e ele em mas na nas no nos num numa o ou que sai se ser um',
    'com dos os',
  ),
  it: language(
    'àèéìòùî',
    'agli alla alle allo anche cosa così cui dagli dai dal dall dalla dalle degli dei dell della delle ' +
      'dello dopo dove durante essere fra gli invece negli nei nell nella nelle ogni perche perché piu più ' +
      'prima puo può qual quale quali quando questa questo senza sono sul sulla sulle tra tramite tutte ' +
      'tutti una uno vengono viene è',
    'a ai al che chi ci come con da del di e ha i il in la le lo ma mentre ne nel quindi se si solo su ' +
      'un vi',
    'non per',
  ),
  nl: language(
    'ëïéèöü',
    'aan als bij deze dit een hebben het hoe maar naar niet ook voor waar waarom wanneer wat welke wie ' +
      'worden wordt zijn zonder',
    'dan dat de die door en er ik met of om op te tot uit van we',
  ),
  pl: language(
    'ąćęłńóśźż',
    'aby albo bez być będzie czy czym dla dlaczego dlatego gdy gdzie jak jaka jaki jakie jako jesli ' +
      'jeśli każdy kiedy ktora ktore ktory która które który lub mogą moze mozna może można nie niż oraz ' +
      'podczas ponieważ przed przez przy sie się są tego tej tylko tym więc wszystkie zamiast że żeby',
    'a ale co do i ma na nad no o od po sa ta tak ten to w z za ze',
    'jest pod',
  ),
  cs: language(
    'áčďéěíňóřšťúůýž',
    'aby byl byla bylo být jak jako jaké jaký jakým jestli jsem jsou kam kde kdo kdy když ktera ktere ' +
      'kterou ktery která které který mezi mimo muze může nebo neni není než pokud pomoci pomocí pouze ' +
      'protože proč před přes při své tak také tento tohoto vsech vsechny více všech všechny že',
    'a ale ani bez co do i je k ke ma má na nad o od po pri pro s se si ten to u v ve z za ze',
    'pod',
  ),
  sv: language(
    'åäö',
    'att där det ett från för hur inte och när på som till vad varför är utan eller',
    'av den de en ett i in med om var vi',
  ),
  tr: language(
    'çğıöşüâî',
    'ancak bir bunu bunun daha degil değil gibi göre hangi hangisi icin icinde ile için içinde mü mı ' +
      'nasil nasıl neden nerede nereye olan olarak sonra tarafindan tarafından tum tüm uzerinde veya ' +
      'yalnizca yalnızca yeniden yerine zaman çok önce üzerinde şey',
    'bu da de en gore her iki ise kadar ki mi mu ne olur tek ve ya yok',
    'var',
  ),
  id: language(
    '',
    'adalah apa atau bagaimana dalam dan dari dengan itu kapan mana mengapa pada untuk yang',
    'di ini ke',
  ),
  vi: language(
    'ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ',
    'bị các cách có của đến để được hoặc không là làm nào những thế tại thì từ và với',
    'cho hay khi trong như',
  ),
};

const wordsByLanguage = new Map(
  Object.entries(functionWords).map(([name, { certain, possible, neutral }]) => [
    name,
    new Set([...certain, ...possible, ...neutral]),
  ]),
);

/** The function words of a language (BCP 47): none if it is not written in Latin letters. */
export function functionWordsOf(language: string): ReadonlySet<string> {
  return wordsByLanguage.get(language) ?? new Set();
}
