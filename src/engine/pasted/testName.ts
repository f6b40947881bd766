/** The name of a test, as a test runner prints it. */
export interface TestName {
  /** The titles of its groups and its own, outermost first; one title if the runner joins them with spaces. */
  readonly titles: readonly string[];
}

/** What only runners print before a test. */
const marks = [
  /^(?:[✓✔√✕✗✘×●○◌⨯❌✅↓]|\d+\)|(?:not )?ok \d+ -?|\*(?= (?:doc)?test )|[❯»](?= \S+\.\w+))\s+/u,
  /^(?:---|===) +(?:FAIL|PASS|SKIP|RUN|PAUSE|CONT|NAME):? +/,
  /^\[ *(?:FAILED|OK|RUN|PASSED|SKIPPED) *\] +/,
  /^rspec \S+(?:\[[\d:]+\])? # +/,
  /^Test Case '(?=-\[)/,
  /^(?:\$ )?(?:go test .*?-run[ =]|\S*--gtest_filter=)(?:['"^]{0,2})(?=\w)/,
  /^_{3,} +/,
];
/** What they print after it: the time, the line in ExUnit. */
const markedEndings = / ?\(\d+(?:\.\d+)? ?m?s\)$| \[L#\d+\]$/;
/** Words that also logs have. */
const results = /^(?:FAIL|PASS|FAILED|PASSED|ERROR|SKIPPED)(?::|\s)\s*/;
/** Also the percentage of pytest, the module of ExUnit and the first line of the failure. */
const endings =
  /(?: (?:FAILED|PASSED|SKIPPED|ERROR|ok|FAIL)(?: \[ *\d+%\])?| \d+(?:\.\d+)? ?m?s| - [A-Z]\w*(?:Error|Exception|Failure)?: .*| \((?:[A-Z]\w*\.)*[A-Z]\w*\)|' (?:failed|passed) .*| _{3,}|[:'$])$/;
/** Between the titles of JavaScript runners, Gradle, Maven. */
const titleMark = /\s+[›❯»>]\s+/;
/** A file before its tests. */
const file = /^(?:\|\S+\| )?(?:\S*[/\\])?\S+\.(?:[cm]?[jt]sx?|py|rb|exs?|go|java|kt)(?::\d+)*$/;

/** Names of tests as identifiers, with the forms of their parts. The groups `of` and `name` are the owner and the test. */
const identifiers = [
  // pytest: tests/test_cart.py::TestCart::test_total[17]
  /(?:^|\s)(?:\S+\.py)?::(?:(?<of>\w+(?:::\w+)*)::)?(?<name>\w+)(?:\[.*\])?$/,
  /^(?<of>Test\w*|\w+Tests?)::(?<name>\w+)(?:\[.*\])?$/,
  // unittest: test_total (tests.test_cart.TestCart.test_total)
  /^(?<name>test\w+) \((?:\w+\.)*?(?<of>[A-Z]\w*)(?:\.\k<name>)?\)$/,
  // Go: TestCart/sub_case; GoogleTest: Cart.Total, All/Cart.Total/0
  /^(?<name>(?:Test|Benchmark|Example|Fuzz)[A-Z_]\w*)(?:\/(?<sub>\S+))?$/,
  /^(?:\w+\/)?(?<of>[A-Z]\w*)\.(?<name>\w+)(?:\/\w+)?$/,
  // Gradle, Surefire: CartTest > total() FAILED, CartTest.total[0], total(com.shop.CartTest)
  /^(?<of>[A-Z]\w*)(?: > |[.#])(?<name>\w+)(?:\(\w*\)|\[.*\])*$/,
  /^(?:.*<<< )?(?<name>\w+)\((?:\w+\.)+(?<of>[A-Z]\w*)\)$/,
  // XCTest: -[ShopTests.CartTests testTotal]
  /^-\[(?:\w+\.)?(?<of>\w+) (?<name>\w+)\]$/,
];

/** What only the name of a test begins with. */
const identifierOfTest = /^(?:Test[A-Z_]\w*|\S*\.py::|\w+Tests?(?: > |[.#]|::)|test\w+ \(|.*<<< |-\[)/;

const longest = 500;

/**
 * The test that a line of a runner names. Undefined for any other text: a text without marks of a runner is one only if it has the
 * marks between titles, or the form of an identifier that only tests have.
 */
export function testNameIn(text: string): TestName | undefined {
  const trimmed = text.trim();
  if (trimmed.length > longest) return undefined;
  const marked = withoutMarks(trimmed);
  const isMarked = marked !== trimmed;
  const name = withoutEndings(marked.replace(results, '')) || trimmed;
  const identifier = isMarked || identifierOfTest.test(name) ? identifierIn(name) : undefined;
  if (identifier) return identifier;
  const titles = name.split(titleMark);
  const from = titles.length > 2 && file.test(titles[0]!) ? 1 : 0;
  if (titles.length > 1 && (isMarked || from > 0 || /[›❯»]/.test(name) || isTitleList(titles))) {
    return { titles: titles.slice(from) };
  }
  const joined = name.replace(/^(?:doc)?test (?=\S)/, '');
  return isMarked && /\S\s+\S/.test(joined) ? { titles: [joined] } : undefined;
}

function withoutMarks(text: string): string {
  let name = text;
  for (const mark of marks) name = name.replace(mark, '');
  return name.replace(markedEndings, '').replace(markedEndings, '');
}

function withoutEndings(text: string): string {
  let name = text;
  for (let before = ''; before !== name;) {
    before = name;
    name = name.replace(endings, '').trim();
  }
  return name;
}

function identifierIn(name: string): TestName | undefined {
  for (const form of identifiers) {
    const groups = form.exec(name)?.groups;
    if (!groups) continue;
    const { of, name: own, sub } = groups;
    const parts = [...(of?.split('::') ?? []), own!, ...(sub ? sub.split('/') : [])];
    return { titles: parts.map((part) => (sub && part !== own ? part.replace(/_/g, ' ') : part)) };
  }
  return undefined;
}

/** `a > b > c` of sentences, not of code. */
function isTitleList(titles: readonly string[]): boolean {
  return (
    titles.every((title) => /^[\p{L}#.@"'`[(]/u.test(title) && !/[;={}]|&&/.test(title)) &&
    titles.some((title) => title.split(/\s+/).length > 2)
  );
}
