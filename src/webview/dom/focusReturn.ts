/** Receives hints about how the page loses the keyboard focus. */
export interface FocusReturn {
  /** A menu of the window is about to open: when it closes, the focus returns to the page. */
  expectMenu(): void;
}

/**
 * Restores the focused element. When VS Code returns the focus to a page, for instance after the menu of a row, it
 * focuses no element in it.
 *
 * @param page the element that contains the whole page
 * @param onLeave called each time the page loses the focus; `forMenu` if a menu of the window was opened from the
 *   page
 */
export function returnFocus(page: HTMLElement, onLeave: (forMenu: boolean) => void): FocusReturn {
  let last: HTMLElement | undefined;
  let isPointerDown = false;
  let isMenuNext = false;

  page.addEventListener('focusin', ({ target }) => {
    last = target as HTMLElement;
  });
  const pointer = (isDown: boolean) => (): void => {
    isPointerDown = isDown;
    isMenuNext = false;
  };
  window.addEventListener('pointerdown', pointer(true), true);
  for (const end of ['pointerup', 'pointercancel'] as const)
    window.addEventListener(end, pointer(false), true);
  window.addEventListener(
    'keydown',
    (event) => {
      isMenuNext = isPaletteKey(event);
    },
    true,
  );
  window.addEventListener('blur', () => {
    onLeave(isMenuNext);
    isPointerDown = isMenuNext = false;
  });
  window.addEventListener('focus', () => {
    // By then, an element chosen by the Tab key, the pointer or the extension has the focus.
    window.setTimeout(() => {
      const isOnNothing = document.activeElement === null || document.activeElement === document.body;
      if (isOnNothing && !isPointerDown && document.hasFocus()) {
        placeToReturnTo(page, last)?.focus({ preventScroll: true });
      }
    });
  });

  return {
    expectMenu: () => {
      isMenuNext = true;
    },
  };
}

/** The element that had the focus; if it is gone, the row in its place, else the query box. */
function placeToReturnTo(page: HTMLElement, last: HTMLElement | undefined): HTMLElement | null {
  if (last?.isConnected && last.offsetParent !== null) return last;
  const row = last?.classList.contains('row') ? page.querySelector<HTMLElement>('.row[tabindex="0"]') : null;
  return row?.offsetParent ? row : page.querySelector<HTMLElement>('.query-input');
}

/** The default keys of the command palette; custom key bindings are not detected. */
function isPaletteKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  if (altKey) return false;
  return key === 'F1' || ((ctrlKey || metaKey) && shiftKey && key.toLowerCase() === 'p');
}
