import * as l10n from '@vscode/l10n';
import { parseMessageToComparison, type MessageFromComparison } from '../../common/view/comparisonProtocol';
import { createComparison } from './page';

declare function acquireVsCodeApi(): { postMessage(message: MessageFromComparison): void };

// Must come before the page is created, so that its texts are in the display language.
l10n.config({ contents: document.getElementById('translations')?.textContent ?? '{}' });

const host = acquireVsCodeApi();

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = parseMessageToComparison(event.data);
  if (!message) return;
  document.querySelector('main')?.remove();
  document.body.append(
    createComparison(message.report, (answer) => {
      host.postMessage(answer);
    }),
  );
});

host.postMessage({ type: 'ready' });
