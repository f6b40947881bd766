import type { ErrorData } from '../errors/errors';
import type { IndexState, NextIndex, WaitingFiles } from '../contracts/indexState';
import type { FilterName } from '../query/queryFilters';
import type { MatchedBy, SearchHint, TextSpan } from '../contracts/searchResult';
import { isListOf, isRecord, isString, isWhole } from '../typeGuards';
import {
  searchScopes,
  themeKinds,
  type CodeToken,
  type SearchedPlace,
  type SimilarOrigin,
  type ViewLayout,
  type ViewQuery,
  type ViewResult,
  type ViewSibling,
} from './viewProtocol';

/** Longest query, in characters; a longer one is truncated by the page and rejected by the extension. */
export const maxQueryLength = 10_000;
/** Highest limit of results of one search. */
export const maxLimit = 1_000;
/** Longest text, in characters, to find similar results for. */
export const maxSimilarLength = 1_000_000;

const maxLine = 1_000_000_000;
const maxLanguages = 500;

const matchedByNames: readonly MatchedBy[] = ['vector', 'lexical', 'symbol', 'path', 'text'];
const filterNames: readonly FilterName[] = ['path', 'lang', 'ext', 'kind', 'folder'];

export function isViewQuery(value: unknown): value is ViewQuery {
  return (
    isRecord(value) &&
    isText(value['text'], maxQueryLength) &&
    (value['similarTo'] === undefined || isSimilarOrigin(value['similarTo'])) &&
    (value['kind'] === undefined || value['kind'] === 'code' || value['kind'] === 'docs') &&
    isListOf(value['languages'], isString) &&
    value['languages'].length <= maxLanguages &&
    isText(value['include'], maxQueryLength) &&
    isText(value['exclude'], maxQueryLength) &&
    searchScopes.some((scope) => scope === value['scope']) &&
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
    (value['folderGlob'] === undefined || isString(value['folderGlob'])) &&
    isLineRange(value['startLine'], value['endLine']) &&
    (value['kind'] === 'code' || value['kind'] === 'docs') &&
    isString(value['language']) &&
    (value['symbol'] === null || isString(value['symbol'])) &&
    isListOf(value['matchedBy'], isMatchedBy) &&
    isLine(value['line']) &&
    isLine(value['tellingLine']) &&
    (value['isLessLikely'] === undefined || value['isLessLikely'] === true) &&
    (value['isMissing'] === undefined || value['isMissing'] === true) &&
    (value['siblings'] === undefined || isListOf(value['siblings'], isViewSibling)) &&
    isWhole(value['firstLine'], 1) &&
    isListOf(value['lines'], isCodeLine) &&
    (value['coloredFor'] === undefined || themeKinds.some((kind) => kind === value['coloredFor'])) &&
    isListOf(value['matches'], isTextSpan)
  );
}

function isViewSibling(value: unknown): value is ViewSibling {
  return (
    isRecord(value) &&
    isString(value['uri']) &&
    isString(value['path']) &&
    (value['folder'] === undefined || isString(value['folder'])) &&
    (value['folderGlob'] === undefined || isString(value['folderGlob'])) &&
    isLineRange(value['startLine'], value['endLine']) &&
    (value['relation'] === 'translation' || value['relation'] === 'copy')
  );
}

export function isViewLayout(value: unknown): value is ViewLayout {
  return isRecord(value) && typeof value['isList'] === 'boolean' && typeof value['isCompact'] === 'boolean';
}

export function isSearchHint(value: unknown): value is SearchHint {
  if (!isRecord(value)) return false;
  switch (value['type']) {
    case 'unknownFilter':
      return (
        filterNames.some((name) => name === value['filter']) &&
        isString(value['value']) &&
        (value['suggestion'] === undefined || isString(value['suggestion'])) &&
        (value['query'] === undefined || isText(value['query'], maxQueryLength))
      );
    case 'didYouMean':
      return (
        isString(value['word']) && isString(value['suggestion']) && isText(value['query'], maxQueryLength)
      );
    case 'unknownLanguage':
      return isString(value['language']);
    case 'translated':
      return isListOf(value['words'], isString);
    default:
      return false;
  }
}

export function isSimilarOrigin(value: unknown): value is SimilarOrigin {
  return (
    isRecord(value) &&
    isString(value['uri']) &&
    isLineRange(value['startLine'], value['endLine']) &&
    isText(value['text'], maxSimilarLength) &&
    isString(value['label'])
  );
}

export function isSearchedPlace(value: unknown): value is SearchedPlace {
  return (
    isRecord(value) &&
    (value['scope'] === 'folder' || value['scope'] === 'openEditors') &&
    isString(value['path']) &&
    typeof value['isNowhere'] === 'boolean'
  );
}

function isTextSpan(value: unknown): value is TextSpan {
  return (
    isRecord(value) &&
    isWhole(value['line'], 1) &&
    isWhole(value['start'], 0) &&
    isWhole(value['end'], 0) &&
    value['start'] <= value['end']
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
      return isBuilding(value);
    case 'needsConsent':
    case 'needsKey':
      return true;
    case 'waiting':
      return isString(value['why']);
    case 'failed':
      return isFailed(value);
    default:
      return false;
  }
}

function isFailed({ error, waits }: Record<string, unknown>): boolean {
  return isErrorData(error) && (waits === undefined || isWaitingFiles(waits));
}

function isWaitingFiles(value: unknown): value is WaitingFiles {
  return (
    isRecord(value) &&
    typeof value['isTrying'] === 'boolean' &&
    (value['files'] === undefined || isWhole(value['files'], 0)) &&
    (value['retryAtMs'] === undefined || isWhole(value['retryAtMs'], 0))
  );
}

function isBuilding({ done, total, why }: Record<string, unknown>): boolean {
  return isWhole(done, 0) && isWhole(total, 0) && (why === undefined || isString(why));
}

function isAnsweringState(value: Record<string, unknown>): boolean {
  const { kind, reason, totals } = value;
  if (kind === 'empty') return reason === 'noFolder' || reason === 'notStarted' || reason === 'noFiles';
  if (!isRecord(totals) || !isWhole(totals['files'], 0) || !isWhole(totals['chunks'], 0)) return false;
  switch (kind) {
    case 'building':
      return isBuilding(value);
    case 'ready':
      return (
        isWhole(value['failedFiles'], 0) &&
        isWhole(value['skippedPaths'], 0) &&
        (value['filesWithoutVector'] === undefined || isWhole(value['filesWithoutVector'], 0))
      );
    case 'paused':
      return true;
    case 'stale':
      return isString(value['why']);
    case 'failed':
      return isFailed(value);
    default:
      return false;
  }
}

/** Whether a value is a {@link ViewEnvironment}. */
export function isEnvironment(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value['hasFolder'] === 'boolean' &&
    typeof value['isTrusted'] === 'boolean' &&
    (value['host'] === undefined || isString(value['host'])) &&
    isWhole(value['maxResults'], 1) &&
    typeof value['asksInEnglish'] === 'boolean' &&
    isViewLayout(value['layout'])
  );
}

export function isErrorData(value: unknown): value is ErrorData {
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

function isLine(value: unknown): boolean {
  return isLineRange(value, value);
}

/** Whether two values are the first and the last line of a range, from 1. */
export function isLineRange(start: unknown, end: unknown): boolean {
  return isWhole(start, 1) && isWhole(end, 1) && start <= end && end <= maxLine;
}

/** Whether a value is a text of at most `maxLength` characters: the page may be given any text by a result. */
export function isText(value: unknown, maxLength: number): value is string {
  return typeof value === 'string' && value.length <= maxLength;
}
