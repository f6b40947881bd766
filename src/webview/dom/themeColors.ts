import type { MessageToView } from '../../common/viewProtocol';
import type { ViewModel } from '../model/viewModel';

/** The colours of code in the page: they come from the extension, a moment after those of the window. */
export interface ThemeColors {
  /**
   * Takes note of what brings new colours.
   *
   * @param model what the message has made of it
   */
  follow(message: MessageToView, model: ViewModel): void;
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
  let askedFor = coloredFor;
  /** Messages that bring what was asked for anew since the extension knows of the theme. */
  const awaited = new Set<MessageToView['type']>();
  const update = (): void => {
    page.classList.toggle('awaits-colors', current() !== coloredFor);
  };
  new MutationObserver(update).observe(body, {
    attributes: true,
    attributeFilter: ['data-vscode-theme-kind'],
  });
  return {
    follow: (message, { pending, pinned, newestId }) => {
      if (message.type === 'refresh') {
        askedFor = current();
        awaited.clear();
        if (pending) awaited.add('results');
        if (pinned.length > 0) awaited.add('pins');
      } else if (message.type !== 'results' || message.id === newestId) {
        awaited.delete(message.type);
      }
      if (awaited.size === 0) coloredFor = askedFor;
      update();
    },
  };
}
