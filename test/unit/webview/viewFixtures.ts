import type { IndexState } from '../../../src/common/contracts/indexState';
import type { MessageToHost, MessageToView, ViewResult } from '../../../src/common/view/viewProtocol';
import { update } from '../../../src/webview/model/update';
import {
  initialModel,
  type Effect,
  type ViewEvent,
  type ViewModel,
} from '../../../src/webview/model/viewModel';

export const ready: IndexState = {
  kind: 'ready',
  totals: { files: 40, chunks: 400 },
  failedFiles: 0,
  skippedPaths: 0,
};

export function building(chunks: number, total = 1000): IndexState {
  return { kind: 'building', totals: { files: chunks, chunks }, done: chunks, total };
}

/** A result by its file and lines. */
export function result(
  path: string,
  startLine = 1,
  endLine = startLine + 9,
  more: Partial<ViewResult> = {},
): ViewResult {
  return {
    id: 0,
    uri: `file:///folder/${path}`,
    path,
    startLine,
    endLine,
    kind: 'code',
    language: 'typescript',
    symbol: null,
    matchedBy: ['vector'],
    line: startLine,
    tellingLine: startLine,
    firstLine: startLine,
    lines: [[{ text: 'code' }]],
    matches: [],
    ...more,
  };
}

export const environment = {
  hasFolder: true,
  isTrusted: true,
  maxResults: 30,
  asksInEnglish: false,
  layout: { isList: false, isCompact: false },
};

/** The model of a page: accepts events, and collects the effects. */
export class TestPage {
  effects: Effect[] = [];

  constructor(public model: ViewModel = initialModel) {}

  do(...events: readonly ViewEvent[]): this {
    for (const event of events) {
      const step = update(this.model, event);
      this.model = step.model;
      this.effects.push(...step.effects);
    }
    return this;
  }

  receive(message: MessageToView, hasFocus = true): this {
    return this.do({ type: 'message', message, hasFocus });
  }

  state(state: IndexState): this {
    return this.receive({ type: 'state', state, environment });
  }

  answer(results: readonly ViewResult[], state: IndexState = ready, hasMore = false): this {
    return this.receive({ type: 'results', id: this.model.newestId, results, hasMore, state, tookMs: 1 });
  }

  /** Runs a query and answers it. */
  search(text: string, results: readonly ViewResult[], state: IndexState = ready): this {
    return this.do({ type: 'typed', text }, { type: 'submitted' }).answer(results, state);
  }

  /** Messages sent to the extension since the last call. */
  sent<T extends MessageToHost['type']>(type: T): (MessageToHost & { type: T })[] {
    const messages = this.effects.flatMap((effect) => (effect.type === 'post' ? [effect.message] : []));
    this.effects = this.effects.filter((effect) => effect.type !== 'post' || effect.message.type !== type);
    return messages.filter((message): message is MessageToHost & { type: T } => message.type === type);
  }
}

/** A page that has its first state, with a ready index. */
export function greetedPage(): TestPage {
  const page = new TestPage().state(ready);
  page.effects = [];
  return page;
}
