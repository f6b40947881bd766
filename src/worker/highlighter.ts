import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { SemanticSearchError, throwIfCancelled } from '../common/errors/errors';
import type { HighlightContract } from '../common/contracts/highlightContract';
import { serveCalls } from '../common/contracts/remoteCalls';
import { CodeHighlighter } from '../node/highlighting/codeHighlighter';
import { loadOniguruma } from '../node/highlighting/onigurumaLibrary';

/** Colours code in a separate thread: third-party grammars may be slow or never finish. */
function main(): void {
  const port = parentPort;
  if (!port) throw new Error('This file runs as a worker only.');
  let highlighter: CodeHighlighter | undefined;
  let warnings: string[] = [];
  const warn = (message: string): void => {
    warnings.push(message);
  };
  const takeWarnings = (): string[] => {
    const taken = warnings;
    warnings = [];
    return taken;
  };
  serveCalls<HighlightContract>(
    {
      post: (message) => {
        port.postMessage(message);
      },
      listen: (listener) => {
        port.on('message', listener);
      },
    },
    {
      configure: async (configuration) => {
        const oniguruma = await loadOniguruma(path.join(__dirname, 'onig.wasm'));
        highlighter = await CodeHighlighter.create(configuration, oniguruma, warn);
        return takeWarnings();
      },
      highlight: async (items, { signal, report }) => {
        if (!highlighter)
          throw new SemanticSearchError('INTERNAL', 'There is no theme yet.', 'Call configure first.');
        for (const item of items) {
          // Lets a cancellation message arrive.
          await nextTurn();
          throwIfCancelled(signal);
          report(await highlighter.highlight(item));
        }
        return takeWarnings();
      },
    },
  );
}

main();
