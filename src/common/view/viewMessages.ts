import { isListOf, isRecord, isString, isWhole } from '../typeGuards';
import {
  rowActs,
  viewActions,
  type MessageToHost,
  type MessageToView,
  type ViewRequest,
} from './viewProtocol';
import {
  isEnvironment,
  isErrorData,
  isIndexState,
  isLineRange,
  isSearchHint,
  isSearchedPlace,
  isSimilarOrigin,
  isText,
  isViewQuery,
  isViewResult,
  maxLimit,
  maxQueryLength,
} from './viewValues';

const maxUriLength = 10_000;
/** More than users pin. */
const maxPins = 1_000;
/** Most paths copied at once: the most results that there can be. */
const maxPaths = 2 * maxLimit;
/** Most characters of all results as text. */
const maxExportLength = 50_000_000;

/**
 * Validates a message from the page; undefined if it is not a message of the protocol. Messages are untrusted before
 * this check.
 */
export function parseMessageToHost(message: unknown): MessageToHost | undefined {
  if (!isRecord(message)) return undefined;
  switch (message['type']) {
    case 'ready':
      return { type: 'ready' };
    case 'search': {
      const { id, query, isRepeated } = message;
      const fits = isWhole(id, 0) && isViewQuery(query) && typeof isRepeated === 'boolean';
      return fits ? { type: 'search', id, query, isRepeated } : undefined;
    }
    case 'open': {
      const { uri, startLine, endLine, line, preserveFocus, preview, toSide } = message;
      const fits =
        isText(uri, maxUriLength) &&
        isLineRange(startLine, endLine) &&
        isLineRange(line, line) &&
        typeof preserveFocus === 'boolean' &&
        typeof preview === 'boolean' &&
        typeof toSide === 'boolean';
      if (!fits) return undefined;
      return {
        type: 'open',
        uri,
        startLine: startLine as number,
        endLine: endLine as number,
        line: line as number,
        preserveFocus,
        preview,
        toSide,
      };
    }
    case 'remember': {
      const { text } = message;
      return isText(text, maxQueryLength) ? { type: 'remember', text } : undefined;
    }
    case 'checkPins': {
      const { pins } = message;
      return isListOf(pins, isViewResult) && pins.length <= maxPins ? { type: 'checkPins', pins } : undefined;
    }
    case 'copy': {
      const { text } = message;
      return isText(text, maxExportLength) ? { type: 'copy', text } : undefined;
    }
    case 'copyPaths': {
      const { uris, isRelative } = message;
      const fits = isListOf(uris, isUri) && uris.length <= maxPaths && typeof isRelative === 'boolean';
      return fits ? { type: 'copyPaths', uris, isRelative } : undefined;
    }
    case 'revealInExplorer': {
      const { uri } = message;
      return isUri(uri) ? { type: 'revealInExplorer', uri } : undefined;
    }
    case 'showText': {
      const { title, text } = message;
      return isText(title, maxQueryLength) && isText(text, maxExportLength)
        ? { type: 'showText', title, text }
        : undefined;
    }
    case 'shown': {
      const { count } = message;
      return isWhole(count, 0) ? { type: 'shown', count } : undefined;
    }
    case 'left': {
      const { forMenu } = message;
      return typeof forMenu === 'boolean' ? { type: 'left', forMenu } : undefined;
    }
    case 'action': {
      const action = viewActions.find((known) => known === message['action']);
      return action ? { type: 'action', action } : undefined;
    }
    default:
      return undefined;
  }
}

/** Validates a message from the extension; undefined if it is not a message of the protocol. */
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
        (message['place'] === undefined || isSearchedPlace(message['place'])) &&
        (message['hints'] === undefined || isListOf(message['hints'], isSearchHint)) &&
        (message['refinement'] === undefined || isString(message['refinement'])) &&
        typeof message['tookMs'] === 'number'
      );
    case 'searchFailed':
      return isWhole(message['id'], 0) && isErrorData(message['error']);
    case 'examples':
      return isListOf(message['questions'], isString);
    case 'history':
      return isListOf(message['entries'], isString);
    case 'pins':
      return isListOf(message['pins'], isViewResult) && isListOf(message['gone'], isId);
    case 'ask':
      return isViewRequest(message['request']);
    case 'act':
      return (
        rowActs.some((act) => act === message['act']) &&
        (message['key'] === undefined || isString(message['key']))
      );
    case 'exportAll':
      return message['to'] === 'clipboard' || message['to'] === 'editor';
    case 'refresh':
      return typeof message['byPerson'] === 'boolean';
    case 'step':
      return message['direction'] === 1 || message['direction'] === -1;
    case 'focusQuery':
    case 'collapseAll':
    case 'expandAll':
    case 'clear':
      return true;
    case undefined:
    default:
      return false;
  }
}

/** Validates a request to the view from a command or the extension. */
export function isViewRequest(value: unknown): value is ViewRequest {
  if (isString(value)) return true;
  return (
    isRecord(value) &&
    isSimilarOrigin(value['similarTo']) &&
    (value['kind'] === undefined || value['kind'] === 'code' || value['kind'] === 'docs')
  );
}

function isUri(value: unknown): value is string {
  return isText(value, maxUriLength);
}

function isId(value: unknown): value is number {
  return isWhole(value, 0);
}
