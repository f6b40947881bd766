import axe from 'axe-core';
import type { Frame } from 'playwright-core';
import { eventually } from './eventually';
import type { ThemeName, VscodePage } from './vscodePage';

/** WCAG 2.2 at the levels A and AA, and what axe counts as good practice beyond it. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** They are about a whole page. The view is a part of VS Code's window, which has the landmarks and the first heading. */
const rulesOfPages = ['landmark-one-main', 'page-has-heading-one', 'region'];

/** Each kind of theme, by the name that its pictures have. The dark one is the last, and stays. */
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

/** What is used of the window of the page: tests know no DOM otherwise. */
interface PageGlobal {
  readonly axe?: { run(options: object): Promise<AxeResult> };
  readonly document?: { readonly documentElement: { readonly style: { background: string } } };
}

/**
 * Checks the page of a view as it stands.
 *
 * @returns each violation with the element that it is about; none is what is wanted
 */
export async function violationsIn(view: Frame): Promise<string[]> {
  // Not as a script of the page: its policy lets none in but its own.
  if (!(await view.evaluate(() => (globalThis as PageGlobal).axe !== undefined)))
    await view.evaluate(axe.source);
  const { violations } = await view.evaluate(
    async (options) => {
      const { axe, document } = globalThis as unknown as Required<PageGlobal>;
      // The page lets the ground of the side bar through, which lies in VS Code's own page.
      document.documentElement.style.background = 'var(--vscode-sideBar-background)';
      return axe.run(options);
    },
    {
      runOnly: { type: 'tag', values: tags },
      rules: Object.fromEntries(rulesOfPages.map((id) => [id, { enabled: false }])),
      resultTypes: ['violations'],
    },
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary}`),
  );
}

/**
 * Looks at a state of the view in each kind of theme, and takes a picture of it: `out/screenshots/NAME-THEME.png`.
 *
 * @param prepare brings a state about that does not last, once in each theme
 * @param kinds of themes; default all
 * @returns the violations of all, each with its theme
 */
export async function lookInThemes(
  window: VscodePage,
  view: Frame,
  name: string,
  { prepare, kinds = themeKinds }: { prepare?: (() => Promise<void>) | undefined; kinds?: typeof themeKinds } = {},
): Promise<string[]> {
  const all: string[] = [];
  if ((await codeColors(view)) !== undefined) await eventually(() => codeColors(view)).toMatch(/rgb/);
  for (const [kind, theme] of kinds) {
    const before = await codeColors(view);
    // Newer versions of VS Code call it by the same id without its first word.
    const ids = [theme, theme.replace(/^Default /, '')];
    const inTheme = view.locator(ids.map((id) => `body[data-vscode-theme-id="${id}"]`).join());
    const isNew = (await inTheme.count()) === 0;
    await window.setTheme(theme);
    await inTheme.waitFor();
    await prepare?.();
    // Code is coloured anew a moment later, and until then in the colours of another ground.
    if (isNew && before !== undefined) {
      const isColored = async (): Promise<boolean> => {
        const colors = await codeColors(view);
        return colors === undefined || (colors !== before && colors.includes('rgb'));
      };
      await eventually(isColored).toBe(true);
    }
    await window.screenshot(`${name}-${kind}`);
    all.push(...(await violationsIn(view)).map((violation) => `${name}, ${kind}: ${violation}`));
  }
  return all;
}

/** The colours of the code that is shown, '' while it has none yet; undefined where no code is shown. */
async function codeColors(view: Frame): Promise<string | undefined> {
  if ((await view.locator('.line-text').count()) === 0) return undefined;
  return view
    .locator('.line-text span[style*="color"]')
    .evaluateAll((spans) =>
      spans.map((span) => (span as unknown as { style: { color: string } }).style.color).join(),
    );
}
