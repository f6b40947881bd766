import type { IndexState } from '../../common/contracts/indexState';
import { hasGrown } from './indexGrowth';

/** How the state of the index has changed. */
export interface IndexChange {
  readonly isOtherKind: boolean;
  readonly becameReady: boolean;
  /** It has enough new files since the last query to ask again. */
  readonly grew: boolean;
}

/** The state of the index, now and at the last query. */
export class AskedIndex {
  private atQuery: IndexState;

  constructor(private current: IndexState) {
    this.atQuery = current;
  }

  get state(): IndexState {
    return this.current;
  }

  /** A query is asked now, or what depends on the index is read again. */
  noteAsked(): void {
    this.atQuery = this.current;
  }

  follow(state: IndexState): IndexChange {
    const isOtherKind = state.kind !== this.current.kind;
    this.current = state;
    return {
      isOtherKind,
      becameReady: isOtherKind && state.kind === 'ready',
      grew: hasGrown(this.atQuery, state),
    };
  }
}
