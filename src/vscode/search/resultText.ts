import type { SearchResult } from '../../common/searchResult';
import { labelText } from '../labelText';
import { symbolIcon } from './symbolIcon';

/** How a result reads in a list of three parts; `$(icon)`s only where they are meant. */
export interface ResultText {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

/** Longer lines are cut: they would widen nothing and cost time to show. */
const maxDetailCharacters = 200;

/** @param folder name of the workspace folder, where there are several */
export function resultText(result: SearchResult, folder?: string): ResultText {
  const { path, symbol, startLine, endLine } = result;
  const lines = startLine === endLine ? `${startLine}` : `${startLine}–${endLine}`;
  return {
    label: `$(${symbolIcon(result)}) ${labelText(symbol ?? path.split('/').at(-1)!)}`,
    description: labelText(`${folder === undefined ? '' : `${folder} • `}${path}:${lines}`),
    detail: labelText(meaningfulLine(result.preview).slice(0, maxDetailCharacters)),
  };
}

/**
 * The first line that tells something: no brackets alone, no imports, no licence; without the marks of comments.
 * Where there is none, the first that is not blank, and '' where all are.
 */
export function meaningfulLine(preview: string): string {
  const lines = preview.split('\n').map((line) => line.trim());
  const told = lines.map(withoutCommentMarks);
  const first = told.findIndex((line, i) => /[\p{L}\p{N}]{2}/u.test(line) && !isFormality(lines[i]!, line));
  return first >= 0 ? told[first]! : (lines.find((line) => line !== '') ?? '');
}

function withoutCommentMarks(line: string): string {
  return line
    .replace(/^(?:\/\*+!?|\/\/[/!]?|\*+(?!\w)|#(?=\s)|--(?=\s)|;+(?=\s)|<!--|"""|''')\s*/, '')
    .replace(/\s*(?:\*+\/|-->|"""|''')$/, '')
    .trim();
}

function isFormality(line: string, told: string): boolean {
  return (
    /^(?:import|from\s+\S+\s+import|use|using|#include|#!|package|require|'use strict'|"use strict")(?![\w-])/.test(
      line,
    ) || /^(?:copyright\b|licensed under|SPDX-|eslint-|@ts-|prettier-ignore)/i.test(told)
  );
}
