/** Told when the keyboard leaves the page. */
export interface FocusReturn {
  /** What comes next is a menu of the window: who closes it wants to be back in the page. */
  expectMenu(): void;
}

/**
 * Puts the keyboard back on what had it. VS Code gives the focus to a page that it comes back to, after the menu of a row for
 * instance, and to no element in it.
 *
 * @param page the element that holds everything
 * @param onLeave told each time the keyboard leaves; `forMenu` where a menu of the window was opened out of the page
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
    // What the Tab key or the pointer chose, or the extension asked for, has the keyboard by then.
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

/** What had the keyboard; where that is gone the row in its place, else the box. */
function placeToReturnTo(page: HTMLElement, last: HTMLElement | undefined): HTMLElement | null {
  if (last?.isConnected && last.offsetParent !== null) return last;
  const row = last?.classList.contains('row') ? page.querySelector<HTMLElement>('.row[tabindex="0"]') : null;
  return row?.offsetParent ? row : page.querySelector<HTMLElement>('.query-input');
}

/** The keys that VS Code opens its palette by, unless a person has others. */
function isPaletteKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  if (altKey) return false;
  return key === 'F1' || ((ctrlKey || metaKey) && shiftKey && key.toLowerCase() === 'p');
}
