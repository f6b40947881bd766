/** The colours of code in the page: they come from the extension, a moment after those of the window. */
export interface ThemeColors {
  /** Code in the colours of the theme in force is there. */
  arrived(): void;
}

/**
 * Shows code in the one colour of the editor's text from a change between light, dark and high contrast until it has its new
 * colours: those of the theme before could not be read on the new ground.
 *
 * @param page the element that holds everything
 */
export function followThemeKind(page: HTMLElement): ThemeColors {
  const { body } = document;
  const current = (): string | undefined => body.dataset['vscodeThemeKind'];
  let coloredFor = current();
  const update = (): void => {
    page.classList.toggle('awaits-colors', current() !== coloredFor);
  };
  new MutationObserver(update).observe(body, {
    attributes: true,
    attributeFilter: ['data-vscode-theme-kind'],
  });
  return {
    arrived: () => {
      coloredFor = current();
      update();
    },
  };
}
