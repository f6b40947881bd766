const date =
  /\d{4}[-/.]\d{2}[-/.]\d{2}|\d{2}\/[A-Z][a-z]{2}\/\d{4}|(?:[A-Z][a-z]{2},? )?[A-Z][a-z]{2} {1,2}\d{1,2}(?: \d{4})?|\d{2}[-/.]\d{2}(?:[-/.]\d{2,4})?|[IWEFD]\d{4}/
    .source;
const time = /\d{1,2}:\d{2}:\d{2}(?:[.,:]\d{1,9})?(?: ?[AP]M)?(?:Z| ?[+-]\d{2}:?\d{2}\b| UTC)?/.source;
const stamp = new RegExp(`\\[?(?:(?:${date})[T _:]{1,2})?${time}\\]?(?![\\w:])`, 'y');
const stampLater = new RegExp(`^(?:\\S+ ){1,4}?(?=(?:${date})[T _:]{1,2}${time})`);
const levels =
  'TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERR(?:OR)?|CRIT(?:ICAL)?|FATAL|SEVERE|PANIC|ALERT|VERBOSE';
/** At the beginning of a text, where it may also be a word of a sentence. */
const firstLevel = new RegExp(
  `(?:${levels})(?::[\\w.]+:(?=\\s?\\S)|(?=\\s*[:|[]|\\s-\\s|\\s[\\w$]+(?:\\.|::)\\w)[:|]?)`,
  'y',
);
const level = new RegExp(
  `(?:${levels}|[EWIDF])(?![\\w'])[:|,]?|(?:${levels.toLowerCase()}|fail|inf|dbg|wrn|ftl)(?:[:|](?=\\s)|(?=\\s[\\w.]+(?:\\s-|:)\\s))`,
  'y',
);
const bracketed = new RegExp(`\\[(?:${levels})\\]:?`, 'iy');

/** Further parts between the time and the message: threads, processes, numbers, and the name of the logger before its colon. */
const headParts = [
  /\[[^\][]{0,60}\]:?/y,
  /[-–|>:*\]]+(?=\s|$)/y,
  /[#*]?\d+(?:#\d+)?:?(?=\s)/y,
  /0x[\da-f]+(?=\s)/iy,
  // web-01 app[1234]:
  /(?:[\w.-]+ )?[\w./-]+\[\d+\]:/y,
  // server.go:214], app.cart.Total -, app::cart:, Cart/Total :
  /[\w$]+(?:(?:\.|::|\/|\$)[\w$]+)*(?:\.\w+)?:\d+\]?(?=\s)/y,
  /[\w$]+(?:(?:\.|::|\/|\$)[\w$]+)+(?:\[\d+\])?(?:\s*[:-](?=\s))/y,
  /[A-Z][\w$]+\s*(?:-|:)(?=\s)/y,
];

/** `key=value` after the message, and the longest text that is searched for it. */
const trailingFields =
  /(?:[\s,]+[A-Za-z][\w.-]*=(?:"[^"]*"|[^\s,"]+))+$|\s*\((?:[\w.-]+[=:]\s?[^\s(),]+(?:,\s?|\s)?)+[^()]*\)$/;
const maxTrailing = 1000;
/** A log in JSON has one of these fields beside the message. */
const fieldOfLog = /["'](?:level|lvl|severity|ts|time|@?timestamp|logger)["']\s*:/;
const messageField =
  /[{,]\s*["'](?:msg|@?message|event|error|err|log|text|short_message)["']\s*:\s*"((?:\\.|[^"\\])*)"/;
const messagePair = /(?:^|\s)(?:msg|message|error|err)=(?:"((?:\\.|[^"\\])*)"|([^\s"=]+))/;

/** A frame of a stack; the message is before it. */
const frame =
  /\s+at (?:async )?(?:new )?[^\s()]+(?: \[[^\]]*\])? ?\([^()]*(?::\d+|Native Method|Unknown Source|<anonymous>)\)|\s+at (?:async )?(?:file:|node:|https?:)?\S*:\d+:\d+(?=\s|$)|\s*goroutine \d+ \[[\w ,]+\]:.*|\s+in \/\S+(?::\d+| on line \d+).*$|\s\[recovered\]\s.*$/gs;
/** What a runtime prints before the message of an uncaught error: words of it, and the name of a usual kind of errors. */
const uncaught =
  /^(?:Exception in thread "[^"]*" |Unhandled exception[.:]? |(?:PHP )?Fatal error: (?:Uncaught )?|Uncaught |thread '[^']*' panicked at (?:'(?:called `[^`]*` on an `\w+` value: )?|\S+:\d+:\d+: ))/;
const usualKind =
  /^(?:(?:javax?|System)(?:\.\w+)*\.\w+|(?:Runtime|Illegal\w+|Invalid\w+|Logic|Value|Type|Key|Reference|Argument|Assertion|Range|Syntax)(?:Exception|Error)|Error): /;
const traceback = 'Traceback (most recent call last)';
const kindOfError =
  /(?:^|[\s('])(?:(?:[\w$]+[.\\:/]+)*[A-Z]\w*(?:Exception|Error|Panic|Fault|Warning)(?:\s?\[[\w-]+\]|\s?\(\w+\))?: |panic: |\S+:\d+:in [`'][^`']*': |panicked at (?:\S+:\d+:\d+: |'(?:.*? value: )?))/g;
/** What Ruby prints after the message. */
const kindAfter = /\s\(?(?:\w+::)*[A-Z]\w*(?:Error|Exception)\)$/;

/** A message has at least these words. */
const leastWords = 2;

/**
 * The message in a line of a log, or of an error with its frames: without time, level, thread, logger and fields. A text that
 * is neither is returned unchanged.
 */
export function messageOf(text: string): string {
  const message = (fieldOf(text) ?? afterHead(text)).replace(uncaught, '').replace(usualKind, '');
  const bare = (message.includes(traceback) ? afterKind(message) : message).replace(frame, ' ');
  const found = bare.replace(/\s+/g, ' ').trim();
  return (found.match(/[\p{L}_]{2,}/gu)?.length ?? 0) < leastWords ? text : found;
}

/** The message of an error without what it was thrown as; the text if it is no error. */
export function afterKind(text: string): string {
  const kind = [...text.matchAll(kindOfError)].at(-1);
  return (kind ? text.slice(kind.index + kind[0].length) : text).replace(kindAfter, '');
}

/** The message of a line in JSON or logfmt. */
function fieldOf(text: string): string | undefined {
  const field = text.startsWith('{') && fieldOfLog.test(text) ? messageField.exec(text)?.[1] : undefined;
  const pair = /\blevel=|\btime=|\bts=/.test(text) ? messagePair.exec(text) : undefined;
  const written = field ?? pair?.[1] ?? pair?.[2];
  return written?.replace(/\\[nrt]/g, ' ').replace(/\\(.)/g, '$1');
}

function afterHead(text: string): string {
  const start = stampLater.exec(text)?.[0].length ?? 0;
  let at = start;
  let isLog = false;
  const skip = (part: RegExp): boolean => {
    part.lastIndex = at;
    if (!part.test(text)) return false;
    at = part.lastIndex;
    while (text[at] === ' ') at++;
    return true;
  };
  for (;;) {
    if (skip(stamp) || skip(bracketed) || skip(isLog ? level : firstLevel)) isLog = true;
    else if (!isLog && !beginsWithBracket(text, at)) break;
    else if (!headParts.some((part) => skip(part))) break;
  }
  if (!isLog) return text;
  const end = Math.max(at, text.length - maxTrailing);
  return text.slice(at, end) + text.slice(end).replace(trailingFields, '');
}

/** `[main] INFO message`: what is in brackets may precede the time or the level. */
function beginsWithBracket(text: string, at: number): boolean {
  return text[at] === '[';
}
