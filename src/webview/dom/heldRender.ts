import type { Part } from './part';

/**
 * Renders an element, but not while the pointer is pressed on it: the browser reports no click on a row or a button that was
 * replaced between press and release. The newest model is rendered after the click.
 */
export function heldWhilePressed(element: HTMLElement, render: Part['render']): Part['render'] {
  let isPressed = false;
  let held: Parameters<Part['render']>[0] | undefined;
  const release = (): void => {
    if (!isPressed) return;
    isPressed = false;
    // The click follows the release at once.
    window.setTimeout(() => {
      if (held && !isPressed) show(held);
    });
  };
  const show: Part['render'] = (model) => {
    held = isPressed ? model : undefined;
    if (!isPressed) render(model);
  };
  element.addEventListener('pointerdown', ({ button }) => {
    isPressed = button === 0;
  });
  for (const end of ['pointerup', 'pointercancel'] as const) window.addEventListener(end, release, true);
  // The release over a menu of the window is not reported.
  window.addEventListener('contextmenu', release);
  window.addEventListener('blur', release);
  return show;
}
