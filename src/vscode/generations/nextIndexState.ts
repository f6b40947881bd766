import * as l10n from '@vscode/l10n';
import type { AnsweringState, NextIndex } from '../../common/contracts/indexState';

/** State of an index built beside another one, derived from its own indexing state. */
export function nextIndexState(state: AnsweringState, model: string, host: string | undefined): NextIndex {
  const named = { model, host };
  switch (state.kind) {
    case 'building':
      return {
        ...named,
        kind: 'building',
        done: state.done,
        total: state.total,
        ...(state.why !== undefined && { why: state.why }),
      };
    case 'failed':
      return { ...named, kind: 'failed', error: state.error, ...(state.waits && { waits: state.waits }) };
    case 'paused':
      return { ...named, kind: 'waiting', why: l10n.t('Indexing is paused.') };
    case 'stale':
      return { ...named, kind: 'waiting', why: state.why };
    case 'ready':
    case 'empty':
      return { ...named, kind: 'building', done: 0, total: 0 };
  }
}
