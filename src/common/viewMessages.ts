import type { ErrorData } from './errors';
import type { IndexState, NextIndex } from './indexState';
import type { MatchedBy } from './searchResult';
import { isListOf, isRecord, isString, isWhole } from './typeGuards';
import {
  viewActions,
  type CodeToken,
  type MessageToHost,
  type MessageToView,
  type ViewQuery,
  type ViewResult,
} from './viewProtocol';

/** Most characters of a query; more is cut by the page and refused by the extension. */
export const maxQueryLength = 10_000;
/** Most results that one search can ask for. */
export const maxLimit = 1_000;

const maxLine = 1_000_000_000;
const maxUriLength = 10_000;
const maxLanguages = 500;

const matchedByNames: readonly MatchedBy[] = ['vector', 'lexical', 'symbol', 'path'];

/** What a page sent, or undefined where it is no message of the protocol. Nothing in it is trusted before. */
export function parseMessageToHost(message: unknown): MessageToHost | undefined {
  if (!isRecord(message)) return undefined;
  switch (message['type']) {
    case 'ready':
      return { type: 'ready' };
    case 'search': {
      const { id, query } = message;
      return isWhole(id, 0) && isViewQuery(query) ? { type: 'search', id, query } : undefined;
    }
    case 'open': {
      const { uri, startLine, endLine, preserveFocus, preview, toSide } = message;
      const fits =
        isText(uri, maxUriLength) &&
        isLineRange(startLine, endLine) &&
        typeof preserveFocus === 'boolean' &&
        typeof preview === 'boolean' &&
        typeof toSide === 'boolean';
      if (!fits) return undefined;
      return {
        type: 'open',
        uri,
        startLine: startLine as number,
        endLine: endLine as number,
        preserveFocus,
        preview,
        toSide,
      };
    }
    case 'shown': {
      const { count } = message;
      return isWhole(count, 0) ? { type: 'shown', count } : undefined;
    }
    case 'action': {
      const action = viewActions.find((known) => known === message['action']);
      return action ? { type: 'action', action } : undefined;
    }
    default:
      return undefined;
  }
}

/** What the extension sent, or undefined where it is no message of the protocol. */
export function parseMessageToView(message: unknown): MessageToView | undefined {
  return isRecord(message) && isMessageToView(message) ? (message as unknown as MessageToView) : undefined;
}

function isMessageToView(message: Record<string, unknown>): boolean {
  switch (message['type'] as MessageToView['type'] | undefined) {
    case 'state':
      return isIndexState(message['state']) && isEnvironment(message['environment']);
    case 'languages':
      return isListOf(message['languages'], isString);
    case 'results':
      return (
        isWhole(message['id'], 0) &&
        isListOf(message['results'], isViewResult) &&
        typeof message['hasMore'] === 'boolean' &&
        isIndexState(message['state']) &&
        (message['withoutModel'] === undefined || isErrorData(message['withoutModel'])) &&
        typeof message['tookMs'] === 'number'
      );
    case 'searchFailed':
      return isWhole(message['id'], 0) && isErrorData(message['error']);
    case 'ask':
      return isString(message['text']);
    case 'step':
      return message['direction'] === 1 || message['direction'] === -1;
    case 'focusQuery':
    case 'collapseAll':
    case 'clear':
    case 'refresh':
      return true;
    case undefined:
    default:
      return false;
  }
}

export function isViewQuery(value: unknown): value is ViewQuery {
  return (
    isRecord(value) &&
    isText(value['text'], maxQueryLength) &&
    (value['kind'] === undefined || value['kind'] === 'code' || value['kind'] === 'docs') &&
    isListOf(value['languages'], isString) &&
    value['languages'].length <= maxLanguages &&
    isWhole(value['limit'], 1) &&
    value['limit'] <= maxLimit
  );
}

export function isViewResult(value: unknown): value is ViewResult {
  return (
    isRecord(value) &&
    isWhole(value['id'], 0) &&
    isString(value['uri']) &&
    isString(value['path']) &&
    (value['folder'] === undefined || isString(value['folder'])) &&
    isLineRange(value['startLine'], value['endLine']) &&
    (value['kind'] === 'code' || value['kind'] === 'docs') &&
    isString(value['language']) &&
    (value['symbol'] === null || isString(value['symbol'])) &&
    isListOf(value['matchedBy'], isMatchedBy) &&
    isWhole(value['firstLine'], 1) &&
    isListOf(value['lines'], isCodeLine)
  );
}

export function isIndexState(value: unknown): value is IndexState {
  return (
    isRecord(value) && isAnsweringState(value) && (value['next'] === undefined || isNextIndex(value['next']))
  );
}

function isNextIndex(value: unknown): value is NextIndex {
  if (!isRecord(value) || !isString(value['model'])) return false;
  if (value['host'] !== undefined && !isString(value['host'])) return false;
  switch (value['kind']) {
    case 'building':
      return isWhole(value['done'], 0) && isWhole(value['total'], 0);
    case 'needsConsent':
    case 'needsKey':
      return true;
    case 'waiting':
      return isString(value['why']);
    case 'failed':
      return isErrorData(value['error']);
    default:
      return false;
  }
}

function isAnsweringState(value: Record<string, unknown>): boolean {
  const { kind, reason, totals } = value;
  if (kind === 'empty') return reason === 'noFolder' || reason === 'notStarted' || reason === 'noFiles';
  if (!isRecord(totals) || !isWhole(totals['files'], 0) || !isWhole(totals['chunks'], 0)) return false;
  switch (kind) {
    case 'building':
      return isWhole(value['done'], 0) && isWhole(value['total'], 0);
    case 'ready':
      return isWhole(value['failedFiles'], 0) && isWhole(value['skippedPaths'], 0);
    case 'paused':
      return true;
    case 'stale':
      return isString(value['why']);
    case 'failed':
      return isErrorData(value['error']);
    default:
      return false;
  }
}

function isEnvironment(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value['hasFolder'] === 'boolean' &&
    typeof value['isTrusted'] === 'boolean' &&
    (value['host'] === undefined || isString(value['host'])) &&
    isWhole(value['maxResults'], 1)
  );
}

function isErrorData(value: unknown): value is ErrorData {
  return isRecord(value) && isString(value['code']) && isString(value['message']) && isString(value['hint']);
}

function isCodeLine(value: unknown): value is readonly CodeToken[] {
  return isListOf(value, isCodeToken);
}

function isCodeToken(value: unknown): value is CodeToken {
  return (
    isRecord(value) && isString(value['text']) && (value['color'] === undefined || isString(value['color']))
  );
}

function isMatchedBy(value: unknown): value is MatchedBy {
  return matchedByNames.some((name) => name === value);
}

function isLineRange(start: unknown, end: unknown): boolean {
  return isWhole(start, 1) && isWhole(end, 1) && start <= end && end <= maxLine;
}

function isText(value: unknown, maxLength: number): value is string {
  return typeof value === 'string' && value.length <= maxLength;
}
