import * as l10n from '@vscode/l10n';
import { parseMessageToView } from '../common/view/viewMessages';
import type { MessageToHost } from '../common/view/viewProtocol';
import { returnFocus } from './dom/focusReturn';
import { createPage } from './dom/page';
import { restoreState, saveState, type SavedState } from './model/savedState';
import { update } from './model/update';
import type { Effect, ViewEvent } from './model/viewModel';

declare function acquireVsCodeApi(): {
  postMessage(message: MessageToHost): void;
  getState(): unknown;
  setState(state: SavedState): void;
};

const typingPauseMs = 150;
/** Pause in typing before a query is sent over the network, which may cost money: unfinished words are not sent. */
const remoteTypingPauseMs = 400;
const saveDelayMs = 100;

// Must come before the page is created, so that its texts are in the display language from the start.
l10n.config({ contents: document.getElementById('translations')?.textContent ?? '{}' });

const host = acquireVsCodeApi();
const restored = restoreState(host.getState());
let model = restored.model;
let searchTimer: number | undefined;
let saveTimer: number | undefined;

const page = createPage(dispatch);
const focusReturn = returnFocus(page.element, (forMenu) => {
  host.postMessage({ type: 'left', forMenu });
});

function dispatch(event: ViewEvent): void {
  const step = update(model, event);
  const hasChanged = step.model !== model;
  model = step.model;
  if (hasChanged) {
    page.render(model);
    scheduleSave();
  }
  step.effects.forEach(perform);
}

function perform(effect: Effect): void {
  switch (effect.type) {
    case 'post':
      if (effect.message.type === 'action') focusReturn.expectMenu();
      host.postMessage(effect.message);
      break;
    case 'scheduleSearch':
      window.clearTimeout(searchTimer);
      searchTimer = window.setTimeout(
        () => {
          dispatch({ type: 'searchDue' });
        },
        model.environment?.host === undefined ? typingPauseMs : remoteTypingPauseMs,
      );
      break;
    case 'cancelSearch':
      window.clearTimeout(searchTimer);
      break;
    case 'focusQuery':
      page.queryBox.focus();
      if (effect.select) page.queryBox.select();
      break;
    case 'focusRow':
      page.tree.focusRow(effect.key);
      break;
    case 'revealRow':
      page.tree.revealRow(effect.key);
      break;
    case 'scrollToTop':
      page.scroller.scrollTop = 0;
      break;
  }
}

function scheduleSave(): void {
  window.clearTimeout(saveTimer);
  saveTimer = window.setTimeout(save, saveDelayMs);
}

function save(): void {
  window.clearTimeout(saveTimer);
  host.setState(saveState(model, page.scroller.scrollTop));
}

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = parseMessageToView(event.data);
  if (!message) return;
  dispatch({ type: 'message', message, hasFocus: document.hasFocus() });
});
page.scroller.addEventListener('scroll', scheduleSave, { passive: true });
window.addEventListener('pagehide', save);

document.body.append(page.element);
page.render(model);
page.scroller.scrollTop = restored.scrollTop;
host.postMessage({ type: 'ready' });
