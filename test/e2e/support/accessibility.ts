import axe from 'axe-core';
import type { Frame } from 'playwright-core';
import { eventually } from './eventually';
import type { ThemeName, VscodePage } from './vscodePage';

/** WCAG 2.2 at levels A and AA, and the best practices of axe. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The only rules whose answer depends on the theme: themes differ in colours alone. */
const rulesOfColors = ['color-contrast', 'link-in-text-block'];

/** Rules for whole pages. The view is part of VS Code's window, which has the landmarks and the first heading. */
const rulesOfPages = ['landmark-one-main', 'page-has-heading-one', 'region'];

/** Each kind of theme, by the name used in screenshots. The dark one is last and stays active. */
export const themeKinds: readonly (readonly [string, ThemeName])[] = [
  ['light', 'Default Light Modern'],
  ['high-contrast', 'Default High Contrast'],
  ['high-contrast-light', 'Default High Contrast Light'],
  ['dark', 'Default Dark Modern'],
];

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

/** The used parts of the page's window, since tests are compiled without DOM types. */
interface PageGlobal {
  readonly axe?: { run(options: object): Promise<AxeResult> };
  readonly document?: { readonly documentElement: { readonly style: { background: string } } };
}

/**
 * Checks the page of a view in its current state.
 *
 * @param rules default all
 * @returns each violation with its element; empty if there are none
 */
export async function violationsIn(view: Frame, rules: 'all' | 'colors' = 'all'): Promise<string[]> {
  // Evaluated rather than added as a script: the page's policy allows only its own script.
  if (!(await view.evaluate(() => (globalThis as PageGlobal).axe !== undefined)))
    await view.evaluate(axe.source);
  const { violations } = await view.evaluate(
    async (options) => {
      const { axe, document } = globalThis as unknown as Required<PageGlobal>;
      // The page is transparent, and the side bar's background is in VS Code's own page.
      document.documentElement.style.background = 'var(--vscode-sideBar-background)';
      return axe.run(options);
    },
    {
      runOnly: rules === 'all' ? { type: 'tag', values: tags } : { type: 'rule', values: rulesOfColors },
      rules: Object.fromEntries(rulesOfPages.map((id) => [id, { enabled: false }])),
      resultTypes: ['violations'],
    },
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary}`),
  );
}

/**
 * Checks a state of the view in each kind of theme, and takes a screenshot: `out/screenshots/NAME-THEME.png`. All rules are checked
 * in the last theme, and those of colours in each.
 *
 * @param prepare restores a temporary state, called once in each theme
 * @param kinds of themes; default all
 * @returns all violations, each with its theme
 */
export async function lookInThemes(
  window: VscodePage,
  view: Frame,
  name: string,
  {
    prepare,
    kinds = themeKinds,
  }: { prepare?: (() => Promise<void>) | undefined; kinds?: typeof themeKinds } = {},
): Promise<string[]> {
  const all: string[] = [];
  if ((await codeColors(view)) !== undefined) await eventually(() => codeColors(view)).toMatch(/rgb/);
  for (const [kind, theme] of kinds) {
    const before = await codeColors(view);
    // Newer versions of VS Code use the same id without its first word.
    const ids = [theme, theme.replace(/^Default /, '')];
    const inTheme = view.locator(ids.map((id) => `body[data-vscode-theme-id="${id}"]`).join());
    const isNew = (await inTheme.count()) === 0;
    await window.setTheme(theme);
    await inTheme.waitFor();
    await prepare?.();
    // Code is highlighted again a moment later; until then it has the colours of the previous theme.
    if (isNew && before !== undefined) {
      const isColored = async (): Promise<boolean> => {
        const colors = await codeColors(view);
        return colors === undefined || (colors !== before && colors.includes('rgb'));
      };
      await eventually(isColored).toBe(true);
    }
    await window.screenshot(`${name}-${kind}`);
    const rules = kind === kinds.at(-1)?.[0] ? 'all' : 'colors';
    all.push(...(await violationsIn(view, rules)).map((violation) => `${name}, ${kind}: ${violation}`));
  }
  return all;
}

/** Colours of the displayed code, '' if it has none yet; undefined if no code is displayed. */
async function codeColors(view: Frame): Promise<string | undefined> {
  if ((await view.locator('.line-text').count()) === 0) return undefined;
  return view
    .locator('.line-text span[style*="color"]')
    .evaluateAll((spans) =>
      spans.map((span) => (span as unknown as { style: { color: string } }).style.color).join(),
    );
}
